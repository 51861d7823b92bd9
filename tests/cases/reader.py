"""Reading a ``.case`` file: one situation, its text, and the claims that must come of it.

A line is a word and what follows it; a line that starts with a space goes on with the one before.

``text``    the words; a paragraph a line, ``# `` before a heading
``kind``    what the document is (article)
``author``  who wrote it
``claim``   ``speaker act > speaker act | words | flags``; words are told apart without
            quotation marks, a leading "that" and a final stop; ``*`` stands for anything
``not``     ``speaker | words``: these words must never be this speaker's
``count``   how many claims there are in all
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from careo.claims import build
from careo.model.claim import Claim, Link, Speaker
from careo.model.document import Source
from careo.model.reading import Reading
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading import lexicon, read

KEYS = ("text", "kind", "author", "claim", "not", "count")


class Case(NamedTuple):
    """One situation."""

    name: str
    text: str
    source: Source
    claims: tuple[str, ...]
    never: tuple[str, ...]
    total: int | None


def parse_case(path: Path) -> Case:
    """Read a case.

    Raises:
        ValueError: A line is none of a case's lines.
    """
    lines: list[tuple[str, str]] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        if not raw.strip() or raw.startswith("#"):
            continue
        if raw[0] == " ":
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {raw.strip()}")
            continue
        key, _, value = raw.partition(" ")
        if key not in KEYS:
            raise ValueError(f"{path.name}: no line {key}")
        lines.append((key, value.strip()))
    found = {key: [value for k, value in lines if k == key] for key in KEYS}
    return Case(
        name=path.stem,
        text="\n".join(found["text"]),
        source=Source(kind=(found["kind"] or ["article"])[0], author=(found["author"] or [""])[0]),
        claims=tuple(_tidy(line) for line in found["claim"]),
        never=tuple(_tidy(line) for line in found["not"]),
        total=int(found["count"][0]) if found["count"] else None,
    )


def layer_of(text: str) -> TextLayer:
    """Return a layer of paragraphs, one a line; a line that starts with "# " is a heading."""
    segments: list[Segment] = []
    plain: list[str] = []
    at = 0
    for line in text.split("\n"):
        words = line.removeprefix("# ")
        kind = "heading" if words != line else "paragraph"
        if words.strip():
            segments.append(
                Segment(kind="heading", start=at, end=at + len(words), level=1)
                if kind == "heading"
                else Segment(kind="paragraph", start=at, end=at + len(words))
            )
        plain.append(words)
        at += len(words) + 1
    whole = "\n".join(plain)
    document = DocumentId(sha256(whole.encode()))
    return TextLayer(
        id=layer_id(document, whole),
        document=document,
        text=whole,
        segments=tuple(segments),
        extractor="case",
    )


def claims_of(text: str, source: Source) -> tuple[TextLayer, Reading, tuple[Claim, ...]]:
    """Read a text and build its claims."""
    layer = layer_of(text)
    reading = read(layer)
    return layer, reading, build(layer, reading, source, lexicon("en"))


def spelt(claim: Claim, reading: Reading) -> str:
    """Return a claim as a case spells it."""
    chain = " > ".join(f"{name(link.speaker, reading)} {link.act}" for link in claim.chain)
    flags = " ".join(_flags(claim))
    line = f"{chain} | {words(claim)}"
    return f"{line} | {flags}" if flags else line


def words(claim: Claim) -> str:
    """Return a claim's words, its pieces joined by a slash."""
    return " / ".join(_plain(span.exact) for span in claim.content)


def name(speaker: Speaker, reading: Reading) -> str:
    """Return a speaker's fullest name; joint speakers joined by a plus."""
    if speaker.kind != "mention" or speaker.span is None:
        return speaker.kind
    known = {
        mention.span: referent for referent in reading.referents for mention in referent.mentions
    }
    found = [
        known[m].names[0] if m in known and known[m].names else m.exact for m in speaker.mentions
    ]
    return " + ".join(found) or speaker.span.exact


def _flags(claim: Claim) -> list[str]:
    last: Link = claim.chain[-1]
    flags: list[str] = [claim.polarity] if claim.polarity == "denies" else []
    flags += ["hedged"] if claim.hedged else []
    flags += ["carried"] if last.carried else []
    flags += ["negated"] if last.negated else []
    flags += ["quoted"] if last.mode == "direct_quote" else []
    flags += ["mixed"] if last.mode == "mixed" else []
    flags += [last.basis] if last.basis != "undisclosed" else []
    if last.when is not None and last.when.text is not None:
        flags.append(f"({last.when.text.exact})")
    return flags


def _plain(text: str) -> str:
    bare = re.sub(r"[\u201c\u201d\"]", "", text).strip(" .,;:\u2014-")
    return re.sub(r"^that ", "", bare)


def _tidy(line: str) -> str:
    parts = [part.strip() for part in line.split("|")]
    return " | ".join(re.sub(r"\s+", " ", part) for part in parts if part)
