"""Which statements a view counts."""

from __future__ import annotations

from careo.model.statement import Sieve, Statement
from careo.structure.timeline import bounds

_FIRST, _LAST = "0000-01-01", "9999-12-31"


def passes(statement: Statement, sieve: Sieve) -> bool:
    """Tell whether a statement counts, but for `Sieve.by` and `Sieve.about`.

    What is rejected counts only where it is asked for. A stretch of time passes where a part of
    it may lie within; what dates nothing passes no time.
    """
    reviews = sieve.review or ("none", "accepted", "corrected")
    return (
        statement.review in reviews
        and (not sieve.acts or statement.act in sieve.acts)
        and (sieve.against is None or sieve.against == statement.against)
        and _in_time(statement, sieve)
    )


def _in_time(statement: Statement, sieve: Sieve) -> bool:
    if not sieve.since and not sieve.until:
        return True
    if statement.when is None:
        return False
    begins, ends = bounds(statement.when)
    if begins is None and ends is None:
        return False
    first = _FIRST if begins is None else begins.earliest
    last = _LAST if ends is None else ends.latest
    return last >= sieve.since and (not sieve.until or first[: len(sieve.until)] <= sieve.until)
