"""Markdown: headings, list items and paragraphs; marks of markup are left out of the text.

Source:
    CommonMark 0.31, sections 4.2, 4.3, 4.5, 5.1, 5.2, 6.2 and 6.3; the rest is read as prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from careo.model.config import Limits
from careo.model.document import Source
from careo.sources import draft
from careo.sources.draft import Block
from careo.sources.parsers.encoding import Decoded
from careo.sources.wire import Answer

_VERSION = "careo-markdown/1"
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,9}[.)]))[ \t]+")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:-[ \t]*){3,}$")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w-]*$")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]\"[^\"\n]{0,500}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\w*])")
_UNDERSCORED = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])_(?![\w_])")


def parse(decoded: Decoded, limits: Limits) -> Answer:
    """Find the segments of Markdown."""
    blocks = list(_blocks(decoded.text))
    title = next((block.text for block in blocks if block.kind == "heading"), "")
    extractor = f"{_VERSION} {decoded.encoding}"
    return draft.assemble(
        blocks, extractor, Source(title=title), decoded.reasons, limits.text_chars
    )


def _blocks(text: str) -> Iterator[Block]:
    """Yield the blocks; a paragraph's line ends are kept."""
    lines = _Lines()
    fenced = False
    for raw in text.split("\n"):
        line = raw.strip() if fenced else raw.strip().lstrip(">").strip()
        if _FENCE.match(line):
            fenced = not fenced
            yield from lines.close()
        elif not line:
            yield from lines.close()
        elif fenced:
            lines.add(line)
        else:
            yield from _line(lines, line)
    yield from lines.close()


class _Lines:
    """The lines of the block that is open."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.block = Block("paragraph", "")

    def add(self, line: str) -> None:
        self.lines.append(line)

    def close(self, block: Block | None = None) -> Iterator[Block]:
        """Yield the block, if there is one, as ``block`` or as what it was opened as."""
        if self.lines:
            text = _inline("\n".join(self.lines))
            yield (block or self.block)._replace(text=text)
        self.lines = []
        self.block = Block("paragraph", "")


def _line(lines: _Lines, line: str) -> Iterator[Block]:
    """Take one line outside fences that is not empty."""
    if lines.lines and lines.block.kind == "paragraph" and _UNDERLINE.match(line):
        yield from lines.close(Block("heading", "", 1 if line[0] == "=" else 2))
        return
    if _RULE.match(line):
        yield from lines.close()
        return
    start = _start(line)
    if start is not None:
        yield from lines.close()
        lines.block = start
    lines.add(line if start is None else start.text)
    if start is not None and start.kind == "heading":
        yield from lines.close()


def _start(line: str) -> Block | None:
    """Return the block that a line opens by its mark, with the line's text without it."""
    heading = _HEADING.match(line)
    if heading:
        return Block("heading", _unclosed(line[heading.end() :]), len(heading[1]))
    item = _ITEM.match(line)
    if item:
        return Block("list_item", line if item[1] else line[item.end() :])
    return None


def _unclosed(heading: str) -> str:
    """Return a heading's text without the closing marks."""
    bare = heading.rstrip("#")
    return bare.rstrip() if bare[-1:] in {"", " ", "\t"} else heading


def _inline(text: str) -> str:
    """Leave out the marks of emphasis and links; keep their words."""
    for pattern, kept in ((_LINK, r"\1"), (_STRONG, r"\2"), (_EMPHASIS, r"\1")):
        text = pattern.sub(kept, text)
    return _UNDERSCORED.sub(r"\1", text).replace("`", "")
