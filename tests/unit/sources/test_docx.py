"""Word documents: a sentence planted in each place is found, and where it belongs."""

from __future__ import annotations

import pytest

from careo.model.document import Source
from careo.sources.media import DOCX
from tests.hostile import PLANTED
from tests.unit.sources.conftest import Read, shape, words
from tests.word import STRICT, WORD, docx, el, field, paragraph, part, relations, run

BEFORE, AFTER = paragraph("Before."), paragraph("After.")
TRACKED = "tracked changes: inserted words are read, deleted ones only shown"
_SAID = run(PLANTED)
_INSIDE = el("txbxContent", paragraph(PLANTED))
_OLD_BOX = el("r", el("pict", el("v:shape", el("v:textbox", _INSIDE))))
_BOX = el("r", el("drawing", el("wps:txbx", _INSIDE)))


def two_ways(new: str, old: str) -> str:
    return el("r", el("mc:AlternateContent", el("mc:Choice", new), el("mc:Fallback", old)))


def cell(*content: str) -> str:
    return el("tbl", el("tr", el("tc", *content)))


PROSE = {
    "a paragraph": paragraph(PLANTED),
    "several runs": el("p", run("The minister "), run("denied", el("b")), run(" the order.")),
    "a hyperlink": el("p", el("hyperlink", _SAID, r_id="x")),
    "a simple field": el("p", el("fldSimple", _SAID, instr="QUOTE")),
    "a field's result": el("p", field("REF x", PLANTED)),
    "a field without an end": el("p", field("REF x", PLANTED, end=False)),
    "a control around a run": el(
        "p", el("sdt", el("sdtPr", el("alias", val="x")), el("sdtContent", _SAID))
    ),
    "a control around a paragraph": el("sdt", el("sdtContent", paragraph(PLANTED))),
    "a smart tag": el("p", el("smartTag", el("customXml", _SAID))),
    "an insertion": el("p", el("ins", _SAID, author="A")),
    "the new place of a move": el("p", el("moveTo", _SAID, author="A")),
    "text from right to left": el("p", el("bdo", el("dir", _SAID, val="ltr"), val="rtl")),
    "a formula": el("p", el("m:oMath", el("m:r", el("m:t", PLANTED)))),
    "a cell": cell(paragraph(PLANTED)),
    "a table in a cell": cell(cell(paragraph(PLANTED))),
    "a text box of old": el("p", _OLD_BOX),
    "a text box": el("p", _BOX),
    "a text box said two ways": el("p", two_ways(_BOX, _OLD_BOX)),
    "the old of two ways alone": el("p", two_ways("", _OLD_BOX)),
    "a drawing's own text": el("p", el("drawing", el("a:p", el("a:r", el("a:t", PLANTED))))),
    "drawn letters": el("p", el("r", el("pict", el("v:textpath", string_=PLANTED)))),
    "no paragraph at all": _SAID,
    "a run that is not hidden, of a style that is": el(
        "p", run(PLANTED, el("rStyle", val="Ghost"), el("vanish", val="0"))
    ),
    "a paragraph whose end is hidden": paragraph(PLANTED, el("rPr", el("vanish"))),
    "a run that was hidden before": el("p", run(PLANTED, el("rPrChange", el("rPr", el("vanish"))))),
}


def style(id_: str, name: str, *said: str, kind: str = "paragraph") -> str:
    return el("style", el("name", val=name), *said, type=kind, styleId=id_)


STYLES = part(
    "styles",
    style("Ghost", "Ghost", el("rPr", el("vanish")), kind="character")
    + style("H2", "heading 2")
    + style("Own", "Own", el("basedOn", val="H2"))
    + style("Out", "Out", el("pPr", el("outlineLvl", val="3")))
    + style("T", "Title")
    + style("C", "toc 1")
    + style("L", "List", el("pPr", el("numPr", el("numId", val="1")))),
)
STYLED = ({"word/styles.xml": STYLES}, (("s", "styles", "styles.xml"),))


