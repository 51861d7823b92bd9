"""The words of time of a language, from ``times.json``, made ready to look for.

A list of words has ``word:value`` entries, several spellings of one value parted by ``|``. In the
patterns a name in capitals and braces stands for a list: ``{MONTH}`` for every name of a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from careo.model.lexicon import Lexicon
from careo.model.once import once

YEAR = r"(?:1[5-9]\d\d|20\d\d)"
"""A year as digits."""

_SHARED = (r"\b(?P<y>{YEAR})-(?P<n>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",)
_BARE = r"(?<![\d.,/$\u20ac\u00a3])\b(?P<y>{YEAR})\b"
DIGIT, FIGURES = "0", "0000"
"""Stand among the words seen for any number in digits, and for one that may be a year."""

_NO_DIGIT, _FIGURES = re.compile(r"\D*+"), re.compile(YEAR)
_DAY = r"0?[1-9]|[12]\d|3[01]"
_DASH = "[-\u2013\u2014]"
_HUNDRED, _THOUSAND = 100, 1000
_CENTURIES = range(16, 21)
_TEN = 10
_WORD = re.compile(r"[^\W_]+")
_VALUED = (
    *("numerals", "counting", "ordinals", "decades", "centuries", "units", "parts"),
    *("day_words", "shifts"),
)


class Wanted(NamedTuple):
    """A pattern, and the words of which one of each set stands wherever it matches."""

    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


class Search(NamedTuple):
    """Patterns in the order in which they are tried, and all words that any of them needs."""

    patterns: tuple[Wanted, ...]
    any_of: frozenset[str]


class TimeWords(NamedTuple):
    """What a language says of time with; patterns in the order in which they are tried.

    Attributes:
        values: Of each list of ``word:value`` entries the value by word, in lower case.
        day_first: In 3/4/2019 the first number is the day, where both could be.
        dates: Whole dates and partial ones, the fullest first.
        deictic: What is counted from the day of writing.
        relative: What is counted from something else that happened, led by "after", and from a
            time told before.
        ahead: How long before or after that was.
        trailing: What a clause that is cut short does not end with.
        in_month: What makes the name of a month, before which it stands, a time.
        dating: What makes a number before which it stands a year.
        perhaps: What does so unless the number is a round one.
        counted: What behind a number is counted by it.
        ranges: What stands between two years, behind the first.
        leading: What leads to a date, and whether it begins or ends there.
        joining: What joins two dates to one time.
        open_end: What says behind a date that it goes on until today.
        unknown_end: What says behind a date that nobody knows until when.
        alone: The same two without a date before them.
        behind: What stands between something that happened and its date.
        habitual: What before a weekday makes it every one.
    """

    values: dict[str, dict[str, str]]
    day_first: bool
    dates: Search
    deictic: Search
    relative: Search
    ahead: re.Pattern[str]
    trailing: re.Pattern[str]
    in_month: re.Pattern[str]
    dating: re.Pattern[str]
    perhaps: re.Pattern[str]
    counted: re.Pattern[str]
    ranges: re.Pattern[str]
    leading: re.Pattern[str]
    joining: re.Pattern[str]
    open_end: re.Pattern[str]
    unknown_end: re.Pattern[str]
    alone: Search
    behind: re.Pattern[str]
    habitual: re.Pattern[str]

    def number(self, words: str) -> int | None:
        """Return the number that digits or words say; None for "several"."""
        if words.isdecimal():
            return int(words)
        total = current = 0
        for word in _WORD.findall(words.lower()):
            value = self.values["numerals"].get(word) or self.values["counting"].get(word)
            if value is None:
                continue
            number = int(value)
            if number == _THOUSAND:
                total, current = total + max(current, 1) * _THOUSAND, 0
            elif number == _HUNDRED:
                current = max(current, 1) * _HUNDRED
            else:
                current = current * (_HUNDRED if _year_said(current, number) else 1) + number
        return total + current or None


def _year_said(current: int, number: int) -> bool:
    """Tell whether two numbers are said as a year is: "nineteen" and "ninety"."""
    return current in _CENTURIES and number >= _TEN


class Stretch(NamedTuple):
    """A stretch of text in which times are looked for.

    Attributes:
        text: All of the text.
        start: First character to look at.
        end: One past the last.
        words: The words of time of its language.
        seen: The words that stand there, in lower case, with `DIGIT` and `FIGURES`.
    """

    text: str
    start: int
    end: int
    words: TimeWords
    seen: frozenset[str]

    def found(self, search: Search) -> Iterator[re.Match[str]]:
        """Yield the matches of each pattern, one pattern after the other."""
        if search.any_of.isdisjoint(self.seen):
            return
        for pattern, needs in search.patterns:
            if not any(need.isdisjoint(self.seen) for need in needs):
                yield from pattern.finditer(self.text, self.start, self.end)


def stretch(text: str, start: int, end: int, lexicon: Lexicon) -> Stretch:
    """Return a stretch of a text in a language."""
    seen = set(_WORD.findall(text[start:end].lower()))
    if not _NO_DIGIT.fullmatch(text, start, end):
        seen.add(DIGIT)
        if _FIGURES.search(text, start, end):
            seen.add(FIGURES)
    return Stretch(text, start, end, time_words(lexicon), frozenset(seen))


@once(8)
def time_words(lexicon: Lexicon) -> TimeWords:
    """Return the words of time of a language."""
    lists = lexicon.times
    spelt, needed, signs = _spelt(lists), _needed(lists), frozenset(lists["signs"])

    def either(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
        any_of = "|".join(_filled(pattern, spelt) for pattern in lists[name])
        return re.compile(f"{before}(?:{any_of}){after}", re.IGNORECASE)

    def wanted(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Wanted:
        needs = [words for name, words in needed.items() if name in pattern]
        return Wanted(re.compile(_filled(pattern, spelt), flags), tuple(needs) or (signs,))

    return TimeWords(
        values=_values(lists),
        day_first=bool(lists["day_first"]),
        dates=_search(wanted(p, re.NOFLAG) for p in (*_SHARED, *lists["dates"], _BARE)),
        deictic=_search(map(wanted, lists["deictic"])),
        relative=_search((*_relative(lists, spelt), *map(wanted, lists["anaphoric"]))),
        ahead=either("ahead", r"\b", r" $"),
        trailing=either("trailing", "(?: ", ")+$"),
        in_month=either("in_month", r"\b", r"(?: the)?\s+$"),
        dating=re.compile(rf"(?:\b(?:{'|'.join(lists['dating'])})|\()$", re.IGNORECASE),
        perhaps=either("perhaps", r"\b", r"\s+$"),
        counted=re.compile(rf"\s*(?:%|[,.]\d|(?:{'|'.join(lists['counted'])})\b)", re.IGNORECASE),
        ranges=either("ranges", rf"\b{YEAR}\s*(?:{_DASH}|", r")\s*$"),
        leading=either("leading", r"\b", "$"),
        joining=either("joins", rf"\s*(?:{_DASH}|", r")\s*(?:in\s+)?"),
        open_end=either("open_end", "", r"\b"),
        unknown_end=either("unknown_end", "", r"\b"),
        alone=_search([Wanted(either("alone", r"\b", r"\b"), (signs,))]),
        behind=either("behind"),
        habitual=either("habitual", r"\b", r"\s+$"),
    )


def _search(patterns: Iterable[Wanted]) -> Search:
    tried = tuple(patterns)
    return Search(tried, frozenset().union(*(min(one.needs, key=len) for one in tried)))


def _relative(lists: Mapping[str, tuple[str, ...]], spelt: dict[str, str]) -> tuple[Wanted, ...]:
    """Return the patterns of "after the vote" and of "during the vote"."""
    sides = ("starting", "ending", "after", "before")
    leads = "|".join(f"(?P<{name}>{'|'.join(lists[name])})" for name in sides)
    whatever = "|".join(lists["during_what"])
    patterns = {
        rf"\b(?:{leads}) (?:{'|'.join(lists['happening'])})": sides,
        rf"\b(?P<during>{'|'.join(lists['within'])}) (?:{lists['happening'][0]})": ("within",),
        rf"\b(?P<during>{'|'.join(lists['lasting'])}) (?:{whatever})": ("lasting",),
    }
    return tuple(
        Wanted(
            re.compile(_filled(pattern, spelt), re.IGNORECASE),
            (frozenset(_telling(lead) for name in names for lead in lists[name]),),
        )
        for pattern, names in patterns.items()
    )


def _telling(lead: str) -> str:
    """Return the longest word of a lead, of several the last: by it a lead is looked for first."""
    words: list[str] = _WORD.findall(lead.replace("del?", ""))
    return max(reversed(words), key=len)


def _needed(lists: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Return the words of which one stands wherever a name in braces stands for something."""
    last = {name: {w.split()[-1] for w in _bare(lists[name])} for name in _VALUED}
    months = {word.lower() for entry in lists["months"] for word in entry.split("|")}
    weekdays = {word.lower() for word in lists["weekdays"]}
    ages = set(_bare(tuple(e for e in lists["units"] if e.endswith(":century"))))
    found = {
        "{YEAR}": {FIGURES},
        "{Y}": {FIGURES} | set(lists["year_signs"]),
        "{YEARWORDS}": set(lists["year_signs"]),
        "{MONTH}": months,
        "{WEEKDAY}": weekdays,
        "{DECADE}": {DIGIT} | last["decades"],
        "{DAYWORD}": last["day_words"],
        "{UNIT}": last["units"],
        "{UNITS}": last["units"],
        "{SPAN}": last["units"],
        "{SHIFT}": last["shifts"],
        "{AGE}": ages,
        "{WHILE}": set(lists["whiles"]),
        "{N}": {DIGIT},
    }
    return {name: frozenset(words) for name, words in found.items()}


