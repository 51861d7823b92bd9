"""HTML as a flat run of tags and text, in linear time whatever the nesting.

Source:
    WHATWG, HTML Standard, 13.2.5, much shortened: enough to find text, not to build a tree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "basefont", "bgsound", "frame", "keygen"),
    )
)
_NO_NESTING = frozenset(
    (
        *("p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "tbody", "thead", "tfoot"),
        *("html", "head", "body", "colgroup", "rp", "rt"),
    )
)
_RAW = frozenset(["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"])
_NAME = re.compile(r"</?([A-Za-z][^\s/>]{0,60})")
_ATTRIBUTE = re.compile(
    r"([^\s\"'>/=]{1,80})(?:\s{0,20}=\s{0,20}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,2000})))?"
)
_ATTRIBUTES_CHARS = 4_000


class Token(NamedTuple):
    """A tag or a stretch of text.

    Attributes:
        kind: What it is.
        value: The tag's name in lower case, or the text with its entities still in it.
        attributes: An opening tag's attributes as written.
    """

    kind: Literal["open", "close", "text"]
    value: str
    attributes: str = ""


def tokens(page: str) -> Iterator[Token]:
    """Yield the tags and the text of a page; comments and the text of scripts are left out."""
    at = 0
    while at < len(page):
        less = page.find("<", at)
        if less < 0:
            yield Token("text", page[at:])
            return
        if less > at:
            yield Token("text", page[at:less])
        found = _NAME.match(page, less)
        if found is None:
            at, text = _other(page, less)
            if text:
                yield Token("text", text)
            continue
        more = page.find(">", less)
        if more < 0:
            yield Token("text", page[less:])
            return
        yield from _tag(page, less, more, found)
        at = _after(page, more + 1, found[1].lower()) if page[less + 1] != "/" else more + 1


def _other(page: str, less: int) -> tuple[int, str]:
    """Return where a comment or declaration ends, or a bare ``<`` as text."""
    if page.startswith("<!--", less):
        end = page.find("-->", less + 4)
        return (len(page), page[less + 4 :]) if end < 0 else (end + 3, "")
    if page[less + 1 : less + 2] in {"!", "?", "/"}:
        end = page.find(">", less)
        return (len(page), page[less + 2 :]) if end < 0 else (end + 1, "")
    return less + 1, "<"


def _tag(page: str, less: int, more: int, found: re.Match[str]) -> Iterator[Token]:
    name = found[1].lower()
    if page[less + 1] == "/":
        yield Token("close", name)
        return
    yield Token("open", name, page[found.end() : min(more, found.end() + _ATTRIBUTES_CHARS)])
    if name in VOID:
        yield Token("close", name)


def _after(page: str, at: int, name: str) -> int:
    """Return where reading goes on after an opening tag: behind the text of a script."""
    if name not in _RAW or name in {"textarea", "title"}:
        return at
    end = re.compile(f"</{name}", re.IGNORECASE).search(page, at)
    return len(page) if end is None else end.start()


def attributes(token: Token) -> dict[str, str | None]:
    """Return the attributes of an opening tag, decoded; the first of a name counts."""
    found: dict[str, str | None] = {}
    for match in _ATTRIBUTE.finditer(token.attributes):
        value = next((match[n] for n in (2, 3, 4) if match[n] is not None), None)
        found.setdefault(match[1].lower(), None if value is None else html.unescape(value))
    return found


def depth(page: str) -> int:
    """Return about how deep the elements of a page nest, without building a tree."""
    now = deepest = 0
    for token in tokens(page):
        if token.kind == "text" or token.value in _NO_NESTING or token.value in VOID:
            continue
        now = now + 1 if token.kind == "open" else max(0, now - 1)
        deepest = max(deepest, now)
    return deepest
