"""Fields of a Word document: their result is text, their code is not.

Source:
    ECMA-376 part 1, section 17.16 (fields), 17.16.7, 17.16.9, 17.16.24 (form fields).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from careo.sources.parsers.docx_names import number

_SENTENCE = re.compile(r'"[^"]*\w\s+\w[^"]*"')
_MOST = 100


@dataclass
class Field:
    """A field whose end has not come: its code, and whether its result has begun."""

    code: list[str] = field(default_factory=list)
    result: bool = False
    entries: list[str] = field(default_factory=list)
    chosen: int = 0
    box: bool | None = None

    @property
    def shown(self) -> str:
        """What a form's field shows that stands nowhere as text."""
        if self.box is not None:
            return "\u2612" if self.box else "\u2610"
        return self.entries[self.chosen] if 0 <= self.chosen < len(self.entries) else ""

    @property
    def words(self) -> str:
        """The code, where it has words in quotation marks and no result shows them."""
        code = "".join(self.code)
        return code if not self.result and _SENTENCE.search(code) else ""


class Fields:
    """The fields that are open, one in another.

    Attributes:
        stack: The innermost last.
    """

    def __init__(self) -> None:
        self.stack: list[Field] = []

    @property
    def in_code(self) -> bool:
        """Whether what comes is part of a field's code."""
        return any(not each.result for each in self.stack)

    def code(self, text: str) -> None:
        """Take some of the innermost field's code."""
        if self.stack:
            self.stack[-1].code.append(text)

    def mark(self, kind: str) -> Field | None:
        """Take a field's begin, the begin of its result, or its end; return one that has ended."""
        if kind == "begin":
            if len(self.stack) < _MOST:
                self.stack.append(Field())
        elif kind == "separate" and self.stack:
            self.stack[-1].result = True
        elif kind == "end" and self.stack:
            return self.stack.pop()
        return None

    def form(self, tag: str, value: str | None, *, switched: bool) -> None:
        """Take what a form's field offers, and what is chosen."""
        if not self.stack:
            return
        now = self.stack[-1]
        if tag == "w:listEntry" and len(now.entries) < _MOST:
            now.entries.append(value or "")
        elif tag == "w:result":
            now.chosen = number(value)
        elif tag == "w:checkBox":
            now.box = False
        elif tag == "w:checked" or (tag == "w:default" and now.box is not None):
            now.box = switched
