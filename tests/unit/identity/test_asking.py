"""Who is asked about: those whose names are alike, what settles most first, nothing twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from careo.identity import Meetings, blocks, evidence, names
from careo.identity.asking import NEAREST, SAME_NAME
from careo.identity.evidence import Held
from careo.model.question import Candidate
from careo.model.reading import MentionKind
from careo.model.record import ActorId, ClaimId, DocumentId, sha256
from careo.model.statement import Part, Statement
from careo.model.time import DateRange, When
from tests.unit.identity.test_keys import referent

if TYPE_CHECKING:
    import pytest


def _one(key: int, *names: str, joined: int = 1, kind: MentionKind = "person") -> Candidate:
    held = blocks(referent(*names, kind=kind))
    return Candidate(key, kind, names, held, joined)


def _pairs(*candidates: Candidate, answered: Any = frozenset()) -> list[tuple[int, int]]:
    return [(one.one, one.other) for one in Meetings(candidates, answered).pairs()]


def test_the_pair_that_joins_most_is_asked_first() -> None:
    few = [_one(1, "Ana Sol Paz", joined=9), _one(2, "Ana Sol", joined=2)]
    many = [_one(3, "Juan Mora Rey", joined=9), _one(4, "Juan Mora", joined=7)]
    assert _pairs(*few, *many) == [(3, 4), (1, 2)]


def test_bearers_of_one_full_name_are_asked_about_before_names_that_are_alike() -> None:
    alike = [_one(1, "Juan Mora Rey", joined=9), _one(2, "Juan Mora", joined=7)]
    one_name = [_one(3, "Ana Sol Paz", joined=2), _one(4, "Ana Sol Paz", joined=1)]
    assert _pairs(*alike, *one_name) == [(3, 4), (1, 2)]


def test_names_that_differ_are_never_asked_about() -> None:
    assert _pairs(_one(1, "Juan Mora Rey"), _one(2, "Elena Mora Rey")) == []
    assert _pairs(_one(1, "Ana Sol"), _one(2, "Ana Sol", kind="organization")) == []


def test_a_short_form_that_two_share_is_no_reason_to_ask() -> None:
    one = _one(1, "Juan Mora Rey", "Juan Mora")
    other = _one(2, "Juan Mora Gómez", "Juan Mora")
    assert _pairs(one, other) == []


def test_a_pair_that_others_lead_to_is_not_asked() -> None:
    every = [_one(n, name) for n, name in enumerate(("Ana Sol Paz", "Ana Sol", "A. Sol Paz"), 1)]
    assert len(_pairs(*every)) == 2


def test_what_is_answered_is_not_asked() -> None:
    every = [_one(1, "Ana Sol Paz"), _one(2, "Ana Sol")]
    assert _pairs(*every, answered={frozenset((1, 2))}) == []


def test_a_crowd_is_bounded_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0

    def counting(pairs: Any) -> Any:
        nonlocal made
        held = list(pairs)
        made += len(held)
        return compare_all(held)

    compare_all = names.compare_all
    monkeypatch.setattr(names, "compare_all", counting)
    letters = "abcdefghijklmnopqrstuvwxyz"
    given = [f"B{a}{b}o" for a in letters for b in letters][:500]
    crowd = [_one(n, f"{name} Otálora", joined=n) for n, name in enumerate(given)]
    meetings = Meetings(crowd, frozenset())
    list(meetings.pairs())
    assert blocks(referent("Otálora"))[0] in meetings.crowded
    assert len(crowd) < made <= NEAREST * len(crowd)


people = st.sampled_from(
    ["Ana Sol Paz", "Ana Sol", "A. Sol", "Ana María Sol Paz", "Sol", "Juan Mora", "J. Mora Rey"]
)


@given(
    held=st.lists(st.tuples(people, st.integers(0, 5)), max_size=8),
    shuffle=st.randoms(use_true_random=False),
)
def test_what_is_asked_does_not_depend_on_the_order(held: list[Any], shuffle: Any) -> None:
    every = [_one(n, name, joined=joined) for n, (name, joined) in enumerate(held)]
    mixed = list(every)
    shuffle.shuffle(mixed)
    asked = _pairs(*every)
    assert _pairs(*mixed) == asked
    borne = Counter(one.names[0] for one in every)
    joined = {o.key: o.joined * (SAME_NAME if borne[o.names[0]] > 1 else 1) for o in every}
    least = [min(joined[a], joined[b]) for a, b in asked]
    assert least == sorted(least, reverse=True)
    assert len(asked) < max(1, len(every))  # a forest: none that others lead to


ANA, EVA, SPA = (ActorId(sha256(name.encode())) for name in ("ana", "eva", "spa"))


def _said(actor: ActorId, rank: str, year: str = "") -> Statement:
    range_ = DateRange(earliest=f"{year}-01-01", latest=f"{year}-12-31") if year else None
    parts = (
        Part(role="agent", text="she", start=0, end=3, actor=actor),
        Part(role="rank", text=rank, start=4, end=9),
        Part(role="unit", text="SPA", start=10, end=13, actor=SPA),
    )
    return Statement(
        claim=ClaimId(sha256(rank.encode())),
        document=DocumentId(sha256(b"d")),
        start=0,
        end=20,
        relation=0,
        predicate="holds_rank",
        act="asserts",
        parts=parts,
        when=When(first_imprecise=range_) if year else None,
    )


def test_what_speaks_for_and_against_is_said_in_words() -> None:
    one = Held(ANA, {("born", "1950")}, (_said(ANA, "colonel"),))
    other = Held(EVA, {("born", "1980")}, (_said(EVA, "Colonel"),))
    found = evidence(one, other, {SPA: "SPA"}, "wire.html")
    assert found.supports == (
        "both are said to be: colonel SPA",
        "both are named together with SPA",
    )
    assert found.opposes == (
        "born 1950 on one side, 1980 on the other",
        "wire.html names both, as two",
    )


def test_who_died_does_not_act_afterwards() -> None:
    dead = Held(ANA, {("died", "1990")}, ())
    acting = Held(EVA, set(), (_said(EVA, "colonel", "2010"),))
    found = evidence(dead, acting, {}, None)
    assert found.opposes == ("died 1990 on one side; said to act in 2010 on the other",)
    assert (
        evidence(dead, Held(EVA, set(), (_said(EVA, "colonel", "1989"),)), {}, None).opposes == ()
    )
