"""HTML: the text that a reader of the page sees, in blocks; the rest as furniture.

Two ways: a tree by lexbor, walked without recursion; and, where elements nest so deep that
building a tree takes time without end, a flat run of tags.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from careo.model.config import Limits
from careo.sources import draft
from careo.sources.parsers.encoding import Decoded
from careo.sources.parsers.html_blocks import UNREAD, Blocks
from careo.sources.parsers.html_source import Said
from careo.sources.parsers.html_tokens import attributes, depth, tokens
from careo.sources.parsers.versions import version
from careo.sources.wire import Answer

_VERSION = "careo-html/1"
_TREE_DEPTH = 10_000


def parse(decoded: Decoded, limits: Limits) -> Answer:
    """Read a page.

    Nesting beyond ``limits.html_depth`` is read and flagged; beyond 10,000 it is read flat.
    """
    reasons = decoded.reasons
    blocks, said, reader = walked(decoded.text, limits, reasons)
    said.heading = next((b.text for b in blocks.done if b.kind == "heading" and b.level == 1), "")
    return draft.assemble(
        blocks.done,
        f"{_VERSION} {reader} {decoded.encoding}",
        said.source(),
        reasons,
        limits.text_chars,
    )


def walked(page: str, limits: Limits, reasons: list[str]) -> tuple[Blocks, Said, str]:
    """Return the blocks of a page, what it says of itself, and how they were got.

    Args:
        page: The page.
        limits: See `parse`.
        reasons: Takes what was not read as it should be.
    """
    blocks, said = Blocks(), Said()
    if page.count("<") > _TREE_DEPTH and depth(page) > _TREE_DEPTH:
        reasons.append(f"elements nested deeper than {_TREE_DEPTH}, read without their structure")
        _flat(page, blocks, said)
        reader = "flat"
    else:
        deepest = _tree(page, blocks, said, reasons)
        if deepest > limits.html_depth:
            reasons.append(f"elements nested {deepest} deep")
        reader = f"selectolax {version('selectolax')}"
    blocks.flush()
    return blocks, said, reader


def _tree(page: str, blocks: Blocks, said: Said, reasons: list[str]) -> int:
    """Read a page by its tree; return how deep it nests."""
    root = LexborHTMLParser(page).root
    deepest = now = 0
    for event, node in _walk(root) if root is not None else ():
        tag = node.tag or ""
        if event == "text":
            blocks.text(node.text_content or "")
        elif event == "close":
            now -= 1
            blocks.close(tag)
        else:
            now += 1
            deepest = max(deepest, now)
            _open(node, tag, blocks, said, reasons)
    return deepest


def _open(node: LexborNode, tag: str, blocks: Blocks, said: Said, reasons: list[str]) -> None:
    found = node.attributes
    said.tag(tag, found)
    blocks.open(tag, found)
    if tag == "title":
        said.title = said.title or node.text(deep=False)
    elif tag == "script" and found.get("type") == "application/ld+json":
        said.json_ld(node.text(deep=False))
    elif tag == "template" and "shadowrootmode" in found and "a shadow tree" not in reasons:
        reasons.append("a shadow tree")


def _walk(root: LexborNode) -> Iterator[tuple[Literal["open", "close", "text"], LexborNode]]:
    """Yield what a tree holds in the order of the document; as deep as it goes, no recursion."""
    path: list[LexborNode] = []
    node: LexborNode | None = root
    while node is not None:
        child = None
        if node.is_text_node:
            yield "text", node
        elif node.is_element_node:
            yield "open", node
            child = None if node.tag in UNREAD else node.first_child
            if child is None:
                yield "close", node
        if child is not None:
            path.append(node)
            node = child
            continue
        following = node.next if path else None
        while following is None and path:
            done = path.pop()
            yield "close", done
            following = done.next if path else None
        node = following


def _flat(page: str, blocks: Blocks, said: Said) -> None:
    """Read a page as a run of tags."""
    unread = ""
    for token in tokens(page):
        if token.kind == "text":
            text = html.unescape(token.value)
            if unread == "title":
                said.title = said.title or text
            elif not unread:
                blocks.text(text)
        elif token.kind == "close":
            unread = "" if token.value == unread else unread
            blocks.close(token.value)
        else:
            found = attributes(token)
            said.tag(token.value, found)
            blocks.open(token.value, found)
            unread = token.value if token.value in UNREAD else unread
