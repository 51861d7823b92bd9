"""RTF: a sentence planted in each place is found, and where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careo.model.config import Limits
from careo.model.document import Source
from careo.sources import parsers
from careo.sources.media import RTF
from tests.hostile import PLANTED
from tests.unit.sources.conftest import Read, shape, words

TRACKED = "tracked changes: inserted words are read, deleted ones only shown"


def rtf(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> bytes:
    return (r"{\rtf1" + head + "\n" + body + "}").encode("latin-1")


PROSE = {
    "a paragraph": PLANTED,
    "a group": r"{\b The minister} denied {\i the order.}",
    "a broken line of the file": "The minister \r\ndenied the\r\n order.",
    "a field's result": r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt ' + PLANTED + "}}",
    "a cell": r"\trowd\cellx1000 " + PLANTED + r"\cell\row",
    "a shape": r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt " + PLANTED + r"\par}}}",
    "an old text box": r"{\*\do\dptxbx{\dptxbxtext " + PLANTED + r"\par}}",
    "an insertion": r"{\revised\revauth1 " + PLANTED + "}",
    "both of two ways": r"{\upr{nothing}{\*\ud{" + PLANTED + "}}}",
    "an object's picture": r"{\object{\result " + PLANTED + "}}",
}


@pytest.mark.parametrize("place", PROSE)
def test_a_sentence_is_read_as_prose_in(read: Read, place: str) -> None:
    found = read(rtf(r"Before.\par\pard " + PROSE[place] + r"\par\pard After.\par"), "x.rtf")
    assert found.media_type == RTF
    assert shape(found) == [
        ("paragraph", "Before."),
        ("paragraph", PLANTED),
        ("paragraph", "After."),
    ]
    assert found.outcome.reason == (TRACKED if place == "an insertion" else "")


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (r"Seen. {\deleted\revauthdel1 " + PLANTED + "}", f"[deleted] {PLANTED}", TRACKED),
        (r"Seen. {\v " + PLANTED + r"}", f"[hidden] {PLANTED}", "hidden text, only shown"),
        (r"Seen. \v " + PLANTED + r"\v0  Again.", f"[hidden] {PLANTED}", "hidden text, only shown"),
        (
            r"Seen.{\*\atnid IV}{\*\atnauthor Ilse Voss}\chatn{\*\annotation{\*\atndate 1}"
            + PLANTED
            + "}",
            f"[comment by Ilse Voss] {PLANTED}",
            "",
        ),
        (r"{\header " + PLANTED + r"\par}Seen.", PLANTED, ""),
        (r"{\footerf " + PLANTED + r"\par}Seen.", PLANTED, ""),
    ],
)
def test_what_is_not_prose_is_kept_and_marked(
    read: Read, body: str, expected: str, reason: str
) -> None:
    found = read(rtf(body + r"\par"), "x.rtf")
    assert words(found, "furniture") == [expected]
    assert " ".join(words(found, "paragraph")).startswith("Seen.")
    assert PLANTED not in " ".join(words(found, "paragraph"))
    assert found.outcome.reason == reason


def test_notes_stand_at_the_end_with_their_marks(read: Read) -> None:
    note = r"Said{\super\chftn}{\footnote\pard{\super\chftn} At the foot.\par More.} so."
    end = r"{\super\chftn}{\footnote\ftnalt\pard{\super\chftn} At the end.}\par "
    assert words(read(rtf(note + end + r"After.\par"), "x.rtf")) == [
        "Said[1] so.[2]",
        "After.",
        "[1] At the foot.",
        "More.",
        "[2] At the end.",
    ]


def test_headings_and_lists_are_known(read: Read) -> None:
    sheet = r"{\stylesheet{\ql Normal;}{\s1\outlinelevel0 heading 1;}{\s5 Heading 2;}{\*\cs9 x;}}"
    body = (
        r"\pard\s1 One\par\pard\s5 Two\par\pard\outlinelevel2 Three\par\pard Text\par"
        r"{\listtext 1.\tab}\ls1 Item\par\pard Text\par"
    )
    found = read(rtf(sheet + body), "x.rtf")
    assert shape(found) == [
        ("heading", "One"),
        ("heading", "Two"),
        ("heading", "Three"),
        ("paragraph", "Text"),
        ("list_item", "1.\tItem"),
        ("paragraph", "Text"),
    ]
    assert found.layer is not None
    assert [s.level for s in found.layer.segments] == [1, 2, 3, 0, 0, 0]
    assert found.source.title == "One"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"caf\'e9", "café"),
        (r"caf\u233 e", "café"),
        (r"caf\u233\'65!", "café!"),
        (r"\uc0 caf\u233!", "café!"),
        (r"\uc2 \u233??x", "éx"),
        (r"\u-10179?\u-9152?", "\U0001f440"),
        (r"{\fonttbl{\f0 A;}{\f1\fcharset204 B;}}{\f1\'cc\'e8\'f0} \'e9", "Мир é"),
        (r"{\fonttbl{\f2\fcharset128 C;}}{\f2\'93\'fa\'96{\'7b}}", None),
        (r"{\fonttbl{\f2\fcharset128 C;}}{\f2\'93\'fa\'96\'7b}", "日本"),
        (
            r"a\emdash b\rquote\ldblquote c\~d\_e\-f\{\}\\",
            "a\u2014b\u2019\u201cc\u00a0d\u2011ef{}\\",
        ),
        (r"a\line b\tab c", "a\nb\tc"),
        (r"{\*\unknown gone}{\pict 00ff}{\*\bkmkstart x}here", "here"),
        (r"{\pict\bin4 }}{{}here", "here"),
    ],
)
def test_letters_are_what_their_code_page_says(read: Read, body: str, expected: str | None) -> None:
    found = words(read(rtf(body), "x.rtf"))
    assert found == [expected] if expected is not None else found


def test_what_the_file_says_of_itself_is_its_source(read: Read) -> None:
    info = r"{\info{\title The camp}{\author Ilse Voss}{\creatim\yr2026\mo4\dy5\hr6}{\operator x}}"
    found = read(rtf(info + "Text."), "x.rtf")
    assert found.source == Source(title="The camp", author="Ilse Voss", published="2026-04-05")
    assert words(found) == ["Text."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rtf("Seen.")[:-1], "it is cut off"),
        (rtf("Seen.") + b" And here is another sentence.", "something stands after its end"),
        (
            rtf(r"Seen.{\object{\*\objdata 0105}}"),
            "objects of other programs inside it are not read",
        ),
        (rtf(r"Seen.{\pict 00}"), "little text beside pictures"),
        (rtf("{" * 20_000 + "Seen."), "groups nested deeper than 10000"),
    ],
)
def test_what_is_not_whole_is_said(read: Read, data: bytes, reason: str) -> None:
    found = read(data, "x.rtf")
    assert (found.outcome.status, reason in found.outcome.reason) == ("partial", True)


def test_a_long_file_ends_in_time(read: Read) -> None:
    found = read(rtf(r"First.\par " + r"{\b x}\par" * 3_000_000), "x.rtf")
    assert found.outcome.status == "partial"
    assert words(found)[0] == "First."


SMALL = rtf(
    r"{\fonttbl{\f1\fcharset204 B;}}{\stylesheet{\s1 heading 1;}}{\info{\title T}}"
    r"\s1 One\par{\footnote x}{\*\annotation y}{\field{\*\fldinst a}{\fldrslt b}}\u233?\'e9\bin2 ab"
)


@settings(max_examples=500)
@given(changes=st.data())
def test_no_change_of_bytes_makes_it_crash(changes: st.DataObject) -> None:
    data = bytearray(SMALL)
    for _ in range(changes.draw(st.integers(1, 12))):
        at = changes.draw(st.integers(5, len(data) - 1))
        new = changes.draw(st.sampled_from([b"{", b"}", b"\\", b"\\par", b"'", b"9", b"\xff", b""]))
        data[at : at + changes.draw(st.integers(0, 3))] = new
    assert parsers.parse(RTF, bytes(data), Limits()).status in {"ok", "partial", "refused"}
