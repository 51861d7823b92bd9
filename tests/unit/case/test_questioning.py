"""Who is who: asked where nobody can be sure, told why where two are one, never a number."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careo.case.handle import Case
from careo.model.actor import Actor
from careo.model.question import Question, Reason, Side
from careo.model.statement import Called
from careo.model.views import ActorView
from careo.store import sqlite
from tests.unit.case.test_deciding import rows

Write = Callable[[str, str], Path]

LETTER = "Juan Otálora said that Ana Ruiz paid the guards. Juan Otálora left. Juan Otálora fled."
WIRE = "Otálora knew of it. Ana Ruiz Paz said that Juan Otálora left."


def _asked(case: Case, **more: Any) -> list[tuple[str, str]]:
    return [
        (min(two), max(two))
        for one in case.questions(**more).asked
        for two in [(one.one.names[0], one.other.names[0])]
    ]


@pytest.fixture
def held(case: Case, write: Write) -> Any:
    case.add([write("letter.txt", LETTER), write("wire.txt", WIRE)])
    return case


def test_names_that_are_alike_are_asked_about_and_nobody_is_joined(held: Case) -> None:
    names = {actor.name for actor in held.actors()}
    assert {"Ana Ruiz", "Ana Ruiz Paz", "Juan Otálora", "Otálora"} <= names
    assert sorted(_asked(held)) == [("Ana Ruiz", "Ana Ruiz Paz"), ("Juan Otálora", "Otálora")]


def test_a_question_shows_both_with_their_words_and_the_reason(held: Case) -> None:
    one = next(each for each in held.questions().asked if "Otálora" in each.one.names[0])
    assert {one.one.file, one.other.file} == {"letter.txt", "wire.txt"}
    for side in (one.one, one.other):
        (layer,) = held.layers(side.document)
        assert layer.text[side.start : side.end] == side.exact
        assert side.names[0] in side.exact
    assert "surname agrees" in one.names
    assert one.opposes == ("wire.txt names both, as two",)


def test_an_answer_is_not_asked_again_and_undoing_it_asks_again(held: Case) -> None:
    before = held.questions()
    for judge in (held.same, held.different, held.unsure):
        judge("Ana Ruiz Paz", _id(held, "Ana Ruiz"), reason="known")
        assert _asked(held) == [("Juan Otálora", "Otálora")]
        held.undo()
        assert held.questions() == before


def test_what_is_put_off_changes_no_group(held: Case) -> None:
    groups = rows(held)
    held.unsure("Ana Ruiz Paz", _id(held, "Ana Ruiz"), reason="ask the archive")
    assert rows(held) == groups
    (made,) = held.decisions()
    assert (made.action, made.reason, made.state) == ("unsure", "ask the archive", "standing")
    held.same("Ana Ruiz Paz", _id(held, "Ana Ruiz"), reason="the archive says so")
    assert "Ana Ruiz" not in {actor.name for actor in held.actors()}


def _id(case: Case, name: str) -> str:
    return next(actor.id for actor in case.actors() if actor.name == name)


def test_only_questions_about_somebody(held: Case) -> None:
    assert _asked(held, about="Ana Ruiz Paz") == [("Ana Ruiz", "Ana Ruiz Paz")]
    assert len(_asked(held, limit=1)) == 1
    assert held.questions(limit=1).more


def test_why_two_are_one_is_told_by_the_rule_or_by_who_judged(held: Case) -> None:
    assert [one.rule for one in held.reasons("Juan Otálora")] == ["the same full name"]
    assert held.reasons("Ana Ruiz Paz") == ()
    held.same("Ana Ruiz Paz", _id(held, "Ana Ruiz"), reason="one passport")
    (judged,) = held.reasons("Ana Ruiz Paz")
    assert judged.rule == "judged to be the same: one passport"
    assert (judged.by, judged.at) == ("ana", "2026-03-01T10:00:00Z")
    assert sorted(judged.names) == ["Ana Ruiz", "Ana Ruiz Paz"]


def test_namesakes_of_whom_different_things_are_said_stay_two(case: Case, write: Write) -> None:
    for n, words in enumerate((", born in 1950,", ", born in 1980,", "", ", born in 1950,", "")):
        case.add(write(f"{n}.txt", f"Juan Mora{words} left the town of Luna on day {n}."))
    groups = sorted(
        sorted(files[mention.document] for mention in actor.mentions)
        for files in [{view.id: view.name for view in case.documents()}]
        for actor in case.actors()
        if actor.name == "Juan Mora"
    )
    assert groups == [["0.txt", "3.txt"], ["1.txt"], ["2.txt"], ["4.txt"]]
    found = case.questions(about=_id(case, "Juan Mora"))
    against = {said for one in found.asked for said in one.opposes}
    one = "born 1950 on one side, 1980 on the other"
    assert against == {one, "several have this name: born 1950, 1980"}
    whys = [one.rule for one in case.reasons(_id(case, "Juan Mora"))]
    assert whys == ["the same full name, born 1950"]


def test_a_new_document_that_contradicts_takes_no_name_and_no_claim(
    case: Case, write: Write
) -> None:
    case.add(write("0.txt", "Juan Mora, born in 1950, said that Ana Ruiz left."))
    case.add(write("1.txt", "Juan Mora said that Ana Ruiz left again."))
    names = {name for actor in case.actors() for name in actor.names}
    claims = {claim.id for claim in case.claims()}
    before = rows(case)
    new = case.add(write("2.txt", "Juan Mora, born in 1980, said that Eva Luna left."))
    assert names <= {name for actor in case.actors() for name in actor.names}
    assert claims <= {claim.id for claim in case.claims()}
    case.erase(new.added[0].document, "consent was withdrawn")
    assert rows(case) == before  # they are one again


TEXTS = (
    "Juan Mora, born in 1950, said that Ana Ruiz left.",
    "Juan Mora, born in 1980, said that Eva Luna left.",
    "Gral. Juan Mora said that Ana Ruiz Paz paid.",
    "Juan Mora knew. Mora said that Ana Ruiz left.",
)
step = st.one_of(
    st.tuples(st.just("add"), st.integers(0, len(TEXTS) - 1), st.just(0)),
    st.tuples(st.sampled_from(["same", "different", "unsure"]), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
)


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    order=st.permutations(range(len(TEXTS))),
    answers=st.lists(st.sampled_from("sdu"), min_size=1, max_size=4),
)
def test_answers_part_and_join_and_undoing_them_restores_exactly(
    tmp_path_factory: pytest.TempPathFactory, opened: Any, order: list[int], answers: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("laws")
    case = opened(str(folder / "case"))
    claims: set[str] = set()
    for n in order:
        (folder / f"{n}.txt").write_text(TEXTS[n])
        case.add(folder / f"{n}.txt")
        claims, before_it = {claim.id for claim in case.claims()}, claims
        assert before_it < claims, "a new document takes no claim"
    before = rows(case)
    names = {name for actor in case.actors() for name in actor.names}
    apart = set[tuple[str, str]]()
    for answer in answers:
        if not (asked := case.questions(limit=1).asked):
            break
        judge = {"s": case.same, "d": case.different, "u": case.unsure}[answer]
        two = asked[0].one.actor, asked[0].other.actor
        judge(*two, reason="known")
        assert names == {name for actor in case.actors() for name in actor.names}
        apart |= {two} if answer == "d" else set()
        held = {one: frozenset(group) for group in _groups(case) for one in group}
        assert all(held[one] != held[other] for one, other in apart)
        assert answer != "s" or held[two[0]] == held[two[1]]
        assert all({o.one.actor, o.other.actor} != set(two) for o in case.questions().asked)
    assert list(case.decisions()), "something was asked"
    while any(one.state == "standing" for one in case.decisions() if one.action != "undo"):
        case.undo()
    assert rows(case) == before


def _groups(case: Case) -> list[list[str]]:
    """Return the ids of the referents of each actor."""
    with case._file.database.reading() as base:
        found: dict[int, list[str]] = {}
        for id_, actor in base.exec_driver_sql("SELECT id, actor FROM referent"):
            found.setdefault(actor, []).append(str(id_))
    return list(found.values())


def test_a_document_costs_what_it_touches(case: Case, write: Write) -> None:
    costs = []
    for first, second in itertools.product("bdfgk", "lmnrs"):
        seen: list[str] = []
        path = write(f"{first}{second}.txt", f"Ana Ruiz said that U{first}a{second}o Mora left.")
        with case._file.database.writing() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.set_trace_callback(seen.append)
            changes = raw.total_changes
        case.add(path)
        raw.set_trace_callback(None)
        looks = ("BEGIN", "ROLLBACK", "SELECT document.")  # what waits to be read, now and then
        asked = [one for one in seen if not one.lstrip().startswith(looks)]
        costs.append((len(asked), raw.total_changes - changes))
    often = Counter(costs)  # statements, and rows written; now and then the search index merges
    assert often.most_common(1)[0][1] >= len(costs) - 3
    assert costs[2] == costs[-1]


def _numeric(kind: Any) -> bool:
    if get_args(kind):
        return any(_numeric(one) for one in get_args(kind))
    return isinstance(kind, type) and issubclass(kind, int | float) and kind is not bool


PLACES = {"start", "end"}
"""Where words stand in a text."""


@pytest.mark.parametrize("kind", [Actor, ActorView, Called, Side, Question])
def test_no_number_is_told_of_anybody(kind: Any) -> None:
    hints = get_type_hints(kind)
    assert [name for name, one in hints.items() if _numeric(one) and name not in PLACES] == []


def test_only_the_number_of_an_event_stands_beside_a_reason() -> None:
    hints = get_type_hints(Reason)
    assert [name for name, one in hints.items() if _numeric(one)] == ["event"]


def test_no_score_is_stored_or_printed(held: Case) -> None:
    told = [one.canonical().decode() for one in held.questions().asked]
    assert told
    assert not any(re.search(r'"(score|weight|joined|likeness|rank)"', one) for one in told)
    with sqlite.connect(held.folder / "careo.db") as connection:
        names = ("referent", "name_block", "name_fact", "grouping")
        columns = [
            str(row[1])
            for name in names
            for row in connection.execute(f"PRAGMA table_info({name})")
        ]
    assert not {"score", "weight", "rank"} & set(columns)


def test_names_that_are_none_and_names_in_any_script_do_no_harm(case: Case, write: Write) -> None:
    names = "Иван Соколов. محمد أحمد علي. 李伟. Ανδρέας Παπαδόπουλος. Ana Ruiz. É É. A A."
    case.add(write("scripts.txt", names))
    case.add(write("again.txt", f"{names} Again."))
    assert len(case.questions().asked) >= 0
    many = " ".join(["Ana Ruiz left."] * 3000)
    case.add(write("many.txt", many))
    assert all(one.one.exact for one in case.questions().asked)


def test_a_dossier_says_why_two_ways_of_calling_somebody_are_one(
    case: Case, write: Write, tmp_path: Path
) -> None:
    case.add(write("0.txt", "General Ana Ruiz said that Juan Otálora left."))
    case.add(write("1.txt", "Ana Ruiz said that Otálora fled."))
    case.same("Otálora", _id(case, "Juan Otálora"), reason="one passport")
    case.dossier(tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "one because “General Ana Ruiz” and “Ana Ruiz”: the same full name without a" in page
    assert "judged to be the same: one passport (ana, 2026-03-01)" in page
