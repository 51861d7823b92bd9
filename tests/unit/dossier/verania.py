"""A hand-made edition about an invented country, and what makes such editions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from careo.model.claim import Act, Basis, Mode, Polarity, claim_id
from careo.model.document import Source, Status
from careo.model.edition import Edition, NotRead, ReaderNote
from careo.model.lexicon import Lexicon
from careo.model.reading import Identified, MentionKind
from careo.model.record import ActorId, DocumentId, sha256
from careo.model.text import Segment, SegmentKind, TextLayer, layer_id
from careo.model.time import DateRange, When
from careo.model.views import (
    NOT_NAMED,
    ActorView,
    ClaimView,
    DocumentView,
    LinkView,
    MentionView,
    Place,
    Quote,
    RelationView,
    RoleView,
    SpeakerView,
)
from careo.structure import command, responsibility, timeline

LETTER = """To the editors of the Evening Post

From cell 14 of the Arsana prison, 3 May 2019.

I was told by Colonel Vela that President Darío Montalvo and General Tomás Ibarra directed the \
electoral fraud machinery. The siblings Ana and Luis Corral executed the counting of the votes. \
Ibarra would have authorised the flights.

Since 2011 I knew of payments to the Harbour Front. I admit that I moved its gold."""

ARTICLE = """LETTER FROM A CELL

By our own correspondent

In a letter to this paper, Oskar Brandl claims that President Montalvo and General Ibarra directed \
the electoral fraud machinery. The gold, he says, was carried by the Harbour Front under the \
supervision of Ibarra.

