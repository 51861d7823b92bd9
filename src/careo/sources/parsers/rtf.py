"""RTF: the text that a reader of the document sees; notes, comments and headers apart.

Source:
    Microsoft, Rich Text Format (RTF) Specification, version 1.9.1.
"""

from __future__ import annotations

import mmap
import re

from careo.model.config import Limits
from careo.model.document import Source
from careo.sources import draft
from careo.sources.draft import Block
from careo.sources.parsers.office import EnoughError, source
from careo.sources.parsers.rtf_story import Story
from careo.sources.wire import Answer

_VERSION = "careo-rtf/1"
_TOKEN = re.compile(
    rb"(?P<brace>[{}])|\\(?P<word>[A-Za-z]{1,32})(?P<value>-?[0-9]{1,10})? ?"
    rb"|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z'])|(?P<text>[^\\{}\r\n\x00]{1,65536})"
    rb"|[\r\n\x00]+|\\",
    re.DOTALL,
)
_TOKENS = 8_000_000
_AFTER = 20
_LITTLE_PROSE = 100


def parse(data: bytes | mmap.mmap, limits: Limits) -> Answer:
    """Read an RTF file."""
    story = Story(limits.text_chars)
    reasons: list[str] = []
    try:
        end = _tell(data, story)
        if end is None:
            reasons.append(f"more than {_TOKENS} marks")
        elif story.depth:
            reasons.append("it is cut off")
        elif len(data[end : end + 1_000_000].strip(b"\0\r\n\t ")) > _AFTER:
            reasons.append("something stands after its end")
    except EnoughError as error:
        reasons.append(str(error))
    try:
        body = story.finish()
    except EnoughError:
        body = story.body
    heads, feet = (
        list({b.text.strip(): b for b in one}.values()) for one in (story.heads, story.feet)
    )
    blocks = [*heads, *body, *story.notes, *story.ends, *feet]
    reasons += _reasons(story, blocks)
    return draft.assemble(blocks, _VERSION, _said(story, blocks), reasons, limits.text_chars)


def _tell(data: bytes | mmap.mmap, story: Story) -> int | None:
    """Tell a story what comes, up to the end of the outermost group; return where that is."""
    at, size = 0, len(data)
    for _ in range(_TOKENS):
        if at >= size:
            return size
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        if found.lastgroup == "brace":
            if found["brace"] == b"{":
                story.open()
            else:
                story.close()
                if not story.depth:
                    return at
        else:
            at += _token(found, story)
    return None


def _token(found: re.Match[bytes], story: Story) -> int:
    """Tell what is no brace; return how many bytes follow that are data."""
    if found["text"] is not None:
        story.text(found["text"])
    elif found["byte"] is not None:
        story.byte(int(found["byte"], 16))
    elif found["sign"] is not None:
        story.word(found["sign"].decode("latin-1"), None)
    elif found["word"] is not None:
        word, value = found["word"].decode("ascii"), found["value"]
        number = None if value is None else int(value)
        if word == "bin":
            return max(0, number or 0)
        story.word(word, number)
    return 0


def _reasons(story: Story, blocks: list[Block]) -> list[str]:
    prose = sum(len(block.text.strip()) for block in blocks if block.kind != "furniture")
    told = (
        (
            story.tracked,
            "tracked changes: inserted words are read, deleted ones only shown",
        ),
        (story.hidden, "hidden text, only shown"),
        (story.lost > 0, f"{story.lost} letters are not in their code page"),
        (bool(story.pictures) and prose < _LITTLE_PROSE, "little text beside pictures"),
        (story.objects > 0, "objects of other programs inside it are not read"),
    )
    return [words for holds, words in told if holds]


def _said(story: Story, blocks: list[Block]) -> Source:
    """Return what the file says of itself, or the first heading for a title."""
    made = story.made
    day = f"{made.get('yr', 0):04d}-{made.get('mo', 0):02d}-{made.get('dy', 0):02d}"
    author = story.said.get("author", "")
    found = source(story.said.get("title", ""), author, day if made.get("yr") else "")
    first = next((b.text for b in blocks if b.kind == "heading" and b.text.strip()), "")
    return Source(title=first).overlaid(found)
