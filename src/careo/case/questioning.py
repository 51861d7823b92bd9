"""Questions on who is who, and why those who are one are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from careo.case import chosen
from careo.case.structured import Structured
from careo.model.question import SAME, Candidate, Pair, Question, Questions, Reason, Side
from careo.model.record import ActorId, DocumentId
from careo.model.text import TextLayer
from careo.model.views import ActorView
from careo.store.desk import Desk

if TYPE_CHECKING:
    from careo.identity import Held

_CLAIMS = 300
"""Claims of each side that are looked at for a question, the earliest."""
_AROUND = 90
"""Characters shown on each side of a name."""
_SAID = 5


class Questioning(Structured):
    """What a case asks of who is who; a part of `careo.case.Case`."""

    def questions(self, limit: int = 20, about: str = "") -> Questions:
        """Return which two may be one and nobody has judged, that which settles most first.

        Each answer joins two that others may hang on, so pairs that earlier questions lead to
        are asked only when those are answered.

        Args:
            limit: How many.
            about: Only those about this actor: a name, or the beginning of an id.

        Raises:
            UsageError: The actor is unknown or not told apart.
        """
        from careo.identity import Meetings

        with self._file.looking() as desk:
            every, answered = desk.candidates()
            wanted = chosen.person(desk, about).actor if about else None
        if wanted is not None:
            every = _around(every, wanted)
        meetings = Meetings(every, answered)
        pairs = (one for one in meetings.pairs() if wanted in {None, one.one, one.other})
        found = list(islice(pairs, limit + 1))
        known = {one.key: one for one in every}
        return Questions(
            asked=tuple(self._question(pair, known) for pair in found[:limit]),
            more=len(found) > limit,
            crowded=tuple(sorted(meetings.crowded)),
        )

    def reasons(self, name: str) -> tuple[Reason, ...]:
        """Return why the referents of an actor are one: the rules, then what people judged.

        Args:
            name: A name that one actor bears, or the beginning of an id.

        Raises:
            UsageError: The actor is unknown or not told apart.
        """
        with self._file.looking() as desk:
            actor = chosen.person(desk, name).actor
            return (*_rules(desk, actor), *_judged(desk, actor))

    def joined(self, actors: Iterable[ActorView]) -> dict[ActorId, tuple[Reason, ...]]:
        """Return why those are one who are called in several ways by several documents.

        What has the same full name alone is left out.
        """
        found: dict[ActorId, tuple[Reason, ...]] = {}
        for one in actors:
            if len(one.names) > 1 and len({each.document for each in one.mentions}) > 1:
                reasons = tuple(each for each in self.reasons(one.id) if each.rule != SAME)
                found.update({one.id: reasons} if reasons else {})
        return found

    def _question(self, pair: Pair, known: dict[int, Candidate]) -> Question:
        from careo.identity import evidence

        with self._file.looking() as desk:
            beside = desk.beside(pair.one, pair.other)
            shared = {one.text for one in desk.bearers(pair.one)}
            shared &= {one.text for one in desk.bearers(pair.other)}
            others = {said for text in shared for said in desk.borne(text)}
        one, other = self._side_held(pair.one), self._side_held(pair.other)
        cast = self.cast((*one.statements, *other.statements))
        names = {who: called.name for who, called in cast.items()}
        said = evidence(one, other, names, beside, others)
        return Question(
            one=self._side(known[pair.one], one),
            other=self._side(known[pair.other], other),
            names=pair.names.reason,
            supports=said.supports,
            opposes=said.opposes,
        )

    def _side_held(self, actor: int) -> Held:
        from careo.identity import Held

        with self._file.looking() as desk:
            facts, id_ = desk.one_of(actor).facts, desk.actor_of(actor)
        keys = sorted(self._file.claims_about([actor]) | self._file.claims_by([actor]))
        told = tuple(self._file.statements(keys[:_CLAIMS]))
        return Held(id_, facts, told)

    def _side(self, one: Candidate, held: Held) -> Side:
        from careo.identity import posts

        with self._file.looking() as desk:
            first = desk.one_of(one.key).known
            document, mention = desk.best_mention(first.key)
            row, layer = desk.document(document), desk.layer(document)
        start, end = (mention.start, mention.end)
        if layer is not None:
            start, end = _words_around(layer, start, end)
        return Side(
            actor=held.actor,
            kind=one.kind,
            names=one.names,
            document=DocumentId(row.id),
            file=row.name,
            start=start,
            end=end,
            exact=mention.exact if layer is None else layer.text[start:end],
            said=posts(held)[:_SAID],
        )


def _around(every: list[Candidate], wanted: int) -> list[Candidate]:
    """Return those who share a key with one, and it."""
    blocks = {block for one in every if one.key == wanted for block in one.blocks}
    return [one for one in every if not blocks.isdisjoint(one.blocks)]


def _words_around(layer: TextLayer, start: int, end: int) -> tuple[int, int]:
    """Return a place with some whole words around it, within its segment."""
    here = next((each for each in layer.segments if each.start <= start and end <= each.end), None)
    first, last = (0, len(layer.text)) if here is None else (here.start, here.end)
    left, right = max(first, start - _AROUND), min(last, end + _AROUND)
    if left > first:
        left = next((n + 1 for n in range(left, start) if layer.text[n].isspace()), start)
    if right < last:
        right = next((n for n in range(right, end, -1) if layer.text[n - 1].isspace()), end)
    while left < start and layer.text[left].isspace():
        left += 1
    while right > end and layer.text[right - 1].isspace():
        right -= 1
    return left, right


def _rules(desk: Desk, actor: int) -> Iterator[Reason]:
    from careo.identity import besides, rule

    ways: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    several: set[str] = set()
    for one in desk.bearers(actor):
        several |= {one.text} if one.several or one.text in ways else set()
        ways[one.text].append(one.names)
    states, shared = desk.states(sorted(several)), desk.shared(actor, sorted(several))
    told: set[tuple[str, tuple[str, ...]]] = set()
    for text in ways:
        names = tuple(dict.fromkeys(held[0] for held in ways[text]))
        words = rule(text, ways[text]) + besides(text, states, shared)
        if text in several and (words, names) not in told:
            told.add((words, names))
            yield Reason(rule=words, names=names)


def _judged(desk: Desk, actor: int) -> Iterator[Reason]:
    from careo.case.happenings import happening

    for seq in desk.joined_by(actor):
        event = desk.event(seq)
        if event is not None:
            made = happening(desk, event)
            yield Reason(
                rule=f"judged to be the same: {made.reason}",
                names=made.words,
                event=made.event,
                by=made.by,
                at=made.at,
            )
