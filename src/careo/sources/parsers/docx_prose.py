"""The prose of a Word document: paragraphs, runs, text boxes, tracked changes, hidden text.

Source:
    ECMA-376 part 1, sections 17.3 (paragraphs and runs), 17.13.5 (revisions), 17.4 (tables).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from careo.sources.draft import Block
from careo.sources.parsers.docx_book import Book
from careo.sources.parsers.docx_fields import Fields
from careo.sources.parsers.docx_names import number, on
from careo.sources.parsers.docx_styles import Numbered
from careo.sources.parsers.encoding import safe
from careo.sources.parsers.office import furniture, mark

Attributes = dict[str, str]


@dataclass
class _Paragraph:
    """An open paragraph: its words, those set aside, and what comes after it."""

    depth: int
    pieces: list[str] = field(default_factory=list)
    aside: list[tuple[str, int, list[str]]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    list: str | None = None
    list_level: int | None = None


class Prose:
    """Paragraphs and their runs, text boxes, tracked changes.

    Attributes:
        blocks: What has come out.
    """

    def __init__(self, book: Book, *, aside: bool = False) -> None:
        """Read on behalf of a book; ``aside``: all of it is furniture."""
        self.blocks: list[Block] = []
        self._book = book
        self._aside = aside
        self._sinks = [self.blocks]
        self._open: list[_Paragraph] = []
        self._parents: list[str] = []
        self._of_paragraph = False
        self._changes: list[str] = []
        self._rows: list[tuple[int, bool]] = []
        self._vanish: bool | None = None
        self._style = ""
        self._around: list[tuple[bool | None, str, bool]] = []
        self._hidden_around = False
        self._fields = Fields()
        self._logs: list[list[str]] = []

    def _say(self, text: str) -> None:
        """Put text where it belongs: into the paragraph's words, or aside with a mark."""
        self._book.say(len(text))
        if not self._open or self._open[-1].depth != len(self._sinks):
            self._open_paragraph("w:p", {})
        now = self._open[-1]
        for log in self._logs:
            log.append(text)
        marked = self._marked(now)
        if marked:
            self._put_aside(now, marked, text)
        else:
            now.pieces.append(text)

    def _put_aside(self, now: _Paragraph, marked: str, text: str) -> None:
        at = len(now.pieces)
        if now.aside and now.aside[-1][:2] == (marked, at):
            now.aside[-1][2].append(text)
        else:
            self._book.block()
            now.aside.append((marked, at, [text]))

    def _marked(self, now: _Paragraph) -> str:
        """Return the mark of the text that comes; empty for prose."""
        if self._changes:
            return self._changes[-1]
        if self._hidden(now):
            self._book.hidden = True
            return "[hidden]"
        return "[field]" if self._fields.in_code else ""

    def _hidden(self, now: _Paragraph) -> bool:
        if self._hidden_around or (self._rows and self._rows[-1][1]):
            return True
        if self._vanish is not None:
            return self._vanish
        styles = self._book.styles
        return bool(self._style and styles.of(self._style).hidden) or styles.of(now.style).hidden

    def _open_paragraph(self, tag: str, attributes: Attributes) -> None:
        del tag, attributes
        self._open.append(_Paragraph(len(self._sinks)))

    def _close_paragraph(self, tag: str) -> None:
        del tag
        if not self._open:
            return
        done = self._open.pop()
        outer = self._open[-1] if self._open else None
        sink = self._sinks[-1]
        if outer is not None and outer.depth == len(self._sinks):
            sink = outer.after
        text = safe("".join(done.pieces))
        self._book.block()
        sink.append(self._block(done, text))
        sink += [furniture(marked, safe("".join(words))) for marked, _, words in done.aside]
        for id_ in done.comments:
            sink += self._book.comment(id_)
        sink += done.after

    def _block(self, done: _Paragraph, text: str) -> Block:
        """Return a paragraph as what its style makes it, with its number before it."""
        look = self._book.styles.of(done.style)
        numbered = self._numbered(done, look.numbered)
        level = look.level if done.outline is None else done.outline + 1
        shown = self._book.numbering.next(numbered) if numbered and text.strip() else ""
        text = f"{shown} {text.strip()}" if shown else text
        if self._aside or look.contents:
            return Block("furniture", text)
        if 0 < level <= 9:  # noqa: PLR2004
            return Block("heading", text, level)
        return Block("list_item" if numbered else "paragraph", text)

    def _numbered(self, done: _Paragraph, styled: Numbered | None) -> Numbered | None:
        if done.list is not None:
            return None if done.list == "0" else Numbered(done.list, done.list_level or 0)
        if styled is None:
            return None
        level = self._book.numbering.level_of(done.style, styled.level)
        return styled._replace(level=level if done.list_level is None else done.list_level)

    def _format_paragraph(self, tag: str, attributes: Attributes) -> None:
        if not self._open or not self._of_paragraph:
            return
        now, value = self._open[-1], attributes.get("w:val")
        if tag == "w:pStyle":
            now.style = value or ""
        elif tag == "w:outlineLvl":
            now.outline = number(value, 9)
        elif tag == "w:numId":
            now.list = value
        elif tag == "w:ilvl":
            now.list_level = number(value)

    def _open_properties(self, tag: str, attributes: Attributes) -> None:
        del tag, attributes
        self._of_paragraph = True

    def _close_properties(self, tag: str) -> None:
        del tag
        self._of_paragraph = False

    def _open_run(self, tag: str, attributes: Attributes) -> None:
        del tag, attributes
        self._vanish, self._style = None, ""

    def _format_run(self, tag: str, attributes: Attributes) -> None:
        if self._of_paragraph:
            return
        if tag == "w:rStyle":
            self._style = attributes.get("w:val", "")
        elif tag == "w:vanish":
            self._vanish = on(attributes)

    def _hide_row(self, tag: str, attributes: Attributes) -> None:
        del tag
        if self._rows:
            self._rows[-1] = (self._rows[-1][0], on(attributes))

    def _open_row(self, tag: str, attributes: Attributes) -> None:
        del tag, attributes
        self._rows.append((len(self._changes), bool(self._rows and self._rows[-1][1])))

    def _close_row(self, tag: str) -> None:
        del tag
        if self._rows:
            changes, _ = self._rows.pop()
            del self._changes[changes:]

    def _open_change(self, tag: str, attributes: Attributes) -> None:
        """Take an insertion or a deletion: of text, of a paragraph's end, or of a table's row."""
        within = self._parents[-2] if len(self._parents) > 1 else ""
        if tag in {"w:ins", "w:moveTo"}:
            self._book.inserted += 1
            return
        self._book.deleted += 1
        if within == "w:rPr":
            return
        what = "deleted" if tag == "w:del" else "moved away"
        who, when = attributes.get("w:author", ""), attributes.get("w:date", "")
        self._changes.append(mark(what, safe(who), when))

    def _close_change(self, tag: str) -> None:
        del tag
        within = self._parents[-1] if self._parents else ""
        if within not in {"w:rPr", "w:trPr"} and self._changes:
            self._changes.pop()

    def _open_box(self, tag: str, attributes: Attributes) -> None:
        """Begin a text box: a story of its own, that comes after the paragraph it hangs on."""
        del tag, attributes
        self._around.append((self._vanish, self._style, self._hidden_around))
        self._hidden_around = bool(self._open and self._hidden(self._open[-1]))
        self._vanish, self._style = None, ""
        self._sinks.append([])

    def _close_box(self, tag: str) -> None:
        del tag
        self._hang(self._leave_box())

    def _leave_box(self) -> list[Block]:
        """End a text box, and return what it holds."""
        if not self._around:
            return []
        depth = len(self._sinks)
        while self._open and self._open[-1].depth == depth:
            self._close_paragraph("w:p")
        self._vanish, self._style, self._hidden_around = self._around.pop()
        return self._sinks.pop()

    def _hang(self, blocks: list[Block]) -> None:
        """Put blocks behind the open paragraph, or where there is none, here."""
        if self._open and self._open[-1].depth == len(self._sinks):
            self._open[-1].after += blocks
        else:
            self._sinks[-1].extend(blocks)

    def _say_aside(self, marked: str, text: str) -> None:
        """Put text that is not prose behind the open paragraph."""
        self._book.say(len(text))
        self._book.block()
        for log in self._logs:
            log.append(text)
        self._hang([furniture(marked, safe(text))])

    openers: ClassVar[dict[str, Callable[[Any, str, Attributes], None]]] = {
        "w:p": _open_paragraph,
        "a:p": _open_paragraph,
        "w:pPr": _open_properties,
        "w:pStyle": _format_paragraph,
        "w:outlineLvl": _format_paragraph,
        "w:numId": _format_paragraph,
        "w:ilvl": _format_paragraph,
        "w:r": _open_run,
        "w:rStyle": _format_run,
        "w:vanish": _format_run,
        "w:hidden": _hide_row,
        "w:tr": _open_row,
        "w:ins": _open_change,
        "w:moveTo": _open_change,
        "w:del": _open_change,
        "w:moveFrom": _open_change,
        "w:txbxContent": _open_box,
    }
    closers: ClassVar[dict[str, Callable[[Any, str], None]]] = {
        "w:p": _close_paragraph,
        "a:p": _close_paragraph,
        "w:pPr": _close_properties,
        "w:tr": _close_row,
        "w:del": _close_change,
        "w:moveFrom": _close_change,
        "w:txbxContent": _close_box,
    }
