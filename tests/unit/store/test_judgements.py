"""Groups are a function of referents and standing judgements, in whatever order these came."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careo.model import grouping
from careo.model.grouping import (
    ADDRESSED,
    COMMON,
    GENERATION,
    GIVEN,
    IS,
    NAMESAKE,
    SURNAME,
    Fact,
    Judged,
    States,
    against,
    common,
    contested,
    group,
    told_apart,
)
from careo.store import groups, namesakes, tables
from careo.store.database import Database
from tests.unit.store.test_groups import _add, _case, _remove

NAMES = ("ana sol", "ana mar", "bea sol")
FEW = 2
"""Names with a part that make it common here: "ana" is in two of these, and "sol"."""
DOCUMENTS = 4
REFERENTS = [tables.key(document, n) for document in range(1, DOCUMENTS + 1) for n in range(2)]

bearer = st.tuples(
    st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    st.sampled_from(
        [
            *((), (("born", "1950"),), (("born", "1980"),), ((IS, "mayor"),), ((NAMESAKE, ""),)),
            *(((GENERATION, "son"),), (("born", "1950"), (IS, "mayor")), ((ADDRESSED, "mr"),)),
        ]
    ),
)
names = st.lists(bearer, min_size=2, max_size=2)
judgement = st.tuples(
    st.sampled_from(REFERENTS),
    st.sampled_from(REFERENTS),
    st.sampled_from(["same", "different", "unsure"]),
).filter(lambda one: one[0] != one[1])
step = st.one_of(
    st.tuples(st.just("read"), st.integers(1, DOCUMENTS), names),
    st.tuples(st.just("judge"), judgement, st.none()),
    st.tuples(st.just("turn"), st.integers(1, 12), st.none()),
)


def _facts(texts: list[str], said: Any) -> list[Fact]:
    found = [Fact(text, *one) for text in texts for one in said]
    for text in texts:
        given, surname = text.split()
        found += [Fact(given, GIVEN, text), Fact(surname, SURNAME, text)]
    return found


def _states(facts: list[Fact]) -> States:
    return contested(facts) | {(name, COMMON): "" for name in common(facts)}


@contextmanager
def _small() -> Iterator[None]:
    """Let few names make a part common, and a few who agree outweigh one who does not."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (grouping, namesakes):
            for name, value in (("MANY", FEW), ("NEARLY_ALL", 2)):
                patch.setattr(module, name, value)
        yield


