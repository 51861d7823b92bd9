"""All of it to something to hand over."""

from __future__ import annotations

from collections.abc import Iterator

from careo.model.edition import Edition


def render(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a dossier: relative path and bytes.

    ``index.html`` comes first, then one page a document in ``sources/``. Each page is whole: it
    needs no network, no script and no other file but the pages it links to. The same edition
    gives the same bytes.
    """
    from careo.dossier.pages import pages

    yield from pages(edition)
