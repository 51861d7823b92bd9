"""Tables of text: CSV, TSV and their kin, in any encoding, with any usual delimiter."""

from __future__ import annotations

import codecs
import csv
import mmap
import re
from collections.abc import Iterator

from careo.model.config import Limits
from careo.sources.dialect import Dialect, dialect
from careo.sources.parsers import encoding, plain
from careo.sources.parsers.encoding import Decoded
from careo.sources.parsers.table import Tables
from careo.sources.wire import Answer

_VERSION = "careo-csv/1"
_DELIMITERS = {"\t": "tab", " ": "space"}
_END = "\x00"
"""A line of its own behind the last one; decoded text holds none."""

_CHUNK = 1 << 20
_ROW_END = re.compile(r"[^\n]\n")


def parse(decoded: Decoded, data: bytes | mmap.mmap, limits: Limits) -> Answer:
    """Read a table; a text that is prose in spite of its name is read as plain text.

    Args:
        decoded: The text, or as much of it as can be of use.
        data: The whole file; rows beyond the decoded part are counted.
        limits: What the text may measure.
    """
    found = dialect(decoded.text)
    if found is None:
        return plain.parse(decoded, limits)
    reader = _Reader(decoded, found, limits)
    tables = reader.run(quoted=True)
    if tables is None:
        tables = reader.run(quoted=False) or Tables(limits)
        tables.reasons.append("a quotation mark is not closed: all are read as they stand")
    tables.reasons += decoded._replace(cut=0).reasons
    others, usual = tables.ragged
    if others:
        rows = "1 row has" if others == 1 else f"{others} rows have"
        tables.reasons.append(f"{rows} more or fewer cells than {usual}")
    if decoded.cut:
        tables.count(reader.beyond(data))
    tables.end()
    delimiter = _DELIMITERS.get(found.delimiter, found.delimiter)
    return tables.answer(f"{_VERSION} {decoded.encoding} {delimiter}")


class _Reader:
    """Reads the decoded part of a file; where that is not all of it, to its last whole line."""

    def __init__(self, decoded: Decoded, found: Dialect, limits: Limits) -> None:
        self._decoded, self._found, self._limits = decoded, found, limits
        self._text = decoded.text
        whole = self._text.rfind("\n") + 1
        self._end = whole if decoded.cut and whole else len(self._text)
        self._longest = 0

    def run(self, *, quoted: bool) -> Tables | None:
        """Read all rows; None where a quoted cell does not end."""
        tables = Tables(self._limits)
        tables.begin("")
        csv.field_size_limit(self._limits.text_chars)
        reader = csv.reader(
            self._lines(),
            delimiter=self._found.delimiter,
            skipinitialspace=self._found.spaced,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        )
        last: list[str] = []
        while True:
            try:
                for row in reader:
                    tables.row(last)
                    last = row
            except csv.Error:
                tables.count(1)
                continue
            break
        if self._longest > self._limits.text_chars:
            tables.reasons.append(f"of a line of {self._longest} characters only the beginning")
        return tables if last == [_END] or self._decoded.cut else None

    def _lines(self) -> Iterator[str]:
        """Yield the lines, none longer than the text may be, and the end's mark."""
        at, most = self._found.start, self._limits.text_chars
        while at < self._end:
            end = self._text.find("\n", at) + 1 or self._end
            self._longest = max(self._longest, end - at)
            yield self._text[at : min(end, at + most - 1)] + ("\n" if end - at >= most else "")
            at = end
        if not self._text.endswith("\n", 0, self._end):
            yield "\n"
        yield _END

    def beyond(self, data: bytes | mmap.mmap) -> int:
        """Count the rows that end behind the part that was read."""
        inside = self._text.count('"', 0, self._end) % 2 == 1
        rows = 0 if "\n" in self._text else -1
        begun = "x" if inside else ""
        nothing = str.maketrans("", "", f"{self._found.delimiter} \t")
        for chunk in self._chunks(data):
            parts = chunk.split('"')
            flat = (begun + "x".join(parts[inside::2])).translate(nothing)
            inside ^= len(parts) % 2 == 0
            rows += len(_ROW_END.findall(flat))
            begun = "x" if inside or flat[-1:] not in {"", "\n"} else ""
        return rows + bool(begun)

    def _chunks(self, data: bytes | mmap.mmap) -> Iterator[str]:
        yield self._text[self._end :]
        decoder = codecs.getincrementaldecoder(self._decoded.encoding)("replace")
        for at in range(self._decoded.cut, len(data), _CHUNK):
            yield encoding.safe(decoder.decode(data[at : at + _CHUNK]))
