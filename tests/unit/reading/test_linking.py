"""From labelled words to whole attributions: who said what."""

from __future__ import annotations

import msgspec
import pytest

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading import lexicon
from careo.reading.linking.linking import link
from careo.reading.linking.words import Word

KINDS = {"[S": "source", "[C": "cue", "[X": "content"}
ENGLISH = msgspec.structs.replace(
    lexicon("en"), saying={**lexicon("en").saying, "joining": ("and", "but", "or")}
)

Said = tuple[str | None, str | None, list[str]]


def labelled(marked: str) -> tuple[TextLayer, list[Word], list[str]]:
    """Read "[S Ana ] [C said ] [X it fell ] .", with "word/TAG", and a paragraph a line."""
    words: list[Word] = []
    labels: list[str] = []
    segments: list[Segment] = []
    at, kind, text = 0, "O", ""
    for number, line in enumerate(marked.split("\n")):
        begins, stopped, first = True, False, at
        for piece in line.split():
            if piece in KINDS or piece == "]":
                kind = KINDS.get(piece, "O")
                labels.append("B")
                continue
            shown, _, tag = piece.partition("/")
            new = labels and labels[-1] == "B"
            if new:
                labels.pop()
            labels.append("O" if kind == "O" else f"{'B' if new else 'I'}-{kind}")
            shut = stopped and shown in {"\u201d", "\u00bb"}
            begins = begins or (stopped and not shut and not shown.islower())
            words.append(Word(at, at + len(shown), number, begins, shown, tag))
            begins, stopped = False, shut or shown in {".", "?", "!"}
            text += shown + " "
            at += len(shown) + 1
        labels = [label for label in labels if label != "B"]
        segments.append(Segment(kind="paragraph", start=first, end=at - 1))
    document = DocumentId(sha256(text.encode()))
    layer = TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=tuple(segments),
        extractor="",
    )
    return layer, words, labels


def linked(marked: str, words: Lexicon = ENGLISH) -> tuple[Attribution, ...]:
    layer, found, labels = labelled(marked)
    out = link(layer, found, labels, [900] * len(found), words)
    for one in out:
        for span in (one.source, one.cue, *one.content):
            if span is not None:
                span.verify(layer.text)
    return out


def shown(found: tuple[Attribution, ...]) -> list[Said]:
    return [
        (
            one.source.exact if one.source else None,
            one.cue.exact if one.cue else None,
            [span.exact for span in one.content],
        )
        for one in found
    ]


def said(marked: str) -> list[Said]:
    return shown(linked(marked))


@pytest.mark.parametrize(
    "marked",
    [
        "[S Ana ] [C said ] [X that the mine fell ] .",
        "[X that the mine fell ] , [S Ana ] [C said ] .",
        "[X that the mine fell ] , [C said ] [S Ana ] .",
        "[C said ] [S Ana ] [X that the mine fell ] .",
    ],
)
def test_the_parts_may_stand_in_any_order(marked: str) -> None:
    assert said(marked) == [("Ana", "said", ["that the mine fell"])]


def test_two_sayings_of_one_sentence_keep_their_own_speakers() -> None:
    assert said("[S Ana ] [C said ] [X the mine fell ] , but [S Bo ] [C denied ] [X that ] .") == [
        ("Ana", "said", ["the mine fell"]),
        ("Bo", "denied", ["that"]),
    ]


def test_according_to_takes_the_source_after_it_and_the_content_before_it() -> None:
    assert said(
        "[S Ana ] [C said ] [X the mine fell ] . [X Two died ] , [C according to ] [S Bo ] ."
    ) == [("Ana", "said", ["the mine fell"]), ("Bo", "according to", ["Two died"])]


def test_a_content_that_its_saying_splits_is_one() -> None:
    assert said(
        "[X \u201c It fell , \u201d ] [S she ] [C said ] , [X \u201c at noon . \u201d ]"
    ) == [("she", "said", ["\u201c It fell , \u201d", "\u201c at noon . \u201d"])]


def test_a_quotation_goes_on_after_a_participle_with_a_content_of_its_own() -> None:
    assert said(
        "[X \u201c It fell , \u201d ] [S Ana ] [C said ] , [C pointing/VBG to ] [X the pit ] . "
        "[X \u201c I saw it . \u201d ]"
    ) == [
        ("Ana", "said", ["\u201c It fell , \u201d", "\u201c I saw it . \u201d"]),
        ("Ana", "pointing to", ["the pit"]),
    ]


def test_a_participle_has_the_speaker_of_its_sentence() -> None:
    found = linked("[S Ana ] [C wrote ] [X a letter ] , [C warning/VBG ] [X that it falls ] .")
    assert shown(found)[1] == ("Ana", "warning", ["that it falls"])
    assert found[1].source == found[0].source


def test_a_participle_at_the_head_has_the_speaker_that_follows() -> None:
    assert said("[C Citing/VBG ] [X the law ] , [S Ana ] [C refused ] [X to go ] .") == [
        ("Ana", "Citing", ["the law"]),
        ("Ana", "refused", ["to go"]),
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "[S Ana ] [C denied ] [X it ] , [X which ] [C was/VBD reported ] by all .",
        "[S Ana ] [C denied ] [X it ] amid [C the/DT fear ] [X that it falls ] .",
        "[S Ana ] [C denied ] [X it ] when/WRB [C asked/VBN ] [X about the mine ] .",
        "[S Ana ] [C denied ] [X it ] . It was [C reported/VBN ] [X that it fell ] .",
    ],
)
def test_what_somebody_else_says_takes_no_speaker_over(marked: str) -> None:
    assert said(marked)[1][0] is None


def test_a_cue_without_a_content_says_nothing() -> None:
    assert said("[S Ana ] [C spoke ] for an hour .") == []


def test_a_content_far_from_any_cue_is_nobodys() -> None:
    gap = "word " * 40
    assert said(f"[S Ana ] [C said ] [X it fell ] . {gap}. [X Two died ] .") == [
        ("Ana", "said", ["it fell"])
    ]


def test_a_negation_in_or_before_the_cue_is_told() -> None:
    assert [one.cue_negated for one in linked("[S Ana ] did not [C say ] [X that it fell ] .")] == [
        True
    ]
    assert linked("[S Ana ] [C never said ] [X that it fell ] .")[0].cue_negated
    assert not linked("[S Ana ] [C said ] [X it never fell ] .")[0].cue_negated


def test_the_score_is_that_of_the_weakest_piece() -> None:
    layer, words, labels = labelled("[S Ana ] [C said ] [X it fell ] .")
    (one,) = link(layer, words, labels, [990, 700, 800, 900, 999], ENGLISH)
    assert (one.score, one.extractor) == (700, "tagger")


def test_the_cost_grows_with_the_words_whatever_their_labels() -> None:
    kinds = ("B-source", "B-cue", "I-content", "B-content", "O", "I-cue")
    count = 60_000
    text = "\u201c " * count
    document = DocumentId(sha256(text.encode()))
    layer = TextLayer(
        id=layer_id(document, text), document=document, text=text, segments=(), extractor=""
    )
    words = [Word(2 * n, 2 * n + 1, 0, n % 7 == 0, "\u201c") for n in range(count)]
    labels = [kinds[(n * n) % 6] for n in range(count)]
    apart = [msgspec.structs.replace(word, paragraph=n) for n, word in enumerate(words)]
    for garbage in (words, apart):
        assert len(link(layer, garbage, labels, [500] * count, ENGLISH)) <= count


def test_no_words_say_nothing() -> None:
    layer, _, _ = labelled("a")
    assert link(layer, [], [], [], ENGLISH) == ()
