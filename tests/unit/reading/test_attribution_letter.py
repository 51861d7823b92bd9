"""What a careful reader finds attributed in the letter article, by place."""

from __future__ import annotations

from pathlib import Path

import pytest

from careo.model.reading import Attribution
from careo.model.text import Span
from careo.reading import read
from tests.unit.reading.test_attribution import layer_of

LETTER = Path(__file__).parents[4] / "shared" / "data" / "seed" / "letter.txt"

pytestmark = pytest.mark.skipif(not LETTER.exists(), reason="the letter is not here")


@pytest.fixture(scope="module")
def sayings() -> tuple[Attribution, ...]:
    return read(layer_of(LETTER.read_text(encoding="utf-8"))).attributions


SAYINGS = [
    (80, 230, 238, 380),
    (738, 783, 791, 937),
    (939, 1009, 1022, 1174),
    (1175, 1191, 1202, 1255),
    (1471, 1478, 1485, 1617),
    (1632, 1619, 1645, 1735),
    (1999, 2006, 2016, 2170),
    (2194, 2197, 2172, 2384),
    (2488, 2500, 2474, 2560),
    (2562, 2569, 2576, 2685),
    (2696, 2699, 2712, 2799),
    (2801, 2804, 2812, 2961),
    (2976, 2963, 2991, 3227),
    (3286, 3293, 3306, 3516),
    (3349, 3352, 3323, 3516),
    (3518, 3521, 3528, 3664),
    (3685, 3696, 3707, 3824),
    (3839, 3826, 3847, 3989),
    (4040, 4052, 4060, 4167),
    (4169, 4172, 4178, 4321),
    (4323, 4326, 4338, 4559),
    (4596, 4638, 4647, 4725),
    (4726, 4729, 4736, 4878),
    (4839, 4826, 4805, 4878),
    (5180, 5212, 5222, 5273),
    (5309, 5312, 5328, 5361),
    (5309, 5365, 5382, 5485),
]
"""Where the source, the cue and the content begin, and where the content ends."""


CUT = {1009: 0.1, 4826: 0.3}
"""Cues whose content is found in part only: a row of gerunds, a relative clause before its cue."""


def overlap(a: tuple[int, int], spans: tuple[Span, ...]) -> float:
    """Return the Jaccard index of the characters of a place and of some spans."""
    common = sum(max(0, min(a[1], s.end) - max(a[0], s.start)) for s in spans)
    return common / (a[1] - a[0] + sum(s.end - s.start for s in spans) - common)


@pytest.mark.parametrize(("source", "cue", "start", "end"), SAYINGS)
def test_each_saying_of_the_letter_has_its_speaker_and_its_bounds(
    sayings: tuple[Attribution, ...], source: int, cue: int, start: int, end: int
) -> None:
    assert any(
        one.source is not None
        and one.cue is not None
        and one.source.start <= source < one.source.end
        and one.cue.start <= cue < one.cue.end
        and max(overlap((start, end), one.content), overlap((start, end), one.bounded))
        >= CUT.get(cue, 0.5)
        for one in sayings
    )


def test_little_else_is_found_in_the_letter(sayings: tuple[Attribution, ...]) -> None:
    assert len(sayings) <= 33
