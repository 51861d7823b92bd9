"""The responsibility matrix, ready to be drawn: in each cell, who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from careo.dossier.card import Cards, review_note, unclear
from careo.dossier.index import Index, called
from careo.dossier.show import name
from careo.model.beside import Beside, Sides
from careo.model.phrases import predicate
from careo.model.predicates import PREDICATES
from careo.model.record import ActorId
from careo.model.structure import Mark, Matrix
from careo.model.wording import act_verb


@dataclass(frozen=True, slots=True)
class Ref:
    """A claim's number with its address and its sentence."""

    number: int
    anchor: str
    title: str


@dataclass(slots=True)
class Doing:
    """One thing that one speaker says of the row's actor, with the claims."""

    words: str
    degree: str
    joint: bool
    hedged: bool
    refs: list[Ref] = field(default_factory=list)


@dataclass(slots=True)
class Voice:
    """What one speaker says in a cell."""

    act: str
    speaker: Markup
    verb: str
    against: bool
    doings: dict[tuple[str, bool, bool], Doing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Laid:
    """Claims laid beside a cell: that its actor commands another, and what that one does."""

    other: Markup
    commands: tuple[Voice, ...]
    deeds: tuple[Voice, ...]
    unshown: int


@dataclass(frozen=True, slots=True)
class Field:
    """A cell: what is said in it, what is laid beside it, and how many others are not shown."""

    domain: str
    voices: tuple[Voice, ...]
    beside: tuple[Laid, ...] = ()
    unshown: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An actor and its cells by domain."""

    actor: Markup
    cells: tuple[Field, ...]


def rows(matrix: Matrix, index: Index, cards: Cards) -> list[Row]:
    """Return the rows in the matrix's order; an empty cell has no voices."""
    at = {(cell.actor, cell.domain): cell.marks for cell in matrix.cells}
    sides = Sides(matrix)
    found = []
    for actor in matrix.actors:
        cells = tuple(
            _field(domain, at.get((actor, domain), ()), sides.of(actor, domain), index, cards)
            for domain in matrix.domains
        )
        found.append(Row(actor=_link(actor, index), cells=cells))
    return found


def _field(
    domain: str, marks: Sequence[Mark], beside: Beside | None, index: Index, cards: Cards
) -> Field:
    voices = _voices(marks, index, cards)
    if beside is None:
        return Field(domain, voices)
    laid = tuple(
        Laid(
            other=_link(pair.other, index),
            commands=_voices(pair.commands, index, cards),
            deeds=_voices(pair.deeds, index, cards),
            unshown=pair.unshown,
        )
        for pair in beside.pairs
    )
    return Field(domain, voices, laid, beside.unshown)


def _link(actor: ActorId, index: Index) -> Markup:
    return Markup('<a class="who" href="#{}">{}</a>').format(
        index.actor_anchor(actor), name(called(index.actors[actor]))
    )


def _voices(marks: Sequence[Mark], index: Index, cards: Cards) -> tuple[Voice, ...]:
    voices: dict[tuple[str, str], Voice] = {}
    for mark in marks:
        claim = index.claims[mark.claim]
        relation = claim.relations[mark.relation]
        link, doubt = cards.voice(claim, relation), unclear(claim, relation)
        key = (cards.speaker_plain(link) + doubt, act_verb(link))
        voice = voices.setdefault(
            key,
            Voice(
                link.act,
                cards.speaker(link, short=True) + doubt,
                act_verb(link),
                against=mark.against,
            ),
        )
        _add(voice, mark, index, cards)
    return tuple(voices.values())


def _add(voice: Voice, mark: Mark, index: Index, cards: Cards) -> None:
    claim = index.claims[mark.claim]
    relation = claim.relations[mark.relation]
    words = predicate(mark.predicate, relation.verb, several=False, negated=relation.negated)
    doing = voice.doings.setdefault(
        (words, bool(mark.joint), mark.hedged),
        Doing(words, PREDICATES[mark.predicate].degree, bool(mark.joint), mark.hedged),
    )
    title = f"{cards.title(claim, relation)}. {review_note([claim])}"
    doing.refs.append(Ref(index.numbers[claim.id], index.claim_anchor(claim.id), title))
