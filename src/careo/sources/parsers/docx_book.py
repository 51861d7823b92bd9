"""What the stories of one Word document (body, notes, comments, headers) know in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from careo.sources.draft import Block
from careo.sources.parsers.docx_numbering import Numbering, shaped
from careo.sources.parsers.docx_styles import Styles
from careo.sources.parsers.office import BLOCKS, furniture, mark, too_long, too_many

Kept = tuple[str, str]
"""A kind (``footnote``, ``endnote``, ``comment``) and the id that the text uses."""


@dataclass
class Book:
    """Styles, lists, notes and comments, and what was seen on the way.

    Attributes:
        most: Characters after which reading stops.
        drawn: Gives the blocks of a chart or a diagram by its relation.
        kept: The blocks of notes and comments.
        marks: The words before each comment.
        cited: The notes in the order in which the text names them.
        placed: The comments that the text has named.
        tracked: Insertions and deletions, and whether text is hidden.
        chunks: Relations of files that are part of the text.
    """

    most: int
    drawn: Callable[[str], list[Block]]
    styles: Styles = field(default_factory=Styles)
    numbering: Numbering = field(default_factory=Numbering)
    kept: dict[Kept, list[Block]] = field(default_factory=dict)
    marks: dict[Kept, str] = field(default_factory=dict)
    cited: dict[Kept, str] = field(default_factory=dict)
    placed: set[Kept] = field(default_factory=set)
    inserted: int = 0
    deleted: int = 0
    hidden: bool = False
    chunks: list[str] = field(default_factory=list)
    linked: bool = False
    pictures: int = 0
    said: int = 0
    blocks: int = 0

    def say(self, count: int) -> None:
        """Count characters that have come."""
        self.said += count
        if self.said > self.most:
            raise too_long(self.most)

    def block(self) -> None:
        """Count a block."""
        self.blocks += 1
        if self.blocks > BLOCKS:
            raise too_many()

    def cite(self, kind: str, id_: str) -> str:
        """Return the mark of a note that the text names."""
        held = self.cited.get((kind, id_))
        if held is not None:
            return held
        count = 1 + sum(other == kind for other, _ in self.cited)
        number = str(count) if kind == "footnote" else shaped(count, "lowerRoman")
        self.cited[kind, id_] = f"[{number}]"
        return self.cited[kind, id_]

    def comment(self, id_: str) -> list[Block]:
        """Return a comment that the text names, once."""
        key = ("comment", id_)
        if key in self.placed:
            return []
        self.placed.add(key)
        words = "\n".join(block.text for block in self.kept.get(key, ()) if block.text)
        return [furniture(self.marks.get(key, mark("comment")), words)]

    def notes(self) -> list[Block]:
        """Return the notes in the order of their marks, each with its mark before it.

        Notes and comments that the text does not name come last, as furniture.
        """
        blocks: list[Block] = []
        for key, marked in self.cited.items():
            held = self.kept.get(key, [])
            blocks += [
                block._replace(text=f"{marked} {block.text}") if n == 0 else block
                for n, block in enumerate(held)
            ]
        for key, held in self.kept.items():
            if key[0] == "comment":
                blocks += self.comment(key[1])
            elif key not in self.cited:
                blocks += [furniture("[note without a place]", block.text) for block in held]
        return blocks
