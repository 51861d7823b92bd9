"""What a page says of itself: title, author, publisher, date and address.

Source:
    Open Graph protocol (ogp.me); Dublin Core in HTML; schema.org ``Article`` as JSON-LD;
    Highwire ``citation_*`` tags.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from careo.model.document import Source

_META = {
    "title": (*("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"),),
    "author": (
        *("author", "article:author", "dc.creator", "dcterms.creator", "citation_author"),
        *("parsely-author", "sailthru.author", "byl"),
    ),
    "publisher": (
        *("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher"),
        *("publisher", "application-name"),
    ),
    "published": (
        *("article:published_time", "datepublished", "dc.date", "dcterms.issued"),
        *("dcterms.created", "dc.date.issued", "citation_publication_date", "pubdate", "date"),
        *("parsely-pub-date", "og:pubdate", "publish-date"),
    ),
    "url": ("og:url",),
}
_WANTED = frozenset(name for names in _META.values() for name in names)
_LINKED_CHARS = 1 << 18
_LINKED = 8


class Said:
    """Collects what the tags of a page say of the page; the first word counts."""

    def __init__(self) -> None:
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.title = ""
        self.heading = ""
        self.time = ""
        self.linked: list[str] = []

    def tag(self, name: str, attributes: Mapping[str, str | None]) -> None:
        """Take an opening tag."""
        if name == "meta":
            self._meta(attributes)
        elif name == "link":
            if "canonical" in (attributes.get("rel") or "").lower().split():
                self.canonical = self.canonical or attributes.get("href") or ""
        elif name == "time":
            self.time = self.time or attributes.get("datetime") or ""

    def _meta(self, attributes: Mapping[str, str | None]) -> None:
        content = (attributes.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            name = (attributes.get(key) or "").strip().lower()
            if content and name in _WANTED:
                self.meta.setdefault(name, content)

    def json_ld(self, text: str) -> None:
        """Take the text of a JSON-LD script."""
        if len(text) <= _LINKED_CHARS and len(self.linked) < _LINKED:
            self.linked.append(text)

    def source(self) -> Source:
        """Return it all as a source; of two words for one thing the more particular counts."""
        linked = self._article()
        address = self.canonical or self._named("url")
        return Source(
            title=self._named("title") or self.heading or self.title,
            author=self._named("author") or _name(linked.get("author")),
            publisher=self._named("publisher") or _name(linked.get("publisher")),
            published=self._named("published") or _name(linked.get("datePublished")) or self.time,
            url=address if address.startswith(("http://", "https://")) else "",
        )

    def _named(self, field: str) -> str:
        for name in _META[field]:
            value = self.meta.get(name, "")
            if value and (field == "url" or not value.startswith(("http://", "https://"))):
                return value
        return ""

    def _article(self) -> dict[str, object]:
        for text in self.linked:
            try:
                found = msgspec.json.decode(text)
            except (msgspec.MsgspecError, RecursionError, UnicodeError):
                continue
            for thing in _things(found):
                if "datePublished" in thing or "author" in thing:
                    return thing
        return {}


def _things(value: object) -> list[dict[str, object]]:
    """Return the objects of a JSON-LD document: it, its list, or its graph."""
    if isinstance(value, dict):
        graph = value.get("@graph")
        return [value, *(_things(graph) if isinstance(graph, list) else [])]
    if isinstance(value, list):
        return [thing for thing in value if isinstance(thing, dict)]
    return []


def _name(value: object) -> str:
    """Return a name given as text, as an object with a name, or as a list of these."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(one) for one in value[:20] if one is not value)))
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""
