"""Values cannot be wrong once they exist, and have one spelling."""

import inspect
import pickle

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.model import errors
from careo.model.claim import Claim, Link, Relation, Role, Speaker, claim_id
from careo.model.document import Outcome, Source
from careo.model.errors import CareoError, QuoteMismatchError, RefusedError
from careo.model.journal import Anchor
from careo.model.predicates import PREDICATES, ROLES
from careo.model.reading import referent_id
from careo.model.record import DocumentId, Sha256, canonical_json, sha256
from careo.model.text import Segment, Span, TextLayer, layer_id
from careo.model.time import DateRange

DOCUMENT = DocumentId(sha256(b"a letter"))
TEXT = "General Ibarra says that the tally sheets were altered."


def layer(text: str = TEXT) -> TextLayer:
    segments = (Segment(kind="paragraph", start=0, end=len(text)),) if text else ()
    return TextLayer(
        id=layer_id(DOCUMENT, text),
        document=DOCUMENT,
        text=text,
        segments=segments,
        extractor="test",
    )


def claim(content: Span, cue: Span | None, act: str = "asserts") -> Claim:
    link = Link(speaker=Speaker(kind="document"), act="asserts", mode="own_words", cue=cue)
    link = msgspec.structs.replace(link, act=act)
    return Claim(
        id=claim_id(DOCUMENT, content.layer, cue, (content,)),
        document=DOCUMENT,
        layer=content.layer,
        content=(content,),
        chain=(link,),
    )


@given(st.text(min_size=1, alphabet=st.characters(codec="utf-8")), st.data())
def test_every_span_of_a_layer_says_the_words_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = layer(text).span(start, end)
    span.verify(text)
    assert Span.parse(span.canonical()) == span


def test_a_span_that_says_other_words_is_refused() -> None:
    span = layer().span(8, 14)
    with pytest.raises(QuoteMismatchError):
        span.verify(TEXT.upper())
    with pytest.raises(QuoteMismatchError):
        Span(layer=span.layer, start=0, end=4, exact="longer")
    with pytest.raises(RefusedError):
        Span(layer=span.layer, start=4, end=4, exact="")


def test_a_layer_with_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(RefusedError):
        TextLayer(
            id=layer_id(DOCUMENT, "x"),
            document=DOCUMENT,
            text="\ud800",
            segments=(),
            extractor="test",
        )


def test_segments_outside_the_text_or_overlapping_are_refused() -> None:
    for segments in (
        (Segment(kind="paragraph", start=0, end=99),),
        (Segment(kind="heading", start=0, end=5), Segment(kind="paragraph", start=4, end=9)),
    ):
        with pytest.raises(RefusedError):
            TextLayer(
                id=layer_id(DOCUMENT, TEXT),
                document=DOCUMENT,
                text=TEXT,
                segments=segments,
                extractor="test",
            )


def test_a_better_act_does_not_rename_a_claim() -> None:
    text = layer()
    content, cue = text.span(20, 54), text.span(15, 19)
    assert claim(content, cue, "asserts").id == claim(content, cue, "alleges").id
    assert claim(content, cue).id != claim(content, None).id
    assert claim(content, cue).id != claim(text.span(25, 54), cue).id


def test_a_claim_not_named_by_its_places_is_refused() -> None:
    good = claim(layer().span(20, 54), None)
    with pytest.raises(RefusedError):
        msgspec.structs.replace(good, content=(layer().span(25, 54),)).__post_init__()
    with pytest.raises(RefusedError):
        Claim(
            id=good.id,
            document=DOCUMENT,
            layer=good.layer,
            content=(layer().span(25, 54),),
            chain=good.chain,
        )


def test_every_place_of_a_claim_is_among_its_spans() -> None:
    text = layer()
    role = Role(role="agent", span=text.span(8, 14))
    relation = Relation(predicate="states", roles=(role,), trigger=text.span(15, 19))
    base = claim(text.span(20, 54), text.span(15, 19))
    spans = msgspec.structs.replace(base, relations=(relation,)).spans()
    assert {text.span(8, 14), text.span(15, 19), text.span(20, 54)} <= set(spans)


def test_a_relation_outside_the_vocabulary_is_refused() -> None:
    role = Role(role="agent", span=layer().span(8, 14))
    with pytest.raises(RefusedError):
        Relation(predicate="masterminds", roles=(role,))
    with pytest.raises(RefusedError):
        Relation(predicate="commands", roles=())
    with pytest.raises(RefusedError):
        Role(role="culprit", span=layer().span(8, 14))


def test_predicates_use_only_known_roles_and_read_in_both_languages() -> None:
    assert len(PREDICATES) == 46
    for predicate in PREDICATES.values():
        assert set(predicate.roles) <= set(ROLES)
        assert predicate.en.forward
        assert predicate.es.back


def test_an_outcome_owes_a_reason_unless_all_was_read() -> None:
    assert str(Outcome(status="ok")) == "ok"
    assert str(Outcome(status="refused", reason="empty")) == "refused(empty)"
    with pytest.raises(RefusedError):
        Outcome(status="partial")


def test_what_the_user_says_of_a_source_wins() -> None:
    document = Source(title="Untitled", author="Admin")
    user = Source(author="T. Ibarra", kind="letter")
    assert document.overlaid(user) == Source(title="Untitled", author="T. Ibarra", kind="letter")


def test_records_refuse_unknown_fields_and_have_one_spelling() -> None:
    with pytest.raises(msgspec.ValidationError):
        Source.parse(b'{"grade":"A"}')
    source = Source(title="Él", author="b")
    assert source.canonical() == '{"author":"b","title":"Él"}'.encode()
    assert canonical_json({"b": 1, "a": [True]}) == b'{"a":[true],"b":1}'


def test_an_anchor_and_a_date_range_refuse_nonsense() -> None:
    with pytest.raises(RefusedError):
        Anchor(document=DOCUMENT, start=0, end=3, exact="four")
    with pytest.raises(RefusedError):
        DateRange(earliest="2008-01-01", latest="2007-12-31")


def test_referents_are_named_by_layer_and_first_place() -> None:
    text = layer()
    assert referent_id(text.id, text.span(0, 7)) == referent_id(text.id, text.span(0, 7))
    assert referent_id(text.id, text.span(0, 7)) != referent_id(text.id, text.span(0, 14))


def leaves() -> list[type[CareoError]]:
    found = [c for _, c in inspect.getmembers(errors, inspect.isclass)]
    return [c for c in found if issubclass(c, CareoError)]


@pytest.mark.parametrize("kind", leaves())
def test_errors_survive_a_process_border(kind: type[CareoError]) -> None:
    again = pickle.loads(pickle.dumps(kind("case x is busy", "try again")))  # noqa: S301
    assert type(again) is kind
    assert (again.message, again.hint) == ("case x is busy", "try again")
    assert str(again) == "case x is busy: try again"
    assert again.exit_status in {2, 3, 4}
    assert str(kind("no hint")) == "no hint"


def test_ids_are_sha256_in_lower_case_hex() -> None:
    digest: Sha256 = Source().digest()
    assert len(digest) == 64
    assert digest == digest.lower()
