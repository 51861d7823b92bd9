"""Who is joined without being asked, who is asked about, and who is neither: one line a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case.handle import Case
from careo.model.grouping import MANY, NEARLY_ALL

Write = Callable[[str, str], Path]

SITUATIONS = {
    "one full name": ("Ana Sol Paz left.", "Ana Sol Paz fled.", "one"),
    "accents and capitals": ("Ana Otálora left.", "Ana OTALORA fled.", "one"),
    "a title": ("General Ana Sol left.", "Ana Sol fled.", "one"),
    "two titles": ("Coronel Ana Sol left.", "General Ana Sol fled.", "one"),
    "one birth": ("Ana Sol, born in 1950, left.", "Ana Sol, born in 1950, fled.", "one"),
    "a birth on one side": ("Ana Sol, born in 1950, left.", "Ana Sol fled.", "one"),
    "two births": ("Ana Sol, born in 1950, left.", "Ana Sol, born in 1980, fled.", "asked"),
    "two deaths": ("Ana Sol died in 1950.", "Ana Sol died in 1980.", "asked"),
    "two births behind a title": (
        "General Ana Sol, born in 1950, left.",
        "Ana Sol, born in 1980, fled.",
        "asked",
    ),
    "a second surname": ("Ana Sol Otálora left.", "Ana Sol fled.", "asked"),
    "a surname alone": ("Ana Otálora left.", "Otálora fled.", "asked"),
    "a short form of the given name": ("José Otálora left.", "Pepe Otálora fled.", "asked"),
    "another order": ("Ana Otálora left.", "Otálora Ana fled.", "asked"),
    "a son": ("Juan Otálora left.", "Juan Otálora Junior fled.", "asked"),
    "two of a family": ("Ana Sol Otálora left.", "Elena Sol Otálora fled.", "two"),
    "two mothers": ("Ana Sol Otálora left.", "Ana Sol Quiroga fled.", "two"),
    "a given name that is no title": ("Sultan Omar Beg left.", "Omar Beg fled.", "not one"),
    "two ranks of one surname": ("General Otálora left.", "Coronel Otálora fled.", "not one"),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_who_is_joined_and_who_is_asked_about(name: str, case: Case, write: Write) -> None:
    first, second, wanted = SITUATIONS[name]
    case.add([write("0.txt", first), write("1.txt", second)])
    people = [actor for actor in case.actors() if len(actor.mentions) > 0]
    asked = case.questions().asked
    found = "one" if len(people) == 1 else "asked" if asked else "two"
    assert found == wanted or (wanted == "not one" and found != "one")


def test_the_order_of_documents_changes_no_group(opened: Any, write: Write) -> None:
    texts = [text for one in SITUATIONS.values() for text in one[:2]]
    groups = []
    for turn, order in enumerate((texts, texts[::-1])):
        case = opened(f"case{turn}")
        for n, text in enumerate(order):
            case.add(write(f"{turn}-{n}.txt", text))
        files = {view.id: case.original(view.id).read_text() for view in case.documents()}
        groups.append(
            {frozenset(files[m.document] + m.exact for m in a.mentions) for a in case.actors()}
        )
    assert groups[0] == groups[1]


@pytest.fixture
def grouped(case: Case, write: Write) -> Callable[..., list[list[int]]]:
    """Return what adds texts and tells which of them name one Juan Mora, by their numbers."""

    def add(*texts: str) -> list[list[int]]:
        case.add([write(f"{n:03}.txt", f"{n}: {text}") for n, text in enumerate(texts)])
        files = {view.id: int(view.name[:3]) for view in case.documents()}
        return sorted(
            sorted(files[mention.document] for mention in actor.mentions)
            for actor in case.actors()
            if "Juan Mora" in actor.name
        )

    return add


def test_a_value_that_nearly_all_share_sets_only_the_odd_one_apart(grouped: Any) -> None:
    usual = ["Juan Mora, born in 1950, left."] * NEARLY_ALL
    found = grouped(*usual, "Juan Mora left.", "Juan Mora, born in 1980, left.", "Juan Mora fled.")
    assert found == [[*range(NEARLY_ALL + 1), NEARLY_ALL + 2], [NEARLY_ALL + 1]]


def test_namesakes_of_whom_little_is_said_are_joined_by_what_is_said_alike(
    grouped: Any, case: Case
) -> None:
    found = grouped(
        "Juan Mora, born in 1950, left.",
        "Juan Mora, born in 1980, fled.",
        "Juan Mora, the harbour master of Norte, left.",
        "Juan Mora, the harbour master of Norte, fled.",
        "Juan Mora, the clerk of Sur, left.",
        "Juan Mora fled.",
    )
    assert found == [[0], [1], [2, 3], [4], [5]]
    (third,) = (one for one in case.actors() if len(one.mentions) > 1 and one.name == "Juan Mora")
    (why,) = case.reasons(third.id)
    assert why.rule == (
        "the same full name, both said to be harbour master, both said to be harbour master norte"
    )
    against = {said for one in case.questions().asked for said in one.opposes}
    assert "several have this name: born 1950, 1980" in against


def test_mayors_of_two_towns_are_two(grouped: Any, case: Case) -> None:
    said = "Juan Mora, the mayor of {}, left."
    assert grouped(said.format("Norte"), said.format("Sur"), said.format("Norte")) == [[0, 2], [1]]
    asked = [one for one in case.questions().asked if one.one.names[0] == "Juan Mora"]
    assert [one.opposes for one in asked] == [("mayor of norte on one side, sur on the other",)]


def test_a_common_name_joins_only_with_something_else(grouped: Any, case: Case) -> None:
    given = [f"Juan {chr(65 + n // 26)}{chr(97 + n % 26)}ri left." for n in range(MANY - 1)]
    surname = [f"{chr(65 + n // 26)}{chr(97 + n % 26)}bo Mora left." for n in range(MANY - 2)]
    last = "Xenia Mora left."
    bearers = ["Juan Mora left.", "Juan Mora fled.", "Juan Mora, born in 1950, left."]
    found = grouped(*bearers, *given, *surname, "Juan Mora, born in 1950, fled.")
    assert found == [[0, 1, 2, 3 + len(given) + len(surname)]]
    found = grouped(*bearers, *given, *surname, "Juan Mora, born in 1950, fled.", last)
    assert found == [[0], [1], [2, 3 + len(given) + len(surname)]]
    against = {said for one in case.questions().asked for said in one.opposes}
    assert "many in this case have this given name, and many this surname" in against
    case.erase(_file(case, last), "consent was withdrawn")
    assert sum("Juan Mora" in one.name for one in case.actors()) == 1


def _file(case: Case, text: str) -> str:
    return next(view.id for view in case.documents() if text in case.original(view.id).read_text())


def test_a_son_and_a_document_that_tells_of_a_namesake_are_asked_about(grouped: Any) -> None:
    found = grouped(
        "Juan Mora left.",
        "Juan Mora, hijo, left.",
        "Juan Mora (hijo) fled.",
        "Another man of the same name, Juan Mora, left.",
        "Juan Mora fled.",
    )
    assert found == [[0, 4], [1, 2], [3]]
