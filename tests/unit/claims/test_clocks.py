"""Each time on the clock that it is of: of an event, of a saying or knowing, of no other."""

from __future__ import annotations

import pytest

from careo.claims import build
from careo.model.claim import Claim
from careo.model.document import Source
from careo.model.time import DateRange, When
from careo.reading import lexicon, read
from tests.cases.reader import layer_of


def _claims(text: str, language: str = "en", published: str = "2019-05-15") -> tuple[Claim, ...]:
    layer = layer_of(text)
    source = Source(kind="article", published=published)
    return build(layer, read(layer, language), source, lexicon(language))


def _times(claims: tuple[Claim, ...], predicate: str) -> list[str]:
    relations = [r for claim in claims for r in claim.relations if r.predicate == predicate]
    return [_words(relation.when) for relation in relations]


def _words(when: When | None) -> str:
    return when.text.exact if when is not None and when.text is not None else ""


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        (
            "en",
            "Grey said on Monday that Sand met Brandl on 5 May 2014 and left the port in 2016.",
            ("on Monday", "on 5 May 2014"),
        ),
        (
            "es",
            "Grey dijo el lunes que Rok Sand se reunió con Nadia Brandl el 5 de mayo de 2014.",
            ("el lunes", "el 5 de mayo de 2014"),
        ),
    ],
)
def test_each_verb_has_its_own_time(language: str, text: str, times: tuple[str, str]) -> None:
    [claim] = _claims(text, language)
    assert (_words(claim.chain[-1].when), *_times((claim,), "contacts")) == times


def test_a_second_verb_has_the_second_time() -> None:
    claims = _claims("Rok Sand met Ada Grey on 5 May 2014 and directed the port until May 2016.")
    assert _times(claims, "contacts") == ["on 5 May 2014"]
    assert _times(claims, "directs") == ["until May 2016"]


@pytest.mark.parametrize(
    ("language", "text", "known"),
    [
        ("es", "Desde 2007 Brandl sabía que Rok Sand financiaba a la milicia.", "Desde 2007"),
        ("en", "Since 2007 Brandl has known that Rok Sand financed the militia.", "Since 2007"),
    ],
)
def test_since_when_somebody_knew_dates_the_knowing(language: str, text: str, known: str) -> None:
    [claim] = _claims(text, language)
    assert _words(claim.chain[-1].when) == known
    assert _times((claim,), "finances") == [""]


@pytest.mark.parametrize(
    ("language", "text", "predicate", "words"),
    [
        (
            "en",
            "After the election, Rok Sand controlled the ministry.",
            "controls",
            "After the election",
        ),
        (
            "es",
            "Tras las elecciones, Rok Sand controló el ministerio.",
            "controls",
            "Tras las elecciones",
        ),
        (
            "en",
            "Since taking office, Rok Sand has protected the smugglers.",
            "protects",
            "Since taking office",
        ),
        (
            "es",
            "Desde que asumió el cargo, Rok Sand protege a los contrabandistas.",
            "protects",
            "Desde que asumió el cargo",
        ),
    ],
)
def test_what_another_event_tells_has_words_and_no_dates(
    language: str, text: str, predicate: str, words: str
) -> None:
    [claim] = _claims(text, language)
    [relation] = [r for r in claim.relations if r.predicate == predicate]
    assert _words(relation.when) == words
    assert relation.when is not None
    assert relation.when.relative == "after"
    assert not relation.when.dated


def test_a_sentence_is_dated_as_the_act_that_it_is() -> None:
    claims = _claims("The court sentenced Rok Sand on 5 May 2017 for the murder of Grey in 2009.")
    assert _words(claims[0].chain[-1].when) == "on 5 May 2017"
    assert _times(claims, "sentenced") == ["on 5 May 2017"]


def test_what_only_looks_like_an_event_dates_nothing() -> None:
    claims = _claims(
        "The witness said that Rok Sand paid the militia after the election commission met."
    )
    assert _times(claims, "pays") == [""]


@pytest.mark.parametrize(
    "text",
    [
        "Rok Sand financed the militia for more than a decade.",
        "Rok Sand was sentenced to 21 years and eight months in prison.",
    ],
)
def test_how_long_is_never_when(text: str) -> None:
    assert all(r.when is None for claim in _claims(text) for r in claim.relations)


@pytest.mark.parametrize(("published", "dated"), [("2019-05-15", True), ("", False)])
def test_last_year_is_counted_from_the_document_s_date_where_it_has_one(
    published: str, *, dated: bool
) -> None:
    [claim] = _claims("Rok Sand was arrested last year.", published=published)
    when = claim.relations[0].when
    assert when is not None
    assert when.deictic
    year = DateRange(earliest="2018-01-01", latest="2018-12-31")
    assert when.first_imprecise == (year if dated else None)


@pytest.mark.parametrize(
    "text",
    [
        "A letter published last year says that Rok Sand met Brandl three years ago.",
        '"I met Rok Sand three years ago," Brandl said in 2010.',
    ],
)
def test_words_of_another_day_are_not_counted_from_the_document_s(text: str) -> None:
    found = [
        r.when for claim in _claims(text) for r in claim.relations if r.predicate == "contacts"
    ]
    assert [(_words(when), when is not None and when.dated) for when in found] == [
        ("three years ago", False)
    ]
