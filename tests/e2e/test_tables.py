"""Tables of data as a user meets them: added, listed, printed, searched and shown, never read."""

import csv
import io
import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from careo.app.cli.main import run
from careo.case import Case
from careo.store import search, tables

TALLY = "Centre;Valid;Swing\nAlto Mirón 1;398;-2,5\nPuerto Lábaro;412;=1+1\n"
SAID = "Centre;Said\nAlto Mirón;General Távora admitted that he ordered the shooting.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tables")
    (place / "tally.csv").write_text(TALLY, encoding="utf-8")
    (place / "said.csv").write_text(SAID, encoding="utf-8")
    (place / "long.csv").write_text("n,m\n" + "".join(f"{n},{n}\n" for n in range(700)))
    (place / "letter.txt").write_text("Benicio Varrón denied that he had met Candado.\n")
    files = [str(place / name) for name in ("tally.csv", "said.csv", "long.csv", "letter.txt")]
    assert run(["add", *files, "--case", str(place / "case")]) == 0
    assert run(["dossier", "--case", str(place / "case"), "-o", str(place / "out")]) == 0
    return place


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


def test_they_are_listed_with_their_columns_and_rows(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = printed(["tables", "--case", str(folder / "case")], capsys)
    line = next(line for line in shown.splitlines() if "tally.csv" in line)
    assert line.split() == ["1", "tally.csv", "2", "3", "Centre,", "Valid,", "Swing"]
    records = printed(["tables", "--json", "--case", str(folder / "case")], capsys).splitlines()
    assert [json.loads(record)["number"] for record in records] == [1, 2, 3]
    documents = printed(["documents", "--case", str(folder / "case")], capsys)
    assert "table, 2 columns \u00d7 700 rows" in " ".join(documents.split())


def test_one_is_printed_as_csv_in_which_nothing_runs_and_numbers_stay_numbers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(["tables", "--csv", "1", "--case", str(folder / "case")], capsys)
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert rows[0] == ["Centre", "Valid", "Swing"]
    assert rows[1] == ["Alto Mirón 1", "398", "-2,5"]
    assert rows[2] == ["Puerto Lábaro", "412", "'=1+1"]


def test_no_claim_is_read_from_a_cell_and_its_words_are_found(folder: Path) -> None:
    with Case.open(folder / "case") as case:
        files = {document.id: document.name for document in case.documents()}
        assert {files[claim.document] for claim in case.claims()} == {"letter.txt"}
        assert {document.outcome for document in case.documents()} == {"ok"}
        said = next(table for table in case.tables() if table.name == "said.csv")
        assert list(case.rows(said))[1][1].startswith("General Távora admitted")
        with case._file.database.reading() as connection:
            assert search.find(connection, tables.segment_text, "ordered shooting", 9)


def test_the_page_shows_the_first_rows_each_with_an_anchor(folder: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in (folder / "out/sources").iterdir()]
    trees = [LexborHTMLParser(page) for page in pages]
    tally = next(tree for tree in trees if tree.css_first("th") and "Swing" in (tree.html or ""))
    assert [node.text() for node in tally.css("th")] == ["Centre", "Valid", "Swing"]
    assert [node.text() for node in tally.css("#t-1-r-2 td")] == ["Puerto Lábaro", "412", "=1+1"]
    long = next(tree for tree in trees if "700 rows" in (tree.html or ""))
    assert len(long.css("table.data tbody tr")) == 300
    assert "400 more rows" in (long.html or "")
    assert "language not read" not in (folder / "out/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--csv", "9"], "no table 9 in this case"),
        (["--csv", "0"], "invalid value for '--csv'"),
        (["--csv", "x"], "invalid value for '--csv'"),
        (["--csv", "1", "--json"], "exclude each other"),
    ],
)
def test_bad_input_gets_one_line(
    arguments: list[str], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tables", *arguments, "--case", str(folder / "case")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


def test_a_table_that_was_cut_says_so_when_it_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from careo.model.config import Config, Limits

    (tmp_path / "long.csv").write_text("n,m\n" + "".join(f"{n},{n}\n" for n in range(700)))
    limits = Config(limits=Limits(text_chars=100))
    with Case.open(tmp_path / "case", create=True, config=limits) as case:
        case.add(tmp_path / "long.csv")
    assert run(["tables", "--csv", "1", "--case", str(tmp_path / "case")]) == 1
    assert "only the first of its 700 rows" in capsys.readouterr().err
