"""The schema claims no more than the words do."""

import pytest

from careo.identity import schema
from careo.model.reading import MentionKind
from tests.unit.identity.test_keys import referent


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ministry of the Interior", "PublicBody"),
        ("National Tally Council", "PublicBody"),
        ("Third Brigade", "PublicBody"),
        ("Aurífera Delta S.A.", "Company"),
        ("Northern Haulage Ltd", "Company"),
        ("Southern Popular Army", "Organization"),
        ("Padlocks", "Organization"),
        ("Cartel of the Lamps", "Organization"),
    ],
)
def test_a_body_is_what_its_name_says(name: str, expected: str) -> None:
    assert schema(referent(name, kind="organization")) == expected


def test_a_body_without_a_name_is_what_its_head_word_says() -> None:
    assert schema(referent(kind="organization", head="court")) == "PublicBody"
    assert schema(referent(kind="organization", head="regime")) == "Organization"
    assert schema(referent(kind="organization", head="corporation")) == "Organization"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("person", "Person"), ("place", "Territory"), ("conveyor", "Document"), ("thing", "Thing")],
)
def test_other_kinds_have_one_schema_each(kind: MentionKind, expected: str) -> None:
    assert schema(referent("Ana Sol", kind=kind)) == expected
