"""The text of an RTF file, from its groups and control words to blocks.

Source:
    Microsoft, Rich Text Format (RTF) Specification, version 1.9.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from careo.sources.draft import Block
from careo.sources.parsers.encoding import safe
from careo.sources.parsers.office import BLOCKS, EnoughError, furniture, mark, too_long, too_many
from careo.sources.parsers.rtf_words import (
    CAUGHT,
    CHARSETS,
    CODEPAGES,
    ENDS,
    FEET,
    HEADS,
    SIGNS,
    SKIPPED,
    THROUGH,
)

_HEADING = re.compile(r"(?:heading|título|überschrift|titre) ([1-9])\b", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LEVELS = 9
_DEPTH = 10_000
_HIGH = 0x10000
_CAUGHT_CHARS = 1_000
_TABLES = frozenset(["fonttbl", "stylesheet", "info", "upr"])
_MACHINES = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
_CONTAINERS = frozenset(["footnote", "annotation"]) | HEADS | FEET


@dataclass(frozen=True)
class _State:
    """What a group says, and its inner groups with it."""

    place: str = "text"
    font: int = -1
    skip: int = 1
    style: int = -1
    outline: int = -1
    listed: bool = False
    hidden: bool = False
    deleted: bool = False


@dataclass
class _Sink:
    """A story that is open: the body, a note, a comment, a header."""

    kind: str
    depth: int
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    aside: list[tuple[str, int, list[str]]] = field(default_factory=list)
    ends: bool = False
    mark: str = ""


class Story:
    """Takes tokens.

    Attributes:
        heads: Headers; feet: footers; notes: footnotes, ends: endnotes.
        said: What the file says of itself.
        pictures: How many it shows; objects: how many objects of other programs.
    """

    def __init__(self, most: int) -> None:
        """Read no more than so many characters."""
        self.heads: list[Block] = []
        self.feet: list[Block] = []
        self.notes: list[Block] = []
        self.ends: list[Block] = []
        self.said: dict[str, str] = {}
        self.made: dict[str, int] = {}
        self.pictures = self.objects = self.lost = 0
        self.tracked = self.hidden = False
        self._most = most
        self._count = self._blocks = self._cited = 0
        self._state = _State()
        self._states: list[_State] = []
        self._sinks = [_Sink("text", 0)]
        self._bytes = bytearray()
        self._fallback = 0
        self._starred = self._fresh = False
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._levels: dict[int, int] = {}
        self._default_font = -1
        self._caught: list[str] = []

    @property
    def body(self) -> list[Block]:
        """What the body has brought so far."""
        return self._sinks[0].blocks

    @property
    def depth(self) -> int:
        """How many groups are open."""
        return len(self._states)

    def open(self) -> None:
        """Begin a group.

        Raises:
            EnoughError: Too many are open.
        """
        self._flush()
        self._fallback = 0
        if len(self._states) >= _DEPTH:
            raise EnoughError(f"groups nested deeper than {_DEPTH}")
        self._states.append(self._state)
        self._fresh, self._starred = True, False

    def close(self) -> None:
        """End a group."""
        self._flush()
        self._fallback = 0
        if not self._states:
            return
        if self._state.place in CAUGHT and self._states[-1].place != self._state.place:
            self.said.setdefault(self._state.place, safe("".join(self._caught)).strip())
            if self._state.place.startswith("atn"):
                self.said[self._state.place] = safe("".join(self._caught)).strip()
            self._caught = []
        if self._state.place == "stylesheet":
            self._name_style()
        sink = self._sinks[-1]
        if len(self._sinks) > 1 and sink.depth == len(self._states):
            self._end_container()
        self._state = self._states.pop()
        self._fresh = self._starred = False

    def text(self, data: bytes) -> None:
        """Take bytes that stand as they are."""
        self._fresh = False
        if self._fallback:
            dropped = min(self._fallback, len(data))
            self._fallback -= dropped
            data = data[dropped:]
        if self._state.place != "skip":
            self._bytes += data

    def byte(self, value: int) -> None:
        """Take one byte that is written as a number."""
        self._fresh = False
        if self._fallback:
            self._fallback -= 1
        elif self._state.place != "skip":
            self._bytes.append(value)

    def word(self, word: str, value: int | None) -> None:
        """Take a control word or sign."""
        fresh, starred = self._fresh, self._starred
        self._fresh = False
        if word == "*":
            self._fresh = self._starred = True
            return
        if self._fallback and word != "u":
            self._fallback -= 1
            if word in SIGNS:
                return
        self._flush()
        if not (fresh and self._place(word, starred=starred)) and self._state.place != "skip":
            self._meant(word, value)

    def _meant(self, word: str, value: int | None) -> None:
        """Take a control word of text that is seen, or of a table."""
        if word == "u":
            self._unicode(value or 0)
        elif word in SIGNS:
            self._say(SIGNS[word])
        elif word in ENDS:
            self._end_paragraph()
        else:
            self._format(word, value)

    def finish(self) -> list[Block]:
        """End all, and return the blocks of the body."""
        while self._states:
            self.close()
        self._flush()
        self._end_paragraph()
        return self.body

    def _place(self, word: str, *, starred: bool) -> bool:
        """Take the first word of a group, which may say what the group is."""
        if self._state.place == "skip":
            return True
        self.pictures += word in {"pict", "shppict"}
        self.objects += word == "objdata"
        if word in CAUGHT or word in _TABLES:
            self._go(word)
        elif word in SKIPPED:
            self._go("skip")
        elif word in _CONTAINERS:
            self._sinks.append(_Sink(word, len(self._states)))
            self._state = replace(self._state, place="text", style=-1, outline=-1, listed=False)
        elif word in THROUGH:
            self._through(word)
        elif starred:
            self._go("skip")
        else:
            return False
        return True

    def _through(self, word: str) -> None:
        """Begin a group whose text stands where it stands."""
        if word == "ud":
            self._go("text")
        elif word in {"listtext", "pntext"} and self._states:
            self._states[-1] = replace(self._states[-1], listed=True)

    def _go(self, place: str) -> None:
        self._state = replace(self._state, place=place)

    def _format(self, word: str, value: int | None) -> None:
        number, state = value if value is not None else 1, self._state
        if word in {"v", "deleted"}:
            name = "hidden" if word == "v" else word
            self._state = replace(state, **{name: number != 0})  # type: ignore[arg-type]
            self.tracked = self.tracked or (word == "deleted" and number != 0)
        elif word == "plain":
            self._state = replace(state, hidden=False, deleted=False, font=self._default_font)
        elif word == "pard":
            self._state = replace(state, style=-1, outline=-1, listed=False)
        elif word in {"s", "outlinelevel", "f", "uc"}:
            names = {"s": "style", "outlinelevel": "outline", "f": "font", "uc": "skip"}
            self._state = replace(state, **{names[word]: min(max(number, 0), 99_999)})  # type: ignore[arg-type]
        elif word == "ls":
            self._state = replace(state, listed=number > 0)
        else:
            self._declare(word, number)

    def _declare(self, word: str, number: int) -> None:
        """Take a word of the document, or of its tables."""
        if word == "ansicpg":
            self._codec = CODEPAGES.get(number, self._codec)
        elif word in _MACHINES:
            self._codec = _MACHINES[word]
        elif word == "deff":
            self._default_font = number
        elif word == "revised":
            self.tracked = self.tracked or number != 0
        elif word == "chftn":
            self._cite()
        elif word == "ftnalt":
            self._sinks[-1].ends = True
        else:
            self._tabled(word, number)

    def _tabled(self, word: str, number: int) -> None:
        """Take a word of the table of fonts, or of the information."""
        if self._state.place == "fonttbl" and word in {"fcharset", "cpg"}:
            known = CHARSETS if word == "fcharset" else CODEPAGES
            self._fonts[self._state.font] = known.get(number, "")
        elif self._state.place == "info" and word in {"yr", "mo", "dy"}:
            self.made.setdefault(word, number)

    def _cite(self) -> None:
        """Say a note's mark, in the text or at the beginning of the note."""
        sink = self._sinks[-1]
        if sink.kind == "footnote":
            sink.mark = sink.mark or f"[{self._cited}]"
            return
        self._cited += 1
        self._say(f"[{self._cited}]")

    def _unicode(self, value: int) -> None:
        self._say(chr(value % _HIGH))
        self._fallback = self._state.skip

    def _flush(self) -> None:
        """Decode the bytes that have come by the font's code page."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        codec = self._fonts.get(self._state.font, "") or self._codec
        text = data.decode(codec, "replace")
        self.lost += text.count("\ufffd")
        self._say(text)

    def _say(self, text: str) -> None:
        state = self._state
        if state.place in {"skip", "fonttbl", "info", "upr"}:
            return
        self._count += len(text)
        if self._count > self._most:
            raise too_long(self._most)
        if state.place != "text":
            if len(self._caught) < _CAUGHT_CHARS:
                self._caught.append(text[:_CAUGHT_CHARS])
            return
        sink = self._sinks[-1]
        if not (state.deleted or state.hidden):
            sink.pieces.append(text)
            return
        self.hidden = self.hidden or (state.hidden and not state.deleted)
        marked, at = "[deleted]" if state.deleted else "[hidden]", len(sink.pieces)
        if sink.aside and sink.aside[-1][:2] == (marked, at):
            sink.aside[-1][2].append(text)
        else:
            sink.aside.append((marked, at, [text]))

    def _name_style(self) -> None:
        """Take the name of a style: the text of its group."""
        named = _HEADING.search("".join(self._caught))
        self._caught = []
        if named:
            self._levels[self._state.style] = int(named[1])
        elif 0 <= self._state.outline < _LEVELS:
            self._levels[self._state.style] = self._state.outline + 1

    def _end_paragraph(self) -> None:
        if self._state.place != "text":
            return
        sink, state = self._sinks[-1], self._state
        self._blocks += 1 + len(sink.aside)
        if self._blocks > BLOCKS:
            raise too_many()
        level = self._levels.get(state.style, 0)
        if 0 <= state.outline <= _LEVELS:
            level = state.outline + 1
        kept = _whole("".join(sink.pieces))
        if 0 < level <= _LEVELS:
            sink.blocks.append(Block("heading", kept, level))
        else:
            sink.blocks.append(Block("list_item" if state.listed else "paragraph", kept))
        sink.blocks += [furniture(marked, _whole("".join(held))) for marked, _, held in sink.aside]
        sink.pieces, sink.aside = [], []

    def _end_container(self) -> None:
        """End a note, a comment or a header, and put its blocks where they belong."""
        self._go("text")
        self._end_paragraph()
        done = self._sinks.pop()
        held = [block for block in done.blocks if block.text.strip()]
        if done.kind == "annotation":
            marked = mark("comment", self.said.pop("atnauthor", ""))
            words = "\n".join(block.text for block in held)
            sink = self._sinks[-1]
            sink.aside.append((marked, -1, [words]))
        elif done.kind == "footnote":
            if done.mark and held:
                held[0] = held[0]._replace(text=f"{done.mark} {held[0].text.strip()}")
            (self.ends if done.ends else self.notes).extend(held)
        else:
            blocks = [Block("furniture", block.text) for block in held]
            (self.heads if done.kind in HEADS else self.feet).extend(blocks)


def _whole(text: str) -> str:
    """Return text with its halves of letters put together."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return safe(text)
