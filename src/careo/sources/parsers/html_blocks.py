"""From the tags and text of a page to blocks in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Mapping

from careo.model.text import SegmentKind
from careo.sources.draft import Block
from careo.sources.parsers.encoding import safe

Attributes = Mapping[str, str | None]

UNREAD = frozenset(["script", "style", "template", "iframe", "object", "embed", "applet", "title"])
"""Elements whose text nobody sees on the page; the walker does not go into them."""

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd"),
        *(
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
        ),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend"),
        *("li", "main", "menu", "nav", "noscript", "ol", "option", "p", "pre", "search", "section"),
        *("select", "summary", "svg", "table", "tbody", "textarea", "tfoot", "thead", "tr", "ul"),
        *("xmp", "listing", "plaintext", "noframes"),
    )
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_FURNITURE = frozenset(
    (
        *(
            "nav",
            "aside",
            "menu",
            "button",
            "select",
            "textarea",
            "noscript",
            "dialog",
            "svg",
            "search",
        ),
    )
)
_FURNITURE_ROLES = frozenset(
    (
        *(
            "navigation",
            "banner",
            "contentinfo",
            "complementary",
            "search",
            "menu",
            "menubar",
            "dialog",
        ),
    )
)
_CONTENT = frozenset(["article", "main", "blockquote"])
_VERBATIM = frozenset(["pre", "textarea", "xmp", "listing", "plaintext"])
_HIDDEN_STYLE = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE
)
_SOFT_HYPHEN = "\u00ad"
_QUOTE_CLASSES = frozenset(["yahoo_quoted", "protonmail_quote", "zmail_extra"])
_INDENTED = re.compile(
    r"border\s{0,9}:\s{0,9}(?:none|0)|margin\s{0,9}:\s{0,9}0[^;]{0,30}40px", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ROUND_BREAKS = re.compile(r" *([\n\t]) *")
_APART = re.compile(r"\n{2,}")


class Blocks:
    """Collects blocks; opening and closing tags may be out of balance.

    Attributes:
        done: The blocks.
        depths: How deep each of them is quoted, as mails quote.
    """

    def __init__(self) -> None:
        self.done: list[Block] = []
        self.depths: list[int] = []
        self._quotes: list[list[str | int]] = []
        self._parts: list[str] = []
        self._furniture: list[list[str | int]] = []
        self._content = 0
        self._verbatim = 0
        self._level = 0
        self._item = False

    def open(self, tag: str, attributes: Attributes) -> None:
        """Take an opening tag."""
        if tag == "br":
            self._parts.append("\n")
        elif tag in {"td", "th"}:
            self._cell()
        elif tag in _BLOCKS:
            self.flush()
            self._open_block(tag)
        if _quotes(tag, attributes):
            self._quotes.append([tag, 1])
        else:
            _again(self._quotes, tag)
        if _again(self._furniture, tag):
            return
        if self._is_furniture(tag, attributes):
            self.flush()
            self._furniture.append([tag, 1])

    def _open_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        self._item = tag == "li" or (self._item and tag in {"p", "div"})
        self._content += tag in _CONTENT
        self._verbatim += tag in _VERBATIM

    def _is_furniture(self, tag: str, attributes: Attributes) -> bool:
        if tag in _FURNITURE or (tag in {"header", "footer"} and not self._content):
            return True
        if not attributes or tag in {"html", "body"}:  # hidden until a script shows them
            return False
        role = (attributes.get("role") or "").lower()
        hidden = "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style") or "")
        return bool(hidden) or role in _FURNITURE_ROLES

    def close(self, tag: str) -> None:
        """Take a closing tag."""
        top = self._furniture[-1] if self._furniture else None
        ends = top is not None and top[0] == tag
        if tag in _BLOCKS or ends:
            self.flush()
        if tag in _HEADINGS:
            self._level = 0
        elif tag == "li":
            self._item = False
        _done(self._quotes, tag)
        self._content = max(0, self._content - (tag in _CONTENT))
        self._verbatim = max(0, self._verbatim - (tag in _VERBATIM))
        _done(self._furniture, tag)

    def _cell(self) -> None:
        if any(not part.isspace() for part in self._parts):
            self._parts.append("\t")

    def text(self, text: str) -> None:
        """Take text, its entities decoded."""
        self._parts.append(safe(text) if self._verbatim else _SPACE.sub(" ", text))

    def flush(self) -> None:
        """End the block that is open."""
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts = []
        if not text.strip():
            return
        if self._verbatim:
            self._add(text)
            return
        text = _ROUND_BREAKS.sub(r"\1", _SPACES.sub(" ", safe(text.replace(_SOFT_HYPHEN, ""))))
        for part in _APART.split(text.strip()):
            self._add(part)

    def _add(self, text: str) -> None:
        kind: SegmentKind = "list_item" if self._item else "paragraph"
        if self._level:
            kind = "heading"
        if self._furniture and self._level != 1:
            kind = "furniture"
        self.done.append(Block(kind, text, self._level if kind == "heading" else 0))
        self.depths.append(len(self._quotes))
        self._item = False


def _quotes(tag: str, attributes: Attributes) -> bool:
    """Tell whether an element holds another's words, as mails mark them; not what is indented."""
    if tag not in {"blockquote", "div"} or (tag == "div" and not attributes):
        return False
    classes = set((attributes.get("class") or "").lower().split())
    if tag == "div":
        return not classes.isdisjoint(_QUOTE_CLASSES)
    style = attributes.get("style") or ""
    cited = "cite" in attributes or attributes.get("type") == "cite" or "border-left" in style
    return cited or bool(classes) or not _INDENTED.search(style)


def _again(open_: list[list[str | int]], tag: str) -> bool:
    """Count an element of the same name within the last that is open."""
    if not open_ or open_[-1][0] != tag:
        return False
    open_[-1][1] = int(open_[-1][1]) + 1
    return True


def _done(open_: list[list[str | int]], tag: str) -> None:
    """Count the end of an element; the last that is open ends with the first of its name."""
    if open_ and open_[-1][0] == tag:
        open_[-1][1] = int(open_[-1][1]) - 1
        if open_[-1][1] == 0:
            open_.pop()


_SPACES = re.compile(" {2,}")