The ministry denied that "General Ibarra directed any machinery". Ibarra himself did not answer."""

NO_SOURCE = Source()
PRECISE = DateRange(earliest="2019-05-03", latest="2019-05-03")
YEAR = DateRange(earliest="2011-01-01", latest="2011-12-31")

LEXICON = Lexicon(
    language="en",
    cues={},
    triggers={},
    hedges=("would have", "allegedly"),
    conveyors=("letter",),
    roles=("general",),
    ranks=("general",),
    basis={},
    domains={
        "elections": ("elector*", "vote"),
        "mining and gold": ("gold", "mining"),
        "money and finance": ("payment*",),
        "military and security command": ("flight",),
    },
)


class Maker:
    """Collects documents, actors and claims, and makes an edition of them."""

    def __init__(self) -> None:
        self.documents: list[DocumentView] = []
        self.layers: dict[DocumentId, TextLayer] = {}
        self.actors: dict[ActorId, ActorView] = {}
        self.claims: list[ClaimView] = []

    def document(
        self,
        text: str,
        name: str,
        source: Source = NO_SOURCE,
        outcome: Status = "ok",
        reason: str = "",
    ) -> DocumentId:
        """Add a document; without text it has no layer."""
        document = DocumentId(sha256(f"{name}\n{text}".encode("utf-8", "replace")))
        self.documents.append(
            DocumentView(
                id=document,
                name=name,
                media_type="text/plain",
                size=len(text.encode()),
                outcome=outcome,
                reason=reason,
                source=source,
            )
        )
        if text:
            self.layers[document] = TextLayer(
                id=layer_id(document, text),
                document=document,
                text=text,
                segments=segments(text),
                extractor="text/1",
            )
        return document

    def actor(
        self,
        name: str,
        *others: str,
        kind: MentionKind = "person",
        identified: Identified = "named",
    ) -> ActorId:
        """Add an actor."""
        actor = ActorId(sha256(f"{kind} {name}".encode("utf-8", "replace")))
        mentions = tuple(
            MentionView(document=d, start=at, end=at + len(name), exact=name)
            for d, layer in self.layers.items()
            if (at := layer.text.find(name)) >= 0
        )
        self.actors[actor] = ActorView(
            id=actor,
            kind=kind,
            schema="Person" if kind == "person" else "Organization",
            identified=identified,
            number="one",
            names=(name, *others) if identified == "named" else (),
            description="" if identified == "named" else name,
            mentions=mentions,
        )
        return actor

    def claim(
        self,
        document: DocumentId,
        content: str | Sequence[str],
        speaker: ActorId | None = None,
        act: Act = "alleges",
        *,
        said: str = "",
        basis: Basis = "undisclosed",
        mode: Mode = "indirect",
        polarity: Polarity = "affirms",
        hedged: bool = False,
        chain: Sequence[LinkView] = (),
        relations: Sequence[RelationView] = (),
        about: Sequence[ActorId] = (),
        within: ClaimView | None = None,
        **link: Any,
    ) -> ClaimView:
        """Add a claim whose content is found in the document's text."""
        layer = self.layers[document]
        quotes = tuple(
            self.quote(document, q) for q in ([content] if isinstance(content, str) else content)
        )
        spans = tuple(layer.span(quote.start, quote.end) for quote in quotes)
        own = LinkView(
            speaker=self._speaker(document, speaker, said),
            act=act,
            mode=mode,
            basis=basis,
            **link,
        )
        named = {r.actor for relation in relations for r in relation.roles if r.actor is not None}
        claim = ClaimView(
            id=claim_id(document, layer.id, None, spans),
            document=document,
            layer=layer.id,
            content=quotes,
            chain=(*chain, own),
            polarity=polarity,
            hedged=hedged,
            about=tuple(dict.fromkeys([*about, *sorted(named)])),
            relations=tuple(relations),
            extractors=("rules",),
            review="none",
            within=within.id if within is not None else None,
        )
        self.claims.append(claim)
        return claim

    def quote(self, document: DocumentId, words: str) -> Quote:
        """Return the first place of ``words``."""
        at = self.layers[document].text.index(words)
        return Quote(start=at, end=at + len(words), exact=words)

    def passes_on(self, document: DocumentId, act: Act = "reports") -> LinkView:
        """Return the link of a document that passes something on."""
        speaker = self._speaker(document, None, "document")
        return LinkView(speaker=speaker, act=act, mode="own_words", basis="undisclosed")

    def edition(self, **fields: Any) -> Edition:
        """Return the edition, its views made by the structure station."""
        claims, actors = tuple(self.claims), self.actors
        standard: dict[str, Any] = {
            "title": "The Arsana letter",
            "case": "arsana",
            "date": "24 November 2026",
            "careo": "0.1.0",
            "documents": tuple(self.documents),
            "layers": tuple(self.layers.values()),
            "claims": claims,
            "actors": tuple(actors.values()),
            "languages": {layer.id: "en" for layer in self.layers.values()},
            "readers": (ReaderNote(language="en", documents=2, reader="rules/1"),),
            "hedges": LEXICON.hedges,
            "matrix": responsibility(claims, actors, LEXICON),
            "chart": command(claims, actors),
            "timeline": timeline(claims, actors),
            "extractors": ("text/1",),
        }
        return Edition(**{**standard, **fields})

    def _speaker(self, document: DocumentId, actor: ActorId | None, said: str) -> SpeakerView:
        title = next(d.source.title or d.name for d in self.documents if d.id == document)
        if said == "document":
            return SpeakerView(text=title, document=document)
        if actor is None:
            return SpeakerView(text=said or NOT_NAMED)
        return SpeakerView(
            text=said or self.actors[actor].name, span=Place(start=0, end=1), actor=actor
        )


def relation(predicate: str, *roles: tuple[str, ActorId | str], **fields: Any) -> RelationView:
    """Return a relation; a role's filler is an actor's id (64 hex digits) or its words."""
    filled = tuple(
        RoleView(role=role, text="he", actor=ActorId(who))  # type: ignore[arg-type]
        if len(who) == 64 and " " not in who
        else RoleView(role=role, text=who)
        for role, who in roles
    )
    standard: dict[str, Any] = {"negated": False, "hedged": False, "voice": "speaker"}
    return RelationView(predicate=predicate, roles=filled, **{**standard, **fields})


def segments(text: str) -> tuple[Segment, ...]:
    """Return one segment a block between empty lines; all capitals is a heading."""
    found, at = [], 0
    for block in text.split("\n\n"):
        if block.strip():
            start = at + len(block) - len(block.lstrip())
            kind: SegmentKind = "heading" if block.isupper() else "paragraph"
            level = int(kind == "heading")
            found.append(
                Segment(kind=kind, start=start, end=start + len(block.strip()), level=level)
            )
        at += len(block) + 2
    return tuple(found)


