"""What the first real letter asserts; skipped where the data is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from careo.claims import build
from careo.model.claim import Relation
from careo.model.document import Source
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading import lexicon, read

_LETTER = Path(__file__).parents[4] / "shared" / "data" / "seed" / "letter.txt"


@pytest.fixture(scope="module")
def relations() -> list[Relation]:
    if not _LETTER.exists():
        pytest.skip("no letter")
    text = _LETTER.read_text(encoding="utf-8")
    document = DocumentId(sha256(text.encode()))
    segments, start = [], 0
    for row in text.splitlines(keepends=True):
        words = row.rstrip()
        if words:
            segments.append(Segment(kind="paragraph", start=start, end=start + len(words)))
        start += len(row)
    layer = TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=tuple(segments),
        extractor="test",
    )
    claims = build(layer, read(layer), Source(kind="article"), lexicon("en"))
    return [relation for claim in claims for relation in claim.relations]


def _places(relation: Relation) -> str:
    """Return a relation with the places of its roles: the words of the letter are not ours."""
    flags = ("not " if relation.negated else "") + ("would " if relation.hedged else "")
    roles = " ".join(f"{role.role}={role.span.start}" for role in relation.roles)
    return f"{flags}{relation.predicate}: {roles}"


@pytest.mark.parametrize(
    "expected",
    [
        "controls: patient=243 agent=268 agent=287",
        "commands: agent=1490 agent=1501",
        "protects: patient=3327 agent=3454",
        "uses: patient=3327 agent=3454",
        "holds_post: agent=1864 post=1885",
        "directs: agent=2999 domain=3058",
        "authorises: domain=2817 agent=2847 agent=2858",
        "would authorises: agent=2847 agent=2858 domain=2893",
        "would controls: domain=3906 agent=3945",
        "would influences: patient=3945 agent=3960",
        "collaborates_with: agent=939 counterpart=1041",
        "facilitates: agent=939 domain=1060",
        "facilitates: agent=939 domain=1122",
        "transports: patient=1137 destination=1170",
    ],
)
def test_the_letter_says(relations: list[Relation], expected: str) -> None:
    assert expected in [_places(relation) for relation in relations]


def test_the_two_lengths_of_the_sentence_are_two_values(relations: list[Relation]) -> None:
    lengths = {
        role.span.exact
        for relation in relations
        if relation.predicate == "sentenced"
        for role in relation.roles
        if role.role == "duration"
    }
    assert lengths == {"21 years", "21 years and eight months"}


def test_whose_words_an_apposition_is_stays_open(relations: list[Relation]) -> None:
    member = [
        r
        for r in relations
        if r.predicate == "member_of" and "Carlos Quintero" in {x.span.exact for x in r.roles}
    ]
    assert [r.voice for r in member] == ["unclear"]


def test_nobody_is_said_to_command_the_revolutionary_guard(relations: list[Relation]) -> None:
    suffering = {r.span.exact for x in relations for r in x.roles if r.role == "patient"}
    assert not {name for name in suffering if "Revolutionary Guard" in name}
