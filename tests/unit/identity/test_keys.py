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


def test_an_acronym_joins_where_the_document_says_what_it_stands_for() -> None:
    full = referent("Southern Popular Army", "SPA", kind="organization")
    assert keys(full) == ("organization:southern popular army", "organization:spa")
    assert keys(referent("SPA", kind="organization")) == ("organization:spa",)
    assert keys(referent("UN", kind="organization")) == ()
    other = referent("Southern Popular Army", "NLF", kind="organization")
    assert keys(other) == ("organization:southern popular army",)
    spanish = referent("Servicio Nacional de las Minas", "SNM", kind="organization")
    assert "organization:snm" in keys(spanish)


def test_a_title_before_a_full_name_parts_nobody() -> None:
    titled = set(keys(referent("Gral. Ana Sol Paz")))
    assert titled & set(keys(referent("Ana Sol Paz")))
    assert titled & set(keys(referent("General Ana Sol Paz")))
    assert not set(keys(referent("General Paz"))) & set(keys(referent("Colonel Paz")))


@pytest.mark.parametrize("given", ["Sultan", "Amir", "Prince", "Major", "Mayor", "Conde"])
def test_what_may_be_a_given_name_is_no_title(given: str) -> None:
    assert not set(keys(referent(f"{given} Ahmed Khan"))) & set(keys(referent("Ahmed Khan")))


def test_a_name_is_the_same_in_another_alphabet_that_has_all_its_sounds() -> None:
    latin = keys(referent("Ivan Petrovich Sokolov"))
    assert keys(referent("Иван Петрович Соколов")) == latin
    assert keys(referent("محمد أحمد")) != keys(referent("Mhmd Ahmd"))
    assert keys(referent("李伟 国强")) != keys(referent("李玮 国强"))  # one sound, two names


def test_the_article_is_not_part_of_a_name() -> None:
    assert keys(referent("The Padlocks", kind="organization")) == keys(
        referent("Padlocks", kind="organization")
    )


def test_a_letter_is_not_grouped_by_a_name() -> None:
    assert keys(referent("Letter from Harrowgate", kind="conveyor")) == ()
