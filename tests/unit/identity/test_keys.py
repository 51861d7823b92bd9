"""Only an exact full name groups across documents."""

import pytest

from careo.identity import keys
from careo.model.reading import Identified, Mention, MentionKind, Number, Referent, referent_id
from careo.model.record import DocumentId, ReferentId, sha256
from careo.model.text import Segment, TextLayer, layer_id


def referent(
    *names: str,
    kind: MentionKind = "person",
    identified: Identified = "named",
    number: Number = "one",
    head: str = "",
    members: tuple[ReferentId, ...] = (),
) -> Referent:
    text = names[0] if names else head or "they"
    document = DocumentId(sha256(text.encode()))
    layer = TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=(Segment(kind="paragraph", start=0, end=len(text)),),
        extractor="test",
    )
    span = layer.span(0, len(text))
    mention = Mention(span=span, kind=kind, form="name", head=head or text.split()[-1])
    return Referent(
        id=referent_id(layer.id, span),
        kind=kind,
        mentions=(mention,),
        names=names,
        identified=identified,
        number=number,
        members=members,
    )


def test_accents_case_and_punctuation_do_not_part_a_name() -> None:
    assert keys(referent("Clíver Otálora")) == keys(referent("CLIVER OTALORA."))
    assert keys(referent("Séan O'Hara")) == keys(referent("Sean O\u2019Hara"))


def test_a_misspelt_name_is_another_name() -> None:
    assert keys(referent("Benicio Varrón")) != keys(referent("Benicio Varon"))


def test_the_order_of_the_words_counts() -> None:
    assert keys(referent("Ana Sol")) != keys(referent("Sol Ana"))


def test_a_surname_alone_groups_nobody() -> None:
    assert keys(referent("Varrón")) == ()
    assert keys(referent("B. Varrón")) == ()


def test_a_short_form_shared_by_two_people_groups_neither() -> None:
    one = set(keys(referent("Juan Pérez López", "Juan Pérez", "Pérez")))
    other = set(keys(referent("Juan Pérez Gómez", "Juan Pérez", "Pérez")))
    assert one
    assert other
    assert not one & other


def test_a_person_and_a_body_of_one_name_stay_apart() -> None:
    assert keys(referent("Santa Brígida")) != keys(referent("Santa Brígida", kind="place"))


@pytest.mark.parametrize("identified", ["unnamed", "anonymised", "unknown"])
def test_who_is_not_named_is_never_grouped(identified: Identified) -> None:
    assert keys(referent(identified=identified)) == ()


def test_a_group_is_never_grouped() -> None:
    member = referent("Ana Sol").id
    assert keys(referent(number="many", members=(member,))) == ()


def test_a_long_acronym_counts_only_as_the_only_name() -> None:
    full = referent("Southern Popular Army", "SPA", kind="organization")
    assert keys(full) == ("organization:southern popular army",)
    assert keys(referent("SPA", kind="organization")) == ("organization:spa",)
    assert keys(referent("UN", kind="organization")) == ()


def test_the_article_is_not_part_of_a_name() -> None:
    assert keys(referent("The Padlocks", kind="organization")) == keys(
        referent("Padlocks", kind="organization")
    )


def test_a_letter_is_not_grouped_by_a_name() -> None:
    assert keys(referent("Letter from Harrowgate", kind="conveyor")) == ()
