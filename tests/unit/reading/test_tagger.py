"""Text layers to tagged words: the way there, with a stand-in for the network."""

from __future__ import annotations

import functools

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, SegmentKind, TextLayer, layer_id
from careo.reading import lexicon
from careo.reading.tagger.arrays import Floats, Ints
from careo.reading.tagger.coding import Coder
from careo.reading.tagger.packing import LONGEST, batches, packs, parts
from careo.reading.tagger.session import Labels, Model
from careo.reading.tagger.tagged import Name, Tagged
from careo.reading.tagger.tagger import tag

ATTRIBUTION = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAMES = ("O", "B-person", "I-person", "B-organization", "I-organization", "B-place", "I-place")
NEVER = -1e4
LABELS = Labels(
    version="tagger/test",
    attribution=ATTRIBUTION,
    names=NAMES,
    tags=("NOUN|NN", "PROPN|NNP", "VERB|VBD", "PUNCT|."),
    deps=("nsubj", "ROOT", "dobj", "punct"),
    moves=tuple(
        tuple(NEVER if b[0] == "I" and a[2:] != b[2:] else 0.0 for b in ATTRIBUTION)
        for a in ATTRIBUTION
    ),
    first=tuple(NEVER if name[0] == "I" else 0.0 for name in ATTRIBUTION),
    pieces=64,
)
SIGNS = [chr(n) for n in range(33, 127)]
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "\u2581", *SIGNS, *("\u2581" + sign for sign in SIGNS)]


def run(ids: Ints, _mask: Ints, words: Ints) -> tuple[Floats, Floats]:
    """Give each word random logits that depend on its pieces and on those beside it."""
    width = 14 + len(LABELS.tags) + len(LABELS.deps) + 1
    chance = np.random.default_rng(1)
    own, beside, up, down = (
        chance.normal(size=(len(PIECES), each)) for each in (width, width, 8, 8)
    )
    at = np.take_along_axis(ids, words, 1)
    after = np.take_along_axis(ids, np.minimum(words + 1, ids.shape[1] - 1), 1)
    root = np.ones((len(ids), 1, 8)) * 0.3
    arcs = up[at] @ np.concatenate([down[at] + down[after], root], 1).transpose(0, 2, 1)
    labels = own[at] + beside[after]
    labels[..., -1] -= 2.0
    return labels.astype(np.float32), arcs.astype(np.float32)


@functools.cache
def stand_in() -> Model:
    scores = [0.0] * 4 + [-5.0] * (len(PIECES) - 4)
    tokenizer = Tokenizer(Unigram(list(zip(PIECES, scores, strict=True)), unk_id=3))
    return Model(LABELS, Coder(tokenizer), run)


