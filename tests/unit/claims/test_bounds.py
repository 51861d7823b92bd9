"""Where a content ends: the sentence's structure bounds it, and tears nothing."""

from __future__ import annotations

import pytest

from careo.claims import build
from careo.model.document import Source
from careo.reading import lexicon, read
from tests.cases.reader import claims_of, layer_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Roe claims that this group—now spread across the region—was “sent out” as a tool.",
            "that this group—now spread across the region—was “sent out” as a tool",
        ),
        ("Her admission that she left in a hurry means little.", "that she left in a hurry"),
        (
            (
                "Roe is in prison after admitting to helping Doe, moving arms—some of them guns—"
                "and hiding money."
            ),
            "helping Doe, moving arms—some of them guns—and hiding money",
        ),
        (
            "Varga, the indictment adds, told an undercover agent in a café that “nobody counts”.",
            "Varga / told an undercover agent in a café that “nobody counts”",
        ),
    ],
)
def test_a_bound_parts_no_clause(text: str, said: str) -> None:
    *_, claims = claims_of(text, Source(kind="article"))
    told = [" / ".join(s.exact for s in c.content) for c in claims if len(c.chain) > 1]
    assert said in told


def test_a_clause_on_the_speaker_is_no_word_of_his() -> None:
    text = "«Yo firmaba lo que me mandaban», dijo el exgerente, que permanece detenido desde enero."
    layer = layer_of(text)
    claims = build(layer, read(layer, "es"), Source(kind="article"), lexicon("es"))
    told = [[s.exact for s in c.content] for c in claims if len(c.chain) > 1]
    assert told == [["«Yo firmaba lo que me mandaban»"]]


def test_a_participle_without_a_subject_goes_on_and_says_nothing_more() -> None:
    text = (
        "He also claims that since 2007 he was aware of unofficial contacts between figures of the "
        "Ardenan regime and lawmakers, without specifying names, but suggesting a layer of "
        "parallel operations aimed at influencing others."
    )
    *_, claims = claims_of(text, Source(kind="article"))
    assert all(link.speaker.kind != "gap" for claim in claims for link in claim.chain)
