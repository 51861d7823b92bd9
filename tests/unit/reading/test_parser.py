"""What is parsed at once is bounded, so that memory is."""

from itertools import pairwise

from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading.parser import _batches, _pieces


def layer(*paragraphs: str) -> TextLayer:
    text = "\n\n".join(paragraphs)
    segments, at = [], 0
    for paragraph in paragraphs:
        segments.append(Segment(kind="paragraph", start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    document = DocumentId(sha256(text.encode()))
    return TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=tuple(segments),
        extractor="plain/1",
    )


def test_a_wall_of_signs_is_parsed_in_batches_of_bounded_text_and_whole() -> None:
    wall = layer("(" * 100_000)
    batches = list(_batches(_pieces(wall)))
    assert all(sum(end - start for _, start, end in batch) <= 20_000 for batch in batches)
    pieces = [piece for batch in batches for piece in batch]
    assert (pieces[0][1], pieces[-1][2]) == (0, 100_000)
    assert all(before[2] == after[1] for before, after in pairwise(pieces))


def test_short_paragraphs_are_parsed_together_in_order() -> None:
    batches = list(_batches(_pieces(layer(*["The mayor left."] * 70))))
    assert [len(batch) for batch in batches] == [32, 32, 6]
    assert [piece[0] for batch in batches for piece in batch] == list(range(70))
