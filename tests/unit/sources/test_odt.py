"""OpenDocument text: a sentence planted in each place is found, and where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careo.model.config import Limits
from careo.model.document import Source
from careo.sources import parsers
from careo.sources.media import ODT
from tests.hostile import PLANTED
from tests.unit.sources.conftest import Read, shape
from tests.word import zipped

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = ("office", "style", "text", "table", "form", "meta", "manifest")
_SPACES = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in _NAMES) + (
    f' xmlns:draw="{_OASIS}:drawing:1.0" xmlns:svg="{_OASIS}:svg-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
TRACKED = "tracked changes: inserted words are read, deleted ones only shown"


def p(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def root(content: str) -> str:
    return f'<?xml version="1.0"?><office:document {_SPACES}>{content}</office:document>'


STYLES = (
    '<style:style style:name="Ghost"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="H" style:default-outline-level="2"/>'
)


def odt(body: str, **parts: str) -> bytes:
    held = {name.replace("__", "/") + ".xml": root(content) for name, content in parts.items()}
    text = f"{STYLES}<office:body><office:text>{body}</office:text></office:body>"
    return zipped({"mimetype": ODT, "content.xml": root(text), **held})


_ROW = "<table:table-row><table:table-cell>{}</table:table-cell></table:table-row>"
_CELL = f"<table:table>{_ROW}</table:table>"
_BOX = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
PROSE = {
    "a paragraph": p(PLANTED),
    "spans and spaces": p(
        "The\n  <text:span>minister<text:s/></text:span>denied <text:a>the order.</text:a>"
    ),
    "a cell": _CELL.format(p(PLANTED)),
    "a table in a cell": _CELL.format(_CELL.format(p(PLANTED))),
    "a text box": p(_BOX.format(p(PLANTED))),
    "a text box outside a paragraph": _BOX.format(p(PLANTED)),
    "a shape": p(f"<draw:custom-shape>{p(PLANTED)}</draw:custom-shape>"),
    "a section": f"<text:section>{p(PLANTED)}</text:section>",
    "a field": p(f"<text:placeholder>{PLANTED}</text:placeholder>"),
    "an insertion": p(
        f'<text:change-start text:change-id="i"/>{PLANTED}<text:change-end text:change-id="i"/>'
    ),
}


@pytest.mark.parametrize("place", PROSE)
def test_a_sentence_is_read_as_prose_in(read: Read, place: str) -> None:
    found = read(odt(p("Before.") + PROSE[place] + p("After.")), "x.odt")
    assert found.media_type == ODT
    assert str(found.outcome) == "ok"
    assert shape(found) == [
        ("paragraph", "Before."),
        ("paragraph", PLANTED),
        ("paragraph", "After."),
    ]


_REGION = (
    '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><office:change-info>'
    "<dc:creator>Ilse Voss</dc:creator><dc:date>2026-03-01T10:00:00</dc:date></office:change-info>"
    f"{p(PLANTED)}</text:deletion></text:changed-region></text:tracked-changes>"
)
ASIDE = {
    "a deletion": (
        _REGION + p('Seen.<text:change text:change-id="c"/>'),
        f"[deleted by Ilse Voss, 2026-03-01] {PLANTED}",
        TRACKED,
    ),
    "a deletion without a place": (
        _REGION + p("Seen."),
        f"[deleted by Ilse Voss, 2026-03-01] {PLANTED}",
        TRACKED,
    ),
    "a hidden style": (
        p(f'Seen.<text:span text:style-name="Ghost">{PLANTED}</text:span>'),
        f"[hidden] {PLANTED}",
        "hidden text, only shown",
    ),
    "a hidden paragraph": (
        p("Seen.") + p(PLANTED, "Ghost"),
        f"[hidden] {PLANTED}",
        "hidden text, only shown",
    ),
    "a hidden section": (
        p("Seen.") + f'<text:section text:display="none">{p(PLANTED)}</text:section>',
        f"[hidden] {PLANTED}",
        "hidden text, only shown",
    ),
    "a hidden text": (
        p(f'Seen.<text:hidden-text text:string-value="{PLANTED}"/>'),
        f"[hidden] {PLANTED}",
        "hidden text, only shown",
    ),
    "an annotation": (
        p(
            "Seen.<office:annotation><dc:creator>Ruan Delmas</dc:creator>"
            f"{p(PLANTED)}</office:annotation>"
        ),
        f"[comment by Ruan Delmas] {PLANTED}",
        "",
    ),
    "a picture's description": (
        p(f"Seen.<draw:frame><svg:desc>{PLANTED}</svg:desc></draw:frame>"),
        f"[picture] {PLANTED}",
        "",
    ),
    "a table of contents": (
        p("Seen.") + f"<text:table-of-content>{p(PLANTED)}</text:table-of-content>",
        PLANTED,
        "",
    ),
}


@pytest.mark.parametrize("place", ASIDE)
def test_a_sentence_is_kept_and_marked_that_stands_as(read: Read, place: str) -> None:
    body, expected, reason = ASIDE[place]
    found = read(odt(body), "x.odt")
    assert shape(found) == [("paragraph", "Seen."), ("furniture", expected)]
    assert found.outcome.reason == reason


def test_headings_lists_notes_and_running_heads_are_known(read: Read) -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>{}</text:note-citation>'
        "<text:note-body>{}</text:note-body></text:note>"
    )
    body = (
        p("A title", "P1")
        + '<text:h text:outline-level="3">Deep</text:h>'
        + p("By style", "H")
        + f"<text:list><text:list-item>{p('item')}</text:list-item></text:list>"
        + p(
            "Said"
            + note.format("endnote", "i", p("At the end."))
            + " so."
            + note.format("footnote", "1", p("At the foot."))
        )
    )
    master = (
        "<office:master-styles><style:master-page><style:header>{}</style:header>"
        "<style:footer-left>{}</style:footer-left></style:master-page></office:master-styles>"
    )
    found = read(odt(body, styles=master.format(p("Head"), p("Foot"))), "x.odt")
    assert shape(found) == [
        ("furniture", "Head"),
        ("heading", "A title"),
        ("heading", "Deep"),
        ("heading", "By style"),
        ("list_item", "item"),
        ("paragraph", "Said[i] so.[1]"),
        ("paragraph", "[1] At the foot."),
        ("paragraph", "[i] At the end."),
        ("furniture", "Foot"),
    ]
    assert (str(found.outcome), found.source.title) == ("ok", "A title")


def test_what_the_file_says_of_itself_is_its_source(read: Read) -> None:
    meta = (
        "<office:meta><dc:title>The camp</dc:title>"
        "<meta:initial-creator>Ilse Voss</meta:initial-creator><dc:creator>Other</dc:creator>"
        "<meta:creation-date>2026-04-05T01:02:03</meta:creation-date></office:meta>"
    )
    found = read(odt(p("Text."), meta=meta), "x.odt")
    assert found.source == Source(title="The camp", author="Ilse Voss", published="2026-04-05")


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (odt(p("x"), META_INF__manifest="").replace(b"META_INF", b"META-INF"), "ok"),
        (
            odt(p("x"), META_INF__manifest="<manifest:encryption-data/>").replace(
                b"META_INF", b"META-INF"
            ),
            "refused(password)",
        ),
        (zipped({"mimetype": ODT, "encrypted-package": "x"}), "refused(password)"),
        (
            zipped({"mimetype": ODT, "content.xml": "<!DOCTYPE x><x/>"}),
            "refused(a document type or an entity in content.xml)",
        ),
        (odt(p("&canary;")), "refused(a document type or an entity in content.xml)"),
        (
            zipped({"mimetype": ODT, "styles.xml": "<x/>"}),
            "refused(not a readable OpenDocument text: content.xml is missing)",
        ),
        (odt(p("x") + "</q>"), "partial(content.xml is not well-formed)"),
        (odt(p("x"), Basic__Standard__Module1="x"), "partial(macros, not run)"),
        (
            odt(p('x<draw:object xlink:href="./Object 1"/>')),
            "partial(objects inside it are missing)",
        ),
    ],
)
def test_what_is_not_whole_is_said(read: Read, data: bytes, outcome: str) -> None:
    assert str(read(data, "x.odt").outcome) == outcome


def test_the_words_of_a_chart_inside_are_furniture(read: Read) -> None:
    body = p('Seen.<draw:object xlink:href="./Object_1"/>')
    found = read(odt(body, Object_1__content=p("Votes")), "x.odt")
    assert shape(found) == [("paragraph", "Seen."), ("furniture", "Votes")]


SMALL = zipped(
    {"mimetype": ODT, "content.xml": root(_REGION + p("One.") + ASIDE["an annotation"][0])}
)


@settings(max_examples=300)
@given(changes=st.data())
def test_no_change_of_bytes_makes_it_crash(changes: st.DataObject) -> None:
    data = bytearray(SMALL)
    for _ in range(changes.draw(st.integers(1, 10))):
        at = changes.draw(st.integers(0, len(data) - 1))
        data[at : at + changes.draw(st.integers(0, 4))] = changes.draw(st.binary(max_size=4))
    assert parsers.parse(ODT, bytes(data), Limits()).status in {"ok", "partial", "refused"}
