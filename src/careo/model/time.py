"""When something is said to have been so.

Source:
    Security Force Monitor, Research Handbook, "Dates and time": first and last cited dates,
    whether they are starts and ends, and the three end states.
"""

from __future__ import annotations

from typing import Literal

from careo.model.errors import RefusedError
from careo.model.record import Record
from careo.model.text import Span

Relative = Literal["before", "after", "during"]
EndState = Literal["ended_on", "ended_unknown", "not_known_to_have_ended"]


class DateRange(Record, frozen=True, order=True, gc=False):
    """The days between which a date lies, both included, as ISO 8601 dates.

    "2007" is ``2007-01-01`` to ``2007-12-31``: a year is never made into a day.
    """

    earliest: str
    latest: str

    def __post_init__(self) -> None:
        """Refuse a reversed range."""
        if self.earliest > self.latest:
            raise RefusedError(f"date range {self.earliest}..{self.latest} is reversed")


class When(Record, frozen=True, gc=False):
    """A time with its precision.

    A single date is both the first and the last. Bounds hold where only one side does: "since
    2007" has a first date only, "by 2015" a last one. Dates that the words put in an impossible
    order ("from 2014 to 2012") stay in that order.

    Attributes:
        first_precise: The earliest date given to the day.
        last_precise: The latest date given to the day.
        first_imprecise: The earliest date given as a month, a year or a period.
        last_imprecise: The latest such date.
        starting: The first date is the beginning ("since 2007").
        ending: The last date is the end ("until May").
        end: The end state, where the text says it.
        relative: How it stands to what the words name: "after 2010", and "after the election",
            which has no dates where the words do not date the election.
        deictic: It is counted from the day of writing ("last year", "on Tuesday"); without dates
            where that day is not known.
        text: The words that say when.
    """

    first_precise: DateRange | None = None
    last_precise: DateRange | None = None
    first_imprecise: DateRange | None = None
    last_imprecise: DateRange | None = None
    starting: bool = False
    ending: bool = False
    end: EndState | None = None
    relative: Relative | None = None
    deictic: bool = False
    text: Span | None = None

    @property
    def dated(self) -> bool:
        """It has a date, of whatever precision."""
        dates = (self.first_precise, self.last_precise, self.first_imprecise, self.last_imprecise)
        return any(date is not None for date in dates)
