"""Amounts in one spelling: nothing guessed, both languages' numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.model.amount import Amount
from careo.structure.amounts import amount

READ = {
    "$ 250,000": ("250000", "$", ""),
    "$3 million": ("3000000", "$", ""),
    "US$ 1.5 billion": ("1500000000", "USD", ""),
    "two million euros": ("2000000", "EUR", ""),
    "1,2 millones de euros": ("1200000", "EUR", ""),
    "1.200 millones de euros": ("1200000000", "EUR", ""),
    "1.234,50 euros": ("1234.5", "EUR", ""),
    "€1,234.50": ("1234.5", "EUR", ""),
    "dos mil millones de pesos": ("2000000000", "peso", ""),
    "mil dólares": ("1000", "dollar", ""),
    "un billón de pesos": ("1000000000000", "peso", ""),
    "4.5 tonnes of gold": ("4.5", "tonne", ""),
    "4,5 toneladas de oro": ("4.5", "tonne", ""),
    "more than 400 barrels": ("400", "barrel", "over"),
    "some 30 kilos": ("30", "kg", "about"),
    "cerca de treinta y cinco kilos": ("35", "kg", "about"),
    "hasta 300 kg": ("300", "kg", "under"),
    "three hundred and twenty rifles": ("320", "", ""),
    "twenty-one tons": ("21", "ton", ""),
    "21 years and eight months": ("P21Y8M", "duration", ""),
    "21 años y ocho meses": ("P21Y8M", "duration", ""),
    "nine-year": ("P9Y", "duration", ""),
    "veintiún años": ("P21Y", "duration", ""),
    "a year": ("P1Y", "duration", ""),
    "at least ten days": ("P10D", "duration", "over"),
}


@pytest.mark.parametrize("text", READ)
def test_amounts(text: str) -> None:
    value, unit, bound = READ[text]
    assert amount(text) == Amount(value=value, unit=unit, bound=bound)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "a bribe", "millions of dollars", "life", "gold", "5 and 6 tonnes", "years"]
)
def test_what_gives_no_amount(text: str) -> None:
    assert amount(text) is None


def test_two_lengths_of_a_sentence_stay_two() -> None:
    assert amount("21 years") != amount("21 years and eight months")


@given(st.text(alphabet="0123456789.,$€ aymildeofyears", max_size=40))
def test_whatever_is_written_gives_a_plain_number_or_none(text: str) -> None:
    found = amount(text)
    assert found is None or (found.value.strip("P") and "E" not in found.value)