@pytest.mark.parametrize("place", PROSE)
def test_a_sentence_is_read_as_prose_in(read: Read, place: str) -> None:
    found = read(docx(BEFORE + PROSE[place] + AFTER, *STYLED), "x.docx")
    assert found.media_type == DOCX
    assert shape(found) == [
        ("paragraph", "Before."),
        ("paragraph", PLANTED),
        ("paragraph", "After."),
    ]
    tracked = place in {"an insertion", "the new place of a move"}
    assert found.outcome.reason == (TRACKED if tracked else "")


_CHANGE = {"author": "Ilse Voss", "date": "2026-03-01T10:00:00Z"}
ASIDE = {
    "a deletion": (
        el("del", el("r", el("delText", PLANTED)), **_CHANGE),
        "[deleted by Ilse Voss, 2026-03-01]",
        "tracked changes",
    ),
    "the old place of a move": (
        el("moveFrom", _SAID, author="Ilse Voss"),
        "[moved away by Ilse Voss]",
        "tracked changes",
    ),
    "an insertion that another deleted": (
        el("ins", el("del", _SAID, author="B"), author="A"),
        "[deleted by B]",
        "tracked changes",
    ),
    "hidden text": (run(PLANTED, el("vanish")), "[hidden]", "hidden text"),
    "a hidden style": (run(PLANTED, el("rStyle", val="Ghost")), "[hidden]", "hidden text"),
    "a box that hangs on hidden text": (
        el("r", el("rPr", el("vanish")), el("pict", _INSIDE)),
        "[hidden]",
        "hidden text",
    ),
    "a field's code with a sentence": (field(f'QUOTE "{PLANTED}"', ""), "[field] QUOTE", ""),
    "text within a code": (
        el("r", el("fldChar", fldCharType="begin"))
        + _SAID
        + el("r", el("fldChar", fldCharType="end")),
        "[field]",
        "",
    ),
    "a picture's description": (el("r", el("wp:docPr", descr_=PLANTED)), "[picture]", ""),
    "a box that only old programs show": (
        two_ways(el("t", "Other."), _OLD_BOX),
        "[shown by some programs only]",
        "",
    ),
}


@pytest.mark.parametrize("place", ASIDE)
def test_a_sentence_is_kept_and_marked_that_stands_as(read: Read, place: str) -> None:
    content, marked, reason = ASIDE[place]
    found = read(docx(BEFORE + el("p", run("Seen."), content) + AFTER, *STYLED), "x.docx")
    held = words(found, "furniture")
    assert len(held) == 1
    assert held[0].startswith(marked)
    assert PLANTED in held[0]
    assert PLANTED not in " ".join(words(found, "paragraph"))
    assert reason in found.outcome.reason
    assert (found.outcome.status == "ok") == (not reason)


def test_a_deleted_row_and_a_hidden_row_are_not_prose(read: Read) -> None:
    def row(properties: str, text: str) -> str:
        return el("tr", el("trPr", properties), el("tc", paragraph(text)))

    rows = row(el("del", author="B"), "Gone.") + row(el("hidden"), "Unseen.") + row("", "There.")
    found = read(docx(el("tbl", rows) + AFTER), "x.docx")
    assert shape(found) == [
        ("furniture", "[deleted by B] Gone."),
        ("furniture", "[hidden] Unseen."),
        ("paragraph", "There."),
        ("paragraph", "After."),
    ]


def numbering_part() -> str:
    def level(at: int, shape: str, words: str, *more: str) -> str:
        return el("lvl", *more, el("numFmt", val=shape), el("lvlText", val=words), ilvl=str(at))

    dotted = level(0, "decimal", "%1.", el("start", val="3")) + level(1, "lowerLetter", "%1.%2)")
    again = el("lvlOverride", el("startOverride", val="1"), ilvl="0")
    return part(
        "numbering",
        el("abstractNum", dotted, abstractNumId="0")
        + el("abstractNum", level(0, "bullet", "o"), abstractNumId="5")
        + el("num", el("abstractNumId", val="0"), numId="1")
        + el("num", el("abstractNumId", val="5"), numId="2")
        + el("num", el("abstractNumId", val="0"), again, numId="3"),
    )


