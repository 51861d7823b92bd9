"""What tells bearers of one name apart is taken from plain words only."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from careo.identity import facts, keys, twofold
from careo.model.grouping import GENERATION, IS, NAMESAKE, PARTS, Fact, contested, group, told_apart
from careo.model.reading import Referent
from careo.model.saying import Piece, Told
from careo.model.text import Span
from careo.model.time import DateRange, When
from tests.unit.identity.test_keys import referent

NAME = "Juan Mora Rey"
KEY = "person:juan mora rey"


def _facts(text: str) -> Any:
    one = referent(NAME)
    at = text.index(NAME)
    layer = one.mentions[0].span.layer
    span = Span(layer=layer, start=at, end=at + len(NAME), exact=NAME)
    placed = structs.replace(one, mentions=(structs.replace(one.mentions[0], span=span),))
    found = facts(placed, keys(placed), text, (), 0)
    return [(f.kind, f.value) for f in found if f.kind not in PARTS]


def _told(*given: Any) -> tuple[Fact, ...]:
    """Return facts but for the parts of names."""
    return tuple(one for one in facts(*given) if one.kind not in PARTS)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Juan Mora Rey, born in 1950 in Selva, left.", [("born", "1950")]),
        ("Juan Mora Rey was born on 3 March 1950.", [("born", "1950")]),
        ("Juan Mora Rey (born in Selva, 1950) left.", [("born", "1950")]),
        ("Juan Mora Rey (1950\u20132004) left.", [("born", "1950"), ("died", "2004")]),
        ("Juan Mora Rey, nacido en Selva en 1950, se fue.", [("born", "1950")]),
        ("Juan Mora Rey nació el 3 de marzo de 1950.", [("born", "1950")]),
        ("Juan Mora Rey fue asesinado en 2004.", [("died", "2004")]),
        ("Juan Mora Rey died in 2004.", [("died", "2004")]),
        ("Juan Mora Rey was born to a father who fled in 1939.", []),
        ("Juan Mora Rey was reportedly born in 1950.", []),
        ("Juan Mora Rey did not say who died in 2004.", []),
        ("Juan Mora Rey left. Ana Sol was born in 1950.", []),
        ("Juan Mora Rey, 1950 pesos in hand, left.", []),
        ("Mr. Juan Mora Rey left.", [("addressed", "as a man")]),
        ("La Sra. Juan Mora Rey se fue.", [("addressed", "as a woman")]),
        ("Juan Mora Rey (hijo) left.", [("said to be", "the son")]),
        ("Juan Mora Rey hijo se fue.", [("said to be", "the son")]),
        ("Juan Mora Rey, padre, se fue.", [("said to be", "the father")]),
        ("Juan Mora Rey, padre de dos hijos, se fue.", []),
        ("Juan Mora Rey hijo de Ana se fue.", []),
        ("Juan Mora Rey, the elder, left.", [("said to be", "the father")]),
        ("Another man of the same name, Juan Mora Rey, left.", [("namesake", "")]),
        ("Juan Mora Rey, homónimo del alcalde, se fue.", [("namesake", "")]),
        ("A namesake fled. Juan Mora Rey left.", []),
    ],
)
def test_a_birth_or_a_death_is_dated_by_the_words_behind_a_name(text: str, known: Any) -> None:
    assert _facts(text) == known


def _rank(force: str, year: str, **more: Any) -> Told:
    range_ = DateRange(earliest=f"{year}-01-01", latest=f"{year}-12-31")
    parts = (Piece("agent", NAME, 0, 5, 0), Piece("unit", force, 9, 12))
    told = Told(0, 0, 20, "holds_rank", "asserts", parts=parts, when=When(first_imprecise=range_))
    return structs.replace(told, **more)


def test_a_rank_in_a_force_tells_apart_who_served_elsewhere_in_that_year() -> None:
    one = referent(NAME)

    def serving(*told: Told) -> tuple[Fact, ...]:
        return _told(one, keys(one), NAME, told, 0)

    assert serving(_rank("the Navy", "2010")) == (Fact(KEY, "serving in 2010", "navy"),)
    assert serving(_rank("la Armada", "2010")) == serving(_rank("the Navy", "2010"))
    assert serving(_rank("the Navy", "2010", hedged=True)) == ()
    assert serving(_rank("the Navy", "2010", polarity="denies")) == ()
    assert serving(_rank("the Navy", "2010"), _rank("the Army", "2010")) == ()
    assert _told(one, keys(one), NAME, (_rank("the Navy", "2010"),), 1) == ()


def _post(post: str, unit: str, **more: Any) -> Told:
    parts = (Piece("agent", NAME, 0, 5, 0), Piece("post", post, 9, 12), Piece("unit", unit, 13, 15))
    told = Told(0, 0, 20, "holds_post", "asserts", parts=parts)
    return structs.replace(told, **more)


def test_a_post_that_one_holds_in_one_place_tells_apart_and_any_post_joins() -> None:
    one = referent(NAME)

    def said(*told: Told) -> set[tuple[str, str]]:
        return {(each.kind, each.value) for each in _told(one, keys(one), NAME, told, 0)}

    assert said(_post("Mayor", "Norte")) == {("mayor of", "norte"), (IS, "mayor norte")}
    assert ("mayor of", "norte") in said(_post("alcaldesa", "la ciudad de Norte"))
    assert said(_post("clerk", "")) == set()
    assert said(_post("harbour master", "Norte")) == {
        (IS, "harbour master norte"),
        (IS, "harbour master"),
    }
    assert said(_post("Mayor", "Norte", negated=True)) == set()
    assert said(_post("Mayor", "Norte", hedged=True)) == set()
    both = said(_post("Mayor", "Norte"), _post("Mayor", "Sur"))
    assert {kind for kind, _ in both} == {IS}


def test_what_a_document_says_in_two_ways_tells_nothing() -> None:
    text = f"{NAME} (1950-2001) left. "
    one = referent(NAME)
    layer = one.mentions[0].span.layer
    second = f"{text}{NAME} (1951-2001) left."
    places = (0, len(text))
    mentions = tuple(
        structs.replace(
            one.mentions[0],
            span=Span(layer=layer, start=at, end=at + len(NAME), exact=NAME),
        )
        for at in places
    )
    held: Referent = structs.replace(one, mentions=mentions)
    assert _told(held, keys(held), second, (), 0) == (Fact(KEY, "died", "2001"),)


def test_who_shares_a_full_name_within_a_document_is_joined_with_nobody_but_a_son() -> None:
    def said(text: str) -> set[tuple[str, str]]:
        one = referent(NAME)
        span = structs.replace(one.mentions[0].span, start=0, end=len(NAME))
        one = structs.replace(one, mentions=(structs.replace(one.mentions[0], span=span),))
        known = facts(one, keys(one), text, (), 0, twofold=True)
        return {(each.kind, each.value) for each in known if each.kind not in PARTS}

    assert said(f"{NAME}, 34, left.") == {(NAMESAKE, "")}
    assert said(f"{NAME} (hijo) left.") == {(GENERATION, "the son")}
    pair = referent(NAME), structs.replace(referent(NAME), id=referent("Ana Sol").id)
    assert twofold((*pair, referent("Eva Luna Rey"))) == {pair[0].id, pair[1].id}


def test_an_acronym_bears_what_it_stands_for() -> None:
    one = referent("Servicio Nacional de Minas", "SNM", kind="organization")
    known = facts(one, keys(one), "", (), 0)
    assert known == (Fact("organization:snm", "stands for", "servicio nacional de minas"),)
    alone = referent("SNM", kind="organization")
    assert facts(alone, keys(alone), "", (), 0) == ()


def test_two_bodies_of_one_acronym_stay_two_and_a_bare_one_joins_neither() -> None:
    def groups(*bodies: Referent) -> list[int]:
        known = [(keys(one), facts(one, keys(one), "", (), 0)) for one in bodies]
        differ = contested(fact for _, held in known for fact in held)
        names = {n: told_apart(texts, held, differ) for n, (texts, held) in enumerate(known)}
        return list(group(names, []).values())

    mines = referent("Servicio Nacional de Minas", "SNM", kind="organization")
    union = referent("Sindicato Nacional de Mineros", "SNM", kind="organization")
    bare = referent("SNM", kind="organization")
    assert groups(mines, bare, bare, mines) == [0, 0, 0, 0]
    assert groups(mines, bare, bare, union) == [0, 1, 2, 3]
