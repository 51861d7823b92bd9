"""Ranks before names, posts in a force and its units, by the order of words."""

import pytest

from tests.unit.claims.relations_of import found, lines

TOLD: list[tuple[str, list[str]]] = [
    (
        "Troops of 5 Brigade of 7 Division met Captain Mira Holt.",
        ["part_of: agent=5 Brigade; patient=7 Division"],
    ),
    (
        (
            "The General Officer Commanding (GOC), 4 Division, Lorvian Army, Maj-Gen. Bruno Keel, "
            "opened the bridge."
        ),
        [
            "holds_rank: rank=Maj-Gen.; agent=Bruno Keel",
            (
                "holds_post: post=General Officer Commanding (GOC); unit=4 Division; "
                "agent=Bruno Keel"
            ),
        ],
    ),
    (
        "Lt. Col. Mira Holt, Director of Army Public Relations, opened the bridge.",
        [
            "holds_rank: rank=Lt. Col.; agent=Mira Holt",
            "holds_post: agent=Mira Holt; post=Director of Army Public Relations",
        ],
    ),
    (
        (
            "Brigadier-General Mira Holt, who was until now the Commander, 9 Brigade, was moved "
            "to Defence Headquarters as Director of Policy."
        ),
        [
            "holds_post: agent=Mira Holt; post=Commander; unit=9 Brigade",
            "posted_to: agent=Mira Holt; unit=Defence Headquarters",
            "holds_post: agent=Mira Holt; post=Director of Policy",
        ],
    ),
    (
        "The new Commander of the Special Task Force is Colonel Mira Holt.",
        ["holds_post: post=Commander; unit=Special Task Force; agent=Mira Holt"],
    ),
    (
        (
            "The Chief of Air Staff, Air Marshal Bruno Keel; the Chief of Naval Staff, Vice "
            "Admiral Mira Holt, opened the bridge."
        ),
        [
            "holds_post: post=Chief of Air Staff; agent=Bruno Keel",
            "holds_post: post=Chief of Naval Staff; agent=Mira Holt",
        ],
    ),
    (
        (
            "Captain Mira Holt, GOC, 4 Division, took over from Captain Bruno Keel, Commander, "
            "9 Brigade."
        ),
        [
            "holds_post: agent=Mira Holt; post=GOC; unit=4 Division",
            "holds_post: agent=Bruno Keel; post=Commander; unit=9 Brigade",
        ],
    ),
    (
        "The 9 Brigade's Chief of Staff, Colonel Mira Holt, opened the bridge.",
        ["holds_post: unit=9 Brigade; post=Chief of Staff; agent=Mira Holt"],
    ),
    (
        "The Deputy Director, Army Public Relations, and the spokesman, Major Mira Holt, left.",
        [
            "holds_post: post=Deputy Director, Army Public Relations; agent=Mira Holt",
            "holds_post: post=spokesman; agent=Mira Holt",
        ],
    ),
    (
        "DIG Mira Holt of the 3 Battalion of the Lorvian Army opened the bridge.",
        [
            "holds_rank: rank=DIG; agent=Mira Holt",
            "posted_to: agent=Mira Holt; unit=3 Battalion",
            "part_of: agent=3 Battalion; patient=Lorvian Army",
        ],
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_a_post_is_told_with_its_unit_and_its_holder(text: str, told: list[str]) -> None:
    told_lines = lines(text)
    assert [line for line in told if line not in told_lines] == []


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The Commissioner of Police, Mira Holt, left.", "unit=Police"),
        (
            "Colonel Mira Holt replaced the Commander, 9 Brigade, Colonel Bruno Keel.",
            "agent=Mira Holt; post",
        ),
        ("Colonel Mira Holt met the Director of Policy; she left.", "Mira Holt; post"),
        ("General Mira Holt was at the parade; the 9 Brigade marched.", "posted_to"),
        ("Mira Holt, a graduate of the Naval College, left.", "posted_to"),
    ],
)
def test_nobody_is_given_another_one_s_post(text: str, never: str) -> None:
    assert [line for line in lines(text) if never in line] == []


def test_a_post_beside_a_name_in_another_s_words_is_nobody_s_for_sure() -> None:
    text = "He said that the troops were led by the Commander, 9 Brigade, Colonel Mira Holt."
    content = "the troops were led by the Commander, 9 Brigade, Colonel Mira Holt"
    voices = {r.predicate: r.voice for r in found(text, content)}
    assert voices["holds_rank"] == "unclear"
    assert voices["holds_post"] == "unclear"
