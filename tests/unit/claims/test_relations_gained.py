"""Who knew and who gained, what moved by itself, who was taken where, who kept in touch."""

from __future__ import annotations

import pytest

from careo.claims import build
from careo.model.document import Source
from careo.reading import lexicon, read
from tests.unit.claims.relations_of import layer_of, line, lines

TOLD = {
    "Ana Sol knew about the payments.": "knows_of: agent=Ana Sol; domain=the payments",
    "Ana Sol was informed of the massacre.": "knows_of: agent=Ana Sol; domain=the massacre",
    "Ana Sol took a cut of every truckload of timber.": (
        "benefits_from: agent=Ana Sol; domain=a cut of every truckload of timber"
    ),
    "Ana Sol pocketed half of the ransom money.": (
        "benefits_from: agent=Ana Sol; domain=half of the ransom money"
    ),
    "Ana Sol and Piet Brandt shared the proceeds of the fraud.": (
        "benefits_from: agent=Ana Sol; agent=Piet Brandt; domain=the proceeds of the fraud"
    ),
    "Ana Sol drove truckloads of weapons from Ulm to Kestria.": (
        "transports: agent=Ana Sol; patient=truckloads of weapons; origin=Ulm; destination=Kestria"
    ),
    "Weapons reached the port of Ulm from Kestria.": (
        "transports: patient=Weapons; destination=the port of Ulm; origin=Kestria"
    ),
    "Cocaine went from Kestria to Lorvia through Ulm.": (
        "transports: patient=Cocaine; origin=Kestria; destination=Lorvia; via=Ulm"
    ),
    "Ana Sol was placed under arrest.": "detained: patient=Ana Sol",
    "The court gave Ana Sol a sentence of nine years.": (
        "sentenced: agent=The court; patient=Ana Sol; duration=nine years"
    ),
    "Ana Sol spent the night of 3 March at the Hotel Astor.": (
        "located_in: agent=Ana Sol; place=Hotel Astor"
    ),
    "Ana Sol was in contact with Piet Brandt.": "contacts: agent=Ana Sol; counterpart=Piet Brandt",
    "Ana Sol kept in touch with Piet Brandt.": "contacts: agent=Ana Sol; counterpart=Piet Brandt",
    "Ana Sol, the daughter-in-law of President Piet Brandt, fled.": (
        "related_to: agent=Ana Sol; counterpart=Piet Brandt"
    ),
}
APART = {
    "Ana Sol took a share of the blame.": "benefits_from",
    "Ana Sol shared the news with Piet Brandt.": "benefits_from",
    "Ana Sol drove her truck to Ulm.": "transports",
    "Ana Sol told the court of Veranta the truth.": "knows_of",
    "Ana Sol gave Piet Brandt nine years of her life.": "sentenced",
    "Ana Sol kept the letter in touch.": "contacts",
}


def claimed(text: str) -> list[str]:
    """Return what all claims of a text assert."""
    layer = layer_of(text)
    claims = build(layer, read(layer), Source(kind="article"), lexicon("en"))
    return [line(one) for claim in claims for one in claim.relations]


@pytest.mark.parametrize("text", TOLD)
def test_it_is_told(text: str) -> None:
    assert TOLD[text] in lines(text)


@pytest.mark.parametrize("text", APART)
def test_what_only_looks_like_it(text: str) -> None:
    assert APART[text] not in {one.split(":")[0] for one in lines(text)}


def test_what_somebody_was_told_of_though_nobody_is_said_to_tell_it() -> None:
    assert "knows_of: agent=Ana Sol; domain=the massacre" in claimed(
        "Ana Sol was told of the massacre."
    )


def test_an_arrest_is_told_though_its_reason_is_in_the_words_of_others() -> None:
    told = claimed("Ana Sol was arrested in Veranta on suspicion of fraud.")
    assert [one for one in told if one.startswith("detained: patient=Ana Sol; place=Veranta")]
