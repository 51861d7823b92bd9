"""Names and lines in capitals, in the spelling that the model knows.

Indictments, judgments and transcripts write names in capitals ("the defendant JONAS VERRICK");
the model learnt from news, which do not. Acronyms stay: they are short and stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PART = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*+"
_ENDING = r"['\u2019][a-z]{1,2}(?!\w)"
_WORD = re.compile(rf"(?<!\w){_PART}(?:(?!{_ENDING})[-\u2010\u2011'\u2019]{_PART})*+(?!\w)")
_PARTS = re.compile(rf"([-\u2010\u2011'\u2019]?)({_PART})")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_STOPPED = re.compile(r"\.[^\S\n]*")
_BEHIND_PLACE = re.compile(r"\s*[(\-\u2013\u2014]|,\s+[A-Z]")
_LONG = 5
_NAME = 4
_LEAST = 3
_LINE = 4
"""Words in capitals from which on they may be any words and not a name alone."""


@dataclass(slots=True)
class _Run:
    """Neighbouring words in capitals.

    Attributes:
        words: Their places and letters.
        line: Number of the line that the first stands in.
        before: The word before it, if that is a neighbour.
    """

    words: list[tuple[int, int, str]]
    line: int
    before: str = ""

    @property
    def loud(self) -> bool:
        """Tell whether these are no acronyms: two words or more, one of them long."""
        sizes = [len(word) for _, _, word in self.words if len(word) > 1]
        return len(sizes) > 1 and (
            max(sizes) >= _LONG or (max(sizes) >= _NAME and min(sizes) >= _LEAST)
        )


class Capitals:
    """Respells what stands in capitals; every place stays what it is."""

    def __init__(self, small: frozenset[str], abbreviations: frozenset[str]) -> None:
        """Take in words.

        Args:
            small: Words in lower case that no name begins with.
            abbreviations: Those that keep their full stop.
        """
        self._small, self._abbreviations = small, abbreviations

    def respelt(self, text: str) -> str:
        """Return a text of the same length, with names and lines in capitals spelt as usual."""
        runs, shown, mixed = self._runs(text)
        if not runs:
            return text
        names = {
            word
            for run in runs
            if run.line in mixed and (self._beside(run) or (run.loud and len(run.words) <= _LONG))
            for _, _, word in run.words
            if len(word) >= _LEAST
        }
        alone = {
            run.words[0][2] for run in runs if len(run.words) == 1 and run.line in mixed
        } - names
        pieces: list[str] = []
        done = 0
        for run in (run for run in runs if run.line in mixed and not _labels(text, run)):
            for start, end, word in self._spelt(run, names, alone, shown):
                pieces += (text[done:start], word)
                done = end
        return "".join([*pieces, text[done:]]) if done else text

    def _runs(self, text: str) -> tuple[list[_Run], set[str], set[int]]:
        """Return what stands in capitals, the words that do not, and lines that hold such."""
        runs: list[_Run] = []
        shown: set[str] = set()
        mixed: set[int] = set()
        line, done, last, open_run = 0, 0, "", False
        for found in _WORD.finditer(text):
            word, (start, end) = found.group(), found.span()
            line += text.count("\n", done, start)
            joined = self._joined(text, done, start, last)
            if not word.isupper():
                shown.add(word)
                if word.islower() and len(word) > 1:
                    mixed.add(line)
            elif open_run and joined:
                runs[-1].words.append((start, end, word))
            else:
                runs.append(_Run([(start, end, word)], line, last if joined else ""))
            last, done, open_run = word, end, word.isupper()
        return runs, shown, mixed

    def _joined(self, text: str, end: int, start: int, last: str) -> bool:
        """Tell whether no more than white space, or an abbreviation's full stop, parts two."""
        if _GAP.fullmatch(text, end, start):
            return True
        short = len(last) == 1 or last in self._abbreviations
        return short and bool(_STOPPED.fullmatch(text, end, start))

    def _spelt(
        self, run: _Run, names: set[str], alone: set[str], shown: set[str]
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the words of a run that are respelt."""
        if not run.loud:
            start, end, word = run.words[0]
            usual = len(word) >= _NAME and _title(word) in shown
            if len(run.words) == 1 and (word in names or usual):
                yield start, end, _title(word)
            return
        line = len(run.words) >= _LINE
        for number, (start, end, word) in enumerate(run.words):
            low = _lower(word)
            plain = low in self._small or (line and low in shown and _title(word) not in shown)
            if number and plain:
                yield start, end, low
            elif len(word) > 1 and not (word in alone and len(word) <= _LONG):
                yield start, end, _title(word)

    def _beside(self, run: _Run) -> bool:
        """Tell whether one long word stands behind a capitalised one ("Ana MONTERO")."""
        before, (_, _, word) = run.before, run.words[0]
        given = before.istitle() and before.lower() not in self._small
        return given and len(run.words) == 1 and len(word) >= _LONG


def _labels(text: str, run: _Run) -> bool:
    """Tell whether words in capitals say whose turn a line is, or where it comes from.

    "THE WITNESS:", "PORT SAYLE, Arcadia —".
    """
    start, end = run.words[0][0], run.words[-1][1]
    opens = start == 0 or text[start - 1] == "\n"
    return text[end : end + 1] == ":" or (opens and bool(_BEHIND_PLACE.match(text, end)))


def _lower(word: str) -> str:
    """Return a word in lower case, of the same length."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in word)


def _title(word: str) -> str:
    """Return a word with a capital at its start and behind hyphens ("O'Neill", "Verrick's")."""
    return _PARTS.sub(_capital, word)


def _capital(found: re.Match[str]) -> str:
    sign, part = found.groups()
    if sign in {"'", "\u2019"} and len(part) <= len("ll"):
        return sign + _lower(part)
    return sign + part[0] + _lower(part[1:])
