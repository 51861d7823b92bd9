"""Statements: what the views that add claims up are computed from.

A statement is one relation of one claim, or one dated saying, with whose act it is and whom its
places stand for. It is small and holds no text of the document but its own roles' words: a case
of many claims is added up without opening one of them, and every sum leads back to its claims.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from careo.model.claim import Act, Polarity, Voice
from careo.model.errors import UsageError
from careo.model.reading import Identified, MentionKind, Number
from careo.model.record import ActorId, ClaimId, DocumentId, Record, Sha256
from careo.model.time import When
from careo.model.views import NOT_NAMED, ReviewState

_NONE = ClaimId(Sha256(""))
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


class Part(Record, frozen=True, array_like=True, gc=False):
    """One participant of a statement's relation.

    Attributes:
        role: A role of `careo.model.predicates.ROLES`.
        text: The local words.
        start: Where they stand, in code points of the claim's layer; with ``end``.
        who: Number of the referent that they stand for; -1 for a value, and for nobody.
        actor: The actor whom that referent belongs to.
    """

    role: str
    text: str
    start: int
    end: int
    who: int = -1
    actor: ActorId | None = None


class Statement(Record, frozen=True, gc=False, rename={"told_by": "by", "by": "actors"}):
    """One relation of a claim, or the time of one of its sayings.

    It is read from its stored spelling (`careo.model.saying.Told`), and then completed: very many
    are read at once, and a second copy of each took longer than the reading.

    Attributes:
        claim: The claim.
        document: Where it stands.
        start: Where its content begins, in code points of its layer.
        end: Where its content ends.
        relation: Index of the relation in the claim; ``-1 - n`` for the time of link *n*.
        predicate: What is said to be done; ``states`` for the time of a saying.
        act: Of the one whose words the relation is.
        speaker: The local words for the one whose act it is; the title of a document that says
            it itself; `NOT_NAMED` for a gap.
        own: The document itself says it.
        told_by: Numbers of the referents whose act it is.
        by: Those whose act it is; empty for a gap and for a document without a known author.
        polarity: Whether the act denies the content.
        negated: The relation is negated in the content, or the saying itself is.
        hedged: The content or the relation is hedged.
        voice: Whose words the relation is.
        verb: The lemma that says it.
        parts: In order of place; a group whose members are known has one part for each.
        fields: The fields of action that its words show; see `careo.structure.Domains`.
        when: Event time; for a saying the time of saying or knowing.
        review: Of the claim.
    """

    relation: int
    start: int
    end: int
    predicate: str
    act: Act
    claim: ClaimId = _NONE
    document: DocumentId = DocumentId(Sha256(""))
    speaker: str = NOT_NAMED
    own: bool = False
    told_by: tuple[int, ...] = ()
    by: tuple[ActorId, ...] = ()
    polarity: Polarity = "affirms"
    negated: bool = False
    hedged: bool = False
    voice: Voice = "speaker"
    verb: str = ""
    parts: tuple[Part, ...] = ()
    fields: tuple[str, ...] = ()
    when: When | None = None
    review: ReviewState = "none"

    @property
    def saying(self) -> bool:
        """It dates a saying or knowing, and asserts nothing else."""
        return self.relation < 0

    @property
    def against(self) -> bool:
        """It denies, negates or takes back what the predicate says."""
        return self.polarity == "denies" or self.negated or self.act in {"denies", "retracts"}

    def played(self, *roles: str) -> tuple[Part, ...]:
        """Return the parts of these roles, in order of place."""
        return tuple([part for part in self.parts if part.role in roles])


class Called(Record, frozen=True, gc=False):
    """An actor by what views write of it: never a number."""

    id: ActorId
    kind: MentionKind
    schema: str
    identified: Identified
    number: Number
    names: tuple[str, ...] = ()
    description: str = ""

    @property
    def name(self) -> str:
        """The fullest name, or the description, or what stands for a gap."""
        return self.names[0] if self.names else self.description or NOT_NAMED


Cast = Mapping[ActorId, Called]
"""Who takes part in statements, or says them."""


class Sieve(Record, frozen=True):
    """Which statements count.

    Attributes:
        by: A name or an actor's id: only what these say.
        about: The same: only what is said of these.
        acts: Only these acts; all where empty.
        against: Only denied and negated ones, or only those that are not.
        review: Only claims of these reviews; those that nobody rejected where empty.
        since: An ISO date, month or year: only what may have been so then or later.
        until: The same, or earlier. Undated statements pass neither.
    """

    by: str = ""
    about: str = ""
    acts: tuple[Act, ...] = ()
    against: bool | None = None
    review: tuple[ReviewState, ...] = ()
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no date, and a stretch that ends before it begins.

        Raises:
            UsageError: It is so.
        """
        for given in filter(None, (self.since, self.until)):
            if not _is_date(given):
                raise UsageError(f"no date {given}", "write 2007, 2007-05 or 2007-05-31")
        if self.since and self.until and self.since[: len(self.until)] > self.until:
            raise UsageError(f"since {self.since} is after until {self.until}", "exchange them")


def _is_date(given: str) -> bool:
    if not _DATE.fullmatch(given):
        return False
    try:
        date.fromisoformat(given + "0000-01-01"[len(given) :])
    except ValueError:
        return False
    return True
