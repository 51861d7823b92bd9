"""What the tests of the pages ask of HTML."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from careo.dossier import render
from careo.model.edition import Edition


def drawn(edition: Edition) -> dict[str, str]:
    """Return all pages by path."""
    return {path: data.decode() for path, data in render(edition)}


def parsed(page: str) -> LexborHTMLParser:
    """Return the page's tree."""
    return LexborHTMLParser(page)


def ids(tree: LexborHTMLParser) -> list[str]:
    """Return all ids of a page, in order, with repetitions."""
    return [str(node.attributes["id"]) for node in tree.css("[id]")]


def text(node: LexborNode | LexborHTMLParser | None) -> str:
    """Return a node's text with single spaces."""
    assert node is not None
    return " ".join((node.text() or "").split())


def entry(tree: LexborHTMLParser, name: str) -> LexborNode:
    """Return a person's section."""
    return next(s for s in tree.css("section.person") if text(s.css_first("h3")) == name)