def layer(*paragraphs: str, furniture: tuple[int, ...] = ()) -> TextLayer:
    text = "\n\n".join(paragraphs)
    segments, at = [], 0
    for number, paragraph in enumerate(paragraphs):
        kind: SegmentKind = "furniture" if number in furniture else "paragraph"
        segments.append(Segment(kind=kind, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    document = DocumentId(sha256(text.encode()))
    return TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=tuple(segments),
        extractor="plain/1",
    )


def tagged(*paragraphs: str, furniture: tuple[int, ...] = ()) -> Tagged:
    made = layer(*paragraphs, furniture=furniture)
    return tag(made, made.segments, stand_in())


def told(of: Tagged) -> list[bytes]:
    """Return all that was told of the words, places counted from the first word."""
    found = of.found
    first = of.starts[0] if len(of) else 0
    numbers = (of.starts - first, of.ends - first, found.said, found.scores, found.names)
    return [each.tobytes() for each in (*numbers, found.tags, found.deps, found.heads)]


STORY = (
    "The clerk of Tarn said that the bridge fell. Nobody else saw it.",
    "\u201cIt was old\u201d, she said, \u201cand we knew.\u201d",
    "El alcalde de Tarn afirmó: «No lo sabíamos».",
)


def test_the_same_paragraphs_are_told_the_same_twice() -> None:
    assert told(tagged(*STORY)) == told(tagged(*STORY))


def test_a_document_reads_alike_alone_and_after_another() -> None:
    alone = told(tagged(*STORY))
    tagged("Wholly other words. " * 90, "¡Y más!")
    stand_in().coder.code("unheard", space=True)
    assert told(tagged(*STORY)) == alone


def test_furniture_has_no_words_and_segments_keep_their_numbers() -> None:
    found = tagged("Page 4", *STORY, furniture=(0,))
    assert set(found.segments.tolist()) == {1, 2, 3}
    assert found.sentences(lexicon("en"))[0].segment == 1


@pytest.mark.parametrize(
    "paragraph",
    [
        "?!... \u00bb\u00bb -- ((((",
        "\u202eRuiz said \u2066nothing\u2069\u202c.",
        "\u200b\u2060\ufeff",
        "word " * 2_000,
        "(" * 5_000,
        "a" * 20_000,
        "\u0301\u0301x\u0301",
        "\u4e2d\u6587 \U0001f600 \x07\x1b[0m",
    ],
)
def test_odd_paragraphs_are_read_whole(paragraph: str) -> None:
    found = tagged(*STORY, paragraph, *STORY)
    shown = sum(not sign.isspace() for sign in found.text)
    words = [found.text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert all(word.strip() == word != "" for word in words)
    assert shown - sum(map(len, words)) <= sum(not sign.isprintable() for sign in found.text)
    for sentence in found.sentences(lexicon("en")):
        assert found.text[sentence.start : sentence.end].strip()


def test_a_layer_without_words_has_no_sentences() -> None:
    found = tagged("\u200b", "\u2060")
    assert (len(found), found.sentences(lexicon("en")), found.names()) == (0, (), [])
    assert (found.attribution(), found.words(lexicon("en"))) == ([], [])


def test_a_line_of_a_million_characters_is_read_in_order() -> None:
    found = tagged("The clerk said that it fell, and left. " * 25_641)
    assert len(found) == 25_641 * 10
    assert (np.diff(found.starts) > 0).all()
    assert found.found.begins[0]
    assert (np.abs(found.found.heads - np.arange(len(found))) < LONGEST).all()


def test_labels_are_well_formed_in_every_paragraph() -> None:
    found = tagged(*STORY * 40, "said so and " * 300)
    for labels in (found.attribution(), [LABELS.names[n] for n in found.found.names]):
        before, segment = "O", -1
        for label, own in zip(labels, found.segments, strict=True):
            if label.startswith("I-"):
                assert own == segment
                assert before[2:] == label[2:]
            before, segment = label, own


def test_sentences_are_trees_over_all_words_and_start_with_their_paragraphs() -> None:
    found = tagged(*STORY * 20)
    sentences = found.sentences(lexicon("en"))
    assert sum(len(s.tokens) for s in sentences) == len(found)
    assert {s.start for s in sentences} >= {
        int(found.starts[np.flatnonzero(found.segments == n)[0]]) for n in set(found.segments)
    }
    for sentence in sentences:
        assert all(found.text[t.start : t.end] == t.text for t in sentence.tokens)
        roots = [n for n, token in enumerate(sentence.tokens) if token.head == n]
        assert [sentence.tokens[n].dep for n in roots] == ["ROOT"]
        assert sum(token.dep == "ROOT" for token in sentence.tokens) == 1


def test_words_for_the_linking_agree_with_the_sentences() -> None:
    found = tagged(*STORY)
    tokens = [t for s in found.sentences(lexicon("en")) for t in s.tokens]
    words = found.words(lexicon("en"))
    assert [(w.start, w.end, w.text, w.tag, w.lemma) for w in words] == [
        (t.start, t.end, t.text, t.tag, t.lemma) for t in tokens
    ]
    assert sum(w.begins for w in words) == len(found.sentences(lexicon("en")))


def test_names_are_whole() -> None:
    found = tagged("Ana Ruiz Sol left Port Tarn.")
    chosen = np.array([NAMES.index(n) for n in NAMES[:3][1:] + NAMES[2:3]] + [0, 5, 6, 0], np.int8)
    fixed = msgspec.structs.replace(LABELS)
    made = Tagged(
        text=found.text,
        starts=found.starts,
        ends=found.ends,
        segments=found.segments,
        found=type(found.found)(
            said=found.found.said,
            scores=found.found.scores,
            names=chosen,
            tags=found.found.tags,
            deps=found.found.deps,
            heads=found.found.heads,
            begins=found.found.begins,
        ),
        labels=fixed,
    )
    assert made.names() == [Name(0, 12, "person"), Name(18, 27, "place")]


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    words = [(word, (1,)) for word in ("It fell . " * 150).split()]
    sizes = [len(part.codes) for part in parts(words)]
    assert all(size % 3 == 0 and size < LONGEST for size in sizes)
    endless = [len(part.codes) for part in parts([("word", (1, 2))] * 1_000)]
    assert sum(endless) == 1_000
    assert max(endless) * 2 <= LONGEST


@given(st.lists(st.integers(1, 60), max_size=60), st.integers(40, 200))
def test_packs_and_batches_hold_every_part_once(sizes: list[int], limit: int) -> None:
    every = [part for n in sizes for part in parts([("w", (n,) * 3)] * n)]
    packed = list(packs(every, limit))
    assert [part for pack in packed for part in pack.parts] == every
    assert all(len(pack.parts) == 1 or pack.pieces <= limit for pack in packed)
    spread = [pack for batch in batches(packed) for pack in batch]
    assert sorted(pack.first for pack in spread) == [pack.first for pack in packed]
