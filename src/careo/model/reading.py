"""What a reader finds in one layer: sentences, mentions, referents, attributions."""

from __future__ import annotations

from typing import Literal

from careo.model.record import LayerId, Record, ReferentId, canonical_json, sha256
from careo.model.text import Span

MentionKind = Literal[
    "person", "organization", "place", "role", "conveyor", "date", "amount", "thing"
]
MentionForm = Literal["name", "pronoun", "description"]
Identified = Literal["named", "unnamed", "unknown", "anonymised"]
Number = Literal["one", "many"]


class Token(Record, frozen=True):
    """A word of a parsed sentence.

    Attributes:
        start: First character in the layer, code points from 0.
        end: One past the last character.
        text: The word.
        lemma: Its dictionary form, lower case except for names.
        pos: Universal part of speech (``VERB``, ``PROPN`` …).
        tag: Fine-grained tag (Penn Treebank for English: ``VBD`` …).
        dep: Dependency to the head, ClearNLP labels (``nsubj``, ``ROOT`` …).
        head: Index of the head in the sentence; the root's is its own.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


class Sentence(Record, frozen=True):
    """A parsed sentence.

    Attributes:
        start: First character in the layer, code points from 0.
        end: One past the last character.
        segment: Index of the layer's segment that holds it.
        tokens: Its words, without white space.
    """

    start: int
    end: int
    segment: int
    tokens: tuple[Token, ...]


class Mention(Record, frozen=True):
    """A name, pronoun, role or description in the text.

    Attributes:
        span: Its place.
        kind: What it stands for; ``role`` for a role used as a name ("the general").
        form: How it names it.
        head: The head word ("general" of "the retired general"; the surname of a name).
    """

    span: Span
    kind: MentionKind
    form: MentionForm
    head: str


class Referent(Record, frozen=True):
    """Whom or what several mentions of one document stand for.

    Attributes:
        id: `referent_id` of its first mention.
        kind: person, organization, place, conveyor or thing.
        mentions: In order of place.
        names: Its names as written, the fullest first.
        identified: ``unnamed`` "figures of the regime"; ``anonymised`` "a general whose name
            we withhold"; ``unknown`` a gap.
        number: One, or a group.
        members: The referents that a group stands for, where the text joins them ("they" after
            "Ana and Juan"): what is said of the group is said of them jointly.
    """

    id: ReferentId
    kind: MentionKind
    mentions: tuple[Mention, ...]
    names: tuple[str, ...]
    identified: Identified
    number: Number
    members: tuple[ReferentId, ...] = ()


def referent_id(layer: LayerId, first: Span) -> ReferentId:
    """Return the id of the referent whose first mention stands at ``first``."""
    return ReferentId(sha256(canonical_json(["referent", layer, first.start, first.end])))


class Attribution(Record, frozen=True):
    """One act of saying that the reader found.

    Attributes:
        source: Who says it, as written; None where the words do not name it.
        cue: The words that say that somebody says it; None for a bare quotation.
        content: What is said, in order; several where a parenthetical splits it.
        score: Per mille; 1000 for a rule.
        cue_negated: "did not say".
        extractor: ``rules``, ``tagger``, or ``rules+tagger`` where both found it.
        bounded: The content as the structure of the sentence bounds it, where that is not what
            the tagger took; empty otherwise. Claims hold these words.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    score: int = 1000
    cue_negated: bool = False
    extractor: str = "rules"
    bounded: tuple[Span, ...] = ()


class Reading(Record, frozen=True):
    """All that one reader found in one layer.

    Attributes:
        layer: The layer read.
        language: ISO 639-1 code, or ``und``.
        readable: False where this reader does not read the language: then all else is empty.
        sentences: Furniture left out.
        mentions: In order of place; nested ones are allowed.
        referents: Each mention belongs to at most one.
        attributions: In order of place.
    """

    layer: LayerId
    language: str
    readable: bool
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    referents: tuple[Referent, ...] = ()
    attributions: tuple[Attribution, ...] = ()