def styled(style: str, text: str, more: str = "") -> str:
    return paragraph(text, el("pStyle", val=style), more)


def listed(id_: int, level: int) -> str:
    return el("numPr", el("ilvl", val=str(level)), el("numId", val=str(id_)))


def test_headings_lists_and_contents_are_known_by_their_styles(read: Read) -> None:
    body = (
        styled("T", "A title")
        + styled("C", "One\t1")
        + styled("Own", "Based on a heading")
        + styled("Out", "By its level")
        + paragraph("Directly", el("outlineLvl", val="0"))
        + styled("L", "first")
        + styled("L", "second")
        + paragraph("below", listed(1, 1))
        + paragraph("beside", listed(1, 1))
        + paragraph("dot", listed(2, 0))
        + paragraph("anew", listed(3, 0))
        + paragraph("none", listed(0, 0))
        + styled("L", "none either", listed(0, 0))
    )
    parts = {"word/styles.xml": STYLES, "word/numbering.xml": numbering_part()}
    related = (("s", "styles", "styles.xml"), ("n", "numbering", "numbering.xml"))
    found = read(docx(body, parts, related), "x.docx")
    assert shape(found) == [
        ("heading", "A title"),
        ("furniture", "One\t1"),
        ("heading", "Based on a heading"),
        ("heading", "By its level"),
        ("heading", "Directly"),
        ("list_item", "3. first"),
        ("list_item", "4. second"),
        ("list_item", "4.a) below"),
        ("list_item", "4.b) beside"),
        ("list_item", "dot"),
        ("list_item", "1. anew"),
        ("paragraph", "none"),
        ("paragraph", "none either"),
    ]
    assert found.layer is not None
    levels = [s.level for s in found.layer.segments if s.kind == "heading"]
    assert (levels, found.source.title) == ([1, 2, 4, 1], "A title")


def with_notes() -> bytes:
    body = el(
        "p",
        run("Said"),
        el("r", el("footnoteReference", id="7")),
        run(" so."),
        el("r", el("endnoteReference", id="2"), el("commentReference", id="0")),
    )
    said = paragraph("At the foot.") + paragraph("And more.")
    notes = (
        el("footnote", el("p"), type="separator", id="-1")
        + el("footnote", paragraph("Nobody names me."), id="8")
        + el("footnote", said, id="7")
    )
    untrue = paragraph("Untrue!") + paragraph("Ask her.")
    comments = el(
        "comment", untrue, id="0", author="Ruan Delmas", date="2026-02-03T00:00:00Z"
    ) + el("comment", paragraph("Loose."), id="1", author="Ruan Delmas")
    ended = el("endnote", paragraph("At the end."), id="2")
    parts = {
        "word/footnotes.xml": part("footnotes", notes),
        "word/endnotes.xml": part("endnotes", ended),
        "word/comments.xml": part("comments", comments),
        "word/header1.xml": part("hdr", paragraph("Running head")),
        "word/header2.xml": part("hdr", paragraph("Running head")),
        "word/footer1.xml": part("ftr", el("p", run("Page "), field("PAGE", "3"))),
    }
    related = tuple(
        (f"r{n}", kind, f"{target}.xml")
        for n, (kind, target) in enumerate(
            (
                *((name, name) for name in ("footnotes", "endnotes", "comments")),
                *(("header", "header1"), ("header", "header2"), ("footer", "footer1")),
            )
        )
    )
    return docx(body + AFTER, parts, related)


