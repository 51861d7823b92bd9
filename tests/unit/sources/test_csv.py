"""Tables of text: every cell is in the layer, and what is doubtful is said."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careo.model.config import Limits
from careo.model.extraction import Extraction, Sheet
from careo.sources import media_type, parsers
from careo.sources.dialect import dialect
from careo.sources.media import CSV
from careo.sources.parsers import encoding
from careo.sources.wire import Answer

from .conftest import Read

ELECTIONS = (
    Path(__file__).resolve().parents[4] / "shared/data/elections/venezuela_2024_actas.csv.gz"
)
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\t\x00"), max_size=8)


def cells(found: Extraction | Answer, sheet: int = 0) -> list[tuple[str, ...]]:
    """Return the rows of a table as the layer has them."""
    text = found.text if isinstance(found, Answer) else found.layer.text if found.layer else ""
    segments = found.segments if isinstance(found, Answer) else ()
    if not isinstance(found, Answer) and found.layer is not None:
        segments = found.layer.segments
    place = found.sheets[sheet]
    return [
        tuple(text[s.start : s.end].split("\t"))
        for s in segments
        if s.kind == "row" and place.start <= s.start < place.end
    ]


def only(found: Extraction | Answer) -> Sheet:
    """Return the only table."""
    (sheet,) = found.sheets
    return sheet


def parsed(text: str, limits: Limits | None = None) -> Answer:
    """Read a table in this process."""
    return parsers.parse(CSV, text.encode(), limits or Limits())


def test_a_table_has_its_columns_its_rows_and_a_place_for_each_cell(read: Read) -> None:
    found = read("centre,valid,void\nAlto Mirón 1,398,0\nAlto Mirón 2,412,3\n", "tally.csv")
    assert (found.media_type, str(found.outcome)) == ("text/csv", "ok")
    assert only(found).columns == ("centre", "valid", "void")
    assert only(found).rows == 2
    assert found.layer is not None
    assert found.layer.text == "centre\tvalid\tvoid\nAlto Mirón 1\t398\t0\nAlto Mirón 2\t412\t3"
    assert {segment.kind for segment in found.layer.segments} == {"row"}
    assert not found.layer.has_prose


@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8),
    st.sampled_from(",;\t|"),
)
@example([["a", 'b"c'], ["\n", ""]], ",")
@example([['"'], ["x"]], ",")
def test_what_a_csv_writer_writes_is_read_back_cell_by_cell(
    rows: list[list[str]], delimiter: str
) -> None:
    out = io.StringIO()
    written = [[encoding.safe(cell) for cell in row] for row in rows]
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(written)
    table = parsed(f"sep={delimiter}\n{out.getvalue()}")
    wanted = [tuple(row) for row in written if "".join(row).strip()]
    got = cells(table) if table.segments else []
    width = max(map(len, written))
    assert [_padded(row, width) for row in got] == [_padded(row, width) for row in wanted]
    assert only(table).rows in {len(wanted), len(wanted) - 1}


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return row + ("",) * (width - len(row))


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_spanish_export_with_semicolons_keeps_its_decimal_commas(code: str, read: Read) -> None:
    text = "Centro;Votos válidos;Participación\r\nPeñón;398;61,5\r\nAlto Mirón;412;58,25\r\n"
    found = read(text.encode(code), "actas.csv")
    assert only(found).columns == ("Centro", "Votos válidos", "Participación")
    assert cells(found)[2] == ("Alto Mirón", "412", "58,25")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("1,5;2,5\n3,5;4,5\n", ";"),
        ("a\tb, c\n1\t2, 3\n", "\t"),
        ('id,"a;b"\n1,"c;d"\n', ","),
        ("a|b\n1|2\n", "|"),
        ("name\nTávora\nVarrón\n", ","),
        ("sep=^\na^b\n", "^"),
        ("id,said\n1,He denied it.\n2,She saw it.\n", ","),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    found = dialect(text)
    assert found is not None
    assert found.delimiter == delimiter


def test_a_letter_with_the_name_of_a_table_is_read_as_a_letter(read: Read) -> None:
    letter = (
        "Sir,\n\nThe minister denied it, he said, and went home.\nI saw him, and I was alone.\n"
    )
    found = read(letter, "letter.csv")
    assert found.media_type == "text/plain"
    assert found.layer is not None
    assert found.layer.has_prose
    assert found.sheets == ()


def test_ragged_rows_are_kept_and_said(read: Read) -> None:
    found = read("a,b\n1,2\n3\n4,5,6\n7,8,\n", "x.csv")
    assert str(found.outcome) == "partial(2 rows have more or fewer cells than 2)"
    assert cells(found) == [("a", "b"), ("1", "2"), ("3",), ("4", "5", "6"), ("7", "8")]


def test_an_open_quotation_mark_swallows_no_rows(read: Read) -> None:
    found = read('a,b\n1,"x\n2,3\n', "x.csv")
    assert "is not closed" in found.outcome.reason
    assert cells(found) == [("a", "b"), ("1", '"x'), ("2", "3")]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("1,2\n3,4\n", ("A", "B")),
        ("region,2018,2019\nAlto Mirón,17,18\n", ("region", "2018", "2019")),
        ("yes,no\nno,no\nyes,yes\n", ("A", "B")),
        (",a\nx,1\n", ("", "a")),
        ("Results\na,b\n1,2\n3,4\n", ("A", "B")),
    ],
)
def test_the_first_row_names_the_columns_only_where_it_does(
    text: str, columns: tuple[str, ...]
) -> None:
    assert only(parsed(text)).columns == columns


def test_what_has_no_room_is_counted(read: Read) -> None:
    rows = "".join(f"{n},x\n" for n in range(1000))
    found = read(f"number,sign\n{rows}", "x.csv", Limits(text_chars=200))
    assert found.layer is not None
    assert len(found.layer.text) <= 200
    assert only(found).rows == 1000
    assert found.outcome.reason.startswith("only the first ")
    assert " of 1001 rows are in the text" in found.outcome.reason


@pytest.mark.parametrize("size", [900, 1000, 1001, 1100, 5000])
def test_rows_beyond_what_is_decoded_are_counted(size: int, read: Read) -> None:
    rows = "".join(f'{n},"a\nb ""{n}"""\n\n' for n in range(size // 10))
    found = read(f"number,sign\n{rows}", "x.csv", Limits(text_chars=100))
    assert only(found).rows == size // 10


