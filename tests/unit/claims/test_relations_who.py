"""What somebody is said to be, and what courts did to him."""

from __future__ import annotations

import pytest

from tests.unit.claims.relations_of import found, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("General Arto Velin fled.", "holds_rank: rank=General; agent=Arto Velin"),
        (
            "Arto Velin was the commander of the First Division.",
            "holds_post: agent=Arto Velin; post=commander; unit=First Division",
        ),
        (
            "Marek Dolan, the former Minister of Defence of Karovia, fled.",
            "holds_post: agent=Marek Dolan; post=former Minister of Defence; unit=Karovia",
        ),
        (
            "Lena Orsic is a member of the Unity Party.",
            "member_of: agent=Lena Orsic; patient=the Unity Party",
        ),
        (
            "Tomas Ilk is the brother of Ivan Reva.",
            "related_to: agent=Tomas Ilk; counterpart=Ivan Reva",
        ),
        (
            "Orla Mining Ltd is a subsidiary of Meridian Trading Company.",
            "part_of: agent=Orla Mining Ltd; patient=Meridian Trading Company",
        ),
        (
            "Radu Stan served as a captain in the Coastal Guard.",
            "holds_rank: agent=Radu Stan; rank=captain; unit=Coastal Guard",
        ),
    ],
)
def test_who_somebody_is(text: str, expected: str) -> None:
    def plain(said: str) -> str:
        return said.replace("=the ", "=")

    assert plain(expected) in [plain(said) for said in lines(text)]


def test_a_title_belongs_to_the_name_beside_it_alone() -> None:
    text = "Police arrested former Interior Minister Lena Orsic and two of her aides."
    (post,) = [r for r in found(text) if r.predicate == "holds_post"]
    assert [r.span.exact for r in post.roles] == ["former Interior Minister", "Lena Orsic"]


def test_an_apposition_in_reported_speech_is_nobodys_for_sure() -> None:
    text = (
        "Radu Stan said that General Arto Velin, a member of the council, directed the operation."
    )
    content = "that General Arto Velin, a member of the council, directed the operation"
    voices = {r.predicate: r.voice for r in found(text, content)}
    assert voices == {"holds_rank": "unclear", "member_of": "unclear", "directs": "speaker"}


def test_an_apposition_in_quotation_marks_is_the_speakers() -> None:
    text = (
        "\u201cArto Velin, a member of the council, directed the operation,\u201d Radu Stan said."
    )
    content = "\u201cArto Velin, a member of the council, directed the operation,\u201d"
    assert {r.voice for r in found(text, content)} == {"speaker"}


def test_an_apposition_in_the_documents_own_words_is_the_documents() -> None:
    text = "Arto Velin, a member of the council, directed the operation."
    voices = {r.predicate: r.voice for r in found(text)}
    assert voices == {"member_of": "document", "directs": "speaker"}


def test_two_lengths_of_a_sentence_are_two_values() -> None:
    text = (
        "Radu Stan, a member of the Northern Cartel and sentenced to 21 years in prison, wrote a "
        "letter. Stan is serving 21 years and eight months in a federal prison."
    )
    lengths = [
        role.span.exact
        for relation in found(text)
        if relation.predicate == "sentenced"
        for role in relation.roles
        if role.role == "duration"
    ]
    assert lengths == ["21 years", "21 years and eight months"]


def test_a_conviction_and_its_charge() -> None:
    text = "Radu Stan was convicted of unlawful detention."
    assert lines(text) == ["convicted: patient=Radu Stan; charge=unlawful detention"]


def test_a_plea_is_not_yet_a_conviction() -> None:
    text = "Radu Stan pleaded guilty to fraud."
    assert "convicted" not in {r.predicate for r in found(text)}


def test_a_day_is_no_charge() -> None:
    text = "Police arrested Lena Orsic on Tuesday."
    assert [r.role for r in found(text)[0].roles] == ["agent", "patient"]


def test_a_duration_is_an_amount_and_no_date() -> None:
    (only,) = found("Radu Stan was sentenced to nine years in prison.")
    assert only.when is None


def test_an_order_reported_as_a_saying_still_says_who_ordered_whom() -> None:
    text = "Marek Dolan instructed Lena Orsic to burn the ledgers."
    assert lines(text, "Lena Orsic to burn the ledgers") == [
        "commands: agent=Marek Dolan; patient=Lena Orsic; domain=burn the ledgers"
    ]
