"""Mails within a mail: what was forwarded stands below its header, what is answered behind ">"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution
from careo.model.text import Segment, TextLayer
from careo.reading.layout.places import trimmed

_FIELD = re.compile(r"[>\s*]*([^\W\d_][^:\n]{0,30}?)\s?:[*_]{0,2}(?:\s+|$)")
_RULE = re.compile(r"(?:>\s?)*\s*[-_*=]{3,}")
_QUOTED = re.compile(r"\s*(?:>\s?)+")
_SAID = re.compile(r"([^\W\d_]+)\s*:[*_]{0,2}\s*$")
_ADDRESSED = re.compile(r"[^\s<>@]@[^\s<>@]{1,200}[>)\]]{1,3}\s?:\s*$")
_ADDRESS = re.compile(r"\s*(?:\(?<[^<>]*>\)?|\[[^\[\]]*\]|\([^()]*@[^()]*\))\s*:?\s*$")
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'\u2019-]*\s?)+$")
_HOUR = re.compile(r"[AP]\.?\s?M\.?[,\s]+")

Place = tuple[int, int]


class _Line(NamedTuple):
    """A paragraph, and how deep it is quoted."""

    segment: Segment
    depth: int


class _Scope:
    """Whose words the paragraphs from a place on are.

    Attributes:
        depth: How deep these paragraphs are quoted.
        quoted: They stand behind ">" rather than below a header.
        source: The place of the name; None where nobody is named.
        cue: The place of the word that says that they are said.
        places: Of the words.
    """

    def __init__(
        self, depth: int, *, quoted: bool, source: Place | None = None, cue: Place | None = None
    ) -> None:
        self.depth = depth
        self.quoted = quoted
        self.source = source
        self.cue = cue
        self.places: list[Place] = []


def mails(layer: TextLayer, segments: Sequence[Segment], lexicon: Lexicon) -> Iterator[Attribution]:
    """Yield the mails that a mail holds: each is said by who sent it.

    The header at the head of a layer is the document's own, whose author its source names. What
    stands behind ">" and is nobody's by name is not the document's all the same.
    """
    for scope in _Mails(layer, segments, lexicon).scopes():
        if scope.places:
            yield Attribution(
                source=layer.span(*scope.source) if scope.source is not None else None,
                cue=layer.span(*scope.cue) if scope.cue is not None else None,
                content=tuple(layer.span(*place) for place in _joined(layer.text, scope.places)),
            )


class _Mails:
    """Goes through the paragraphs of one layer."""

    def __init__(self, layer: TextLayer, segments: Sequence[Segment], lexicon: Lexicon) -> None:
        self._text = layer.text
        self._lexicon = lexicon
        self._lines = [_Line(s, _depth(layer.text, s)) for s in segments if s.is_read]
        first = layer.segments[0] if layer.segments else None
        self._headed = first is not None and self._is_field(first)
        self._begun = self._headed and first is not None and not first.is_read
        self._open: list[_Scope] = []

    def scopes(self) -> Iterator[_Scope]:
        """Yield the mails within the mail, in the order in which they end."""
        at = 0
        while at < len(self._lines):
            line = self._lines[at]
            yield from self._closed(line, at)
            sender = self._sender(line.segment)
            quoting = self._quoting(at)
            if sender is not None:
                at = self._after_header(at)
                if self._begun:
                    yield from self._ended(line.depth)
                    self._open.append(_Scope(line.depth, quoted=False, source=sender))
                self._begun = True
                continue
            at += 1
            if quoting is not None:
                depth = self._lines[at].depth
                self._open.append(_Scope(depth, quoted=True, source=quoting[0], cue=quoting[1]))
                continue
            self._begun = self._begun or not self._is_field(line.segment)
            self._take(line)
        yield from reversed(self._open)

    def _closed(self, line: _Line, at: int) -> Iterator[_Scope]:
        """Yield the mails that end before a line: it is quoted less deep, or parts two mails."""
        while self._open and self._open[-1].depth > line.depth:
            yield self._open.pop()
        parts = _RULE.match(self._text, line.segment.start, line.segment.end) is not None
        if parts and (not self._headed or self._header_follows(at)):
            yield from self._ended(line.depth)

    def _ended(self, depth: int) -> Iterator[_Scope]:
        """Yield the mails that end with a depth's last header: it, and what is quoted in it."""
        while self._open and (self._open[-1].depth, not self._open[-1].quoted) >= (depth, True):
            yield self._open.pop()

    def _header_follows(self, at: int) -> bool:
        following = self._lines[at + 1 : at + 2]
        return any(self._is_field(line.segment) for line in following)

    def _take(self, line: _Line) -> None:
        """Give a paragraph to whose it is: nobody known, where it is quoted deeper than they."""
        depth = self._open[-1].depth if self._open else 0
        if line.depth > depth:
            self._open.append(_Scope(line.depth, quoted=True))
        words = _words(self._text, line.segment)
        if self._open and words is not None and not self._is_rule(line.segment):
            self._open[-1].places.append(words)

    def _is_rule(self, segment: Segment) -> bool:
        return _RULE.match(self._text, segment.start, segment.end) is not None

    def _field(self, segment: Segment) -> re.Match[str] | None:
        found = _FIELD.match(self._text, segment.start, segment.end)
        known = self._lexicon.layout.get("fields", ())
        return found if found is not None and found[1].lower() in known else None

    def _is_field(self, segment: Segment) -> bool:
        return self._field(segment) is not None

    def _sender(self, segment: Segment) -> Place | None:
        """Return the place of the name in "From: Ana Roe <ana@example.org>"."""
        found = self._field(segment)
        if found is None or found[1].lower() not in self._lexicon.layout.get("senders", ()):
            return None
        return _named(self._text, found.end(), segment.end)

    def _after_header(self, at: int) -> int:
        """Return where a header ends: before what is no field, or another sender."""
        at += 1
        while at < len(self._lines) and self._is_field(self._lines[at].segment):
            if self._sender(self._lines[at].segment) is not None:
                break
            at += 1
        return at

    def _quoting(self, at: int) -> tuple[Place | None, Place | None] | None:
        """Return who wrote, and the word that says so, before paragraphs behind ">"."""
        line = self._lines[at]
        if at + 1 >= len(self._lines) or not self._opens_quotation(at):
            return None
        segment = line.segment
        found = _SAID.search(self._text, segment.start, segment.end)
        cue = found.span(1) if found is not None and self._says(found[1].lower()) else None
        if cue is None and not _ADDRESSED.search(self._text, segment.start, segment.end):
            return None
        end = cue[0] if cue is not None else segment.end
        before = _ADDRESS.sub("", self._text[segment.start : end].rstrip()).rstrip(" \"'*_")
        name = _NAME.search(before)
        if name is None or not name[0].strip():
            return None, cue
        hour = _HOUR.match(name[0])
        first = segment.start + name.start() + (hour.end() if hour is not None else 0)
        name = _NAME.search(before, first - segment.start)
        if name is None:
            return None, cue
        return (first, first + len(name[0].rstrip())), cue

    def _opens_quotation(self, at: int) -> bool:
        """Tell whether a quotation begins behind a line, or with it."""
        line, after = self._lines[at], self._lines[at + 1]
        if after.depth > line.depth:
            return True
        before = self._lines[at - 1].depth if at else 0
        return after.depth == line.depth > before

    def _says(self, form: str) -> bool:
        lexicon = self._lexicon
        lemma = lexicon.forms.get(f"{form}/VERB", lexicon.forms.get(form, form))
        return lemma in lexicon.authoring or lemma in lexicon.cues


def _depth(text: str, segment: Segment) -> int:
    found = _QUOTED.match(text, segment.start, segment.end)
    return found[0].count(">") if found is not None else 0


def _named(text: str, start: int, end: int) -> Place | None:
    name = _ADDRESS.sub("", text[start:end]).strip(" \t\"'")
    return (first, first + len(name)) if name and (first := text.index(name, start)) < end else None


def _words(text: str, segment: Segment) -> Place | None:
    """Return a paragraph without the marks of a quoted mail before it."""
    found = _QUOTED.match(text, segment.start, segment.end)
    return trimmed(text, found.end() if found is not None else segment.start, segment.end)


def _joined(text: str, places: Sequence[Place]) -> list[Place]:
    """Return paragraphs as places, those with nothing but space between them as one."""
    found = [places[0]]
    for start, end in places[1:]:
        if not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
