"""Workbooks: every cell is in the layer, hidden ones are flagged, hostile ones end cleanly."""

import random
import time

import pytest

from careo.model.config import Limits
from careo.model.extraction import Extraction
from careo.sources.parsers.table_format import GENERAL, built_in, compiled, shown
from tests.hostile import PLANTED
from tests.workbooks import inline, part, relations, sheet, workbook

from .conftest import Read, shape
from .test_csv import cells

ONE = 'name="Tally"'
OUTCOMES = {"ok", "partial", "refused", "timeout", "crashed"}


def one(rows: str, **parts: str) -> bytes:
    """Return a workbook of one sheet."""
    named = {f"xl/{name}.xml": text for name, text in parts.items()}
    return workbook([(ONE, sheet(rows))], dict(named))


def row(*made: str, **said: str) -> str:
    """Return a row."""
    attributes = "".join(f' {name}="{value}"' for name, value in said.items())
    return f"<row{attributes}>{''.join(made)}</row>"


def text(found: Extraction) -> str:
    return "" if found.layer is None else found.layer.text


def test_a_workbook_of_several_sheets_has_a_heading_and_a_table_for_each(read: Read) -> None:
    tally = sheet(
        row(inline("Centre"), inline("Valid")) + row(inline("Mirón"), "<c><v>398</v></c>")
    )
    found = read(workbook([(ONE, tally), ('name="Notes"', sheet(row(inline("x"))))]), "b.xlsx")
    assert str(found.outcome) == "ok"
    assert shape(found) == [
        ("heading", "Tally"),
        ("row", "Centre\tValid"),
        ("row", "Mirón\t398"),
        ("heading", "Notes"),
        ("row", "x"),
    ]
    assert [(s.name, s.columns, s.rows) for s in found.sheets] == [
        ("Tally", ("Centre", "Valid"), 1),
        ("Notes", ("x",), 0),
    ]
    assert found.layer is not None
    assert not found.layer.has_prose


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_sentence_planted_in_a_hidden_sheet_is_found_and_the_sheet_flagged(
    state: str, read: Read
) -> None:
    hidden = (f'name="Secret" state="{state}"', sheet(row(inline(PLANTED))))
    found = read(workbook([(ONE, sheet(row(inline("a")))), hidden]), "b.xlsx")
    assert PLANTED in text(found)
    assert [each.hidden for each in found.sheets] == [False, True]


def test_sentences_planted_in_hidden_rows_and_columns_are_found_and_flagged(read: Read) -> None:
    rows = row(inline("a"), inline("b"), inline(PLANTED), r="1") + row(
        inline(PLANTED.upper()), r="5", hidden="1"
    )
    columns = '<cols><col min="3" max="16384" width="0" hidden="1"/></cols>'
    found = read(workbook([(ONE, sheet(rows, columns))]), "b.xlsx")
    assert PLANTED in text(found)
    assert PLANTED.upper() in text(found)
    assert found.sheets[0].hides == "row 5; column C"


def test_comments_headers_prompts_and_text_boxes_are_found_beside_the_cells(read: Read) -> None:
    after = (
        '<dataValidations><dataValidation prompt="Prompted."/></dataValidations>'
        "<headerFooter><oddHeader>&amp;CHead &amp;&amp; page &amp;P</oddHeader></headerFooter>"
    )
    drawn = (
        '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"<a:p><a:r><a:t>{PLANTED}</a:t></a:r></a:p></d>"
    )
    comment = part(
        "comments",
        "<authors><author>Ana</author></authors><commentList><comment ref='B2' authorId='0'>"
        "<text><r><t>Not so.</t></r></text></comment></commentList>",
    )
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("c", "comments", "../comments1.xml"), ("d", "drawing", "../drawings/drawing1.xml")
        ),
        "xl/comments1.xml": comment,
        "xl/drawings/drawing1.xml": drawn,
    }
    found = read(workbook([(ONE, sheet(row(inline("a")), after=after))], dict(parts)), "b.xlsx")
    assert [words for kind, words in shape(found) if kind == "furniture"] == [
        "[beside the cells] Prompted.",
        "[beside the cells] Head & page",
        "[comment on B2 by Ana] Not so.",
        f"[drawn] {PLANTED}",
    ]


def test_shared_strings_lose_their_runs_and_readings_not_their_words(read: Read) -> None:
    strings = part(
        "sst",
        "<si><t>plain</t></si><si><r><t>of </t></r><r><t>two</t></r><rPh><t>reading</t></rPh></si>"
        "<si><t>line_x000A_end</t></si>",
    )
    rows = row(*(f'<c t="s"><v>{n}</v></c>' for n in (0, 1, 2, 9)))
    found = read(one(rows, sharedStrings=strings), "b.xlsx")
    assert cells(found) == [("plain", "of two", "line\nend")]
    assert "cells whose text is missing: 1" in found.outcome.reason
    assert "readings beside the text" in found.outcome.reason


def test_values_are_those_that_are_kept_and_a_formula_without_one_is_said(read: Read) -> None:
    rows = row(
        "<c><f>A1+1</f><v>7</v></c>",
        "<c><f>SUM(A1:A9)</f></c>",
        '<c t="b"><v>1</v></c>',
        '<c t="e"><v>#DIV/0!</v></c>',
        '<c t="str"><f>A1&amp;""</f><v>said</v></c>',
        '<c t="d"><v>2019-10-06</v></c>',
    )
    found = read(one(rows), "b.xlsx")
    assert cells(found) == [("7", "=SUM(A1:A9)", "TRUE", "#DIV/0!", "said", "2019-10-06")]
    assert "formulas without a value, shown as formulas: 1" in found.outcome.reason


