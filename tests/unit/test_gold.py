"""The gold documents hold together, and what measures on them counts rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.gold import (
    GOLD,
    HALVES,
    GoldClaim,
    GoldDocument,
    Known,
    Person,
    Quote,
    Tally,
    Told,
    claims_read,
    documents,
    likeness,
    line,
    measured,
    mistakes,
    own_names,
    paired,
    spelt,
    spelt_found,
    titles,
)
from careo.model.claim import Act, Claim, Link, Speaker, claim_id
from careo.model.reading import Mention, Reading, Referent, referent_id
from careo.model.text import Span
from tests.cases.reader import layer_of

PATHS = [path for half in HALVES for path in sorted((GOLD / half).glob("*.json"))]
TEXT = "Ana Sol and Eva Sol said the mill burned. A guard denied it. Sources saw smoke."
LAYER = layer_of(TEXT)


@pytest.mark.parametrize("path", PATHS, ids=[f"{p.parent.name}-{p.stem}" for p in PATHS])
def test_a_gold_document_holds_together(path: Path) -> None:
    gold = GoldDocument.parse(path.read_bytes())
    assert 60 <= len(gold.text.split()) <= 250
    for quote in gold.quotes():
        assert gold.text[quote.start : quote.end] == quote.exact != ""
    keys = {key for c in gold.claims for link in c.chain for key in link.who.split("+")}
    assert keys - {"document", "gap"} <= set(gold.people)
    for index, claim in enumerate(gold.claims):
        assert claim.content
        assert len(claim.chain) > 1
        assert claim.chain[0].who == "document"
        assert claim.polarity == "affirms" or claim.chain[-1].act == "denies"
        if claim.within is not None:
            assert claim.within != index
            _assert_within(claim, gold.claims[claim.within])


def _assert_within(inner: GoldClaim, outer: GoldClaim) -> None:
    assert all(
        any(b.start <= a.start and a.end <= b.end for b in outer.content) for a in inner.content
    )
    begun = [link.who for link in inner.chain[: len(outer.chain)]]
    assert begun == [link.who for link in outer.chain]


def test_there_are_enough_documents() -> None:
    assert len(documents("open")) >= 20
    both = [gold for half in HALVES for gold in documents(half).values()]
    assert len(both) >= 40
    assert sum(gold.language == "es" for gold in both) >= 12


def _span(exact: str) -> Span:
    start = TEXT.index(exact)
    return LAYER.span(start, start + len(exact))


def _quote(exact: str) -> Quote:
    start = TEXT.index(exact)
    return Quote(exact=exact, start=start, end=start + len(exact))


def _referent(*places: str, names: tuple[str, ...] = ()) -> Referent:
    mentions = tuple(
        Mention(span=_span(p), kind="person", form="name" if names else "description", head=p)
        for p in places
    )
    return Referent(
        id=referent_id(LAYER.id, mentions[0].span),
        kind="person",
        mentions=mentions,
        names=names,
        identified="named" if names else "unnamed",
        number="one",
    )


READING = Reading(
    layer=LAYER.id,
    language="en",
    readable=True,
    referents=(
        _referent("Ana Sol", names=("Ana Sol",)),
        _referent("Eva Sol", names=("Eva Sol", "Sol")),
        _referent("A guard"),
    ),
)
GOLD_CLAIMS = (
    GoldClaim(
        content=(_quote("the mill burned"),),
        cue=_quote("said"),
        chain=(
            Told(who="document", act="reports"),
            Told(who="ana+eva", act="asserts", speaker=_quote("Ana Sol and Eva Sol")),
        ),
    ),
    GoldClaim(
        content=(_quote("it"),),
        chain=(
            Told(who="document", act="reports"),
            Told(who="guard", act="denies", speaker=_quote("A guard")),
        ),
        polarity="denies",
    ),
    GoldClaim(
        content=(_quote("smoke"),),
        chain=(
            Told(who="document", act="reports"),
            Told(who="gap", act="asserts", speaker=_quote("Sources")),
        ),
        optional=True,
    ),
)
DOCUMENT = GoldDocument(
    difficulty="two of one surname",
    language="en",
    register="wire",
    text=TEXT,
    people={
        "ana": Person(kind="person", names=("Ana Sol", "Sol")),
        "eva": Person(kind="person", names=("Eva Sol", "Sol")),
        "guard": Person(kind="person"),
    },
    claims=GOLD_CLAIMS,
)
KNOWN = Known(DOCUMENT, READING)


def _speaker(span: str, *mentions: str) -> Speaker:
    return Speaker(kind="mention", span=_span(span), mentions=tuple(_span(m) for m in mentions))


def _claim(speaker: Speaker, content: str, act: Act = "asserts") -> Claim:
    spans = (_span(content),)
    return Claim(
        id=claim_id(LAYER.document, LAYER.id, None, spans),
        document=LAYER.document,
        layer=LAYER.id,
        content=spans,
        chain=(
            Link(speaker=Speaker(kind="document"), act="reports", mode="own_words"),
            Link(speaker=speaker, act=act, mode="indirect"),
        ),
        polarity="denies" if act == "denies" else "affirms",
    )


BOTH = _claim(_speaker("Ana Sol and Eva Sol", "Ana Sol", "Eva Sol"), "the mill burned")
ONE = _claim(_speaker("Ana Sol and Eva Sol", "Ana Sol"), "the mill burned")
GUARD = _claim(_speaker("A guard", "A guard"), "it", act="denies")
SMOKE = _claim(_speaker("Sources"), "smoke")


def test_joint_speakers_are_right_only_together() -> None:
    assert KNOWN.same(BOTH.chain[-1].speaker, "ana+eva")
    assert not KNOWN.same(ONE.chain[-1].speaker, "ana+eva")
    assert not KNOWN.same(BOTH.chain[-1].speaker, "ana")


def test_a_surname_that_two_bear_tells_neither() -> None:
    assert KNOWN.same(_speaker("Eva Sol", "Eva Sol"), "eva")
    assert not KNOWN.same(_speaker("Eva Sol", "Eva Sol"), "ana")


def test_a_title_is_no_part_of_a_name() -> None:
    titled = {
        "guard": Person(kind="person", names=("Mr Eva Sol",)),
        "chair": Person(kind="person", names=("Doctor",)),
    }
    assert own_names(titled, titles("en")) == {"guard": {("eva", "sol")}, "chair": {("doctor",)}}
    two = {
        "a": Person(kind="person", names=("Mr Sol", "Ana Sol")),
        "b": Person(kind="person", names=("Sol",)),
    }
    assert own_names(two, titles("en"))["a"] == {("ana", "sol")}


def test_the_nameless_are_told_by_their_words() -> None:
    assert KNOWN.same(_speaker("A guard", "A guard"), "guard")
    assert not KNOWN.same(_speaker("Ana Sol", "Ana Sol"), "guard")
    assert not KNOWN.same(_speaker("Sources"), "guard")


def test_a_gap_is_a_gap_with_or_without_words() -> None:
    assert KNOWN.same(Speaker(kind="gap"), "gap")
    assert KNOWN.same(_speaker("Sources"), "gap")
    assert not KNOWN.same(_speaker("A guard", "A guard"), "gap")
    assert not KNOWN.same(Speaker(kind="gap"), "guard")
    assert not KNOWN.same(Speaker(kind="document"), "gap")


def test_speaker_and_content_each_overlap_by_half() -> None:
    assert likeness(GOLD_CLAIMS[0], BOTH, KNOWN) == 2.0
    assert not likeness(GOLD_CLAIMS[0], _claim(_speaker("Ana Sol", "Ana Sol"), "the mill"), KNOWN)
    assert not likeness(GOLD_CLAIMS[0], _claim(Speaker(kind="gap"), "the mill burned"), KNOWN)


def test_a_speaker_who_is_not_there_is_a_gap_or_the_right_one() -> None:
    bare = GoldClaim(
        content=(_quote("the mill burned"),),
        chain=(Told(who="document", act="reports"), Told(who="eva", act="asserts")),
    )
    assert likeness(bare, _claim(Speaker(kind="gap"), "the mill burned"), KNOWN)
    assert likeness(bare, _claim(_speaker("Eva Sol", "Eva Sol"), "the mill burned"), KNOWN)
    assert not likeness(bare, _claim(_speaker("Ana Sol", "Ana Sol"), "the mill burned"), KNOWN)


def test_what_is_optional_is_neither_asked_for_nor_wrong() -> None:
    assert paired(GOLD_CLAIMS, [SMOKE, BOTH], KNOWN) == {0: 1, 2: 0}
    with_it = measured(DOCUMENT, [BOTH, SMOKE], KNOWN)
    assert with_it == measured(DOCUMENT, [BOTH], KNOWN)
    assert (with_it.gold, with_it.found, with_it.matched) == (2, 1, 1)


def test_figures_count_claims_that_were_found() -> None:
    found = [ONE, GUARD, _claim(Speaker(kind="gap"), "saw")]
    tally = measured(DOCUMENT, found, KNOWN)
    assert tally == Tally(
        documents=1,
        gold=2,
        found=3,
        matched=2,
        chain=1,
        act=2,
        polarity=2,
        hedging=2,
        speaker=1,
    )
    assert tally.plus(Tally()) == tally
    assert "P  66.7  R 100.0  F1  80.0" in line("all", tally)
    assert list(mistakes(DOCUMENT, found, KNOWN)) == [
        f"chain, speaker: {spelt(GOLD_CLAIMS[0])}  READ AS  {spelt_found(ONE)}",
        "not in the gold: gap asserts | saw",
    ]
    assert list(mistakes(DOCUMENT, [BOTH], KNOWN)) == ["missed: guard denies | it"]


def test_a_language_that_is_not_read_claims_nothing() -> None:
    german = GoldDocument(
        difficulty="another language",
        language="de",
        register="letter",
        text="Der Wächter sagte gestern vor Gericht, dass die alte Mühle am Fluss gebrannt habe.",
        people={},
        claims=(),
    )
    assert claims_read(german)[1] == []
