"""Numbers of a spreadsheet as a person sees them, without a digit that is not there.

A date is written by ISO 8601 as far as its cell shows it, a share in per cent, a unit beside its
number. Digits are never rounded away, thousands are not parted.

Source:
    ECMA-376 part 1, 18.8.30 (numFmts) and 18.17.4 (dates); ISO 8601-1.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from careo.sources.parsers.encoding import safe

_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((16,), "d-mmm"),
    **dict.fromkeys((17, 55, 56), "mmm-yy"),
    **dict.fromkeys((18, 20, 32, 34), "h:mm"),
    **dict.fromkeys((19, 21, 33, 35), "h:mm:ss"),
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
}
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[\$(?P<unit>[^\]-]*)[^\]]*\]'
    r"|\[(?P<elapsed>[hms]+)\]|\[[^\]]*\]|(?P<general>general)"
    r"|(?P<digits>[0#?](?:[0#?.,/]| (?=[0#?]))*(?:e[+-][0#?]+)?|\.[0#?]+|@)"
    r"|(?P<clock>am/pm|a/p|[ymdhsbeg]+(?:\.0+)?)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ZEROS = re.compile(r"0{2,}\Z")
_CODE_CHARS = 255
_WHOLE = re.compile(r"-?\d{1,30}\Z")
_DIGITS, _LONGEST = 15, 30
_LAST_DAY = 2_958_466
_NO_DAY = 60
"""29 February 1900, which spreadsheets have and the calendar has not."""

_DAY = 86_400


class Format(NamedTuple):
    """What is to be known of a number format.

    Attributes:
        before: What stands before the number: a currency, mostly.
        after: What stands behind it.
        percent: It is shown in hundredths.
        zeros: To how many digits a whole number is filled.
        clock: The letters of a date's or a time's parts; empty for a number.
        elapsed: A time longer than a day goes on counting.
    """

    before: str = ""
    after: str = ""
    percent: bool = False
    zeros: int = 0
    clock: str = ""
    elapsed: bool = False


GENERAL = Format()


def built_in(number: int) -> Format:
    """Return a format that every spreadsheet has by number."""
    return compiled(_BUILT_IN[number]) if number in _BUILT_IN else GENERAL


def compiled(code: str) -> Format:
    """Return what a format's code says for positive numbers."""
    before = after = clock = ""
    seen = percent = elapsed = False
    zeros = 0
    for part in _PART.finditer(_first(code[:_CODE_CHARS])):
        kind, text = part.lastgroup, part[part.lastgroup or 0]
        if kind in {"digits", "general"}:
            zeros = zeros or (len(text) if _ZEROS.match(text.rstrip(",")) else 0)
            seen = True
        elif kind in {"clock", "elapsed"}:
            clock += text.lower()
            elapsed = elapsed or kind == "elapsed"
        elif kind in {"quoted", "escaped", "unit", "other"}:
            percent = percent or text == "%"
            before, after = (before, after + text) if seen else (before + text, after)
    if clock and not seen:
        return Format(clock=clock, elapsed=elapsed)
    if not seen:
        return GENERAL
    return Format(before.lstrip("(-+"), after.rstrip(")-"), percent, zeros)


def shown(raw: str, given: Format, *, since_1904: bool = False) -> str:
    """Return a number as a person sees it.

    Args:
        raw: The number as the file has it; what is none comes back as it is.
        given: How its cell shows it.
        since_1904: Days are counted from 1904.
    """
    if given is GENERAL and _WHOLE.match(raw):
        return raw
    try:
        number = Decimal(raw.strip())
    except InvalidOperation:
        return safe(raw)
    if not number.is_finite():
        return safe(raw)
    if given.clock:
        dated = _dated(float(number), given, since_1904=since_1904)
        return _plain(raw.strip(), number) if dated is None else dated
    if given.percent:
        number *= 100
    text = _plain(raw.strip() if not given.percent else str(number), number)
    if given.zeros and text.isdigit():
        text = text.zfill(given.zeros)
    return safe(f"{given.before}{text}{given.after}")


def _first(code: str) -> str:
    """Return the part of a code for positive numbers."""
    quoted = False
    for at, sign in enumerate(code):
        if sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted and code[at - 1 : at] != "\\":
            return code[:at]
    return code


def _plain(raw: str, number: Decimal) -> str:
    """Return a number with the digits that a spreadsheet keeps, without an exponent if it can."""
    if _WHOLE.match(raw):
        return raw
    rounded = Decimal(f"{number:.{_DIGITS}g}") if number else Decimal(0)
    text = f"{rounded:f}"
    if len(text) > _LONGEST:
        return f"{rounded.normalize()}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _dated(number: float, given: Format, *, since_1904: bool) -> str | None:
    """Return a day, a time or both; None where the calendar has no such day."""
    clock = given.clock
    has_day = any(letter in clock for letter in "yd") or ("m" in clock and not _has_time(clock))
    if given.elapsed or (not has_day and number >= 1):
        return _elapsed(number)
    if not has_day:
        return _time(number % 1) if number >= 0 else None
    day = int(number // 1)
    if not (0 if since_1904 else 1) <= day < _LAST_DAY:
        return None
    parts = [_day(day, since_1904=since_1904)]
    if "d" not in clock:
        parts = [parts[0][:7] if "m" in clock else parts[0][:4]]
    if _has_time(clock):
        seconds = round(number % 1 * _DAY)
        if seconds == _DAY:
            return _dated(float(day + 1), given, since_1904=since_1904)
        parts.append(_time(seconds / _DAY))
    return " ".join(parts)


def _has_time(clock: str) -> bool:
    return "h" in clock or "s" in clock


def _day(day: int, *, since_1904: bool) -> str:
    if since_1904:
        return f"{datetime(1904, 1, 1) + timedelta(days=day):%Y-%m-%d}"  # noqa: DTZ001 no time
    if day == _NO_DAY:
        return "1900-02-29"
    first = datetime(1899, 12, 31 if day < _NO_DAY else 30)  # noqa: DTZ001 no time
    return f"{first + timedelta(days=day):%Y-%m-%d}"


def _time(share: float) -> str:
    seconds = round(share * _DAY)
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text


def _elapsed(number: float) -> str | None:
    if not 0 <= number < _LAST_DAY:
        return None
    minutes, rest = divmod(round(number * _DAY), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
