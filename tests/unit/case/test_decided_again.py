"""Decisions outlive a reader; undoing and order change nothing that they should not."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from careo.case.engines import InProcess
from careo.case.handle import Case
from careo.case.work import Task, findings
from careo.model.config import Config
from careo.model.document import Source
from careo.model.errors import UsageError
from careo.model.saying import Told
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly
from tests.unit.case.test_deciding import LETTER, WIRE, rows

TEXTS = {
    "letter.txt": LETTER,
    "wire.txt": WIRE,
    "note.txt": "Eva Luna denied all. Juan Mora said that Ana Ruiz kept silent.",
}
PEOPLE = ("Ana Ruiz", "Eva Luna", "Juan Mora")
Reader = Callable[[Task], bytes]


def reader(change: Callable[[str], str], folder: Path) -> Reader:
    """Return the plain reader of a text that another extractor gets out otherwise."""

    def read(task: Task) -> bytes:
        other = folder / Path(task.path).name
        other.write_text(change(Path(task.path).read_text()))
        return read_plainly(structs.replace(task, path=str(other)))

    return read


def opened(folder: Path, function: Reader = read_plainly, user: str = "ana") -> Case:
    clock = itertools.count(1)
    file = CaseFile.open(
        folder, create=True, clock=lambda: f"2026-03-01T10:{next(clock):02}:00Z", user=user
    )
    return Case(file, Config(), function)


def filled(folder: Path, order: Any = tuple(TEXTS)) -> Case:
    """Return a case of the three texts, registered in their order and read in another."""
    case = opened(folder / "case")
    paths = []
    for name, text in TEXTS.items():
        path = folder / name
        path.write_text(text)
        paths.append(path)
    case.add(paths, engine=InProcess())
    for name in order:
        again(case, folder / name, read_plainly)
    return case


def again(case: Case, path: Path, function: Reader) -> None:
    """Let another reader read a document anew."""
    case._function = function
    said = Source(kind=f"read after {len(list(case.journal()))} events")
    case.add([path], source=said, engine=InProcess())


def decide(case: Case, decision: tuple[Any, ...]) -> bool:
    """Make a decision; return False where it is refused."""
    kind, *what = decision
    try:
        if kind in {"same", "different"}:
            getattr(case, kind)(*what, reason="known")
        elif kind == "claim":
            name, content, speaker = what
            case.claim(name, content, speaker=speaker, reason="missed")
        else:
            number, more = what
            claims = [one.id for one in case.claims() if "person" not in one.extractors]
            claim = claims[number % len(claims)]
            if kind == "correct":
                case.correct(claim, **more, reason="misread")
            else:
                getattr(case, kind)(claim, reason="read")
    except UsageError:
        return False
    return True


people = st.permutations(PEOPLE).map(lambda each: each[:2])
changes = st.sampled_from(
    [
        {"speaker": "document", "act": "denies"},
        {"speaker": "nobody"},
        {"speaker": "Ana Ruiz", "hedged": True},
        {"act": "alleges", "basis": "told"},
    ]
)
numbers = st.integers(0, 8)
decisions = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject"]), numbers, st.none()),
    st.tuples(st.just("correct"), numbers, changes),
    st.sampled_from(
        [
            ("claim", "letter.txt", "paid the guards", "Ana Ruiz"),
            ("claim", "letter.txt", "kept the books", "nobody"),
            ("claim", "wire.txt", "fled", "Eva Luna"),
        ]
    ),
    st.tuples(st.sampled_from(["same", "different"]), people).map(lambda one: (one[0], *one[1])),
)
few = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)


@few
@given(made=st.lists(decisions, max_size=5), order=st.randoms(use_true_random=False))
def test_whatever_is_undone_in_whatever_order_all_is_as_before(
    tmp_path_factory: Any, made: list[Any], order: Any
) -> None:
    case = filled(tmp_path_factory.mktemp("case"))
    before = rows(case)
    never_refused = [("reject", 0, None), ("same", "Ana Ruiz", "Eva Luna")]
    stands = [decide(case, one) for one in (*never_refused, *made)].count(True)
    events = [one.event for one in case.decisions()]
    assert len(events) == stands >= len(never_refused)
    assert rows(case) != before
    order.shuffle(events)
    for event in events:
        case.undo(event)
    assert rows(case) == before
    assert list(case.verify()) == []
    case.close()


@few
@given(made=st.lists(decisions, max_size=4), order=st.permutations(tuple(TEXTS)))
def test_when_a_document_is_read_changes_nothing(
    tmp_path_factory: Any, made: list[Any], order: Any
) -> None:
    folder = tmp_path_factory.mktemp("case")
    case = filled(folder)
    for one in made:
        decide(case, one)
    before, views, people_ = rows(case), list(case.claims()), list(case.actors())
    for name in order:
        again(case, folder / name, read_plainly)
    assert rows(case) == before
    assert (list(case.claims()), list(case.actors())) == (views, people_)
    case.close()


INDEPENDENT = (
    ("accept", 0, None),
    ("correct", 2, {"speaker": "nobody"}),
    ("reject", 4, None),
    ("claim", "letter.txt", "paid the guards", "Ana Ruiz"),
    ("claim", "letter.txt", "kept the books", "nobody"),
    ("same", "Ana Ruiz", "Eva Luna"),
)


@few
@given(order=st.permutations(INDEPENDENT))
def test_the_order_of_independent_decisions_does_not_matter(
    tmp_path_factory: Any, order: Any
) -> None:
    found = []
    for made in (INDEPENDENT, order):
        case = filled(tmp_path_factory.mktemp("case"))
        assert all(decide(case, one) for one in made)
        held = rows(case)
        held["reviewed"] = [(key, *rest) for key, _, *rest in held["reviewed"]]
        found.append(held)
        case.close()
    assert found[0] == found[1]


@few
@given(
    made=st.lists(decisions, min_size=1, max_size=5),
    before=st.text(alphabet="xy\n", max_size=90),
    after=st.sampled_from(["", "\nPrinted twice."]),
)
def test_a_decision_is_found_under_another_reader_wherever_its_words_are_still_read(
    tmp_path_factory: Any, made: list[Any], before: str, after: str
) -> None:
    folder = tmp_path_factory.mktemp("case")
    case = filled(folder)
    for one in made:
        decide(case, one)
    was = _told(case)
    other = reader(lambda text: f"{before}\n{text}{after}", folder)
    for name in TEXTS:
        again(case, folder / name, other)
    assert [one.state for one in case.decisions()] == ["standing"] * len(list(case.decisions()))
    assert was <= _told(case)
    assert list(case.verify()) == []
    case.close()


def _told(case: Case) -> set[Any]:
    """Return what is told of the claims that people decided on, ids and places left out."""
    return {
        (
            *(quote.exact for quote in one.content),
            *(link.speaker.text for link in one.chain if link.speaker.document is None),
            *(one.act, one.polarity, one.hedged, one.review),
        )
        for one in case.claims()
        if one.review != "none"
    }


@pytest.fixture
def case(tmp_path: Path) -> Any:
    made = filled(tmp_path)
    yield made
    made.close()


def test_what_is_lost_is_listed_and_comes_back(case: Case, tmp_path: Path) -> None:
    paid = next(one for one in case.claims() if "paid the guards" in one.content[0].exact)
    case.correct(paid.id, speaker="Eva Luna", reason="misread")
    case.same("Ana Ruiz", "Eva Luna", reason="one voice")
    before = rows(case)
    again(case, tmp_path / "letter.txt", reader(lambda _: "All of it is gone.", tmp_path))
    assert [one.state for one in case.decisions()] == ["lost", "lost"]
    assert [fault.place.partition(" ")[0] for fault in case.verify()] == ["decision"] * 2
    again(case, tmp_path / "letter.txt", read_plainly)
    assert rows(case) == before
    assert list(case.verify()) == []


def _one_person(task: Task) -> bytes:
    """Read plainly, and take all names for those of the first person."""
    found = findings(read_plainly(task))
    mentions = tuple(structs.replace(one, referent=0) for one in found.mentions)
    claims = tuple(
        structs.replace(one, told=tuple(_of_one(told) for told in one.told)) for one in found.claims
    )
    return structs.replace(found, mentions=mentions, claims=claims).canonical()


def _of_one(told: Told) -> Told:
    parts = tuple(structs.replace(one, who=min(one.who, 0)) for one in told.parts)
    return structs.replace(told, by=told.by and (0,), parts=parts)


def test_a_difference_that_a_later_reader_does_not_see_is_listed_and_comes_back(
    case: Case, tmp_path: Path
) -> None:
    case.different("Ana Ruiz", "Eva Luna", reason="sisters")
    for name in TEXTS:
        again(case, tmp_path / name, _one_person)
    assert [one.state for one in case.decisions()] == ["lost"]
    (fault,) = case.verify()
    assert fault.problem.startswith("different by ana: both are one in what is read now")
    for name in TEXTS:
        again(case, tmp_path / name, read_plainly)
    assert [one.state for one in case.decisions()] == ["standing"]
    assert list(case.verify()) == []


@pytest.mark.parametrize("change", ["undone = 1 - undone", "who = 'eve'", "at = '2020'"])
@pytest.mark.parametrize("verdict", ["accepted", "undone"])
def test_a_decision_that_is_not_what_the_journal_says_is_a_fault(
    case: Case, change: str, verdict: str
) -> None:
    case.accept(next(case.claims()).id)
    case.undo()
    case.accept(next(case.claims()).id)
    assert list(case.verify()) == []
    with case._file.database.writing() as connection:
        where = f"WHERE verdict = '{verdict}' AND undone = 0"
        connection.exec_driver_sql(f"UPDATE decision SET {change} {where}")
    problems = [fault.problem for fault in case.verify()]
    assert "its row is not what the journal says" in problems


def test_what_a_later_reader_does_not_find_stays_as_a_person_has_it(
    case: Case, tmp_path: Path
) -> None:
    claim = next(one for one in case.claims(by="Ruiz") if "paid" in one.content[0].exact)
    case.accept(claim.id)
    case.reject(next(case.claims(by="Mora")).id, reason="hearsay")
    blind = reader(lambda text: text.replace(" that ", "\u00a0that "), tmp_path)
    for name in TEXTS:
        again(case, tmp_path / name, blind)
    (kept,) = [one for one in case.claims(by="Ruiz") if one.review == "accepted"]
    assert kept.content[0].exact == "Juan Mora paid the guards"
    assert [link.speaker.text for link in kept.chain] == ["letter.txt", "Ana Ruiz"]
    assert kept.extractors == ("person",)
    assert [one.state for one in case.decisions()] == ["standing", "standing"]
    assert not any(one.review == "rejected" for one in case.claims())


def test_a_case_that_is_copied_has_its_decisions(case: Case, tmp_path: Path) -> None:
    case.accept(next(case.claims()).id)
    views = list(case.claims())
    case.close()
    shutil.copytree(case.folder, tmp_path / "copy")
    other = opened(tmp_path / "copy")
    assert list(other.claims()) == views
    other.close()
