"""One story of a Word document (body, header, notes, comments), from its elements to blocks.

Source:
    ECMA-376 part 1, sections 17.11 (notes), 17.13.4 (comments), 17.15 (annexes); part 3, section
    7.5 (alternate content).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from careo.sources.draft import Block
from careo.sources.parsers.docx_book import Book
from careo.sources.parsers.docx_names import on
from careo.sources.parsers.docx_prose import Attributes, Prose
from careo.sources.parsers.encoding import safe
from careo.sources.parsers.office import furniture, mark

_SKIPPED = frozenset(
    (
        *("w:sdtPr", "w:sdtEndPr", "w:sectPr", "w:tblGrid", "w:rPrChange", "w:pPrChange"),
        *("w:tblPrChange", "w:tblPrExChange", "w:trPrChange", "w:tcPrChange", "w:sectPrChange"),
        *("w:tblGridChange", "w:numberingChange", "w:delInstrText", "w:smartTagPr"),
        *("w:customXmlPr", "a:txStyles", "a:lstStyle"),
    )
)
_WORDS = frozenset(["w:t", "w:delText", "m:t", "a:t", "w:instrText", "c:v"])
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "a:br": "\n",
    "w:noBreakHyphen": "\u2011",
}
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_KEPT = {"w:footnote": "footnote", "w:endnote": "endnote", "w:comment": "comment"}
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"[0-9A-Fa-f]{2,4}")


@dataclass
class _Choice:
    """Words said two ways, for programs that know more and less."""

    log: list[str] = field(default_factory=list)
    first: frozenset[str] = frozenset()
    other: bool = False


class Story(Prose):
    """Takes a part; a `careo.sources.parsers.xml.Handler`."""

    def __init__(self, book: Book, *, aside: bool = False) -> None:
        """Read on behalf of a book; ``aside``: all of it is furniture."""
        super().__init__(book, aside=aside)
        self._skipping = 0
        self._taking = ""
        self._choices: list[_Choice] = []
        self._values: list[str] = []
        self._note = ("", "")

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take an element's begin."""
        if self._skipping or tag in _SKIPPED:
            self._skipping += 1
            return
        self._parents.append(tag)
        if tag in _WORDS:
            self._taking = tag
            return
        opener = self.openers.get(tag)
        if opener is not None:
            opener(self, tag, attributes)
        elif tag in _SIGNS and self._parents[-2:-1] != ["w:tabs"]:
            self._say(_SIGNS[tag])

    def end(self, tag: str) -> None:
        """Take an element's end."""
        if self._skipping:
            self._skipping -= 1
            return
        self._parents.pop()
        self._taking = ""
        closer = self.closers.get(tag)
        if closer is not None:
            closer(self, tag)

    def text(self, data: str) -> None:
        """Take text."""
        if not self._taking or self._skipping:
            return
        if self._taking == "w:instrText":
            self._book.say(len(data))
            self._fields.code(data)
        elif self._taking == "c:v":
            self._book.say(len(data))
            self._values.append(data)
        else:
            self._say(data)

    def finish(self) -> list[Block]:
        """Close what a damaged part left open, and return the blocks."""
        while self._fields.stack:
            self._field("w:fldChar", {"w:fldCharType": "end"})
        while self._open:
            self._close_paragraph("w:p")
        while len(self._sinks) > 1:
            self.blocks += self._sinks.pop()
        self._close_series("c:ser")
        return self.blocks

    def _field(self, tag: str, attributes: Attributes) -> None:
        del tag
        done = self._fields.mark(attributes.get("w:fldCharType", ""))
        if done is None:
            return
        if done.shown:
            self._say(done.shown)
        elif done.words:
            self._say_aside("[field]", done.words)

    def _form(self, tag: str, attributes: Attributes) -> None:
        self._fields.form(tag, attributes.get("w:val"), switched=on(attributes))

    def _open_choices(self, tag: str, attributes: Attributes) -> None:
        del tag, attributes
        self._choices.append(_Choice())
        self._logs.append(self._choices[-1].log)

    def _close_choices(self, tag: str) -> None:
        del tag
        if self._choices:
            self._choices.pop()
            self._logs.pop()

    def _open_branch(self, tag: str, attributes: Attributes) -> None:
        """Begin one of several ways to say the same; all but the first are compared."""
        if self._choices and self._choices[-1].log:
            now = self._choices[-1]
            now.other, now.first = True, _words(" ".join(now.log))
            self._open_box(tag, attributes)

    def _close_branch(self, tag: str) -> None:
        del tag
        if not self._choices or not self._choices[-1].other:
            return
        now = self._choices[-1]
        now.other = False
        held = " ".join(block.text for block in self._leave_box())
        if _words(held) - now.first:
            self._hang([furniture("[shown by some programs only]", held)])

    def _note_mark(self, tag: str, attributes: Attributes) -> None:
        self._say(self._book.cite(_NOTES[tag], attributes.get("w:id", "")))

    def _comment_mark(self, tag: str, attributes: Attributes) -> None:
        del tag
        if self._open:
            self._open[-1].comments.append(attributes.get("w:id", ""))

    def _open_kept(self, tag: str, attributes: Attributes) -> None:
        """Begin a note or a comment, kept until the text names it."""
        self._note = (_KEPT[tag], attributes.get("w:id", ""))
        if tag == "w:comment":
            who, when = attributes.get("w:author", ""), attributes.get("w:date", "")
            self._book.marks[self._note] = mark("comment", safe(who), when)
        self._open_box(tag, attributes)
        self._book.kept[self._note] = self._sinks[-1]

    def _close_kept(self, tag: str) -> None:
        del tag
        self._book.kept[self._note] = self._leave_box()

    def _open_drawing(self, tag: str, attributes: Attributes) -> None:
        """Take what is said of a picture or a table for those who cannot see it."""
        del tag
        words = attributes.get("descr") or attributes.get("alt") or ""
        if len(words.split()) > 1:
            self._say_aside("[picture]", words)

    def _described(self, tag: str, attributes: Attributes) -> None:
        del tag
        self._say_aside("[table]", attributes.get("w:val", ""))

    def _picture(self, tag: str, attributes: Attributes) -> None:
        del tag, attributes
        self._book.pictures += 1

    def _letters(self, tag: str, attributes: Attributes) -> None:
        """Take words that are drawn."""
        words = attributes.get("string", "")
        if words:
            self._open_box(tag, attributes)
            self._say(words)
            self._close_box(tag)

    def _drawn(self, tag: str, attributes: Attributes) -> None:
        id_ = attributes.get("r:id" if tag == "c:chart" else "r:dm")
        if id_:
            self._hang(self._book.drawn(id_))

    def _close_series(self, tag: str) -> None:
        del tag
        if self._values:
            self._book.block()
            self._hang([Block("furniture", safe("\t".join(self._values)))])
            self._values = []

    def _symbol(self, tag: str, attributes: Attributes) -> None:
        del tag
        code = attributes.get("w:char", "")
        if _CODE.fullmatch(code):
            self._say(chr(int(code, 16)))

    def _open_ruby(self, tag: str, attributes: Attributes) -> None:
        del tag, attributes
        self._say("(")

    def _close_ruby(self, tag: str) -> None:
        del tag
        self._say(")")

    def _other_file(self, tag: str, attributes: Attributes) -> None:
        if tag == "w:subDoc":
            self._book.linked = True
        else:
            self._book.chunks.append(attributes.get("r:id", ""))

    openers: ClassVar[dict[str, Callable[[Any, str, Attributes], None]]] = {
        **Prose.openers,
        "w:fldChar": _field,
        "w:listEntry": _form,
        "w:result": _form,
        "w:checkBox": _form,
        "w:checked": _form,
        "w:default": _form,
        "mc:AlternateContent": _open_choices,
        "mc:Choice": _open_branch,
        "mc:Fallback": _open_branch,
        "w:footnoteReference": _note_mark,
        "w:endnoteReference": _note_mark,
        "w:commentReference": _comment_mark,
        "w:footnote": _open_kept,
        "w:endnote": _open_kept,
        "w:comment": _open_kept,
        "wp:docPr": _open_drawing,
        "v:shape": _open_drawing,
        "w:tblCaption": _described,
        "w:tblDescription": _described,
        "a:blip": _picture,
        "v:imagedata": _picture,
        "v:textpath": _letters,
        "c:chart": _drawn,
        "dgm:relIds": _drawn,
        "w:sym": _symbol,
        "w:rt": _open_ruby,
        "w:altChunk": _other_file,
        "w:subDoc": _other_file,
    }
    closers: ClassVar[dict[str, Callable[[Any, str], None]]] = {
        **Prose.closers,
        "mc:AlternateContent": _close_choices,
        "mc:Choice": _close_branch,
        "mc:Fallback": _close_branch,
        "w:footnote": _close_kept,
        "w:endnote": _close_kept,
        "w:comment": _close_kept,
        "c:ser": _close_series,
        "w:rt": _close_ruby,
    }


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))