def verania() -> Maker:
    """Return the letter, the article that quotes it, and a scan that nobody could read."""
    make = Maker()
    letter = make.document(
        LETTER,
        "letter.txt",
        Source(title="Letter from cell 14", author="Oskar Brandl", kind="letter"),
    )
    article = make.document(
        ARTICLE,
        "article.html",
        Source(title="Letter from a cell", publisher="Evening Post", published="6 May 2019"),
    )
    make.document("", "scan.pdf", outcome="refused", reason="no text, 3 pages of images")
    people = {
        name.split()[-1]: make.actor(*names)
        for names in (
            ("Oskar Brandl", "Brandl"),
            ("Darío Montalvo", "Montalvo"),
            ("Tomás Ibarra", "Ibarra", "General Ibarra"),
            ("Ana Corral",),
            ("Élodie Vela", "Colonel Vela"),
        )
        for name in names[:1]
    }
    people["Luis"] = make.actor("Luis Corral")
    people["Front"] = make.actor("Harbour Front", kind="organization")
    people["Ministry"] = make.actor("Ministry of Defence", kind="organization")
    _letter_claims(make, letter, people)
    _article_claims(make, article, people)
    return make


def _letter_claims(make: Maker, letter: DocumentId, people: dict[str, ActorId]) -> None:
    brandl, ibarra = people["Brandl"], people["Ibarra"]
    wrote = [make.passes_on(letter, "reports")]
    make.claim(
        letter,
        "President Darío Montalvo and General Tomás Ibarra directed the electoral fraud machinery",
        people["Vela"],
        "asserts",
        chain=[*wrote, _told(brandl)],
        relations=[
            relation(
                "directs",
                ("agent", people["Montalvo"]),
                ("agent", ibarra),
                ("patient", "the electoral fraud machinery"),
            )
        ],
    )
    make.claim(
        letter,
        "The siblings Ana and Luis Corral executed the counting of the votes.",
        brandl,
        chain=wrote,
        relations=[
            relation(
                "executes",
                ("agent", people["Corral"]),
                ("agent", people["Luis"]),
                ("patient", "the counting of the votes"),
            )
        ],
    )
    make.claim(
        letter,
        "Ibarra would have authorised the flights.",
        brandl,
        chain=wrote,
        hedged=True,
        relations=[
            relation("authorises", ("agent", ibarra), ("patient", "the flights"), hedged=True)
        ],
    )
    make.claim(
        letter,
        "payments to the Harbour Front",
        brandl,
        "asserts",
        chain=wrote,
        basis="witnessed",
        when=When(first_imprecise=YEAR, starting=True),
        relations=[relation("pays", ("beneficiary", people["Front"]))],
    )
    make.claim(
        letter,
        "I moved its gold",
        brandl,
        "admits",
        said="I",
        chain=wrote,
        mode="own_words",
        relations=[relation("transports", ("agent", brandl), ("patient", "its gold"))],
    )


def _article_claims(make: Maker, article: DocumentId, people: dict[str, ActorId]) -> None:
    ibarra = people["Ibarra"]
    reports = [make.passes_on(article)]
    make.claim(
        article,
        "President Montalvo and General Ibarra directed the electoral fraud machinery",
        people["Brandl"],
        chain=reports,
        relations=[
            relation(
                "directs",
                ("agent", people["Montalvo"]),
                ("agent", ibarra),
                ("patient", "the electoral fraud machinery"),
            )
        ],
    )
    make.claim(
        article,
        ["The gold", "was carried by the Harbour Front under the supervision of Ibarra"],
        people["Brandl"],
        said="he",
        carried=True,
        chain=reports,
        relations=[
            relation("transports", ("agent", people["Front"]), ("patient", "The gold")),
            relation("supervises", ("agent", ibarra), ("patient", people["Front"])),
        ],
    )
    make.claim(
        article,
        "General Ibarra directed any machinery",
        people["Ministry"],
        "denies",
        mode="direct_quote",
        polarity="denies",
        chain=reports,
        when=When(first_precise=PRECISE),
        relations=[relation("directs", ("agent", ibarra), ("patient", "any machinery"))],
    )


def _told(who: ActorId) -> LinkView:
    return LinkView(
        speaker=SpeakerView(text="I", span=Place(start=0, end=1), actor=who),
        act="asserts",
        mode="own_words",
        basis="told",
    )


def unread(document: DocumentId) -> NotRead:
    """Return a document whose language nobody reads."""
    return NotRead(document=document, reason="language not read: xx")
