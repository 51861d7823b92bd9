"""Which source and which contents belong to which cue, within one paragraph."""

from __future__ import annotations

from typing import NamedTuple

from careo.reading.linking.marks import Marks
from careo.reading.linking.words import CONTENT, CUE, SOURCE, Page, Piece

_PER_CUE, _PER_SENTENCE = 8, 6
_REACH = 3
_FARTHEST = 24
_NEAR, _FAR = 2, 2


class Saying(NamedTuple):
    """One act of saying in the making.

    Attributes:
        cue: None for a bare quotation.
        source: None where no piece is its source.
        contents: In order of place.
    """

    cue: Piece | None
    source: Piece | None
    contents: tuple[Piece, ...]


def assigned(page: Page, pieces: list[Piece], marks: Marks) -> list[Saying]:
    """Return one saying for each cue of a paragraph, in order of place.

    Sources go one to one to the nearest cue; contents first one to one, then to the nearest; a
    quotation that goes on after its saying follows its beginning. Near is few words between, and
    few cues and sentence ends. Only the `_REACH` cues before and after a piece are looked at, so
    the cost grows with the pieces, not with their square.
    """
    cues = [piece for piece in pieces if piece.kind == CUE]
    goes_on = _continued(page, pieces, marks)
    pairs: dict[str, list[tuple[int, Piece, int]]] = {SOURCE: [], CONTENT: []}
    rank = 0
    for piece in pieces:
        if piece.kind == CUE:
            rank += 1
        elif piece not in goes_on:
            quoted = marks.quoted(piece.first, piece.last)
            pairs[piece.kind] += _costs(page, piece, cues, rank, quoted=quoted)
    of_source, owner = _one_to_one(pairs[SOURCE]), _one_to_one(pairs[CONTENT])
    for _, piece, cue in sorted(pairs[CONTENT]):
        owner.setdefault(piece, cue)
    for later, earlier in goes_on.items():
        if earlier in owner:
            owner[later] = owner[earlier]
    said: list[list[Piece]] = [[] for _ in cues]
    for piece, cue in owner.items():
        said[cue].append(piece)
    who = {cue: piece for piece, cue in of_source.items()}
    return [Saying(cue, who.get(n), tuple(sorted(said[n]))) for n, cue in enumerate(cues)]


def _costs(
    page: Page, piece: Piece, cues: list[Piece], rank: int, *, quoted: bool
) -> list[tuple[int, Piece, int]]:
    """Return how far a piece is from the cues around it; ``rank`` of them stand before it.

    Only a quotation reaches over the end of a sentence.
    """
    found = []
    for n in range(max(0, rank - _REACH), min(len(cues), rank + _REACH)):
        first, second = (cues[n], piece) if n < rank else (piece, cues[n])
        between = rank - n - 1 if n < rank else n - rank
        ends = page.sentence[second.first] - page.sentence[first.last - 1]
        cost = second.first - first.last + _PER_CUE * between + _PER_SENTENCE * ends
        if quoted or (ends == 0 and cost <= _FARTHEST):
            found.append((cost, piece, n))
    return found


def _one_to_one(pairs: list[tuple[int, Piece, int]]) -> dict[Piece, int]:
    """Pair pieces and cues, the cheapest pair first, each used once."""
    owner: dict[Piece, int] = {}
    taken: set[int] = set()
    for _, piece, cue in sorted(pairs):
        if piece not in owner and cue not in taken:
            owner[piece] = cue
            taken.add(cue)
    return owner


def _continued(page: Page, pieces: list[Piece], marks: Marks) -> dict[Piece, Piece]:
    """Return the quotations that go on with one before, although a saying stands between.

    "It fell," she said, adding that nobody saw it. "I did."
    """
    found: dict[Piece, Piece] = {}
    before: Piece | None = None
    for n, piece in enumerate(pieces):
        if piece.kind != CONTENT or not marks.quoted(piece.first, piece.last):
            continue
        if before is not None and _goes_on(page, pieces, n, before):
            found[piece] = before
        before = piece
    return found


def _goes_on(page: Page, pieces: list[Piece], n: int, before: Piece) -> bool:
    piece = pieces[n]
    far = page.sentence[piece.first] - page.sentence[before.last - 1]
    fresh = page.words[piece.first].begins
    resumed = page.words[piece.first - 1].text == "," and page.words[piece.first + 1].text.islower()
    if far > _FAR or not (fresh or resumed):
        return False
    if pieces[n - 1].kind == CUE and _beside(page, pieces[n - 1], piece):
        return False
    after = pieces[n + 1] if n + 1 < len(pieces) else None
    return after is None or after.kind == CONTENT or not _beside(page, piece, after)


def _beside(page: Page, first: Piece, second: Piece) -> bool:
    same = page.sentence[first.last - 1] == page.sentence[second.first]
    return same and second.first - first.last <= _NEAR
