"""What the readers of office formats share: marks in the text, what a document says of itself."""

from __future__ import annotations

import re

from careo.model.document import Source
from careo.sources.draft import Block
from careo.sources.parsers.encoding import safe

BLOCKS = 500_000
"""More blocks than that make no layer."""

_NO_TITLE = re.compile(
    r"(?:untitled.*|(?:microsoft )?word(?: document| - .*)|document\d*"
    r"|.*\.(?:do[ct][xm]?|od[tm]|rtf|pdf))$",
    re.IGNORECASE,
)
_NO_AUTHOR = {
    *("", "anonymous", "(anonymous)", "unknown", "unknown author", "user", "author", "owner"),
    *(
        "admin",
        "administrator",
        "microsoft office user",
        "microsoft",
        "python-docx",
        "openpyxl",
        "un-named",
    ),
    *("windows user", "usuario", "usuario de windows", "autor", "apache poi", "openxml"),
}
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_TEMPLATE_MADE = "2013-12-23T23:15:00Z"
_NAME_CHARS = 60


class EnoughError(Exception):
    """More has come than a layer can hold; its argument says of what."""


def too_long(most: int) -> EnoughError:
    """Return the error of a text of more characters than are read."""
    return EnoughError(f"only about {most} characters are read")


def too_many() -> EnoughError:
    """Return the error of more blocks than are read."""
    return EnoughError(f"only about {BLOCKS} paragraphs are read")


def source(title: str, author: str, made: str) -> Source:
    """Return what a document says of itself; what a program or a template says is none of it.

    Args:
        title: As written.
        author: As written.
        made: When it was made, in the form of ISO 8601.
    """
    title, author, made = title.strip(), author.strip(), made.strip()
    date = _DATE.match(made)
    return Source(
        title="" if _NO_TITLE.match(title) else safe(title),
        author="" if author.casefold() in _NO_AUTHOR else safe(author),
        published=date[0] if date and made != _TEMPLATE_MADE else "",
    )


def mark(what: str, author: str = "", date: str = "") -> str:
    """Return the words that stand before text which is not the document's prose."""
    day = _DATE.match(date)
    by = f" by {' '.join(author.split())}" if author.strip() else ""
    return f"[{what}{by}{', ' + day[0] if day else ''}]"


def furniture(marked: str, text: str) -> Block:
    """Return text that is shown and searched, never read as prose."""
    return Block("furniture", f"{marked} {text.strip()}" if text.strip() else "")


def part_name(name: str) -> str:
    """Return the name of a part as it can be said in a reason."""
    name = " ".join(safe(name).split())
    return name if len(name) <= _NAME_CHARS else "…" + name[-_NAME_CHARS:]
