"""Plain text and Markdown."""

import pytest

from careo.model.config import Limits
from tests.unit.sources.conftest import Read, shape, words

WRAPPED = """\
THE NIGHT AT THE BRIDGE

The northern brigade crossed the river before dawn and held the bridge
until noon. Colonel Ruan Delmas said later that nobody had ordered him
to go back.

He denied having fired. The inquiry found otherwise, and said so in a
report of forty pages that was never published.

- first, that the brigade knew of the villagers on the bridge and went
  on all the same;
- second, that nobody asked.
"""

BY_LINES = """\
The general wrote a letter from prison, in which he says that two ministers commanded the route.
A system directed from the top
In his letter he says that the ministers “command together”. He saw it for eleven years.
He denies having fired on anybody.

The tally sheets
He says that a second set of machines stood in the basement of the council that night.
"""


def test_paragraphs_wrapped_by_hand_are_whole_and_keep_their_line_ends(read: Read) -> None:
    found = read(WRAPPED)
    assert str(found.outcome) == "ok"
    assert shape(found) == [
        ("heading", "THE NIGHT AT THE BRIDGE"),
        ("paragraph", WRAPPED.split("\n\n")[1]),
        ("paragraph", WRAPPED.split("\n\n")[2]),
        (
            "list_item",
            WRAPPED.split("\n\n")[3].partition("\n- ")[0],
        ),
        ("list_item", "- second, that nobody asked."),
    ]


def test_paragraphs_that_are_lines_stay_apart_and_short_lines_above_them_are_headings(
    read: Read,
) -> None:
    lines = [line for line in BY_LINES.split("\n") if line]
    kinds = ["paragraph", "heading", "paragraph", "paragraph", "heading", "paragraph"]
    assert shape(read(BY_LINES)) == list(zip(kinds, lines, strict=True))


def test_the_layer_of_plain_text_is_the_text_itself(read: Read) -> None:
    found = read(WRAPPED)
    assert found.layer is not None
    assert found.layer.text == WRAPPED


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Él dijo “no” — Ana".encode(), "Él dijo “no” — Ana", "utf-8"),
        ("\ufeffÉl dijo no".encode(), "Él dijo no", "utf-8"),
        ("\ufeffÉl dijo no".encode("utf-16-le"), "Él dijo no", "utf-16-le"),
        ("\ufeffÉl dijo no".encode("utf-16-be"), "Él dijo no", "utf-16-be"),
        ("Él dijo “no” a Ana".encode("cp1252"), "Él dijo “no” a Ana", "windows-1252"),
    ],
)
def test_text_is_decoded_and_the_extractor_names_the_encoding(
    read: Read, data: bytes, text: str, encoding: str
) -> None:
    found = read(data)
    assert found.layer is not None
    assert found.layer.text == text
    assert found.layer.extractor.endswith(encoding)
    assert found.outcome.status == "ok"


def test_a_broken_byte_in_utf8_is_flagged_and_spoils_nothing_else(read: Read) -> None:
    found = read("Él dijo que no. ".encode() * 30 + b"\xff fin")
    assert str(found.outcome) == "partial(1 bytes are not utf-8)"
    assert found.layer is not None
    assert found.layer.text.startswith("Él dijo que no.")


def test_text_in_an_unknown_encoding_is_refused_not_garbled(read: Read) -> None:
    found = read("Полковник отрицал приказ министра".encode("cp1251"))
    assert str(found.outcome) == "refused(unknown text encoding)"


def test_what_cannot_be_kept_is_replaced_and_marks_of_direction_stay(read: Read) -> None:
    found = read("One\x00two\r\nthree\x07 \u202efour\u202c".encode())
    assert found.layer is not None
    assert found.layer.text == "One\ufffdtwo\nthree  \u202efour\u202c"


def test_no_more_is_read_than_the_limit_can_take_and_no_character_is_cut(read: Read) -> None:
    found = read("aé日" * 50, limits=Limits(text_chars=20))
    assert str(found.outcome) == (
        "partial(only the first 79 bytes are read; only the first 20 characters are read)"
    )
    assert found.layer is not None
    assert found.layer.text == ("aé日" * 7)[:20]


def test_lone_surrogates_never_reach_a_layer(read: Read) -> None:
    found = read("\ufeffa\ud800b".encode("utf-16-le", "surrogatepass"))
    assert found.outcome.status == "partial"
    assert found.layer is not None
    assert found.layer.text == "a\ufffdb"


def test_composed_and_decomposed_letters_are_kept_as_they_are(read: Read) -> None:
    found = read("Jose\u0301 and Jos\u00e9")
    assert found.layer is not None
    assert found.layer.text == "Jose\u0301 and Jos\u00e9"


MARKDOWN = """\
# The **letter** #

> He says that [the minister](https://a.example/b_c) *knew*.
> He saw it.

1. first `item`
2. second
   goes on
- snake_case_stays

Underlined
----------
```
code # here
```
***
Last.
"""


def test_markdown_gives_headings_items_and_words_without_marks(read: Read) -> None:
    assert shape(read(MARKDOWN, "letter.md")) == [
        ("heading", "The letter"),
        ("paragraph", "He says that the minister knew.\nHe saw it."),
        ("list_item", "1. first item"),
        ("list_item", "2. second\ngoes on"),
        ("list_item", "snake_case_stays"),
        ("heading", "Underlined"),
        ("paragraph", "code # here"),
        ("paragraph", "Last."),
    ]
    assert read(MARKDOWN, "letter.md").source.title == "The letter"


@pytest.mark.parametrize(
    "text",
    [
        *("# a" + " " * 500_000 + "b", "[" * 500_000, "**a " * 200_000, "_" * 500_000),
        *("* " * 300_000 + "x", ">" * 500_000, "`" * 500_000, "\n" * 500_000 + "x"),
    ],
)
def test_hostile_markdown_is_read_in_a_breath(read: Read, text: str) -> None:
    assert read(text, "x.md", limits=Limits(cpu_seconds=20)).outcome.status in {"ok", "partial"}


def test_the_same_bytes_give_the_same_extraction(read: Read) -> None:
    assert read(WRAPPED) == read(WRAPPED)


@pytest.mark.parametrize("data", [b"   \n\t\n", "\u2003\n".encode()])
def test_a_document_of_white_space_is_partial_without_a_layer(read: Read, data: bytes) -> None:
    found = read(data)
    assert (str(found.outcome), words(found)) == ("partial(no text)", [])
