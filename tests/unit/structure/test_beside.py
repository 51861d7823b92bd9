"""What a commanded one is said to do is laid beside the commander's cell, and is never in it."""

from __future__ import annotations

from careo.model.beside import MOST_CLAIMS, MOST_OTHERS, Beside, Sides
from careo.model.record import ActorId
from tests.unit.dossier.maker import Maker, relation

WORDS = "Everybody told me everything about everyone."


class Told(Maker):
    """A paper in which claim after claim is made of the same words."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = self.document(WORDS * 40, "a.txt")
        self.witness = self.actor("Witness One")
        self._at = 0

    def say(
        self, agent: ActorId | tuple[ActorId, ...], verb: str, what: str, **fields: object
    ) -> None:
        """Add a claim of the witness."""
        self._at += 1
        agents = (agent,) if isinstance(agent, str) else agent
        told = relation(verb, *(("agent", one) for one in agents), ("patient", what))
        text = self.layers[self.paper].text
        self.claim(
            self.paper,
            text[self._at : self._at + 60],
            self.witness,
            relations=[told],
            **fields,  # type: ignore[arg-type]
        )


def beside(make: Told) -> list[Beside]:
    return list(Sides(make.matrix()))


def shown(make: Told) -> list[tuple[str, str, str, int, int]]:
    names = {actor: view.name for actor, view in make.actors.items()}
    return [
        (names[one.actor], one.domain, names[pair.other], len(pair.commands), len(pair.deeds))
        for one in beside(make)
        for pair in one.pairs
    ]


def test_the_two_claims_stand_beside_a_cell_that_stays_empty() -> None:
    make = Told()
    boss, unit = make.actor("Ada Boss"), make.actor("Unit Nine")
    make.say(boss, "commands", unit)
    make.say(unit, "executes", "the vote count")
    matrix = make.matrix()
    assert shown(make) == [("Ada Boss", "elections", "Unit Nine", 1, 1)]
    assert [(cell.actor, cell.domain) for cell in matrix.cells] == [
        (boss, "other"),
        (unit, "elections"),
    ]
    (pair,) = beside(make)[0].pairs
    assert [m.claim for m in (*pair.commands, *pair.deeds)] == [c.id for c in make.claims]


def test_nothing_is_laid_beside_what_is_only_denied() -> None:
    make = Told()
    boss, unit, other = (make.actor(name) for name in ("Ada Boss", "Unit Nine", "Unit Ten"))
    make.say(boss, "commands", unit, act="denies", polarity="denies")
    make.say(unit, "executes", "the vote count")
    make.say(boss, "commands", other)
    make.say(other, "executes", "the vote count", polarity="denies")
    assert beside(make) == []


def test_a_denial_is_shown_beside_what_it_denies_however_much_there_is() -> None:
    make = Told()
    boss, unit = make.actor("Ada Boss"), make.actor("Unit Nine")
    for _ in range(MOST_CLAIMS + 2):
        make.say(boss, "commands", unit)
    make.say(boss, "commands", unit, act="denies", polarity="denies")
    make.say(unit, "executes", "the vote count")
    (pair,) = beside(make)[0].pairs
    assert [m.against for m in pair.commands] == [False] * MOST_CLAIMS + [True]
    assert pair.unshown == 2


def test_what_both_are_said_to_do_jointly_stands_in_both_cells_and_not_beside() -> None:
    make = Told()
    boss, unit = make.actor("Ada Boss"), make.actor("Unit Nine")
    make.say(boss, "commands", unit)
    make.say((boss, unit), "executes", "the vote count")
    assert beside(make) == []


def test_only_so_many_others_are_shown_by_name_and_the_rest_is_counted() -> None:
    make = Told()
    boss = make.actor("Ada Boss")
    units = [make.actor(f"Unit {n:02}") for n in range(MOST_OTHERS + 3)]
    for unit in reversed(units):
        make.say(boss, "commands", unit)
        make.say(unit, "executes", "the vote count")
    (found,) = beside(make)
    assert [pair.other for pair in found.pairs] == units[:MOST_OTHERS]
    assert found.unshown == 3


def test_two_who_command_each_other_stand_beside_each_other() -> None:
    make = Told()
    ana, bo = make.actor("Ana Sol"), make.actor("Bo Vega")
    make.say(ana, "commands", bo)
    make.say(bo, "commands", ana)
    assert [(a, b) for a, _, b, _, _ in shown(make)] == [
        ("Ana Sol", "Bo Vega"),
        ("Bo Vega", "Ana Sol"),
    ]
