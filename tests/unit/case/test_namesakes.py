"""Who is joined without being asked, who is asked about, and who is neither: one line a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case.handle import Case

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
