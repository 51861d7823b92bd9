"""What a document says of somebody that can be so of one bearer of a name only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from careo.identity.joining import generations, joining, lives, namesakes
from careo.identity.keys import ACRONYM, expansion
from careo.identity.names.lists import persons
from careo.identity.normal import words
from careo.model.grouping import ADDRESSED, GENERATION, GIVEN, IS, NAMESAKE, SURNAME, Fact
from careo.model.reading import Referent
from careo.model.saying import Told

_REACH = 120
"""Characters behind a name in which its bearer's birth or death is looked for."""
_NEAR = 48
"""Characters beside a name in which a title is looked for, or another one of the name."""
_MOST = 12
"""Of posts, units and kin that somebody is told by."""
_YEAR = 4
_RANK = "holds_rank"
_POST = "holds_post"
_STANDING = {
    _POST: ("post", "unit"),
    "posted_to": ("unit",),
    "member_of": ("patient", "unit"),
    "commands": ("patient",),
    "related_to": ("patient", "counterpart"),
}
_TITLE = re.compile(r"[^\W\d_]+\.?\s*$")
_ENDS = re.compile(r"[.;:\n](?!\w)")


def facts(
    referent: Referent,
    keys: Iterable[str],
    text: str,
    told: Iterable[Told],
    number: int,
    *,
    twofold: bool = False,
) -> tuple[Fact, ...]:
    """Return what tells this bearer of each key from others, and what joins it with some, in order.

    For a person the years of birth and death, the force in which a rank was held in a year, the
    one place of a post, whether as a man or a woman it is addressed; posts, units and kin; words
    that tell of father and son, or of another one of the name; and the parts of its name. For a
    body what its acronym stands for. What a document says in two ways tells nothing.

    Args:
        referent: Whom.
        keys: The names by which it may be grouped.
        text: The text of its layer.
        told: The statements of its document.
        number: Its number in them.
        twofold: The document names another one so; see `careo.identity.keys.twofold`.
    """
    names = tuple(keys)
    if referent.kind != "person":
        full = expansion(referent)
        acronyms = [key for key in names if full and key != full]
        return tuple(sorted(Fact(key, ACRONYM, full.partition(":")[2]) for key in acronyms))
    if not names:
        return ()
    plainly = tuple(one for one in told if _plays(one, number))
    said = {*_around(referent, text), *_serving(plainly), *_seats(plainly)}
    values = {kind: {v for k, v in said if k == kind} for kind, _ in said}
    known = {(kind, *each) for kind, each in values.items() if len(each) == 1}
    if twofold and not any(kind == GENERATION for kind, _ in known):
        known.add((NAMESAKE, ""))
    known |= {(IS, one) for one in sorted(set(_standing(plainly)))[:_MOST]}
    found = {Fact(key, kind, value) for key in names for kind, value in known}
    return tuple(sorted({*found, *_parts(names[-1])}))


def _plays(one: Told, number: int) -> bool:
    """Tell whether a statement says plainly, and of nobody else, what somebody does."""
    plain = not (one.negated or one.hedged) and one.polarity == "affirms"
    return plain and [part.who for part in one.parts if part.role == "agent"] == [number]


def _around(referent: Referent, text: str) -> Iterator[tuple[str, str]]:
    """Yield what the words beside each place of a name say of its bearer."""
    for mention in referent.mentions:
        if mention.form != "name":
            continue
        start, end = mention.span.start, mention.span.end
        behind, before = text[end : end + _REACH], text[max(0, start - _NEAR) : start]
        for pattern in lives():
            found = pattern.match(behind)
            if found is not None:
                yield from ((kind, year) for kind, year in found.groupdict().items() if year)
        yield from ((GENERATION, one) for one, way in generations() if way.match(behind))
        title = _TITLE.search(before)
        last = () if title is None else words(title[0])
        yield from ((ADDRESSED, how) for how, ways in joining().addressed.items() if ways & {*last})
        beside = _ENDS.split(before)[-1], _ENDS.split(behind[:_NEAR])[0]
        if any(namesakes().search(one) for one in beside):
            yield NAMESAKE, ""


def _serving(told: Iterable[Told]) -> Iterator[tuple[str, str]]:
    for one in told:
        if one.predicate != _RANK or one.when is None:
            continue
        force = _force(_texts(one, "unit"))
        date = one.when.first_precise or one.when.first_imprecise
        if force and date and date.earliest[:_YEAR] == date.latest[:_YEAR]:
            yield f"serving in {date.earliest[:_YEAR]}", force


def _force(units: Sequence[str]) -> str:
    said = f" {' '.join(word for unit in units for word in words(unit))} "
    forces = joining().forces.items()
    found = [force for force, names in forces if any(f" {name} " in said for name in names)]
    return found[0] if len(found) == 1 else ""


def _seats(told: Iterable[Told]) -> Iterator[tuple[str, str]]:
    """Yield the posts that one holds in one place, with the place."""
    for one in told:
        post = {word for text in _texts(one, "post") for word in words(text)}
        places = [words(text) for text in _texts(one, "unit", "domain", "place")]
        if one.predicate == _POST and len(places) == 1:
            place = " ".join(word for word in places[0] if word not in joining().around_seats)
            seats = [seat for seat, names in joining().seats.items() if names & post]
            yield from ((seat, place) for seat in seats if place)


def _standing(told: Iterable[Told]) -> Iterator[str]:
    """Yield posts, units and kin in words that hardly fit a namesake: two words or more."""
    for one in told:
        if one.predicate in _STANDING:
            texts = (
                [" ".join(_texts(one, "post", "unit", "domain"))] if one.predicate == _POST else []
            )
            for text in (*texts, *_texts(one, *_STANDING[one.predicate])):
                found = words(text)
                if len(found) > 1:
                    yield " ".join(found)


def _texts(one: Told, *roles: str) -> list[str]:
    return [part.text for part in one.parts if part.role in roles]


def _parts(key: str) -> Iterator[Fact]:
    """Yield the parts of a name, by which many may bear it: the first word and the others."""
    given, *surnames = key.partition(":")[2].split()
    yield Fact(given, GIVEN, key)
    for one in surnames:
        if one not in persons().particles:
            yield Fact(one, SURNAME, key)
