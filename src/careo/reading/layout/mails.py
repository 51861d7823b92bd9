"""Mails within a mail: what was forwarded stands below its header, what is answered behind ">"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution
from careo.model.text import Segment, TextLayer
from careo.reading.layout.places import trimmed

_FIELD = re.compile(r"[>\s*]*([^\W\d_][^:\n]{0,30}?)\s?:(?:\s+|$)")
_RULE = re.compile(r"\s*[-_*=]{3,}")
_QUOTED = re.compile(r"\s*(?:>\s?)+")
_SAID = re.compile(r"([^\W\d_]+)\s*:\s*$")
_ADDRESS = re.compile(r"\s*(?:<[^<>]*>|\[[^\[\]]*\]|\([^()]*@[^()]*\))\s*$")
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'\u2019-]*\s?)+$")


def mails(layer: TextLayer, segments: Sequence[Segment], lexicon: Lexicon) -> Iterator[Attribution]:
    """Yield the mails that a mail holds: each is said by who sent it.

    The header at the head of a layer is the document's own, whose author its source names.
    """
    lines = [s for s in segments if s.is_read]
    at, begun = 0, False
    while at < len(lines):
        sender = _sender(layer.text, lines[at], lexicon)
        quoting = _quoting(layer.text, lines, at, lexicon)
        body: list[Segment] = []
        if sender is not None:
            at = _after_header(layer.text, lines, at, lexicon)
            body = list(_body(layer.text, lines[at:], lexicon)) if begun else []
        elif quoting is not None:
            at += 1
            body = list(_quoted(layer.text, lines[at:]))
        else:
            begun = begun or not _is_field(layer.text, lines[at], lexicon)
            at += 1
        places = [place for segment in body if (place := _words(layer.text, segment))]
        source = sender or (quoting[0] if quoting is not None else None)
        if places and source is not None:
            yield Attribution(
                source=layer.span(*source),
                cue=layer.span(*quoting[1]) if quoting is not None and not sender else None,
                content=tuple(layer.span(*place) for place in _joined(layer.text, places)),
            )
        at += len(body) if body else 0


def _field(text: str, segment: Segment, lexicon: Lexicon) -> re.Match[str] | None:
    found = _FIELD.match(text, segment.start, segment.end)
    known = lexicon.layout.get("fields", ())
    return found if found is not None and found[1].lower() in known else None


def _is_field(text: str, segment: Segment, lexicon: Lexicon) -> bool:
    return _field(text, segment, lexicon) is not None


def _sender(text: str, segment: Segment, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the place of the name in "From: Ana Roe <ana@example.org>"."""
    found = _field(text, segment, lexicon)
    if found is None or found[1].lower() not in lexicon.layout.get("senders", ()):
        return None
    return _named(text, found.end(), segment.end)


def _named(text: str, start: int, end: int) -> tuple[int, int] | None:
    name = _ADDRESS.sub("", text[start:end]).strip(" \t\"'")
    return (first, first + len(name)) if name and (first := text.index(name, start)) < end else None


def _after_header(text: str, lines: Sequence[Segment], at: int, lexicon: Lexicon) -> int:
    while at < len(lines) and _is_field(text, lines[at], lexicon):
        at += 1
    return at


def _body(text: str, lines: Sequence[Segment], lexicon: Lexicon) -> Iterator[Segment]:
    """Yield the paragraphs of a mail: as far as the next header, rule or quoted mail."""
    for n, segment in enumerate(lines):
        if _RULE.match(text, segment.start, segment.end) or _quoting(text, lines, n, lexicon):
            return
        if _sender(text, segment, lexicon) is not None:
            return
        yield segment


def _quoting(
    text: str, lines: Sequence[Segment], at: int, lexicon: Lexicon
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return who wrote, and the word that says so, before paragraphs behind ">"."""
    if at + 1 >= len(lines) or not _is_quoted(text, lines[at + 1]):
        return None
    segment = lines[at]
    start = _words(text, segment)
    found = _SAID.search(text, segment.start, segment.end) if start is not None else None
    if found is None or not _says(found[1].lower(), lexicon):
        return None
    before = _ADDRESS.sub("", text[segment.start : found.start()].rstrip())
    name = _NAME.search(before.rstrip())
    if name is None:
        return None
    first = segment.start + name.start()
    return (first, first + len(name[0].rstrip())), found.span(1)


def _says(form: str, lexicon: Lexicon) -> bool:
    lemma = lexicon.forms.get(f"{form}/VERB", lexicon.forms.get(form, form))
    return lemma in lexicon.authoring or lemma in lexicon.cues


def _is_quoted(text: str, segment: Segment) -> bool:
    return ">" in (found[0] if (found := _QUOTED.match(text, segment.start, segment.end)) else "")


def _quoted(text: str, lines: Sequence[Segment]) -> Iterator[Segment]:
    for segment in lines:
        if not _is_quoted(text, segment):
            return
        yield segment


def _words(text: str, segment: Segment) -> tuple[int, int] | None:
    """Return a paragraph without the marks of a quoted mail before it."""
    found = _QUOTED.match(text, segment.start, segment.end)
    return trimmed(text, found.end() if found is not None else segment.start, segment.end)


def _joined(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return paragraphs as places, those with nothing but space between them as one."""
    found = [places[0]]
    for start, end in places[1:]:
        if not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