def test_notes_comments_headers_and_footers_are_found_where_they_belong(read: Read) -> None:
    found = read(with_notes(), "x.docx")
    assert found.outcome.status == "ok"
    assert shape(found) == [
        ("furniture", "Running head"),
        ("paragraph", "Said[1] so.[i]"),
        ("furniture", "[comment by Ruan Delmas, 2026-02-03] Untrue!\nAsk her."),
        ("paragraph", "After."),
        ("paragraph", "[1] At the foot."),
        ("paragraph", "And more."),
        ("paragraph", "[i] At the end."),
        ("furniture", "[comment by Ruan Delmas] Loose."),
        ("furniture", "[note without a place] Nobody names me."),
        ("furniture", "Page 3"),
    ]


def test_charts_are_furniture_and_diagrams_are_text(read: Read) -> None:
    def drawn(text: str) -> str:
        return el("a:p", el("a:r", el("a:t", text)))

    values = el("c:cat", el("c:v", "North"), el("c:v", "South"))
    parts = {
        "word/charts/chart1.xml": part("x", el("c:title", drawn("Votes")) + el("c:ser", values)),
        "word/diagrams/data1.xml": part("x", drawn(PLANTED)),
    }
    related = (("c", "chart", "charts/chart1.xml"), ("d", "diagramData", "diagrams/data1.xml"))
    body = el("p", el("r", el("c:chart", r_id="c"), el("dgm:relIds", r_dm="d")))
    found = read(docx(body, parts, related), "x.docx")
    assert shape(found) == [
        ("furniture", "Votes"),
        ("furniture", "North\tSouth"),
        ("paragraph", PLANTED),
    ]


def test_a_form_shows_what_was_chosen_in_it(read: Read) -> None:
    def form(*content: str) -> str:
        begun = el("fldChar", el("ffData", *content), fldCharType="begin")
        return el("r", begun, el("fldChar", fldCharType="end"))

    entries = el("listEntry", val="No") + el("listEntry", val="Yes")
    chosen = form(el("ddList", el("result", val="1"), entries))
    ticked = form(el("checkBox", el("checked")))
    empty = form(el("checkBox", el("default", val="0")))
    body = el("p", chosen, run(" "), ticked, run(" "), empty)
    assert words(read(docx(body), "x.docx")) == ["Yes \u2612 \u2610"]


def test_signs_stand_for_themselves(read: Read) -> None:
    content = (
        el("t", "a") + el("tab") + el("t", "b") + el("br") + el("t", "c") + el("noBreakHyphen")
    )
    stops = el("pPr", el("tabs", el("tab", val="left")))
    body = el("p", stops, el("r", content, el("t", "d"), el("sym", char="03B1")))
    assert words(read(docx(body), "x.docx")) == ["a\tb\nc\u2011d\u03b1"]


def test_a_strict_document_reads_as_a_transitional_one(read: Read) -> None:
    iso = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    main = part("document", el("body", paragraph(PLANTED))).replace(WORD, STRICT)
    related = relations(("m", "officeDocument", "word/main.xml"))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {"_rels/.rels": related.replace(office, iso), "word/main.xml": main}
    assert words(read(docx("", parts, main="<x/>"), "x.docx")) == [PLANTED]


@pytest.mark.parametrize(
    ("title", "author", "made", "expected"),
    [
        (
            "The camp",
            "Ilse Voss",
            "2026-04-05T06:07:08Z",
            Source(title="The camp", author="Ilse Voss", published="2026-04-05"),
        ),
        ("Word Document", "python-docx", "2013-12-23T23:15:00Z", Source()),
        ("Microsoft Word - letter.doc", "Microsoft Office User", "soon", Source()),
    ],
)
def test_properties_are_the_source_and_those_of_a_template_are_not(
    read: Read, title: str, author: str, made: str, expected: Source
) -> None:
    spaces = {
        "xmlns_cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "xmlns_dc": "http://purl.org/dc/elements/1.1/",
        "xmlns_dcterms": "http://purl.org/dc/terms/",
    }
    said = el("dc:title", title) + el("dc:creator", author) + el("dcterms:created", made)
    core = el("cp:coreProperties", said, **spaces)
    assert read(docx(AFTER, {"docProps/core.xml": core}), "x.docx").source == expected
