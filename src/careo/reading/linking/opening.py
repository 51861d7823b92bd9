"""Sentences that open with whose words they are: "Según Ana Ruiz, Gil, quien huyó, pagó …"."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from careo.model.lexicon import Lexicon
from careo.reading.linking.frames import frame
from careo.reading.linking.words import CONTENT, CUE, SOURCE, Page, Piece

_COMMA, _STOP = ",", "."
_NAMES = frozenset({"NNP", "NNPS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEFORE_VERB = frozenset({"PRP", "RB"})
_REMARK = frozenset({"WP", "WDT", "NN", "JJ", "VBN"})
_LONGEST = 60


class _Part(NamedTuple):
    """What stands between two commas: its first word, and one past its last."""

    first: int
    last: int


def opened(
    page: Page, pieces: list[Piece], prepositions: tuple[str, ...], lexicon: Lexicon
) -> list[Piece]:
    """Return pieces in which whoever opens a sentence ends before whom his words are about.

    The tagger takes the speaker, the subject and a remark on the subject for one long source. What
    stands before the verb between commas tells them apart: the subject is the first behind the
    speaker that is a name or has an article and a name, and at least one remark stands between it
    and its verb. All behind the speaker is then content.
    """
    found: list[Piece] = []
    floor = 0
    for n, piece in enumerate(pieces):
        if piece.first < floor:
            continue
        found.append(piece)
        source = pieces[n + 1] if piece.kind == CUE and n + 1 < len(pieces) else None
        if source is None or source.kind != SOURCE or source.first != piece.last:
            continue
        if page.words[piece.first].begins and frame(page, piece, prepositions):
            subject = _subject(page, source.first, lexicon)
            if subject is not None and subject < _end(page, subject):
                floor = _end(page, subject)
                found.append(source._replace(last=subject - 1))
                found.append(Piece(CONTENT, subject, floor, source.score))
    return found


def _end(page: Page, at: int) -> int:
    """Return one past the last word of a sentence, its full stop left out."""
    last = at
    while last < len(page.words) and page.sentence[last] == page.sentence[at]:
        last += 1
    return last - (page.words[last - 1].text == _STOP)


def _subject(page: Page, first: int, lexicon: Lexicon) -> int | None:
    """Return where the subject begins behind a speaker, or None where that is not plain."""
    parts = list(_parts(page, first))
    verb = next((n for n, part in enumerate(parts) if n and _is_verb(page, part)), 0)
    relatives = frozenset(lexicon.grammar.get("relatives", ()))
    for n in range(1, verb - 1):
        speaker, part = parts[n - 1], parts[n]
        after = parts[n + 1 : verb]
        if _names(page, part) and all(_remarks(page, one, relatives) for one in after):
            told = any(page.words[at].tag in _NAMES for at in range(first, speaker.last))
            paper = any(
                page.words[at].lemma in lexicon.conveyors for at in range(first, speaker.last)
            )
            bare = page.words[part.first].tag in _NAMES
            return part.first if told or paper or not bare else None
        if not _remarks(page, part, relatives):
            return None
    return None


def _parts(page: Page, first: int) -> Iterator[_Part]:
    begin, end = first, min(_end(page, first), first + _LONGEST)
    for at in range(first, end + 1):
        if at == end or page.words[at].text == _COMMA:
            if begin < at:
                yield _Part(begin, at)
            begin = at + 1


def _is_verb(page: Page, part: _Part) -> bool:
    at = part.first
    while at < part.last - 1 and page.words[at].tag in _BEFORE_VERB:
        at += 1
    return page.words[at].tag in _FINITE


def _names(page: Page, part: _Part) -> bool:
    """Tell whether a part is somebody's name, or has an article and a name."""
    opens = page.words[part.first].tag in {"DT", *_NAMES}
    return opens and any(page.words[n].tag in _NAMES for n in range(part.first, part.last))


def _remarks(page: Page, part: _Part, relatives: Set[str]) -> bool:
    """Tell whether a part begins as a remark on somebody does: "quien …", "exjefe de …"."""
    word = page.words[part.first]
    behind = page.words[min(part.first + 1, part.last - 1)].tag
    if word.text.lower() in relatives:
        return True
    return word.tag in _REMARK or (word.tag == "RB" and behind in _REMARK)
