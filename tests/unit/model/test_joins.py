from typing import Any

from careo.model.claim import Claim, Link, Relation, Role, Speaker, claim_id
from careo.model.joins import Held, Places, speaker_words
from careo.model.reading import MentionKind
from careo.model.record import DocumentId, Sha256
from careo.model.text import Segment, TextLayer, layer_id

TEXT = "The brother of Ana Ruiz and the letter of 2007 reached Ana Ruiz in Port Vela."
DOCUMENT = DocumentId(Sha256("d" * 64))
LAYER = TextLayer(
    id=layer_id(DOCUMENT, TEXT),
    document=DOCUMENT,
    text=TEXT,
    segments=(Segment(kind="paragraph", start=0, end=len(TEXT)),),
    extractor="plain/1",
)


def span(words: str, after: Any = 0) -> Any:
    start = TEXT.index(words, after)
    return LAYER.span(start, start + len(words))


def held(words: str, who: str, kind: MentionKind = "person", after: int = 0) -> Held[str]:
    place = span(words, after)
    return Held(place.start, place.end, kind, who)


def claim(content: Any, *roles: Any, speaker: Any = None) -> Any:
    link = Link(speaker=speaker or Speaker(kind="document"), act="asserts", mode="own_words")
    relations = (Relation(predicate="states", roles=roles),) if roles else ()
    return Claim(
        id=claim_id(DOCUMENT, LAYER.id, None, content),
        document=DOCUMENT,
        layer=LAYER.id,
        content=content,
        chain=(link,),
        relations=relations,
    )


def test_only_the_outermost_mention_of_a_content_counts() -> None:
    places = Places([held("The brother of Ana Ruiz", "brother"), held("Ana Ruiz", "ana")])
    assert places.about(claim((span("The brother of Ana Ruiz and the letter"),))) == ("brother",)


def test_an_inner_mention_counts_where_it_has_a_role_of_its_own() -> None:
    places = Places([held("The brother of Ana Ruiz", "brother"), held("Ana Ruiz", "ana")])
    role = Role(role="counterpart", span=span("Ana Ruiz"))
    found = places.about(claim((span("The brother of Ana Ruiz and the letter"),), role))
    assert set(found) == {"brother", "ana"}


def test_the_same_person_named_twice_counts_once() -> None:
    places = Places([held("Ana Ruiz", "ana"), held("Ana Ruiz", "ana", after=40)])
    assert places.about(claim((span(TEXT),))) == ("ana",)


def test_nothing_is_about_a_letter_a_date_or_an_amount() -> None:
    letter = held("the letter of 2007", "letter", "conveyor")
    places = Places([letter, held("2007", "year", "date"), held("Port Vela", "port", "place")])
    assert places.about(claim((span(TEXT),))) == ("port",)


def test_somebody_named_inside_what_nothing_is_about_still_counts() -> None:
    places = Places(
        [held("the letter of 2007", "letter", "conveyor"), held("2007", "ana", "person")]
    )
    assert places.about(claim((span(TEXT),))) == ("ana",)


def test_a_literal_role_names_nobody() -> None:
    places = Places([held("Ana Ruiz", "ana")])
    role = Role(role="amount", span=span("Ana Ruiz"), literal=True)
    assert places.about(claim((span("Port Vela"),), role)) == ()


def test_a_mention_that_only_overlaps_a_content_is_not_in_it() -> None:
    places = Places([held("Ana Ruiz and the letter", "joint")])
    assert places.about(claim((span("The brother of Ana Ruiz"),))) == ()


def test_words_that_hold_a_name_are_not_that_name() -> None:
    places = Places([held("Ana Ruiz", "ana")])
    assert places.at(span("The brother of Ana Ruiz")) == ()
    assert places.at(span("Ana Ruiz")) == ("ana",)


def test_a_group_stands_for_each_of_its_members() -> None:
    places = Places([held("Ana Ruiz", "ana"), held("Ana Ruiz", "bea")])
    assert places.at(span("Ana Ruiz")) == ("ana", "bea")
    assert set(places.about(claim((span(TEXT),)))) == {"ana", "bea"}


def test_a_speaker_is_its_mentions_or_else_its_words() -> None:
    words = span("The brother of Ana Ruiz")
    plain = Speaker(kind="mention", span=words)
    joint = Speaker(kind="mention", span=words, mentions=(span("Ana Ruiz"), span("Port Vela")))
    content = (span("Port Vela"),)
    assert speaker_words(claim(content, speaker=plain), -1) == (words,)
    assert speaker_words(claim(content, speaker=joint), 0) == joint.mentions
    assert speaker_words(claim(content), -1) == ()
