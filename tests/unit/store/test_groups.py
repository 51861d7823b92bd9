import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careo.store import groups, tables
from careo.store.database import Database


def _case(folder: Path, documents: Any) -> Any:
    """Return an open database with documents, each a list of referents' names, not grouped."""
    database = Database.open(folder / "careo.db", create=True)
    with database.writing() as connection:
        for number in range(1, documents + 1):
            connection.exec_driver_sql(
                "INSERT INTO document (key, id, name, size, given, pending)"
                " VALUES (?, ?, '', 0, x'7b7d', 0)",
                (number, f"d{number}"),
            )
    return database


def _add(database: Database, number: int, referents: Any) -> None:
    with database.writing() as connection:
        keys = [tables.key(number, n) for n in range(len(referents))]
        rows: list[tuple[object, ...]] = [
            (key, str(key), number, key, "person", "Person", "named", "one", b"[]", "")
            for key in keys
        ]
        tables.bulk(connection, tables.referent, rows)
        groups.join(connection, list(zip(keys, referents, strict=True)))


def _remove(database: Database, number: int) -> None:
    with database.writing() as connection:
        first, last = tables.key(number, 0), tables.key(number, tables.ORDINALS - 1)
        groups.leave(connection, first, last)
        where = tables.referent.c.key.between(first, last)
        connection.execute(tables.referent.delete().where(where))


def _actors(database: Database) -> Any:
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT key, actor FROM referent ORDER BY key").all()
        kept = connection.exec_driver_sql("SELECT text, actor FROM grouping ORDER BY text").all()
    return [tuple(row) for row in rows], [tuple(row) for row in kept]


def test_an_actor_keeps_the_key_of_its_earliest_referent(tmp_path: Path) -> None:
    database = _case(tmp_path, 2)
    _add(database, 1, [["ana ruiz"]])
    _add(database, 2, [["bea"], ["ana ruiz"]])
    rows, _ = _actors(database)
    assert dict(rows)[tables.key(2, 1)] == tables.key(1, 0)
    assert dict(rows)[tables.key(2, 0)] == tables.key(2, 0)
    database.close()


def test_a_referent_with_two_names_joins_both_groups(tmp_path: Path) -> None:
    database = _case(tmp_path, 3)
    _add(database, 1, [["ana ruiz"]])
    _add(database, 2, [["ana ruiz mora"]])
    _add(database, 3, [["ana ruiz", "ana ruiz mora"]])
    rows, kept = _actors(database)
    assert {actor for _, actor in rows} == {tables.key(1, 0)}
    assert {actor for _, actor in kept} == {tables.key(1, 0)}
    database.close()


def test_a_group_falls_apart_when_what_held_it_together_is_read_anew(tmp_path: Path) -> None:
    database = _case(tmp_path, 3)
    _add(database, 1, [["ana ruiz"]])
    _add(database, 2, [["ana ruiz mora"]])
    apart = _actors(database)
    _add(database, 3, [["ana ruiz", "ana ruiz mora"]])
    _remove(database, 3)
    assert _actors(database) == apart
    database.close()


def test_referents_without_a_key_are_never_grouped(tmp_path: Path) -> None:
    database = _case(tmp_path, 2)
    _add(database, 1, [[], []])
    _add(database, 2, [[]])
    rows, kept = _actors(database)
    assert all(key == actor for key, actor in rows)
    assert kept == []
    database.close()


_NAMES = st.lists(st.lists(st.sampled_from("abcde"), max_size=2, unique=True), max_size=3)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents=st.lists(_NAMES, min_size=3, max_size=3))
def test_the_order_of_reading_never_changes_the_actors(
    tmp_path_factory: pytest.TempPathFactory, documents: Any
) -> None:
    results = []
    for order in itertools.permutations((1, 2, 3)):
        database = _case(tmp_path_factory.mktemp("case"), 3)
        for number in order:
            _add(database, number, documents[number - 1])
        results.append(_actors(database))
        database.close()
    assert all(result == results[0] for result in results)
