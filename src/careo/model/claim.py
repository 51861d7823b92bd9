"""Claims: one act of saying, whole, with its chain of speakers and what it asserts."""

from __future__ import annotations

from typing import Literal

from careo.model.errors import RefusedError
from careo.model.predicates import PREDICATES, ROLES
from careo.model.record import ClaimId, DocumentId, LayerId, Record, canonical_json, sha256
from careo.model.text import Span
from careo.model.time import When

Act = Literal[
    "asserts",
    "alleges",
    "admits",
    "acknowledges",
    "denies",
    "retracts",
    "warns",
    "promises",
    "orders",
    "finds",
    "records",
    "reports",
]
Mode = Literal["own_words", "direct_quote", "indirect", "mixed", "paraphrase", "translation"]
Basis = Literal["witnessed", "told", "deduced", "official_act", "undisclosed"]
Polarity = Literal["affirms", "denies"]
Voice = Literal["speaker", "document", "unclear"]
SpeakerKind = Literal["mention", "document", "gap"]


class Speaker(Record, frozen=True):
    """Who speaks in one link of a chain.

    Attributes:
        kind: ``gap`` where the words name nobody ("it is said"); never a guess.
        span: The words that name the speaker; None for the document and for a bare gap.
        mentions: The mentions that the words stand for; several for joint speakers
            ("Ostraga and Varrón"), none where no mention was found. For the document itself
            the name of its author, where the document names him.
    """

    kind: SpeakerKind
    span: Span | None = None
    mentions: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a mention without words and a document with them."""
        if (self.kind == "mention") != (self.span is not None) and self.kind != "gap":
            raise RefusedError(f"speaker of kind {self.kind} with wrong words")


class Link(Record, frozen=True):
    """One speaker in a chain.

    Attributes:
        speaker: Who.
        act: What kind of saying.
        mode: In whose words.
        basis: How the speaker says to know.
        cue: The words of saying.
        carried: The cue stands in an earlier sentence.
        negated: The saying is denied ("did not say"); not the content.
        when: Of saying or knowing.
    """

    speaker: Speaker
    act: Act
    mode: Mode
    basis: Basis = "undisclosed"
    cue: Span | None = None
    carried: bool = False
    negated: bool = False
    when: When | None = None


class Role(Record, frozen=True):
    """One participant of a relation.

    Attributes:
        role: A role of `careo.model.predicates.ROLES`; may stand several times (joint agents).
        span: The words.
        literal: The words are a value (an amount, a duration, a domain), not a mention.
    """

    role: str
    span: Span
    literal: bool = False

    def __post_init__(self) -> None:
        """Refuse a role outside the list."""
        if self.role not in ROLES:
            raise RefusedError(f"no role {self.role}")


class Relation(Record, frozen=True):
    """One thing that a claim asserts.

    Attributes:
        predicate: One of `careo.model.predicates.PREDICATES`.
        roles: In order of place.
        verb: The lemma of the word that says it (the whole content of ``states``).
        trigger: That word's place.
        negated: The relation is denied in the content.
        hedged: "would have".
        voice: Whose words an apposition or a relative clause is.
        when: Event time.
    """

    predicate: str
    roles: tuple[Role, ...]
    verb: str = ""
    trigger: Span | None = None
    negated: bool = False
    hedged: bool = False
    voice: Voice = "speaker"
    when: When | None = None

    def __post_init__(self) -> None:
        """Refuse a predicate outside the list, and a relation with nobody in it."""
        if self.predicate not in PREDICATES:
            raise RefusedError(f"no predicate {self.predicate}")
        if not self.roles:
            raise RefusedError(f"{self.predicate} without roles")


class Claim(Record, frozen=True):
    """One attribution, whole.

    Attributes:
        id: `claim_id` of its places.
        document: The document it stands in.
        layer: The layer its places are of.
        content: The words claimed, in order; several where a parenthetical splits them.
        chain: Outermost first; the last link is the one who says these words.
        within: The claim whose content holds this one.
        polarity: ``denies`` where the act is a denial of the content.
        hedged: The content as a whole is hedged.
        relations: What it asserts.
        extractors: Which readers found it, sorted.
    """

    id: ClaimId
    document: DocumentId
    layer: LayerId
    content: tuple[Span, ...]
    chain: tuple[Link, ...]
    within: ClaimId | None = None
    polarity: Polarity = "affirms"
    hedged: bool = False
    relations: tuple[Relation, ...] = ()
    extractors: tuple[str, ...] = ("rules",)

    def __post_init__(self) -> None:
        """Refuse a claim of no words or of nobody, and an id that is not that of its places."""
        if not self.content or not self.chain:
            raise RefusedError(f"claim {self.id[:12]} without content or chain")
        if self.id != claim_id(self.document, self.layer, self.chain[-1].cue, self.content):
            raise RefusedError(f"claim {self.id[:12]} is not named by its places")

    def spans(self) -> tuple[Span, ...]:
        """Return every place that this claim rests on."""
        found = list(self.content)
        for link in self.chain:
            found += [s for s in (link.speaker.span, link.cue) if s is not None]
            found += link.speaker.mentions
            found += _when_spans(link.when)
        for relation in self.relations:
            found += [role.span for role in relation.roles]
            found += [relation.trigger] if relation.trigger is not None else []
            found += _when_spans(relation.when)
        return tuple(found)


def _when_spans(when: When | None) -> list[Span]:
    return [when.text] if when is not None and when.text is not None else []


def claim_id(
    document: DocumentId, layer: LayerId, cue: Span | None, content: tuple[Span, ...]
) -> ClaimId:
    """Return the id of the claim at these places, whatever careo makes of them."""
    places = [list(span.place) for span in content]
    at = None if cue is None else list(cue.place)
    return ClaimId(sha256(canonical_json(["claim", document, layer, at, places])))
