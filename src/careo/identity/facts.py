"""What a document says of somebody that can be so of one bearer of a name only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from careo.identity.joining import joining, lives
from careo.identity.keys import ACRONYM, expansion
from careo.identity.normal import words
from careo.model.grouping import Fact
from careo.model.reading import Referent
from careo.model.saying import Told

_REACH = 120
"""Characters behind a name in which its bearer's birth or death is looked for."""
_YEAR = 4
_RANK = "holds_rank"


def facts(
    referent: Referent, keys: Iterable[str], text: str, told: Iterable[Told], number: int
) -> tuple[Fact, ...]:
    """Return what tells this bearer of each key from others, in order.

    For a person the years of birth and death, and the force in which a rank was held in a year;
    for a body what its acronym stands for. What a document says in two ways tells nothing.

    Args:
        referent: Whom.
        keys: The names by which it may be grouped.
        text: The text of its layer.
        told: The statements of its document.
        number: Its number in them.
    """
    if referent.kind == "person":
        said = {*_lives(referent, text), *_serving(told, number)}
        single = {kind: {v for k, v in said if k == kind} for kind, _ in said}
        known = [(kind, *values) for kind, values in single.items() if len(values) == 1]
        return tuple(sorted(Fact(key, kind, value) for key in keys for kind, value in known))
    full = expansion(referent)
    acronyms = [key for key in keys if full and key != full]
    return tuple(sorted(Fact(key, ACRONYM, full.partition(":")[2]) for key in acronyms))


def _lives(referent: Referent, text: str) -> Iterator[tuple[str, str]]:
    for mention in referent.mentions:
        if mention.form == "name":
            behind = text[mention.span.end : mention.span.end + _REACH]
            for pattern in lives():
                found = pattern.match(behind)
                if found is not None:
                    yield from ((kind, year) for kind, year in found.groupdict().items() if year)


def _serving(told: Iterable[Told], number: int) -> Iterator[tuple[str, str]]:
    for one in told:
        plain = not (one.negated or one.hedged) and one.polarity == "affirms"
        if one.predicate != _RANK or not plain or one.when is None:
            continue
        whose = [part.who for part in one.parts if part.role == "agent"]
        force = _force([part.text for part in one.parts if part.role == "unit"])
        date = one.when.first_precise or one.when.first_imprecise
        if whose == [number] and force and date and date.earliest[:_YEAR] == date.latest[:_YEAR]:
            yield f"serving in {date.earliest[:_YEAR]}", force


def _force(units: Sequence[str]) -> str:
    said = f" {' '.join(word for unit in units for word in words(unit))} "
    forces = joining().forces.items()
    found = [force for force, names in forces if any(f" {name} " in said for name in names)]
    return found[0] if len(found) == 1 else ""
