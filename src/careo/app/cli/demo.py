"""The demo case: eight documents about an invented country, and what is known of each."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careo.model.document import Source

SCAN = "order.pdf"
"""A picture of a page: read where tesseract is installed, and said to be unread where it is not."""

NAMES = (
    SCAN,
    "tally_sheets.csv",
    "judgment.pdf",
    "letter.txt",
    "article.html",
    "wire.html",
    "denial.txt",
    "mail.eml",
)
"""In the order in which they were written; to the mail a ninth is attached."""


@contextmanager
def documents() -> Generator[list[tuple[Path, Source]]]:
    """Copy the eight documents to a place of their own for a while, each with its source."""
    folder = files("careo.app.cli") / "demo_case"
    with tempfile.TemporaryDirectory(prefix="careo-demo-") as place:
        made = []
        for name, source in zip(NAMES, _sources(), strict=True):
            path = Path(place) / name
            path.write_bytes((folder / name).read_bytes())
            made.append((path, source))
        yield made


def _sources() -> tuple[Source, ...]:
    from careo.model.document import Source

    return (
        Source(
            title="Order No. 44",
            author="National Tally Council",
            kind="order",
            published="6 October 2019",
        ),
        Source(
            title="Tally sheets of 6 October 2019",
            publisher="National Tally Council",
            kind="tally sheets",
            published="9 October 2019",
        ),
        Source(
            title="Judgment and sentence of 11 April 2023",
            author="District Court of Port Alden",
            kind="judgment",
            published="11 April 2023",
        ),
        Source(
            title="Letter to the Attorney General of Altmere",
            author="Ezequiel Távora Montiel",
            kind="letter",
            published="2 March 2025",
        ),
        Source(author="Irena Solvik", publisher="The Meridian Courier", kind="article"),
        Source(publisher="Transmarine Press Agency", kind="article"),
        Source(
            title="Communiqué No. 118",
            author="Ministry of the Interior of the Republic of Verania",
            kind="statement",
            published="20 March 2025",
        ),
        Source(kind="mail"),
    )
