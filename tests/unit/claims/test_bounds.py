"""Where a content ends: the sentence's structure bounds it, and tears nothing."""

from __future__ import annotations

import pytest

from careo.model.document import Source
from tests.cases.reader import claims_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Roe claims that this group—now spread across the region—was “sent out” as a tool.",
            "that this group—now spread across the region—was “sent out” as a tool",
        ),
        ("Her admission that she left in a hurry means little.", "that she left in a hurry"),
        (
            "Roe is jailed after admitting to helping Doe, moving arms—some guns—and hiding money.",
            "helping Doe, moving arms—some guns—and hiding money",
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