def test_gaps_stay_gaps_and_no_cell_hides_another(read: Read) -> None:
    rows = row(inline("a", "A1"), inline("d", "D1")) + row(inline("x", "B2"), inline("y", "B2"))
    assert cells(read(one(rows), "b.xlsx")) == [("a", "", "", "d"), ("", "x", "y")]


@pytest.mark.parametrize(
    ("raw", "code", "wanted"),
    [
        ("43744", "dd/mm/yyyy", "2019-10-06"),
        ("43744.98958333", "m/d/yy h:mm", "2019-10-06 23:45"),
        ("43744", '[$-40A]d" de "mmmm" de "yyyy', "2019-10-06"),
        ("43744", "mmm yyyy", "2019-10"),
        ("60", "d-m-yyyy", "1900-02-29"),
        ("59", "d-m-yyyy", "1900-02-28"),
        ("0.5", "h:mm AM/PM", "12:00"),
        ("1.25", "[h]:mm", "30:00:00"),
        ("-5", "yyyy-mm-dd", "-5"),
        ("0.534", "0.0%", "53.4%"),
        ("0.5341234", "0%", "53.41234%"),
        ("0.30000000000000004", "0.00", "0.3"),
        ("1234567", "#,##0", "1234567"),
        ("12.5", '#,##0.00 "kg"', "12.5 kg"),
        ("12.5", "[$€-407] #,##0.00", "€ 12.5"),
        ("-3", "#,##0;(#,##0)", "-3"),
        ("123", "00000", "00123"),
        ("5", ";;;", "5"),
        ("1E-5", "General", "0.00001"),
        ("12345678901234567890", "General", "12345678901234567890"),
        ("no number", "0.0", "no number"),
    ],
)
def test_numbers_are_shown_as_a_person_sees_them(raw: str, code: str, wanted: str) -> None:
    assert shown(raw, compiled(code)) == wanted


def test_days_are_counted_from_where_the_workbook_says(read: Read) -> None:
    styles = part("styleSheet", '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>')
    rows = row('<c s="1"><v>42282</v></c>')
    book = workbook([(ONE, sheet(rows))], {"xl/styles.xml": styles}, '<workbookPr date1904="1"/>')
    assert cells(read(book, "b.xlsx")) == [("2019-10-06",)]
    assert shown("42282", built_in(14)) == "2015-10-05"
    assert shown("42282", GENERAL) == "42282"


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/other.xml"])
def test_a_document_type_in_any_part_refuses_the_workbook(name: str, read: Read) -> None:
    bad = '<!DOCTYPE a [<!ENTITY x "planted">]><a>&x;</a>'
    found = read(workbook([(ONE, sheet(row(inline("a"))))], {name: bad}), "b.xlsx")
    assert found.outcome.status == "refused"
    assert "a document type" in found.outcome.reason


def test_ten_to_the_nine_declared_cells_cost_nothing(read: Read) -> None:
    before = '<dimension ref="A1:XFD1048576"/>'
    rows = row('<c r="A1"><v>1</v></c>', r="1") + row('<c r="XFD1048576"><v>2</v></c>', r="1048576")
    begun = time.monotonic()
    found = read(workbook([(ONE, sheet(rows, before))]), "b.xlsx")
    assert time.monotonic() - begun < 20
    assert found.outcome.status == "ok"
    assert found.sheets[0].rows == 2


def test_a_bomb_of_empty_cells_is_refused(read: Read) -> None:
    book = one(row("<c/>" * 10_000_000))
    assert len(book) < 1 << 20
    begun = time.monotonic()
    found = read(book, "b.xlsx", Limits(archive_bytes=8 << 20))
    assert time.monotonic() - begun < 20
    assert found.outcome.status in {"refused", "partial"}


def test_one_string_used_a_million_times_is_bounded(read: Read) -> None:
    strings = part("sst", f"<si><t>{'x' * 100_000}</t></si>")
    rows = row('<c t="s"><v>0</v></c>' * 16_000) * 20
    found = read(one(rows, sharedStrings=strings), "b.xlsx")
    assert found.outcome.status == "partial"
    assert "rows of which only the beginning is read" in found.outcome.reason
    assert len(text(found)) <= Limits().text_chars


@pytest.mark.parametrize("seed", range(40))
def test_a_mutated_workbook_has_one_of_the_five_outcomes(seed: int, read: Read) -> None:
    tally = sheet(row(inline("Centre"), inline("Valid"), r="1") + row("<c><v>3</v></c>") * 20)
    data = bytearray(workbook([(ONE, tally), ('name="B"', sheet(row(inline("x"))))]))
    chance = random.Random(seed)  # noqa: S311 no secret
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    if seed % 4 == 0:
        del data[chance.randrange(100, len(data)) :]
    found = read(bytes(data), "b.xlsx")
    assert found.outcome.status in OUTCOMES
    assert found.outcome.reason != "the answer is not valid"
    assert found.outcome.status != "crashed"


@pytest.mark.parametrize("seed", range(40))
def test_mutated_parts_have_one_of_the_five_outcomes(seed: int, read: Read) -> None:
    chance = random.Random(seed)  # noqa: S311 no secret
    made = sheet(row(inline("Centre", "A1"), '<c r="B1" s="1" t="s"><v>0</v></c>', r="1") * 5)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(100, len(made))
        made = (
            made[:at]
            + chance.choice(["<", ">", "&#0;", "-9", "", "r=", "99999999"])
            + made[at + 1 :]
        )
    found = read(workbook([(ONE, made)]), "b.xlsx")
    assert found.outcome.status in OUTCOMES - {"crashed", "timeout"}