def _values(lists: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, str]]:
    found = {
        name: {word: value for entry in lists[name] for word, value in _entry(entry)}
        for name in _VALUED
    }
    for name in ("months", "weekdays"):
        entries = enumerate(lists[name], 1)
        found[name] = {w: str(n) for n, entry in entries for w in entry.lower().split("|")}
    return found


def _entry(entry: str) -> list[tuple[str, str]]:
    words, _, value = entry.rpartition(":")
    return [(word.lower(), value) for word in words.split("|")]


def _spelt(lists: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return what stands for each name in braces; those that hold others first."""
    counts = "|".join((*_bare(lists["counting"]), *lists["vague"]))
    words = {name: _alternatives(lists[name]) for name in (*_VALUED, "vague", "events")}
    months = _alternatives(lists["months"], short=r"\b\.?")
    numeral = f"(?:{words['numerals']})"
    numerals = rf"{numeral}(?:(?:-| and | y | ){numeral}){{0,3}}"
    day = rf"(?:(?P<d>{_DAY})|(?P<dw>{words['ordinals']}))"
    return {
        "{TO}": rf"(?:\s(?:{'|'.join(lists['joins'])})\s|\s?{_DASH}\s?)",
        "{Y}": rf"(?:(?P<y>{YEAR})|(?P<yw>{'|'.join(lists['year_words'])}))",
        "{PARTS}": f"(?:{lists['part_of'][0]})",
        "{YEARWORDS}": "|".join(lists["year_words"]),
        "{W}": rf"(?:(?:{_alternatives(lists['weekdays'])}),? )?",
        "{NUM}": rf"(?P<num>\d{{1,3}}|{numerals}|{counts})",
        "{NUMBERS}": rf"\d{{1,3}}|{numerals}",
        "{NUMERALS}": numerals,
        "{YEAR}": YEAR,
        "{DAY}": day,
        "{DAY2}": rf"(?P<d2>{_DAY})",
        "{MONTH}": f"(?P<m>{months})",
        "{MONTH2}": f"(?P<m2>{months})",
        "{PART}": f"(?P<part>{words['parts']})",
        "{CENTURY}": f"(?P<cw>{words['centuries'] or '(?!)'})",
        "{DECADE}": f"(?P<tw>{words['decades']})",
        "{WEEKDAY}": f"(?P<w>(?-i:{_alternatives(lists['weekdays'])}))",
        "{DAYWORD}": f"(?P<day>{words['day_words']})",
        "{SHIFT}": f"(?P<shift>{words['shifts']})",
        "{N}": r"\d{1,2}",
        "{WHILE}": "|".join(lists["whiles"]),
        "{VAGUE}": words["vague"],
        "{EVENTS}": words["events"],
        **_units(lists["units"]),
    }


def _units(units: tuple[str, ...]) -> dict[str, str]:
    """Return what stands for the names of days, weeks, months, years, decades and centuries."""
    every = _alternatives(units)
    words = {entry.rpartition(":")[2]: _bare((entry,)) for entry in units}
    return {
        "{SPAN}": f"(?P<unit>{'|'.join(own[0] for unit, own in words.items() if unit != 'day')})",
        "{UNIT}": f"(?P<unit>{every})",
        "{UNITS}": every,
        "{MOON}": f"(?P<moon>{'|'.join(words['month'])})",
        "{PLURALS}": f"(?:{'|'.join(own[-1] for own in words.values())})",
        "{AGE}": f"(?:{'|'.join(words['century'])})",
    }


def _filled(pattern: str, spelt: dict[str, str]) -> str:
    for name, words in spelt.items():
        pattern = pattern.replace(name, words)
    return pattern


def _bare(entries: tuple[str, ...]) -> list[str]:
    return [word for entry in entries for word in entry.rpartition(":")[0].split("|")]


def _alternatives(entries: tuple[str, ...], short: str = "") -> str:
    """Return a pattern of all words of a list, those in lower case also with a capital.

    ``short`` is what may follow a word that another of its entry begins with.
    """
    found: list[str] = []
    for entry in entries:
        words = (entry.rpartition(":")[0] or entry).split("|")
        for word in words:
            spelt = word if word[0].isupper() else f"[{word[0].upper()}{word[0]}]{word[1:]}"
            cut = word != words[0] and words[0].startswith(word)
            found.append(spelt + (short if cut else ""))
    return "|".join(sorted(found, key=len, reverse=True))
