"""The text of an OpenDocument file, from its elements to blocks.

Source:
    OASIS OpenDocument 1.3, part 3, sections 5 (text), 6 (inline content), 9 (tables), 5.5 (change
    tracking), 14.1 (annotations), 16 (styles), 20.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from careo.sources.draft import Block
from careo.sources.parsers.docx_names import number
from careo.sources.parsers.encoding import safe
from careo.sources.parsers.office import BLOCKS, furniture, mark, too_long, too_many

Attributes = dict[str, str]

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {
    **{
        f"{_OASIS}:{name}:1.0": name
        for name in ("office", "style", "text", "table", "form", "meta", "manifest")
    },
    f"{_OASIS}:drawing:1.0": "draw",
    f"{_OASIS}:svg-compatible:1.0": "svg",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_SKIPPED = frozenset(["office:binary-data", "text:script", "office:scripts", "office:settings"])
_INDEXES = frozenset(
    f"text:{name}"
    for name in (
        *("table-of-content", "illustration-index", "table-index", "object-index", "user-index"),
        *("alphabetical-index", "bibliography"),
    )
)
_LISTS = frozenset(["text:list", "text:numbered-paragraph"])
_CAUGHT = frozenset(["dc:creator", "dc:date", "text:note-citation", "svg:title", "svg:desc"])
_RUNNING = re.compile(r"style:(?:header|footer)(?:-left|-first)?$")
_SPACE = re.compile(r"[ \t\n\r]+")
_CHAIN = 20
_SPACES = 1_000
_LEVELS = 9


@dataclass
class _Paragraph:
    depth: int
    kind: str
    level: int
    hidden: bool
    pieces: list[str] = field(default_factory=list)
    aside: list[tuple[str, int, list[str]]] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)


@dataclass
class Style:
    """What one style says."""

    parent: str = ""
    hidden: bool | None = None
    level: int = 0


@dataclass
class Found:
    """What the parts of one document have brought.

    Attributes:
        heads: Headers; feet: footers.
        notes: Footnotes and endnotes, each with its class and its mark.
        deleted: The mark and the words of each deletion, by its id.
        objects: Names of objects inside.
    """

    most: int
    styles: dict[str, Style] = field(default_factory=dict)
    heads: list[Block] = field(default_factory=list)
    feet: list[Block] = field(default_factory=list)
    notes: list[tuple[str, str, list[Block]]] = field(default_factory=list)
    deleted: dict[str, list[Block]] = field(default_factory=dict)
    objects: list[str] = field(default_factory=list)
    tracked: bool = False
    hidden: bool = False
    pictures: int = 0
    said: int = 0
    blocks: int = 0

    def chain(self, name: str) -> list[Style]:
        """Return a style and those that it inherits from."""
        held: list[Style] = []
        style = self.styles.get(name)
        while style is not None and len(held) < _CHAIN:
            held.append(style)
            style = self.styles.get(style.parent)
        return held

    def hides(self, name: str) -> bool:
        """Tell whether a style hides its text."""
        said = (style.hidden for style in self.chain(name))
        return next((hidden for hidden in said if hidden is not None), False)

    def level(self, name: str) -> int:
        """Return the depth of the headings of a style; 0 for all else."""
        if name == "Title" or any(style.parent == "Title" for style in self.chain(name)):
            return 1
        return next((style.level for style in self.chain(name) if style.level), 0)


class Story:
    """Takes ``content.xml`` or ``styles.xml``; a `careo.sources.parsers.xml.Handler`.

    Attributes:
        blocks: What has come out of the body.
    """

    def __init__(self, found: Found, *, aside: bool = False) -> None:
        """Read on behalf of a document; ``aside``: all of it is furniture."""
        self.blocks: list[Block] = []
        self._found = found
        self._aside = aside
        self._sinks = [self.blocks]
        self._open: list[_Paragraph] = []
        self._states: list[tuple[str, bool]] = []
        self._style: Style | None = None
        self._skipping = self._lists = self._indexes = 0
        self._hidden = False
        self._catch: list[str] | None = None
        self._caught: list[dict[str, str]] = []
        self._named = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take an element's begin."""
        if self._skipping or tag in _SKIPPED:
            self._skipping += 1
            return
        self._states.append((tag, self._hidden))
        self._hidden = self._hidden or self._hides(tag, attributes)
        self._lists += tag in _LISTS
        self._indexes += tag in _INDEXES
        if tag in _CAUGHT:
            self._catch = []
        elif _RUNNING.match(tag):
            self._push()
        else:
            opener = self.openers.get(tag)
            if opener is not None:
                opener(self, tag, attributes)

    def end(self, tag: str) -> None:
        """Take an element's end."""
        if self._skipping:
            self._skipping -= 1
            return
        if tag in _CAUGHT and self._catch is not None:
            self._caught_one(tag, safe("".join(self._catch)))
            self._catch = None
        elif _RUNNING.match(tag):
            _, blocks = self._pop()
            held = [Block("furniture", block.text) for block in blocks]
            (self._found.heads if "header" in tag else self._found.feet).extend(held)
        closer = self.closers.get(tag)
        if closer is not None:
            closer(self, tag)
        self._hidden = self._states.pop()[1]
        self._lists -= tag in _LISTS
        self._indexes -= tag in _INDEXES

    def text(self, data: str) -> None:
        """Take text."""
        if self._skipping:
            return
        if self._catch is not None:
            self._count(len(data))
            self._catch.append(data)
        elif self._open and self._open[-1].depth == len(self._sinks):
            self._say(_SPACE.sub(" ", data))

    def finish(self) -> list[Block]:
        """Close what a damaged part left open, and return the blocks."""
        while self._open:
            self._close_paragraph("")
        for sink in self._sinks[1:]:
            self.blocks += sink
        return self.blocks

    def _hides(self, tag: str, attributes: Attributes) -> bool:
        """Tell whether an element hides what it holds."""
        if tag in {"text:span", "text:a"}:
            return self._found.hides(attributes.get("text:style-name", ""))
        if tag == "text:section":
            display = attributes.get("text:display", "true")
            return display == "none" or attributes.get("text:is-hidden") == "true"
        if tag == "table:table-row":
            return attributes.get("table:visibility", "visible") != "visible"
        return tag == "table:covered-table-cell"

    def _count(self, chars: int) -> None:
        self._found.said += chars
        if self._found.said > self._found.most:
            raise too_long(self._found.most)

    def _block(self) -> None:
        self._found.blocks += 1
        if self._found.blocks > BLOCKS:
            raise too_many()

    def _say(self, text: str) -> None:
        self._count(len(text))
        now = self._open[-1]
        if not (self._hidden or now.hidden):
            now.pieces.append(text)
            return
        self._found.hidden = self._found.hidden or not text.isspace()
        at = len(now.pieces)
        if now.aside and now.aside[-1][:2] == ("[hidden]", at):
            now.aside[-1][2].append(text)
        else:
            self._block()
            now.aside.append(("[hidden]", at, [text]))

    def _hang(self, blocks: list[Block]) -> None:
        """Put blocks behind the open paragraph, or where there is none, here."""
        if self._open and self._open[-1].depth == len(self._sinks):
            self._open[-1].after += blocks
        else:
            self._sinks[-1].extend(blocks)

    def _push(self) -> None:
        self._sinks.append([])
        self._caught.append({})

    def _pop(self) -> tuple[dict[str, str], list[Block]]:
        while self._open and self._open[-1].depth == len(self._sinks):
            self._close_paragraph("")
        return self._caught.pop(), self._sinks.pop()

    def _caught_one(self, tag: str, text: str) -> None:
        if tag.startswith("svg:"):
            if len(text.split()) > 1:
                self._block()
                self._hang([furniture("[picture]", text)])
        elif self._caught:
            self._caught[-1].setdefault(tag, text)

    def _open_paragraph(self, tag: str, attributes: Attributes) -> None:
        style = attributes.get("text:style-name", "")
        level = self._found.level(style)
        if tag == "text:h":
            level = max(1, number(attributes.get("text:outline-level"), 1))
        kind = "heading" if 0 < level <= _LEVELS else "list_item" if self._lists else "paragraph"
        hidden = self._found.hides(style)
        self._open.append(_Paragraph(len(self._sinks), kind, level, hidden))

    def _close_paragraph(self, tag: str) -> None:
        del tag
        if not self._open:
            return
        done = self._open.pop()
        text = safe("".join(done.pieces))
        self._block()
        aside = self._aside or self._indexes > 0
        if aside or done.kind == "paragraph":
            blocks = [Block("furniture" if aside else "paragraph", text)]
        elif done.kind == "heading":
            blocks = [Block("heading", text, done.level)]
        else:
            blocks = [Block("list_item", text)]
        blocks += [furniture(marked, safe("".join(words))) for marked, _, words in done.aside]
        self._hang(blocks + done.after)

    def _sign(self, tag: str, attributes: Attributes) -> None:
        if not self._open or self._open[-1].depth != len(self._sinks):
            return
        count = min(max(1, number(attributes.get("text:c"), 1)), _SPACES)
        self._say({"text:s": " " * count, "text:tab": "\t", "text:line-break": "\n"}[tag])

    def _hidden_words(self, tag: str, attributes: Attributes) -> None:
        """Take text that stands in an attribute, or a field that hides its paragraph."""
        del tag
        words = attributes.get("text:string-value", "")
        if words.strip():
            self._count(len(words))
            self._found.hidden = True
            self._hang([furniture("[hidden]", safe(words))])

    def _hidden_paragraph(self, tag: str, attributes: Attributes) -> None:
        del tag
        if attributes.get("text:is-hidden") == "true" and self._open:
            now = self._open[-1]
            now.hidden = True
            if now.pieces:
                now.aside.append(("[hidden]", 0, now.pieces))
                now.pieces = []
                self._found.hidden = True

    def _open_note(self, tag: str, attributes: Attributes) -> None:
        del tag
        self._push()
        self._caught[-1]["class"] = attributes.get("text:note-class", "footnote")

    def _close_note(self, tag: str) -> None:
        del tag
        said, blocks = self._pop()
        marked = f"[{said.get('text:note-citation', '').strip()}]"
        self._found.notes.append((said["class"], marked, blocks))
        if self._open and self._open[-1].depth == len(self._sinks):
            self._say(marked)

    def _open_aside(self, tag: str, attributes: Attributes) -> None:
        del tag, attributes
        self._push()

    def _close_annotation(self, tag: str) -> None:
        del tag
        said, blocks = self._pop()
        words = "\n".join(block.text for block in blocks if block.text.strip())
        marked = mark("comment", said.get("dc:creator", ""), said.get("dc:date", ""))
        self._block()
        self._hang([furniture(marked, words)])

    def _open_region(self, tag: str, attributes: Attributes) -> None:
        del tag
        self._found.tracked = True
        self._named = attributes.get("text:id") or attributes.get("xml:id", "")

    def _close_deletion(self, tag: str) -> None:
        del tag
        said, blocks = self._pop()
        marked = mark("deleted", said.get("dc:creator", ""), said.get("dc:date", ""))
        held = [furniture(marked, block.text) for block in blocks]
        self._found.deleted.setdefault(self._named, []).extend(held)

    def _place_change(self, tag: str, attributes: Attributes) -> None:
        del tag
        self._hang(self._found.deleted.pop(attributes.get("text:change-id", ""), []))

    def _open_style(self, tag: str, attributes: Attributes) -> None:
        del tag
        level = number(attributes.get("style:default-outline-level"))
        self._style = Style(attributes.get("style:parent-style-name", ""), None, level)
        self._found.styles[attributes.get("style:name", "")] = self._style

    def _format_style(self, tag: str, attributes: Attributes) -> None:
        del tag
        display = attributes.get("text:display")
        if self._style is not None and display is not None:
            self._style.hidden = display == "none"

    def _object(self, tag: str, attributes: Attributes) -> None:
        if tag == "draw:image":
            self._found.pictures += 1
        else:
            self._found.objects.append(attributes.get("xlink:href", "").removeprefix("./"))

    def _ruby(self, tag: str, attributes: Attributes | None = None) -> None:
        del tag
        if self._open and self._open[-1].depth == len(self._sinks):
            self._say(")" if attributes is None else "(")

    openers: ClassVar[dict[str, Callable[[Story, str, Attributes], None]]] = {
        "text:p": _open_paragraph,
        "text:h": _open_paragraph,
        "text:s": _sign,
        "text:tab": _sign,
        "text:line-break": _sign,
        "text:hidden-text": _hidden_words,
        "text:hidden-paragraph": _hidden_paragraph,
        "text:note": _open_note,
        "office:annotation": _open_aside,
        "text:changed-region": _open_region,
        "text:deletion": _open_aside,
        "text:change": _place_change,
        "style:style": _open_style,
        "style:text-properties": _format_style,
        "draw:object": _object,
        "draw:object-ole": _object,
        "draw:image": _object,
        "text:ruby-text": _ruby,
    }
    closers: ClassVar[dict[str, Callable[[Story, str], None]]] = {
        "text:p": _close_paragraph,
        "text:h": _close_paragraph,
        "text:note": _close_note,
        "office:annotation": _close_annotation,
        "text:deletion": _close_deletion,
        "text:ruby-text": _ruby,
    }
