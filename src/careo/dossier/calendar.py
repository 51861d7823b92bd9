"""The timeline, ready to be drawn: a band a dated thing, never sharper than its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from careo.dossier.card import Cards
from careo.dossier.index import Index
from careo.dossier.relations import as_markup, sentence
from careo.dossier.show import name, show
from careo.model.phrases import date_words
from careo.model.structure import Timeline, TimelineEntry
from careo.model.time import DateRange
from careo.model.wording import act_verb

WIDE = 300
"""Width of a band, pixels."""

HIGH = 18
TICKS = 6
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Dated:
    """One row: the date as written and normalised, its band, and who says what."""

    written: Markup
    normal: str
    clock: str
    band: Markup
    act: str
    speaker: Markup
    verb: str
    words: Markup
    number: int
    anchor: str
    reversed: bool


class Calendar:
    """Draws a timeline that has entries."""

    def __init__(self, timeline: Timeline, index: Index, cards: Cards) -> None:
        self._index, self._cards = index, cards
        self._timeline = timeline
        days = [day for entry in timeline.entries for day in _days(entry)]
        self._from, self._to = _year(min(days)), _year(max(days)) + 1
        self._ticks = _ticks(self._from, self._to)

    def axis(self) -> Markup:
        """Return the years above the bands."""
        texts = Markup("").join(
            Markup('<text x="{}" y="13">{}</text>').format(self._x(f"{year:04}-01-01"), year)
            for year in self._ticks
        )
        return Markup(
            '<svg class="band" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" '
            'aria-label="Years from {2} to {3}">{4}</svg>'
        ).format(WIDE, HIGH, self._from, self._to, texts)

    def rows(self) -> list[Dated]:
        """Return the rows, the earliest first."""
        return [self._row(entry) for entry in self._timeline.entries]

    def told(self) -> list[Dated]:
        """Return what words alone place in time, in the order of each document."""
        return [self._row(entry) for entry in self._timeline.told]

    def _row(self, entry: TimelineEntry) -> Dated:
        index, cards = self._index, self._cards
        claim = index.claims[entry.mark.claim]
        if entry.mark.relation >= 0:
            relation = claim.relations[entry.mark.relation]
            link = cards.voice(claim, relation)
            words = as_markup(sentence(relation, index, claim=claim, dated=False))
        else:
            link = next((each for each in claim.chain if each.when == entry.when), claim.chain[-1])
            words = Markup("“{}”").format(name(" … ".join(q.exact for q in claim.content)[:300]))
        written = entry.when.text.exact if entry.when.text is not None else ""
        return Dated(
            written=show(written),
            normal=date_words(entry.when),
            clock=entry.clock,
            band=self._band(entry),
            act=link.act,
            speaker=cards.speaker(link),
            verb=act_verb(link),
            words=words,
            number=index.numbers[claim.id],
            anchor=index.claim_anchor(claim.id),
            reversed=entry.reversed,
        )

    def _band(self, entry: TimelineEntry) -> Markup:
        grid = Markup("").join(
            Markup('<path class="grid" d="M{} 0V{}"/>').format(self._x(f"{y:04}-01-01"), HIGH)
            for y in self._ticks
        )
        words = date_words(entry.when)
        return Markup(
            '<svg class="band {4}" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" '
            'aria-label="{2}">{3}</svg>'
        ).format(WIDE, HIGH, words, grid + self._shape(entry), entry.clock)

    def _shape(self, entry: TimelineEntry) -> Markup:
        if entry.point and entry.begins is not None:
            return self._point(entry.begins)
        begins, ends = entry.begins, entry.ends
        left = self._x(begins.latest, 1) if begins is not None else 0
        right = self._x(ends.earliest) if ends is not None else WIDE
        parts = []
        if begins is not None and ends is not None and right > left:
            parts.append(_bar(left, right))
        else:
            parts.append(_soft(left, max(right, left + 2)))
        if begins is not None:
            parts.append(self._end(begins))
        if ends is not None:
            parts.append(self._end(ends))
        return Markup("").join(parts)

    def _point(self, days: DateRange) -> Markup:
        """Return a tick for a day; for less, a hollow band as wide as what is known."""
        left = self._x(days.earliest)
        if days.earliest == days.latest:
            return Markup('<path class="day" d="M{} 3l4 6l-4 6l-4 -6z"/>').format(left)
        right = max(self._x(days.latest, 1), left + 4)
        return Markup('<rect class="some" x="{}" y="5" width="{}" height="8"/>').format(
            left, right - left
        )

    def _end(self, days: DateRange) -> Markup:
        """Return an end: a stop where it is a day, dashes over the days it may be on."""
        left, right = self._x(days.earliest), self._x(days.latest, 1)
        if days.earliest == days.latest:
            return Markup('<path class="stop" d="M{} 3V15"/>').format(left)
        return _soft(left, max(right, left + 3))

    def _x(self, day: str, after: int = 0) -> int:
        first = date(self._from, 1, 1).toordinal()
        last = date(self._to, 1, 1).toordinal() if self._to <= date.max.year else first + 366
        return 4 + (_ordinal(day) + after - first) * (WIDE - 8) // max(1, last - first)


def _bar(left: int, right: int) -> Markup:
    return Markup('<rect class="sure" x="{}" y="5" width="{}" height="8"/>').format(
        left, right - left
    )


def _soft(left: int, right: int) -> Markup:
    return Markup('<path class="soft" d="M{} 9H{}"/>').format(left, right)


def _days(entry: TimelineEntry) -> list[str]:
    both = (entry.begins, entry.ends)
    return [day for days in both if days is not None for day in (days.earliest, days.latest)]


def _year(day: str) -> int:
    return date.fromordinal(_ordinal(day)).year


def _ordinal(day: str) -> int:
    """Return the day's number; a date that no calendar has counts as its year's first day."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        digits = day[:4]
        year = int(digits) if digits.isascii() and digits.isdigit() else 1
        return date(max(1, year), 1, 1).toordinal()


def _ticks(start: int, end: int) -> list[int]:
    step = next((s for s in STEPS if (end - start) / s <= TICKS), STEPS[-1])
    first = -(-start // step) * step
    return [year for year in range(first, end + 1, step) if 1 <= year <= date.max.year]
