from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.claims.times import when_in
from careo.model.time import DateRange, When
from careo.reading import lexicon
from tests.cases.reader import layer_of


def _whens(text: str) -> tuple[When, ...]:
    return when_in(layer_of(text), 0, len(text), lexicon("en"))


def _spanish(text: str) -> tuple[When, ...]:
    return when_in(layer_of(text), 0, len(text), lexicon("es"))


def _days(earliest: str, latest: str = "") -> DateRange:
    return DateRange(earliest=earliest, latest=latest or earliest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in 2007 he left", ("2007-01-01", "2007-12-31"), ("2007-01-01", "2007-12-31")),
        ("since 2007 he knew", ("2007-01-01", "2007-12-31"), None),
        ("until March 2012", None, ("2012-03-01", "2012-03-31")),
        ("by mid-2015", None, ("2015-05-01", "2015-08-31")),
        ("in the late 1990s", ("1997-01-01", "1999-12-31"), ("1997-01-01", "1999-12-31")),
        (
            "during the early 21st century",
            ("2001-01-01", "2030-12-31"),
            ("2001-01-01", "2030-12-31"),
        ),
        ("from 2007 to May 2010", ("2007-01-01", "2007-12-31"), ("2010-05-01", "2010-05-31")),
        ("between 2007 and 2010", ("2007-01-01", "2007-12-31"), ("2010-01-01", "2010-12-31")),
        ("2007\u20132010", ("2007-01-01", "2007-12-31"), ("2010-01-01", "2010-12-31")),
        ("on 3/4/2009", ("2009-03-04", "2009-04-03"), ("2009-03-04", "2009-04-03")),
        ("the 2019 election", ("2019-01-01", "2019-12-31"), ("2019-01-01", "2019-12-31")),
    ],
)
def test_a_period_is_never_made_into_a_day(
    text: str, first: tuple[str, str] | None, last: tuple[str, str] | None
) -> None:
    (when,) = _whens(text)
    assert when.first_imprecise == (None if first is None else _days(*first))
    assert when.last_imprecise == (None if last is None else _days(*last))
    assert when.first_precise is None
    assert when.last_precise is None


@pytest.mark.parametrize(
    "text",
    ["on 14 March 2009", "March 14, 2009", "2009-03-14", "the 14th of March 2009", "14/3/2009"],
)
def test_a_day_is_precise(text: str) -> None:
    (when,) = _whens(text)
    assert when.first_precise == when.last_precise == _days("2009-03-14")


@pytest.mark.parametrize(
    "text",
    [
        "for 21 years and eight months in prison",
        "a force of 2000",
        "2000 soldiers",
        "in 2,007 cases",
        "in 1950 cases",
        "page 2010",
        "31 February 2010",
        "$2000",
    ],
)
def test_a_duration_or_an_amount_is_no_date(text: str) -> None:
    assert _whens(text) == ()


def test_a_day_without_a_year_keeps_its_words_and_gets_no_dates() -> None:
    (when,) = _whens("On March 14, he left")
    assert when.text is not None
    assert when == When(text=when.text)


def test_since_starts_and_until_ends() -> None:
    assert _whens("since 2007")[0].starting
    until = _whens("until 2007")[0]
    assert until.ending
    assert until.end == "ended_on"


def test_the_words_of_a_time_hold_its_preposition() -> None:
    (when,) = _whens("He knew since 2007 of it.")
    assert when.text is not None
    assert when.text.exact == "since 2007"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("en 2007 se fue", ("2007-01-01", "2007-12-31"), ("2007-01-01", "2007-12-31")),
        ("desde 2007 lo sabía", ("2007-01-01", "2007-12-31"), None),
        ("hasta marzo de 2012", None, ("2012-03-01", "2012-03-31")),
        ("en mayo de 2021", ("2021-05-01", "2021-05-31"), ("2021-05-01", "2021-05-31")),
        ("a principios de 2015", ("2015-01-01", "2015-04-30"), ("2015-01-01", "2015-04-30")),
        ("a mediados de 2015", ("2015-05-01", "2015-08-31"), ("2015-05-01", "2015-08-31")),
        ("a finales del año 2015", ("2015-09-01", "2015-12-31"), ("2015-09-01", "2015-12-31")),
        ("en el siglo XX", ("1901-01-01", "2000-12-31"), ("1901-01-01", "2000-12-31")),
        ("en la década de 1990", ("1990-01-01", "1999-12-31"), ("1990-01-01", "1999-12-31")),
        ("entre 2010 y 2012", ("2010-01-01", "2010-12-31"), ("2012-01-01", "2012-12-31")),
        ("de 2010 a mayo de 2012", ("2010-01-01", "2010-12-31"), ("2012-05-01", "2012-05-31")),
        ("las elecciones de 2018", ("2018-01-01", "2018-12-31"), ("2018-01-01", "2018-12-31")),
    ],
)
def test_a_spanish_period_is_never_made_into_a_day(
    text: str, first: tuple[str, str] | None, last: tuple[str, str] | None
) -> None:
    (when,) = _spanish(text)
    assert when.first_imprecise == (None if first is None else _days(*first))
    assert when.last_imprecise == (None if last is None else _days(*last))
    assert when.first_precise is None
    assert when.last_precise is None


@pytest.mark.parametrize(
    "text",
    ["el 3 de mayo de 2021", "3 de Mayo del 2021", "03/05/2021", "3-5-2021", "2021-05-03"],
)
def test_a_spanish_day_comes_before_its_month(text: str) -> None:
    (when,) = _spanish(text)
    assert when.first_precise == when.last_precise == _days("2021-05-03")


@pytest.mark.parametrize(
    "text",
    [
        "21 años y ocho meses de prisión",
        "2000 soldados",
        "un presupuesto de 2000",
        "en 1950 casos",
        "la página 2010",
        "31 de febrero de 2010",
        "$2000",
    ],
)
def test_a_spanish_duration_or_an_amount_is_no_date(text: str) -> None:
    assert _spanish(text) == ()


def test_a_spanish_day_without_a_year_keeps_its_words_and_gets_no_dates() -> None:
    (when,) = _spanish("El 14 de marzo se fue")
    assert when.text is not None
    assert when.text.exact == "El 14 de marzo"
    assert when == When(text=when.text)


@given(st.text(alphabet="0123456789 -/.,MarchinsetoJuly", max_size=60))
def test_every_time_is_in_the_text(text: str) -> None:
    layer = layer_of(text)
    for when in when_in(layer, 0, len(layer.text), lexicon("en")):
        assert when.text is not None
        when.text.verify(layer.text)
