"""Decisions of people: made at the desk, all of one call or none, each an event of the journal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NoReturn

from careo.case import chosen
from careo.case.happenings import happening, happenings
from careo.case.names import matches
from careo.model import anchoring, reviewing
from careo.model.claim import Act, Basis, Claim, Polarity, Speaker
from careo.model.errors import UsageError
from careo.model.grouping import Judged, against
from careo.model.history import Happening
from careo.model.journal import Anchor, Judgement, Verdict
from careo.model.names import words
from careo.model.record import canonical_json
from careo.model.reviewing import Change
from careo.model.text import Span, TextLayer
from careo.store.casefile import CaseFile
from careo.store.decisions import REVIEWS, VERDICTS
from careo.store.desk import Desk, Known
from careo.store.journal import Entry

LONGEST_REASON = 4_000
"""Characters of a reason."""

_LONGEST_WORDS = 100_000
_UNWRITTEN = frozenset({"Cc", "Cs", "Zl", "Zp"})


class Deciding:
    """The decisions of `careo.case.Case`."""

    _file: CaseFile

    def accept(self, *claims: str, reason: str = "") -> tuple[Happening, ...]:
        """Accept claims as they read now: who says them, how, and the words.

        Args:
            claims: Their ids, or beginnings of ids that nothing else has.
            reason: Why, where there is something to say.

        Raises:
            UsageError: A claim is unknown or not told apart; nothing was decided.
        """
        return self._review(claims, "accept", _checked(reason, "reason"))

    def reject(self, *claims: str, reason: str) -> tuple[Happening, ...]:
        """Reject the reading of claims: they leave all views but the list of rejected ones.

        Raises:
            UsageError: A claim is unknown or not told apart, or no reason is given.
        """
        return self._review(claims, "reject", _required(reason))

    def correct(
        self,
        claim: str,
        *,
        speaker: str | None = None,
        act: Act | None = None,
        polarity: Polarity | None = None,
        hedged: bool | None = None,
        basis: Basis | None = None,
        reason: str,
    ) -> Happening:
        """Say how a claim reads; what the machine read stays beside it.

        Args:
            claim: Its id, or the beginning of one.
            speaker: Words of its document that name who speaks, ``document`` or ``nobody``. Of
                several mentions with these words the one nearest to the claim is meant.
            act: What kind of saying it is. A denial denies its content, unless ``polarity`` is
                given too.
            polarity: Whether the content is affirmed or denied.
            hedged: Whether the content as a whole is hedged.
            basis: How the speaker says to know.
            reason: Why.

        Raises:
            UsageError: The claim or the speaker's words are unknown, or nothing would change.
        """
        why = _required(reason)
        with self._file.deciding() as desk:
            held, layer = desk.claim(chosen.claim(desk, claim))
            who = None if speaker is None else _speaker(desk, layer, held.content[0], speaker)
            change = Change(speaker=who, act=act, polarity=polarity, hedged=hedged, basis=basis)
            made = reviewing.corrected(held, change)
            if not reviewing.differs(made, held):
                raise UsageError(f"claim {held.id[:12]} reads so already", "nothing was decided")
            return _record(desk, "correct", made, layer, why)

    def claim(
        self,
        document: str,
        content: str,
        *,
        cue: str = "",
        speaker: str | None = None,
        act: Act | None = None,
        polarity: Polarity | None = None,
        hedged: bool | None = None,
        basis: Basis | None = None,
        at: int | None = None,
        reason: str,
    ) -> Happening:
        """Add a claim by hand.

        Args:
            document: The name of its file, or the beginning of its id.
            content: The words claimed, as the document has them; white space may differ.
            cue: The words of saying nearest to the content; none where there are none.
            speaker: As in `correct`; the document itself without one.
            act: What kind of saying it is; ``asserts`` without one.
            polarity: As in `correct`.
            hedged: As in `correct`.
            basis: As in `correct`.
            at: Where the content begins, in code points, where the words stand several times.
            reason: Why.

        Raises:
            UsageError: The document or the words are unknown, or stand several times.
        """
        why = _required(reason)
        with self._file.deciding() as desk:
            layer = chosen.text(desk, chosen.document(desk, document))
            said = _content(layer, content, at)
            told = _cue(layer, cue, said) if cue else None
            who = None if speaker is None else _speaker(desk, layer, said, speaker)
            change = Change(speaker=who, act=act, polarity=polarity, hedged=hedged, basis=basis)
            made = reviewing.added(layer, told, said, change)
            return _record(desk, "claim", made, layer, why)

    def same(self, one: str, other: str, *, reason: str) -> Happening:
        """Judge that two mentions are one actor.

        Args:
            one: A name that one actor bears, the beginning of an actor's or referent's id, or a
                place, ``DOCUMENT:START-END``.
            other: The same for the other one.
            reason: Why.

        Raises:
            UsageError: One of them is not told, or judgements that stand say otherwise.
        """
        return self._judge("same", one, other, _required(reason))

    def different(self, one: str, other: str, *, reason: str) -> Happening:
        """Judge that two mentions are two actors, whatever their names; arguments as in `same`."""
        return self._judge("different", one, other, _required(reason))

    def unsure(self, one: str, other: str, *, reason: str) -> Happening:
        """Put off whether two mentions are one actor: it is asked again when this is undone."""
        return self._judge("unsure", one, other, _required(reason))

    def undo(self, event: int | None = None, *, reason: str = "") -> Happening:
        """Undo a decision: the last one of this user that stands, or this event.

        To undo an undoing does what it undid again.

        Raises:
            UsageError: There is no such decision, or it is undone already.
        """
        why = _checked(reason, "reason")
        with self._file.deciding() as desk:
            row = desk.last_decision() if event is None else desk.decision(event)
            if row is None:
                what = f"{desk.who} has decided nothing that stands" if event is None else ""
                raise UsageError(what or f"event {event} is no decision", "see: careo history")
            if row.undone:
                raise UsageError(f"event {row.seq} is undone already", "see: careo history")
            payload = canonical_json({"reason": why}) if why else b""
            made = desk.record(Entry("undo", f"event:{row.seq}", payload))
            return happening(desk, made)

    def decisions(self) -> Iterator[Happening]:
        """Yield every decision with its state, the oldest first."""
        return (one for one in self.history() if one.action in VERDICTS)

    def history(self, thing: str = "") -> Iterator[Happening]:
        """Yield what happened to something, the oldest first; all decisions without one.

        Args:
            thing: The number of an event, the beginning of an id (of a document, claim or actor),
                the name of a document's file, or an actor's name.

        Raises:
            UsageError: It is unknown or not told apart.
        """
        return happenings(self._file, thing)

    def _review(self, claims: Sequence[str], action: str, reason: str) -> tuple[Happening, ...]:
        if not claims:
            raise UsageError("no claim named", "see: careo claims")
        with self._file.deciding() as desk:
            ids = dict.fromkeys(chosen.claim(desk, given) for given in claims)
            return tuple(
                _record(desk, action, held, layer, reason)
                for held, layer in (desk.claim(one) for one in ids)
            )

    def _judge(self, verdict: Verdict, one: str, other: str, reason: str) -> Happening:
        with self._file.deciding() as desk:
            left, right = chosen.person(desk, one), chosen.person(desk, other)
            if left.key == right.key:
                _refuse_one(desk, verdict, left)
            judged = desk.tied([left.key, right.key])
            if verdict != "unsure":
                _check(desk, Judged(0, left.key, right.key, verdict), judged)
            judgement = Judgement(
                left=_anchor(desk, left.key),
                right=_anchor(desk, right.key),
                verdict=verdict,
                reason=reason,
            )
            entry = Entry(verdict, f"actor:{left.id}", judgement.canonical())
            return happening(desk, desk.record(entry))


def _record(desk: Desk, action: str, claim: Claim, layer: TextLayer, reason: str) -> Happening:
    review = reviewing.review_of(claim, layer, REVIEWS[action], reason)
    event = desk.record(Entry(action, f"claim:{claim.id}", review.canonical()))
    return happening(desk, event)


def _anchor(desk: Desk, referent: int) -> Anchor:
    document, mention = desk.best_mention(referent)
    layer = desk.layer(document)
    if layer is None:
        raise UsageError(f"document {document} has no text", "run: careo verify")
    return anchoring.anchor(layer.document, layer.text, mention.start, mention.end)


def _refuse_one(desk: Desk, verdict: Verdict, one: Known) -> NoReturn:
    """Say why nobody can be judged to be the same as himself, or another."""
    name = one.names[0] if one.names else one.id[:12]
    if verdict != "different":
        raise UsageError(f"both are {name} already", "nothing was decided")
    held = sorted(each.seq for each in desk.tied([one.key]) if each.verdict == "same")
    undo = f"careo undo {held[-1]}, or " if held else ""
    raise UsageError(
        f"both are {name}", f"{undo}name two places, DOCUMENT:START-END (careo actors --json)"
    )


def _check(desk: Desk, wanted: Judged, judged: Sequence[Judged]) -> None:
    """Refuse a judgement whose opposite follows from others that stand."""
    line = against(judged, wanted)
    if line:
        told = [_told(desk, one) for one in line]
        undo = " or ".join(f"careo undo {one.seq}" for one in line)
        raise UsageError(f"this contradicts {' and '.join(told)}", undo)


def _told(desk: Desk, one: Judged) -> str:
    row = desk.decision(one.seq)
    names = [desk.referent(key) for key in (one.left, one.right)]
    ends = [each.names[0] if each.names else each.id[:12] for each in names]
    when = "" if row is None else f" by {row.who}, {row.at[:10]}"
    return f"event {one.seq} ({ends[0]} and {ends[1]} are {one.verdict}{when})"


def _required(reason: str) -> str:
    """Return a reason, which must be given."""
    if not (given := _checked(reason, "reason")):
        raise UsageError("no reason given", "say why, with --reason")
    return given


def _checked(given: str, what: str) -> str:
    """Return words that a user wrote, without the white space around them."""
    words_ = given.strip()
    if len(words_) > LONGEST_REASON:
        hint = f"at most {LONGEST_REASON:,} characters"
        raise UsageError(f"the {what} has {len(words_):,} characters", hint)
    bad = next((char for char in words_ if unicodedata.category(char) in _UNWRITTEN), None)
    if bad is not None:
        hint = "write it as one line of plain text"
        raise UsageError(f"the {what} holds the control character U+{ord(bad):04X}", hint)
    return words_


def _speaker(desk: Desk, layer: TextLayer, near: Span, given: str) -> Speaker:
    """Return the speaker that words mean: of their mentions the one nearest to a place."""
    if given in {"document", "nobody"}:
        return reviewing.DOCUMENT if given == "document" else reviewing.NOBODY
    asked = words(given)
    every = desk.mentions(chosen.document(desk, layer.document).key) if asked else []
    same = (
        [one for one in every if one.exact == given]
        or [one for one in every if words(one.exact) == asked]
        or [one for one in every if one.form == "name" and matches(asked, (one.exact,))]
    )
    if not same:
        there = chosen.nearest([one for one in every if one.form == "name"], near.start, near.end)
        names = ", ".join(dict.fromkeys(chosen.brief(one.exact) for one in there))
        raise UsageError(
            f"nobody is mentioned as {chosen.brief(given)} in document {layer.document[:12]}",
            f"near the claim are {names}, document, nobody" if names else "document, or nobody",
        )
    one = min(same, key=lambda each: (_far(near, each.start, each.end), each.start))
    span = layer.span(one.start, one.end)
    return Speaker(kind="mention", span=span, mentions=(span,))


def _far(near: Span, start: int, end: int) -> int:
    return max(0, near.start - end, start - near.end)


def _content(layer: TextLayer, given: str, at: int | None) -> Span:
    places = _standing(layer, given, "content")
    found = [span for span in places if at is None or span.start == at]
    if len(found) == 1:
        return found[0]
    where = ", ".join(str(span.start) for span in places[:6])
    if not places:
        raise UsageError(
            f"these words do not stand in document {layer.document[:12]}", "copy them from its text"
        )
    if at is not None:
        raise UsageError(f"the words do not stand at {at}", f"they begin at {where}")
    raise UsageError(
        f"the words stand {len(places)} times in document {layer.document[:12]}",
        f"say which with --at: {where}{', …' if len(places) > 6 else ''}",  # noqa: PLR2004
    )


def _cue(layer: TextLayer, given: str, content: Span) -> Span:
    """Return the place of the cue nearest to the content, and not within it."""
    found = [
        span
        for span in _standing(layer, given, "cue")
        if span.end <= content.start or content.end <= span.start
    ]
    if not found:
        raise UsageError(
            f"the cue does not stand beside the content in document {layer.document[:12]}",
            "copy it from the text, or leave it out",
        )
    return min(found, key=lambda span: (_far(content, span.start, span.end), span.start))


def _standing(layer: TextLayer, given: str, what: str) -> list[Span]:
    """Return every place of these words, whatever white space parts them."""
    parts = given.split()
    if not parts:
        raise UsageError(f"the {what} is empty", "copy it from the document's text")
    if len(given) > _LONGEST_WORDS:
        hint = f"at most {_LONGEST_WORDS:,} characters"
        raise UsageError(f"the {what} has {len(given):,} characters", hint)
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    return [layer.span(*found.span()) for found in pattern.finditer(layer.text)]
