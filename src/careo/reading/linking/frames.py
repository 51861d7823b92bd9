"""Phrases that name a speaker ("según él", "according to her"): where he ends, and what he says."""

from __future__ import annotations

from careo.reading.linking.assign import Saying
from careo.reading.linking.words import CONTENT, CUE, SOURCE, Page, Piece

_ALONE = frozenset({"PRP", "DT", "WP", "WDT"})
_OPENS_A_NOUN = frozenset({"DT", "PRP$"})
_BEFORE_A_CLAUSE = frozenset({";", ":", "\u2014"})
_COMMA, _STOP = ",", "."
_LONGEST = 3


def framed(page: Page, pieces: list[Piece], prepositions: tuple[str, ...]) -> list[Piece]:
    """Return pieces in which the speaker right behind such a preposition is a source of his own.

    A pronoun labelled with the preposition is one ("según estas", "según los cuales"); a pronoun is
    one without the noun phrase behind it ("según él las guías"). Behind such a pronoun a comma
    ends the phrase: a source after it belongs to what is said.
    """
    found: list[Piece] = []
    for n, piece in enumerate(pieces):
        size = frame(page, piece, prepositions) if piece.kind == CUE else 0
        before = found[-1] if found else None
        if size and _pronouns(page, piece.first + size, piece.last):
            found.append(piece._replace(last=piece.first + size))
            found.append(piece._replace(kind=SOURCE, first=piece.first + size))
        elif before is not None and _behind_pronoun(page, before, piece, pieces[n + 1 : n + 2]):
            found.append(Piece(CONTENT, piece.first, pieces[n + 1].last, pieces[n + 1].score))
        elif before is not None and _swallowed(before, piece):
            continue
        elif before is not None and before.kind == CUE and frame(page, before, prepositions):
            found.append(_cut(page, before, piece))
        else:
            found.append(piece)
    return found


def frame(page: Page, piece: Piece, prepositions: tuple[str, ...]) -> int:
    """Return how many words of a cue are such a preposition that it begins with; 0 for none."""
    spelt = " ".join(word.text.lower() for word in page.words[piece.first : piece.last]) + " "
    held = [one for one in prepositions if spelt.startswith(one)]
    return max((len(one.split()) for one in held), default=0)


def _pronouns(page: Page, first: int, last: int) -> bool:
    tags = [page.words[n].tag for n in range(first, last)]
    return 0 < len(tags) <= _LONGEST and all(tag in _ALONE for tag in tags)


def _behind_pronoun(page: Page, before: Piece, piece: Piece, after: list[Piece]) -> bool:
    """Tell a source behind a pronoun and a comma that goes straight on into what is said."""
    joined = bool(after) and after[0].kind == CONTENT and after[0].first == piece.last
    parted = page.words[before.last].text == _COMMA and before.last + 1 == piece.first
    pronoun = before.kind == SOURCE and _pronouns(page, before.first, before.last)
    return piece.kind == SOURCE and joined and parted and pronoun


def _swallowed(before: Piece, piece: Piece) -> bool:
    """Tell a content that was joined to the source before it."""
    return before.kind == CONTENT and before.first < piece.first and before.last == piece.last


def _cut(page: Page, cue: Piece, piece: Piece) -> Piece:
    """Return a source right behind a cue without what follows on its pronoun."""
    behind = piece.kind == SOURCE and piece.first == cue.last and piece.last - piece.first > 1
    tags = [page.words[n].tag for n in (piece.first, piece.first + 1)] if behind else []
    if tags[:1] == ["PRP"] and tags[1] in _OPENS_A_NOUN:
        return piece._replace(last=piece.first + 1)
    return piece


def sided(
    page: Page, saying: Saying, prepositions: tuple[str, ...], joining: frozenset[str]
) -> Saying:
    """Return a saying whose phrase opens a clause with that clause for its content.

    "The letter is short, but according to him | it lies": what stands before is not his.
    """
    cue, source = saying.cue, saying.source
    if cue is None or source is None or not frame(page, cue, prepositions):
        return saying
    before = page.words[cue.first - 1].text.lower() if cue.first else ""
    opens = before in joining or before in _BEFORE_A_CLAUSE or page.words[cue.first].begins
    if source.first != cue.last or not opens or not saying.contents:
        return saying
    if any(one.last > cue.first for one in saying.contents):
        return saying
    first, last = source.last, source.last
    while last < len(page.words) and page.sentence[last] == page.sentence[cue.first]:
        last += 1
    first += first < last and page.words[first].text == _COMMA
    last -= first < last and page.words[last - 1].text == _STOP
    if first >= last:
        return saying
    return saying._replace(contents=(Piece(CONTENT, first, last, saying.contents[0].score),))
