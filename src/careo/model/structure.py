"""Views that follow from claims and actors: who is said to do what, to command whom, and when.

Nothing here is a conclusion. Every cell, edge and entry is a list of `Mark`s, and a mark is one
claim with its act; a denied or negated one is marked as such and supports nothing.
"""

from __future__ import annotations

from typing import Literal

from careo.model.claim import Act, Polarity, Voice
from careo.model.record import ActorId, ClaimId, Record
from careo.model.time import DateRange, When
from careo.model.views import ReviewState

OTHER = "other"
"""The domain of what no domain's words show."""

FIELDS = (
    "elections",
    "drug trafficking",
    "mining and gold",
    "oil and energy",
    "money and finance",
    "arms and armed groups",
    "military and security command",
    "intelligence and surveillance",
    "prisons and gangs",
    "violence and detention",
    "foreign relations",
    "justice",
    "borders and migration",
    "media and information",
    "land and property",
    OTHER,
)
"""The fields of action, in their order; each language's data says by which words they show."""

NodeKind = Literal["actor", "words", "gap", "fold"]
LineKind = Literal["solid", "dashed", "dotted"]
Clock = Literal["event", "knowledge"]


class Mark(Record, frozen=True, gc=False):
    """One relation of one claim, where a view shows it.

    Attributes:
        claim: The claim.
        relation: Index of the relation in the claim.
        predicate: What is said to be done.
        act: What the innermost speaker does.
        polarity: Whether the act denies the content.
        negated: The relation is negated in the content, or the saying itself is.
        hedged: The content or the relation is hedged.
        joint: The other actors said to do it together with this one, by id.
        voice: Whose words the relation is.
        speaker: The local words for the one whose act it is, or the title of the document.
        by: Whom these words stand for.
        verb: The lemma that says what is done.
        review: Of the claim.
    """

    claim: ClaimId
    relation: int
    predicate: str
    act: Act
    polarity: Polarity = "affirms"
    negated: bool = False
    hedged: bool = False
    joint: tuple[ActorId, ...] = ()
    voice: Voice = "speaker"
    speaker: str = ""
    by: tuple[ActorId, ...] = ()
    verb: str = ""
    review: ReviewState = "none"

    @property
    def against(self) -> bool:
        """Tell whether the claim denies, negates or takes back what the predicate says."""
        return self.polarity == "denies" or self.negated or self.act in {"denies", "retracts"}


class Cell(Record, frozen=True):
    """What is said of one actor in one domain; marks in order of claim, each claim once a word."""

    actor: ActorId
    domain: str
    marks: tuple[Mark, ...]


class Commanded(Record, frozen=True):
    """Who is said to command another one; at least one claim does not deny it.

    Attributes:
        actor: Who commands.
        other: Who is commanded.
        marks: The claims that say so, or deny it, in order of place.
    """

    actor: ActorId
    other: ActorId
    marks: tuple[Mark, ...]


class Matrix(Record, frozen=True):
    """Who is said to do what: actors down, domains across.

    Attributes:
        domains: Columns that hold anything, in the order of `FIELDS`.
        actors: Rows, by name (accents folded), those not named last; never by number of claims.
        cells: Those that hold anything, in order of row, then column.
        commanded: Who of them is said to command whom; by both names. See `careo.model.beside`.
    """

    domains: tuple[str, ...]
    actors: tuple[ActorId, ...]
    cells: tuple[Cell, ...]
    commanded: tuple[Commanded, ...] = ()


class ChartNode(Record, frozen=True):
    """A box of the command chart.

    Attributes:
        id: The actor's id, or a name of the box alone (``words-3``, ``gap-1``, ``fold-2``).
        kind: ``words`` quotes a document where no actor is named; ``gap`` is an unknown, which
            can never be accused of anything; ``fold`` stands for the actors in ``folded``.
        label: What to write in it.
        layer: From the top, 0; only command edges that nobody denies decide it.
        actor: The actor, for that kind.
        folded: The actors left out under this box's neighbour, by name.
    """

    id: str
    kind: NodeKind
    label: str
    layer: int = 0
    actor: ActorId | None = None
    folded: tuple[ActorId, ...] = ()


class ChartEdge(Record, frozen=True):
    """What is said to go from one box, or jointly from several, to another.

    Attributes:
        agents: Box ids; several are one joint relation, never two arrows.
        patient: Box id.
        line: solid commands, directs, controls; dashed supervises, authorises, influences;
            dotted protects, uses.
        against: All its marks deny or negate it.
        marks: The claims.
    """

    agents: tuple[str, ...]
    patient: str
    line: LineKind
    marks: tuple[Mark, ...]
    against: bool = False

    @property
    def claims(self) -> tuple[ClaimId, ...]:
        """The claims, each once."""
        return tuple(dict.fromkeys(mark.claim for mark in self.marks))


class Circle(Record, frozen=True):
    """Boxes of which each is said to command the next, and the last the first.

    Attributes:
        boxes: A shortest way round, from the first by name.
        among: How many boxes are said to command each other round, by this way and by others.
    """

    boxes: tuple[str, ...]
    among: int


class CommandChart(Record, frozen=True):
    """The command chart: boxes in layers and what joins them, both in drawing order.

    Attributes:
        circles: Where command is said to go round; by the first box.
    """

    nodes: tuple[ChartNode, ...]
    edges: tuple[ChartEdge, ...]
    circles: tuple[Circle, ...] = ()


class TimelineEntry(Record, frozen=True):
    """One dated thing that a claim says.

    Attributes:
        clock: ``event`` dates what happened; ``knowledge`` dates the saying or knowing.
        mark: The claim; its ``relation`` is -1 where the clock is the chain's.
        actors: Those who take part; the speaker, for knowledge.
        begins: The days between which it begins; None where nothing says.
        ends: The days between which it ends; None where nothing says.
        when: As the claim has it.
        point: It is one date, not a stretch: ``begins`` and ``ends`` are the same.
        reversed: It is said to end before it begins; shown as said.
    """

    clock: Clock
    mark: Mark
    actors: tuple[ActorId, ...]
    begins: DateRange | None
    ends: DateRange | None
    when: When
    point: bool = False
    reversed: bool = False


class Timeline(Record, frozen=True):
    """What is dated, the earliest first.

    Attributes:
        entries: By first day, then last day, then claim.
        undated: Number of claims that date nothing; 0 where not all claims were asked for.
        told: What the words place in time without a date ("after the election", "on 14 March",
            "last year" where nobody says of what year), in the order of each document.
    """

    entries: tuple[TimelineEntry, ...]
    undated: int = 0
    told: tuple[TimelineEntry, ...] = ()
