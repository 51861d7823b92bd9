"""The commands of decisions: one line each, `--json` for programs, and nothing done in doubt."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from careo.app.cli.main import run
from careo.case.handle import Case
from careo.model.config import Config
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly
from tests.unit.case.test_deciding import LETTER, WIRE

WHY = ("--reason", "read in the original")


@pytest.fixture
def claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case in the current folder; the id of the claim that Ana Ruiz makes in its letter."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAREO_CASE", "case.careo")
    monkeypatch.setenv("CAREO_USER", "ana")
    for name, text in (("letter.txt", LETTER), ("wire.txt", WIRE)):
        Path(name).write_text(text)
    file = CaseFile.open(Path("case.careo"), create=True)
    with Case(file, Config(), read_plainly) as case:
        case.add(["letter.txt", "wire.txt"])
        return next(one.id for one in case.claims(by="Ruiz"))


def out(argv: list[str], capsys: Any, code: int = 0) -> str:
    capsys.readouterr()
    assert run(argv) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    return str(captured.out)


def test_a_decision_is_told_with_the_number_that_takes_it_back(claim: str, capsys: Any) -> None:
    told = out(["accept", claim[:12], *WHY], capsys)
    assert told.startswith(f"event 6: accepted claim {claim[:12]} “Juan Mora paid the guards”")
    assert "careo undo 6" in told
    card = out(["claims", "--by", "Ruiz"], capsys)
    assert "accepted by ana, 20" in card
    assert "read in the original" in card
    assert "undone: event 6" in out(["undo"], capsys)
    assert "accepted by" not in out(["claims"], capsys)


def test_a_corrected_claim_shows_what_the_machine_had_read(claim: str, capsys: Any) -> None:
    out(["correct", claim[:12], "--speaker", "Luna", "--act", "denies", *WHY], capsys)
    card = out(["claims", "--by", "Eva Luna"], capsys)
    assert "⊗ Eva Luna denies" in card
    assert "corrected by ana, 20" in card
    assert "the machine had read: Ana Ruiz says; basis: not stated" in card
    line = json.loads(out(["claims", "--by", "Eva Luna", "--json"], capsys).splitlines()[0])
    assert line["review"] == "corrected"
    assert line["reviewed"]["by"] == "ana"
    assert line["reviewed"]["machine"]["chain"][-1]["speaker"]["text"] == "Ana Ruiz"
    assert '"corrected"' in out(["claims", "--csv"], capsys)


def test_records_are_printed_where_a_program_asks(claim: str, capsys: Any) -> None:
    made = json.loads(out(["reject", claim[:12], *WHY, "--json"], capsys))
    assert (made["action"], made["claim"], made["state"]) == ("reject", claim, "standing")
    out(["same", "Eva Luna", "Juan Mora", *WHY], capsys)
    lines = [json.loads(line) for line in out(["history", "--json"], capsys).splitlines()]
    assert [line["action"] for line in lines] == ["reject", "same"]
    assert all(line["reason"] == WHY[1] and line["by"] == "ana" for line in lines)


def test_history_tells_of_a_document_in_order(claim: str, capsys: Any) -> None:
    out(["claim", "letter.txt", "--content", "kept the books", "--speaker", "Luna", *WHY], capsys)
    told = out(["history", "letter.txt"], capsys).splitlines()
    assert [line.split()[4] for line in told] == ["ingest", "read", "added"]
    assert "reason: read in the original" in told[-1]
    assert claim


def test_history_of_what_is_unknown_names_all_that_it_may_be(claim: str, capsys: Any) -> None:
    assert run(["history", "99999"]) == 2
    assert "no document, claim, actor or event 99999: " in capsys.readouterr().err
    assert run(["history", "Eva Luna"]) == 0
    assert "nothing decided on Eva Luna yet: " in capsys.readouterr().err
    assert claim


BAD = [
    ["accept"],
    ["accept", ""],
    ["accept", "zz"],
    ["accept", "0" * 64],
    ["accept", "\udcff\udcfe"],
    ["accept", "x" * 9000],
    ["reject", "CLAIM"],
    ["reject", "CLAIM", "--reason", " "],
    ["reject", "CLAIM", "--reason", "a\x1b[31m"],
    ["reject", "CLAIM", "--reason", "y" * 100_000],
    ["correct", "CLAIM", *WHY],
    ["correct", "CLAIM", "--act", "sings", *WHY],
    ["correct", "CLAIM", "--act", "asserts", *WHY],
    ["correct", "CLAIM", "--speaker", "", *WHY],
    ["correct", "CLAIM", "--speaker", "Nobody Here", *WHY],
    ["correct", "CLAIM", "--speaker", "Luna"],
    ["claim", "letter.txt", "--content", "", *WHY],
    ["claim", "letter.txt", "--content", "no such words", *WHY],
    ["claim", "letter.txt", "--content", "Ana Ruiz", *WHY],
    ["claim", "letter.txt", "--content", "Ana Ruiz", "--at", "0", *WHY],
    ["claim", "letter.txt", "--content", "Ana Ruiz", "--at", "-1", *WHY],
    ["claim", "letter.txt", "--content", "fled", *WHY],
    ["claim", "letter.txt", "--content", "wrote on", "--cue", "sang", *WHY],
    ["claim", "letter.txt", "--content", "wrote on"],
    ["claim", "other.txt", "--content", "wrote on", *WHY],
    ["claim", "", "--content", "wrote on", *WHY],
    ["same", "Ana Ruiz", "Ana Ruiz", *WHY],
    ["same", "Ana Ruiz", "", *WHY],
    ["same", "Ana Ruiz", "Nobody Here", *WHY],
    ["same", "Ana Ruiz", "letter.txt:0-2", *WHY],
    ["same", "Ana Ruiz", "letter.txt:9-2", *WHY],
    ["same", "Ana Ruiz", "letter.txt:999999999999-999999999999", *WHY],
    ["same", "Ana Ruiz", "Eva Luna"],
    ["different", "Ana Ruiz", "Ana Ruiz", *WHY],
    ["undo"],
    ["undo", "1"],
    ["undo", "0"],
    ["undo", "99999"],
    ["undo", "9" * 30],
    ["undo", "x"],
    ["history", "nothing of that name"],
    ["history", " "],
    ["history", "\udcff"],
]


@pytest.mark.parametrize(
    "argv", BAD, ids=lambda argv: " ".join(argv)[:60].encode("ascii", "replace").decode()
)
def test_bad_input_is_one_line_and_writes_nothing(claim: str, argv: list[str], capsys: Any) -> None:
    with Case.open("case.careo") as case:
        before = len(list(case.journal()))
    capsys.readouterr()
    assert run([claim if word == "CLAIM" else word for word in argv]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert ": " in line.removeprefix("careo: ")
    assert len(line) < 600
    with Case.open("case.careo") as case:
        assert len(list(case.journal())) == before


def test_what_is_not_told_apart_is_listed(claim: str, capsys: Any) -> None:
    with Case.open("case.careo") as case:
        ids = sorted(one.id for one in case.claims())
    first = next(a for a, b in pairwise(ids) if a[0] == b[0])
    assert run(["accept", first[0]]) == 2
    assert first[:16] in capsys.readouterr().err
    assert claim


def test_verify_names_what_is_lost(claim: str, capsys: Any) -> None:
    out(["accept", claim[:12]], capsys)
    with Case.open("case.careo") as case:
        database = case._file.database
        with database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM reviewed")
            connection.exec_driver_sql("UPDATE decision SET claim = NULL")
    assert run(["verify"]) == 1
    assert "decision 6: accepted by ana" in capsys.readouterr().err
    assert out(["history", "--lost"], capsys).startswith("6 ")
