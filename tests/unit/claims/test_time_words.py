"""Expressions of time, one a line in ``times/en.txt`` and ``times/es.txt``, and their bounds."""

from __future__ import annotations

import calendar
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.claims.times import when_in
from careo.claims.timing import written_on
from careo.model.time import DateRange, When
from careo.reading import lexicon
from tests.cases.reader import layer_of

WRITTEN = DateRange(earliest="2019-05-15", latest="2019-05-15")
LANGUAGES = ("en", "es")


def _lines(language: str) -> list[tuple[str, str, str]]:
    path = Path(__file__).parent / "times" / f"{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    split = (tuple(part.strip() for part in line.split("|", 1)) for line in lines)
    return [(language, words, wanted) for words, wanted in split]


def _wanted(spelt: str) -> list[str]:
    """Return a line's dates in full: ``2014-05`` is the days of that month."""
    if spelt == "none":
        return []
    first, last, *flags = [*(part.strip() for part in spelt.split("|")), ""]
    return [
        " ".join([_full(first), _full(first if last == "=" else last), *sorted(flags[0].split())])
    ]


def _full(spelt: str) -> str:
    if spelt == "-":
        return "-"
    first, _, last = spelt.partition("..")
    return f"{_day(first, '01-01', 1)}..{_day(last or first, '12-31', 0)}"


def _day(spelt: str, of_year: str, of_month: int) -> str:
    parts = spelt.split("-")
    if len(parts) == 1:
        return f"{spelt}-{of_year}"
    if len(parts) == 2:
        last = calendar.monthrange(int(parts[0]), int(parts[1]))[1]
        return f"{spelt}-{of_month or last:02d}"
    return spelt


def _spelt(when: When) -> str:
    sides = (when.first_precise or when.first_imprecise, when.last_precise or when.last_imprecise)
    dates = ["-" if day is None else f"{day.earliest}..{day.latest}" for day in sides]
    flags = [name for name in ("starting", "ending", "deictic") if getattr(when, name)]
    flags += [when.relative] if when.relative else []
    flags += ["open"] if when.end == "not_known_to_have_ended" else []
    flags += ["unknown"] if when.end == "ended_unknown" else []
    return " ".join([*dates, *sorted(flags)])


@pytest.mark.parametrize(("language", "words", "wanted"), _lines("en") + _lines("es"))
def test_an_expression_has_its_bounds_and_flags(language: str, words: str, wanted: str) -> None:
    layer = layer_of(words)
    found = when_in(layer, 0, len(layer.text), lexicon(language), WRITTEN)
    assert [_spelt(when) for when in found] == _wanted(wanted)
    for when in found:
        assert when.text is not None
        when.text.verify(layer.text)


@pytest.mark.parametrize(("language", "words", "wanted"), _lines("en") + _lines("es"))
def test_without_the_day_of_writing_nothing_is_counted_from_it(
    language: str, words: str, wanted: str
) -> None:
    layer = layer_of(words)
    for when in when_in(layer, 0, len(layer.text), lexicon(language)):
        assert not (when.deictic and when.dated)
        assert when.deictic == ("deictic" in wanted)


def test_only_a_day_is_precise_and_today_is_none() -> None:
    layer = layer_of("on 5 May 2014, yesterday, today")
    day, yesterday, today = when_in(layer, 0, len(layer.text), lexicon("en"), WRITTEN)
    assert day.first_precise is not None
    assert yesterday.first_precise is not None
    assert today.first_precise is None
    assert today.first_imprecise == WRITTEN


def test_a_year_of_writing_gives_all_days_that_it_allows() -> None:
    layer = layer_of("He resigned last month")
    written = DateRange(earliest="2019-01-01", latest="2019-12-31")
    [when] = when_in(layer, 0, len(layer.text), lexicon("en"), written)
    assert when.first_imprecise == DateRange(earliest="2018-12-01", latest="2019-11-30")


def test_days_that_no_calendar_has_are_no_error() -> None:
    layer = layer_of("999 centuries ago, since 999 decades ago and 999 years ago")
    early = DateRange(earliest="0001-01-01", latest="0001-01-01")
    for when in when_in(layer, 0, len(layer.text), lexicon("en"), early):
        assert not when.dated


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("2019-05-15", ("2019-05-15", "2019-05-15")),
        ("2019-05-15T10:00:00+02:00", ("2019-05-15", "2019-05-15")),
        ("2019-05", ("2019-05-01", "2019-05-31")),
        ("2019", ("2019-01-01", "2019-12-31")),
        ("6 October 2019", ("2019-10-06", "2019-10-06")),
        ("Sun, 06 Oct 2019 10:00:00 +0000", ("2019-10-06", "2019-10-06")),
        ("", None),
        ("2019-02-31", None),
        ("between 5 May 2019 and 6 May 2019", None),
        ("the other day", None),
    ],
)
def test_the_day_of_writing_is_read_as_the_source_writes_it(
    published: str, days: tuple[str, str] | None
) -> None:
    wanted = DateRange(earliest=days[0], latest=days[1]) if days is not None else None
    assert written_on(published, lexicon("en")) == wanted


def test_a_mail_s_date_is_read_beside_a_spanish_text() -> None:
    day = DateRange(earliest="2019-10-06", latest="2019-10-06")
    assert written_on("Sun, 06 Oct 2019 10:00:00 +0000", lexicon("es")) == day


_ENGLISH = """in since until between and from to 2014 2012 May 31 February last year two years ago
later before after the election on Tuesday of early mid late 3/4/2019 13/13/2013 '98 Q3 1990s"""
_SPANISH = "desde hasta entre y de el año pasado hace tres años tras las elecciones mayo siglo XX"
_WORDS = st.sampled_from(f"{_ENGLISH} {_SPANISH}".split())


@given(st.lists(_WORDS, max_size=12), st.sampled_from(LANGUAGES))
def test_times_never_overlap_and_stand_in_the_text(words: list[str], language: str) -> None:
    layer = layer_of(" ".join(words) or "-")
    found = when_in(layer, 0, len(layer.text), lexicon(language), WRITTEN)
    places = [when.text.place for when in found if when.text is not None]
    assert len(places) == len(found)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))
