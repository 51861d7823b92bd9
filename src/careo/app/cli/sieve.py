"""Options that say which statements a view counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar, cast, get_args

import typer

from careo.app.cli.options import name_of_somebody as somebody
from careo.model.errors import UsageError

if TYPE_CHECKING:
    from careo.model.statement import Sieve

T = TypeVar("T", bound=str)

ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Only what this actor says.", parser=somebody),
]
AboutOption = Annotated[
    str | None,
    typer.Option("--about", metavar="NAME", help="Only claims about this actor.", parser=somebody),
]
ActsOption = Annotated[
    list[str],
    typer.Option("--act", metavar="ACT", help="Only this act, such as alleges; may be repeated."),
]
AgainstOption = Annotated[
    bool | None,
    typer.Option(
        "--denied/--not-denied", help="Only what is denied or negated, or only what is not."
    ),
]
ReviewOption = Annotated[
    list[str],
    typer.Option(
        "--review",
        metavar="STATE",
        help="Only claims of this review: none, accepted, rejected or corrected; may be repeated. "
        "Default: all but rejected ones.",
    ),
]
SinceOption = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Only what is dated and may have been so then or later: 2007, 2007-05 or 2007-05-31.",
    ),
]
UntilOption = Annotated[
    str, typer.Option("--until", metavar="DATE", help="Only what is dated and may be so by then.")
]


def sieve(
    by: str | None,
    about: str | None,
    acts: Sequence[str],
    review: Sequence[str],
    *,
    against: bool | None,
    since: str,
    until: str,
) -> Sieve:
    """Return the sieve that these options ask for.

    Args:
        by: A name.
        about: A name.
        acts: Acts.
        review: Reviews.
        against: Only denied ones, only others, or both.
        since: A date, or empty.
        until: A date, or empty.

    Raises:
        UsageError: One of them is none.
    """
    from careo.model.claim import Act
    from careo.model.statement import Sieve
    from careo.model.views import ReviewState

    return Sieve(
        by=by or "",
        about=about or "",
        acts=_known(acts, cast("tuple[Act, ...]", get_args(Act)), "act"),
        against=against,
        review=_known(review, cast("tuple[ReviewState, ...]", get_args(ReviewState)), "review"),
        since=since,
        until=until,
    )


def _known(given: Sequence[str], known: tuple[T, ...], what: str) -> tuple[T, ...]:
    by_name = {str(each): each for each in known}
    for each in given:
        if each not in by_name:
            raise UsageError(f"no {what} {each}", f"one of {', '.join(by_name)}")
    return tuple(by_name[each] for each in given)