def test_a_line_that_is_too_long_is_cut_and_said(read: Read) -> None:
    found = read("a,b\n" + "x" * 300 + ",2\n3,4\n", "x.csv", Limits(text_chars=100))
    assert "of a line of" in found.outcome.reason
    assert only(found).rows == 2
    long = read("x" * 10_000_000, "x.csv", Limits(text_chars=1_000_000))
    assert long.outcome.status == "partial"
    assert long.layer is not None


def test_nul_and_noise_are_no_crash(read: Read) -> None:
    found = read(b"a,b\n1,\x002\n" + b"3,4\n" * 99, "x.csv")
    assert found.outcome.status in {"ok", "partial"}
    assert "\x00" not in (found.layer.text if found.layer else "")


@given(st.text(st.sampled_from('a1 ,;|\t\n"\r.é\u2028'), max_size=200))
def test_any_text_with_the_name_of_a_table_loses_no_letter(text: str) -> None:
    found = parsed(text)
    kept = [char for char in found.text if char in "a1é"]
    assert kept == [char for char in text if char in "a1é"]


def test_the_name_only_hints() -> None:
    assert media_type(b"<!DOCTYPE html><p>x", "x.csv") == "text/html"
    assert media_type(b"a\tb\n1\t2\n", "x.tsv") == "text/tab-separated-values"
    assert media_type(b"a\tb\n1\t2\n", "x.txt") == "text/plain"


@pytest.mark.skipif(not ELECTIONS.exists(), reason="the tally sheets are not here")
def test_real_tally_sheets_are_all_there(read: Read) -> None:
    import gzip

    found = read(gzip.decompress(ELECTIONS.read_bytes()), "actas.csv")
    assert str(found.outcome) == "ok"
    assert only(found).rows == 24_532
    assert sum(int(row[3]) for row in cells(found)[1:]) > 10_000_000