class Model:
    """What was read and judged, kept beside the tables."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.read: dict[int, Any] = {}
        self.judged: dict[int, tuple[int, int, Any, bool]] = {}

    def take(self, kind: str, what: Any, more: Any) -> None:
        if kind == "read":
            self._read(what, more)
        elif kind == "judge":
            self._judge(*what)
        elif what in self.judged:
            left, right, verdict, stands = self.judged[what]
            self.judged[what] = (left, right, verdict, not stands)
            self._ends(what)
            self._regroup(left, right)

    def _read(self, document: int, referents: Any) -> None:
        """Read a document anew, as `careo.store.findings.write` does."""
        if document in self.read:
            first, last = tables.keys_of(document)
            with self.database.writing() as connection:
                for end in ("left", "right"):
                    connection.exec_driver_sql(
                        f'UPDATE decision SET "{end}" = NULL WHERE "{end}" BETWEEN ? AND ?',
                        (first, last),
                    )
            _remove(self.database, document)
        self.read[document] = referents
        with self.database.writing() as connection:
            keys = [tables.key(document, n) for n in range(len(referents))]
            rows: list[tuple[object, ...]] = [
                (key, str(key), document, key, "person", "Person", "named", "one", b'["x"]', "x")
                for key in keys
            ]
            tables.bulk(connection, tables.referent, rows)
            for seq, (left, right, _, _) in self.judged.items():
                for end, key in (("left", left), ("right", right)):
                    if key in keys:
                        connection.exec_driver_sql(
                            f'UPDATE decision SET "{end}" = ? WHERE seq = ?', (key, seq)
                        )
            known = dict(zip(keys, referents, strict=True))
            facts = {key: _facts(*one) for key, one in known.items()}
            groups.join(connection, [(key, texts) for key, (texts, _) in known.items()], facts)

    def _judge(self, left: int, right: int, verdict: str) -> None:
        seq = len(self.judged) + 1
        self.judged[seq] = (left, right, verdict, True)
        with self.database.writing() as connection:
            tables.bulk(connection, tables.journal, [(seq, b"", str(seq))])
            row = (seq, "", "", verdict, "", None, 0, None, None, None)
            tables.bulk(connection, tables.decision, [row])
        self._ends(seq)
        self._regroup(left, right)

    def _ends(self, seq: int) -> None:
        left, right, _, stands = self.judged[seq]
        here = [key if tables.document_of(key) in self.read else None for key in (left, right)]
        with self.database.writing() as connection:
            connection.exec_driver_sql(
                'UPDATE decision SET undone = ?, "left" = ?, "right" = ? WHERE seq = ?',
                (int(not stands), *here, seq),
            )

    def _regroup(self, left: int, right: int) -> None:
        there = [key for key in (left, right) if tables.document_of(key) in self.read]
        with self.database.writing() as connection:
            groups.regroup(connection, there)

    def wanted(self) -> Any:
        """Return the groups by the pure function, of all there is at once."""
        bearers = {
            tables.key(document, n): one
            for document, referents in self.read.items()
            for n, one in enumerate(referents)
        }
        facts = {key: _facts(*one) for key, one in bearers.items()}
        differ = _states([one for held in facts.values() for one in held])
        known = {key: told_apart(texts, facts[key], differ) for key, (texts, _) in bearers.items()}
        judged = [
            Judged(seq, left, right, verdict)
            for seq, (left, right, verdict, stands) in self.judged.items()
            if stands
        ]
        actors = group(known, judged)
        return actors, {(text, actors[key]) for key, texts in known.items() for text in texts}

    def held(self) -> Any:
        with self.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT key, actor FROM referent").all()
            kept = connection.exec_driver_sql("SELECT text, actor FROM grouping").all()
        return {row[0]: row[1] for row in rows}, {tuple(row) for row in kept}

    def differing(self) -> tuple[Any, Any]:
        """Return the contested names as stored, and as all facts at once say."""
        facts = [f for read in self.read.values() for one in read for f in _facts(*one)]
        with self.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT text, kind, usual FROM contested").all()
        return {(row[0], row[1]): row[2] for row in rows}, _states(facts)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(steps=st.lists(step, max_size=14))
def test_groups_are_those_of_all_referents_and_judgements_at_once(
    tmp_path_factory: Any, steps: list[Any]
) -> None:
    database = _case(tmp_path_factory.mktemp("case"), DOCUMENTS)
    model = Model(database)
    with _small():
        for one in steps:
            model.take(*one)
        assert model.held() == model.wanted()
        stored, wanted = model.differing()
    assert stored == wanted
    database.close()


@given(
    bearers=st.lists(bearer, max_size=6),
    shuffle=st.randoms(use_true_random=False),
)
def test_who_is_told_apart_by_what_is_said_does_not_depend_on_the_order(
    bearers: list[Any], shuffle: Any
) -> None:
    def parts(order: list[int]) -> set[frozenset[int]]:
        facts = {n: _facts(*bearers[n]) for n in order}
        differ = _states([one for held in facts.values() for one in held])
        known = {at: told_apart(bearers[n][0], facts[n], differ) for at, n in enumerate(order)}
        actors = group(known, [])
        return {
            frozenset(order[at] for at in actors if actors[at] == actor)
            for actor in actors.values()
        }

    order = list(range(len(bearers)))
    mixed = list(order)
    shuffle.shuffle(mixed)
    assert parts(order) == parts(mixed)
    one_name = [n for n in order if len(bearers[n][0]) == 1]
    for some in parts(order):
        for text in NAMES:
            said = [dict(bearers[n][1]) for n in some if n in one_name and bearers[n][0] == [text]]
            if all(bearers[n][0] == [text] for n in some):
                assert len({one["born"] for one in said if "born" in one}) <= 1
                assert len({one.get(GENERATION) for one in said}) <= 1
                assert len(said) == 1 or not any(NAMESAKE in one for one in said)


@given(
    known=st.dictionaries(st.integers(1, 8), st.lists(st.sampled_from(NAMES), max_size=2)),
    judged=st.lists(
        st.tuples(st.integers(1, 8), st.integers(1, 8), st.sampled_from(["same", "different"])),
        max_size=6,
    ),
    shuffle=st.randoms(use_true_random=False),
)
def test_a_group_is_called_by_its_smallest_and_never_joins_what_is_kept_apart(
    known: dict[int, list[str]], judged: list[Any], shuffle: Any
) -> None:
    made = [Judged(n, *one) for n, one in enumerate(judged, 1) if one[0] != one[1]]
    actors = group(known, made)
    assert all(actor == min(k for k in actors if actors[k] == actor) for actor in actors.values())
    mixed = list(made)
    shuffle.shuffle(mixed)
    assert group(dict(sorted(known.items(), key=lambda _: shuffle.random())), mixed) == actors
    for one in made:
        later = [other for other in made if other.seq > one.seq]
        if one.left in known and one.right in known and not against(later, one):
            same_two = {frozenset((o.left, o.right)) for o in later}
            if frozenset((one.left, one.right)) not in same_two:
                kept = (actors[one.left] == actors[one.right]) == (one.verdict == "same")
                assert kept or _unread(later, known)


def _unread(judged: list[Judged], known: dict[int, list[str]]) -> bool:
    return any(one.left not in known or one.right not in known for one in judged)


@given(
    pairs=st.lists(
        st.tuples(st.integers(1, 5), st.integers(1, 5), st.sampled_from(["same", "different"])),
        max_size=6,
    )
)
def test_what_is_not_refused_holds_together_with_all_that_stands(pairs: list[Any]) -> None:
    stands: list[Judged] = []
    for seq, (left, right, verdict) in enumerate(pairs, 1):
        wanted = Judged(seq, left, right, verdict)
        if left != right and not against(stands, wanted):
            stands = [o for o in stands if {o.left, o.right} != {left, right}] + [wanted]
    actors = group({n: [] for n in range(1, 6)}, stands)
    assert all((actors[o.left] == actors[o.right]) == (o.verdict == "same") for o in stands)


@given(
    pairs=st.lists(
        st.tuples(st.integers(1, 6), st.integers(1, 6), st.sampled_from(["same", "different"])),
        min_size=2,
        max_size=8,
    ),
    names=st.dictionaries(st.integers(1, 6), st.lists(st.sampled_from(NAMES), max_size=2)),
    shuffle=st.randoms(use_true_random=False),
)
def test_the_order_of_judgements_that_hold_together_does_not_matter(
    pairs: list[Any], names: dict[int, list[str]], shuffle: Any
) -> None:
    known = {key: list[str]() for key in range(1, 7)} | names
    stands: list[Judged] = []
    for left, right, verdict in pairs:
        wanted = Judged(len(stands) + 1, left, right, verdict)
        judged = {frozenset((one.left, one.right)) for one in stands}
        if left != right and {left, right} not in judged and not against(stands, wanted):
            stands.append(wanted)
    order = list(range(1, len(stands) + 1))
    shuffle.shuffle(order)
    mixed = [one._replace(seq=seq) for one, seq in zip(stands, order, strict=True)]
    found = group(known, stands)
    assert group(known, mixed) == found
    for one in stands:
        assert (found[one.left] == found[one.right]) == (one.verdict == "same")


def test_a_contradiction_is_told_by_the_judgements_between() -> None:
    line = [Judged(1, 1, 2, "same"), Judged(2, 2, 3, "same"), Judged(3, 3, 4, "different")]
    assert [one.seq for one in against(line, Judged(9, 1, 3, "different"))] == [1, 2]
    assert [one.seq for one in against(line, Judged(9, 1, 4, "same"))] == [1, 2, 3]
    assert against(line, Judged(9, 1, 4, "different")) == ()
    assert against(line, Judged(9, 3, 4, "same")) == ()


def test_a_new_document_reads_nothing_of_a_large_group(tmp_path: Path) -> None:
    database = _case(tmp_path, 60)
    counts = []
    for number in range(1, 61):
        seen: list[str] = []
        with database.writing() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.set_trace_callback(seen.append)
        _add(database, number, [["ana sol"]])
        raw.set_trace_callback(None)
        counts.append(len(seen))
    assert max(counts[2:]) == min(counts[2:]) <= counts[1]
    database.close()
