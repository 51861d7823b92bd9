"""The schema, step by step. A released step is never edited: a test pins its hash.

Integer keys are made from the order of ingest: a document's key is its number in the journal's
order, and a layer's, referent's, mention's or claim's key is ``document << 24 | ordinal``. So
the same documents give the same rows, in whatever order they were read.

Primary: ``journal`` and ``payload`` (with the originals in their folder). All else is derived.
"""

from __future__ import annotations

from typing import NamedTuple

APPLICATION_ID = 0x63617265
"""``care`` in ASCII: what marks a SQLite file as a case."""

ORDINAL_BITS = 24


class Step(NamedTuple):
    """Statements that lift the schema by one version."""

    statements: tuple[str, ...]


def _append_only(table: str, *, erasable: bool = False) -> tuple[str, ...]:
    verbs = ("UPDATE",) if erasable else ("UPDATE", "DELETE")
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in verbs
    )


FTS = "fts5(text, content='', tokenize='unicode61 remove_diacritics 2')"

_V1 = Step(
    (
        # primary
        """CREATE TABLE journal (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            line BLOB NOT NULL,
            hash TEXT NOT NULL UNIQUE
        ) STRICT""",
        """CREATE TABLE payload (
            hash TEXT PRIMARY KEY,
            salt BLOB NOT NULL,
            body BLOB NOT NULL
        ) STRICT""",
        *_append_only("journal"),
        *_append_only("payload", erasable=True),
        # derived
        """CREATE TABLE document (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            given BLOB NOT NULL,
            pending INTEGER NOT NULL,
            media_type TEXT NOT NULL DEFAULT '',
            status TEXT NOT NULL DEFAULT '',
            reason TEXT NOT NULL DEFAULT '',
            spoken BLOB NOT NULL DEFAULT x'7b7d',
            language TEXT NOT NULL DEFAULT '',
            fingerprint TEXT NOT NULL DEFAULT '',
            parent INTEGER REFERENCES document
        ) STRICT""",
        "CREATE INDEX document_pending ON document (key) WHERE pending",
        """CREATE TABLE layer (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            document INTEGER NOT NULL UNIQUE REFERENCES document,
            extractor TEXT NOT NULL,
            text TEXT NOT NULL,
            segments BLOB NOT NULL
        ) STRICT""",
        """CREATE TABLE referent (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            document INTEGER NOT NULL REFERENCES document,
            actor INTEGER NOT NULL,
            kind TEXT NOT NULL,
            schema TEXT NOT NULL,
            identified TEXT NOT NULL,
            number TEXT NOT NULL,
            names BLOB NOT NULL,
            label TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX referent_document ON referent (document)",
        "CREATE INDEX referent_actor ON referent (actor, key)",
        "CREATE INDEX referent_label ON referent (label, key) WHERE actor = key",
        """CREATE TABLE member (
            referent INTEGER NOT NULL REFERENCES referent,
            ordinal INTEGER NOT NULL,
            member INTEGER NOT NULL REFERENCES referent,
            PRIMARY KEY (referent, ordinal)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX member_member ON member (member)",
        """CREATE TABLE referent_key (
            referent INTEGER NOT NULL REFERENCES referent,
            text TEXT NOT NULL,
            PRIMARY KEY (referent, text)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE grouping (
            text TEXT PRIMARY KEY,
            actor INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX grouping_actor ON grouping (actor)",
        """CREATE TABLE name_token (
            token TEXT NOT NULL,
            referent INTEGER NOT NULL REFERENCES referent,
            PRIMARY KEY (token, referent)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX name_token_referent ON name_token (referent)",
        """CREATE TABLE mention (
            key INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            exact TEXT NOT NULL,
            kind TEXT NOT NULL,
            form TEXT NOT NULL,
            head TEXT NOT NULL,
            referent INTEGER REFERENCES referent
        ) STRICT""",
        "CREATE INDEX mention_document ON mention (document)",
        "CREATE INDEX mention_referent ON mention (referent)",
        """CREATE TABLE claim (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            document INTEGER NOT NULL REFERENCES document,
            own_voice INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT""",
        "CREATE INDEX claim_document ON claim (document)",
        """CREATE TABLE claim_about (
            referent INTEGER NOT NULL REFERENCES referent,
            claim INTEGER NOT NULL REFERENCES claim,
            PRIMARY KEY (referent, claim)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX claim_about_claim ON claim_about (claim)",
        """CREATE TABLE claim_by (
            referent INTEGER NOT NULL REFERENCES referent,
            claim INTEGER NOT NULL REFERENCES claim,
            PRIMARY KEY (referent, claim)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX claim_by_claim ON claim_by (claim)",
        # search: contentless, so that no text is kept twice
        f"CREATE VIRTUAL TABLE segment_text USING {FTS}",
        f"CREATE VIRTUAL TABLE claim_text USING {FTS}",
    )
)

_V2 = Step(
    (
        # the event that erased a document; its negative where the same bytes came again
        "ALTER TABLE document ADD COLUMN erased INTEGER NOT NULL DEFAULT 0",
        # what an erasure has still to take off the disk
        """CREATE TABLE erasing (
            object TEXT PRIMARY KEY
        ) STRICT, WITHOUT ROWID""",
        "ALTER TABLE layer ADD COLUMN words BLOB NOT NULL DEFAULT x'5b5d'",
        # text as earlier extractors gave it: kept when all else that is derived is made again
        """CREATE TABLE earlier_layer (
            id TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document,
            extractor TEXT NOT NULL,
            text TEXT NOT NULL,
            segments BLOB NOT NULL,
            words BLOB NOT NULL
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX earlier_layer_document ON earlier_layer (document)",
        # the files inside a document; those that wait become documents when their turn comes
        """CREATE TABLE part (
            parent INTEGER NOT NULL REFERENCES document,
            ordinal INTEGER NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            waiting INTEGER NOT NULL,
            PRIMARY KEY (parent, ordinal)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX part_waiting ON part (parent, ordinal) WHERE waiting",
        "CREATE INDEX part_id ON part (id)",
        "CREATE INDEX document_parent ON document (parent) WHERE parent IS NOT NULL",
        # what a document that stands in no other holds by now, over all nesting
        """CREATE TABLE tree (
            root INTEGER PRIMARY KEY REFERENCES document,
            files INTEGER NOT NULL,
            bytes INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE sheet (
            document INTEGER NOT NULL REFERENCES document,
            ordinal INTEGER NOT NULL,
            name TEXT NOT NULL,
            columns BLOB NOT NULL,
            rows INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            hidden INTEGER NOT NULL,
            hides TEXT NOT NULL,
            PRIMARY KEY (document, ordinal)
        ) STRICT, WITHOUT ROWID""",
        # decisions of people, as the journal has them, and where their anchors are found now
        """CREATE TABLE decision (
            seq INTEGER PRIMARY KEY REFERENCES journal,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            verdict TEXT NOT NULL,
            payload TEXT NOT NULL,
            undoes INTEGER REFERENCES decision,
            undone INTEGER NOT NULL DEFAULT 0,
            claim TEXT,
            "left" INTEGER REFERENCES referent,
            "right" INTEGER REFERENCES referent
        ) STRICT""",
        "CREATE INDEX decision_who ON decision (who, seq)",
        "CREATE INDEX decision_payload ON decision (payload)",
        "CREATE INDEX decision_undoes ON decision (undoes) WHERE undoes IS NOT NULL",
        "CREATE INDEX decision_claim ON decision (claim) WHERE claim IS NOT NULL",
        """CREATE INDEX decision_left ON decision ("left") WHERE "left" IS NOT NULL""",
        """CREATE INDEX decision_right ON decision ("right") WHERE "right" IS NOT NULL""",
        """CREATE TABLE decision_document (
            document TEXT NOT NULL,
            seq INTEGER NOT NULL REFERENCES decision,
            PRIMARY KEY (document, seq)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX decision_document_seq ON decision_document (seq)",
        # claims with a review that counts; the body is theirs where the machine reads otherwise
        """CREATE TABLE reviewed (
            claim INTEGER PRIMARY KEY REFERENCES claim,
            seq INTEGER NOT NULL REFERENCES decision,
            added INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT""",
        # a name may be borne by several actors, where people say that they are different
        "DROP TABLE grouping",
        """CREATE TABLE grouping (
            text TEXT NOT NULL,
            actor INTEGER NOT NULL,
            PRIMARY KEY (text, actor)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX grouping_actor ON grouping (actor)",
        """INSERT INTO grouping (text, actor)
            SELECT DISTINCT k.text, r.actor FROM referent_key k JOIN referent r
            ON r.key = k.referent""",
    )
)

_V3 = Step(
    (
        # what views add up: relations of claims, and times of their sayings
        """CREATE TABLE statement (
            claim INTEGER NOT NULL REFERENCES claim,
            ordinal INTEGER NOT NULL,
            inner INTEGER NOT NULL,
            predicate TEXT NOT NULL,
            dated INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (claim, ordinal)
        ) STRICT, WITHOUT ROWID""",
        # how actors are called is told by this index alone
        "DROP INDEX referent_actor",
        "CREATE INDEX referent_actor ON referent (actor, key, identified, names)",
        # who shares a name's bearers; keys by which names that are alike find each other
        "CREATE INDEX referent_key_text ON referent_key (text)",
        """CREATE TABLE name_block (
            text TEXT NOT NULL,
            referent INTEGER NOT NULL REFERENCES referent,
            PRIMARY KEY (text, referent)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX name_block_referent ON name_block (referent)",
        # what a document says of a name's bearer that can be so of one person only
        """CREATE TABLE name_fact (
            text TEXT NOT NULL,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            referent INTEGER NOT NULL REFERENCES referent,
            PRIMARY KEY (text, kind, value, referent)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX name_fact_referent ON name_fact (referent)",
        # of which names' bearers something is said that cannot be so of one person
        """CREATE TABLE contested (
            text TEXT NOT NULL,
            kind TEXT NOT NULL,
            PRIMARY KEY (text, kind)
        ) STRICT, WITHOUT ROWID""",
        # what holds claims or people is read again, for their statements and keys
        """UPDATE document SET pending = 1
            WHERE EXISTS (SELECT 1 FROM claim WHERE claim.document = document.key)
            OR EXISTS (SELECT 1 FROM referent WHERE referent.document = document.key)""",
    )
)

_V4 = Step(
    (
        # the value that nearly all of a name's bearers share, who differ in it
        "ALTER TABLE contested ADD COLUMN usual TEXT NOT NULL DEFAULT ''",
        # what names people is read again, for what joins and parts namesakes
        """UPDATE document SET pending = 1
            WHERE EXISTS (SELECT 1 FROM referent WHERE referent.document = document.key)""",
    )
)

MIGRATIONS: tuple[Step, ...] = (_V1, _V2, _V3, _V4)
"""Step *n* lifts version *n* to *n* + 1."""
