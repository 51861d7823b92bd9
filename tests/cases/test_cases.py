from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.cases.reader import claims_of, name, parse_case, spelt, words

CASES = sorted(Path(__file__).parent.glob("*.case"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_case_gives_exactly_the_claims_it_names(path: Path) -> None:
    case = parse_case(path)
    layer, reading, claims = claims_of(case.text, case.source)
    found = [spelt(claim, reading) for claim in claims]
    for line in case.claims:
        assert any(fnmatchcase(one, line) for one in found), f"{line}\nnot among\n" + "\n".join(
            found
        )
    for line in case.never:
        who, _, what = line.partition(" | ")
        mouths = [name(c.chain[-1].speaker, reading) for c in claims if what in words(c)]
        assert who not in mouths, f"{who} is made to say: {what}"
    if case.total is not None:
        assert len(found) == case.total, "\n".join(found)
    for claim in claims:
        for span in claim.spans():
            span.verify(layer.text)


def test_there_are_cases() -> None:
    assert len(CASES) >= 15
