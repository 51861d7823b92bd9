"""How well claims are read, on the project's own annotated documents (``tests/gold/``).

Usage: python bench/gold.py [--half open|blind] [--json] [--mistakes]

Attribution: a claim is found if the words of its innermost speaker and its content each overlap
those of a claim of careo by half (characters, Jaccard). One whose speaker is not in the sentence
is found by a gap or by the right speaker. The other figures are over the claims found. What the
document says in its own voice is left out on both sides. ``--mistakes`` lists what differs, in
the open half alone: rules are never written after the blind one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from careo.claims import build
from careo.model.claim import Act, Claim, Polarity, Speaker
from careo.model.document import Source
from careo.model.names import words
from careo.model.reading import MentionKind, Reading, Referent
from careo.model.record import Record, ReferentId
from careo.model.text import Span
from careo.reading import lexicon, read

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.attribution import layer_of, overlap, score  # noqa: E402

GOLD = ROOT / "tests" / "gold"
HALVES = ("open", "blind")
DOCUMENT, GAP = "document", "gap"
FIGURES = ("chain", "act", "polarity", "hedging", "speaker")
_HALF = 0.5


class Quote(Record, frozen=True):
    """A place in a document, code points from 0, with its words."""

    exact: str
    start: int
    end: int


class Told(Record, frozen=True):
    """One speaker in the chain of a gold claim.

    Attributes:
        who: ``document``, ``gap`` or a key of the document's people; joint ones joined by ``+``.
        act: What kind of saying.
        speaker: The words that name the speaker there; None where none do.
        negated: The saying is denied.
    """

    who: str
    act: Act
    speaker: Quote | None = None
    negated: bool = False


class GoldClaim(Record, frozen=True):
    """One act of saying, as an annotator reads it.

    Attributes:
        content: The words said.
        chain: Outermost first.
        cue: The words of saying; None where there are none.
        polarity: ``denies`` for a denial.
        hedged: The content as a whole, or the saying, is hedged.
        within: Index of the claim whose content holds this one.
        optional: Readers may differ on it: neither asked for nor counted as wrong.
    """

    content: tuple[Quote, ...]
    chain: tuple[Told, ...]
    cue: Quote | None = None
    polarity: Polarity = "affirms"
    hedged: bool = False
    within: int | None = None
    optional: bool = False


class Person(Record, frozen=True):
    """Somebody who speaks in a document, or something that carries words.

    Attributes:
        kind: person, organization, conveyor, …
        names: Every name used of this one; none for the nameless. What two bear tells neither.
    """

    kind: MentionKind
    names: tuple[str, ...] = ()


class GoldDocument(Record, frozen=True):
    """A short invented document with all that others say in it.

    Attributes:
        difficulty: What is hard about it, in a sentence.
        language: ISO 639-1 code.
        register: letter, indictment, judgment, wire, …
        text: The words; paragraphs stand apart by a blank line.
        people: Who speaks, by key.
        claims: In order of place, those within others after them.
        source: What is known of the document from elsewhere.
    """

    difficulty: str
    language: str
    register: str
    text: str
    people: Mapping[str, Person]
    claims: tuple[GoldClaim, ...]
    source: Source = Source()

    def quotes(self) -> Iterator[Quote]:
        """Yield every place that the annotation names."""
        for claim in self.claims:
            yield from claim.content
            if claim.cue is not None:
                yield claim.cue
            yield from (link.speaker for link in claim.chain if link.speaker is not None)


class Tally(NamedTuple):
    """Counts over some documents."""

    documents: int = 0
    gold: int = 0
    found: int = 0
    matched: int = 0
    chain: int = 0
    act: int = 0
    polarity: int = 0
    hedging: int = 0
    speaker: int = 0

    def plus(self, other: Tally) -> Tally:
        """Return the sums."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))


class Known:
    """Who is who in one document: the gold's people and the reader's referents."""

    def __init__(self, gold: GoldDocument, reading: Reading) -> None:
        self._text, self._fore = gold.text, titles(gold.language)
        self._names = own_names(gold.people, self._fore)
        self._by_id: dict[ReferentId, Referent] = {r.id: r for r in reading.referents}
        self._by_mention = {m.span: r for r in reading.referents for m in r.mentions}
        self._places: dict[str, list[Quote]] = {}
        for link in (link for claim in gold.claims for link in claim.chain):
            if link.speaker is not None:
                for key in link.who.split("+"):
                    self._places.setdefault(key, []).append(link.speaker)

    def same(self, speaker: Speaker, who: str) -> bool:
        """Tell whether a speaker is the one that the gold means.

        A named one by a common name; one whom the reader has no name for, by all that the gold
        calls him ("the court"). A nameless one by a nameless speaker with words in common;
        so a gap that has words ("sources") and a nameless speaker of these words are the same.
        """
        if DOCUMENT in {speaker.kind, who}:
            return speaker.kind == who
        if who == GAP and speaker.kind == GAP:
            return True
        ones = self._ones(speaker)
        keys = who.split("+")
        return all(any(self._is(one, key, speaker) for key in keys) for one in ones) and all(
            any(self._is(one, key, speaker) for one in ones) for key in keys
        )

    def _ones(self, speaker: Speaker) -> list[Referent | None]:
        """Return whom a speaker's words stand for, groups by their members; None: not known."""
        found: list[Referent | None] = []
        for mention in speaker.mentions:
            one = self._by_mention.get(mention)
            found += [self._by_id[m] for m in one.members] if one and one.members else [one]
        return found or [None]

    def _is(self, one: Referent | None, key: str, speaker: Speaker) -> bool:
        names = {self._bare(name) for name in one.names} if one is not None else set()
        if wanted := self._names.get(key):
            return not names.isdisjoint(wanted) if names else wanted <= self._nouns(one)
        places = [m.span for m in one.mentions] if one is not None else []
        places += [speaker.span] if speaker.span is not None else []
        return not names and any(
            _meet(span, quote) for span in places for quote in self._places.get(key, ())
        )

    def _nouns(self, one: Referent | None) -> set[tuple[str, ...]]:
        """Return the descriptions of one whom the reader has no name for: "the court"."""
        mentions = one.mentions if one is not None else ()
        spans = [mention.span for mention in mentions if mention.form != "pronoun"]
        return {self._bare(self._text[span.start : span.end]) for span in spans}

    def _bare(self, name: str) -> tuple[str, ...]:
        return untitled(name, self._fore)


def titles(language: str) -> frozenset[str]:
    """Return titles and articles of a language in folded words: they are no part of a name."""
    known = lexicon(language)
    spelt_out = [*known.naming.titles, *known.naming.abbreviations, *known.mentions["articles"]]
    return frozenset(word for title in spelt_out for word in words(title)[:1])


def untitled(name: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return a name in folded words without the titles before it, as the reader spells names."""
    parts = words(name)
    while len(parts) > 1 and parts[0] in known:
        parts = parts[1:]
    return parts


def own_names(
    people: Mapping[str, Person], known: frozenset[str]
) -> dict[str, set[tuple[str, ...]]]:
    """Return each one's names, in folded words, that no other bears; all where none is left."""
    names = {key: {untitled(name, known) for name in one.names} for key, one in people.items()}
    borne = Counter(name for one in names.values() for name in one)
    return {key: {name for name in one if borne[name] == 1} or one for key, one in names.items()}


def _meet(span: Span, quote: Quote) -> bool:
    return span.start < quote.end and quote.start < span.end


def attributed(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that somebody beside the document makes."""
    return [c for c in claims if any(link.speaker.kind != DOCUMENT for link in c.chain)]


def likeness(gold: GoldClaim, found: Claim, known: Known) -> float:
    """Return how much two claims overlap; 0 where they are not one act of saying."""
    places = [span.place for span in found.content]
    content = overlap([(quote.start, quote.end) for quote in gold.content], places)
    last, speaker = gold.chain[-1], found.chain[-1].speaker
    if last.speaker is None:
        source = float(speaker.kind == GAP or known.same(speaker, last.who))
    else:
        spans = [speaker.span.place] if speaker.span is not None else []
        source = overlap([(last.speaker.start, last.speaker.end)], spans)
    return content + source if min(content, source) >= _HALF else 0.0


def paired(gold: Sequence[GoldClaim], found: Sequence[Claim], known: Known) -> dict[int, int]:
    """Return which found claim, by index, is which of the gold: the likest first, each once.

    Optional ones take what no other wants.
    """
    pairs = sorted(
        (one.optional, -like, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if (like := likeness(one, other, known))
    )
    matched: dict[int, int] = {}
    for _, _, i, j in pairs:
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def judged(gold: GoldClaim, found: Claim, known: Known) -> dict[str, bool]:
    """Return which of the figures are right for a claim that was found."""
    theirs, ours = gold.chain[-1], found.chain[-1]
    links = list(zip(found.chain, gold.chain, strict=False))
    return {
        "chain": len(found.chain) == len(gold.chain)
        and all(known.same(link.speaker, told.who) for link, told in links),
        "act": ours.act == theirs.act,
        "polarity": found.polarity == gold.polarity,
        "hedging": found.hedged == gold.hedged,
        "speaker": known.same(ours.speaker, theirs.who),
    }


def claims_read(gold: GoldDocument) -> tuple[Reading, list[Claim]]:
    """Read a document; one in a language that is not read claims nothing."""
    layer = layer_of(gold.text)
    reading = read(layer)
    if not reading.readable:
        return reading, []
    return reading, attributed(build(layer, reading, gold.source, lexicon(reading.language)))


def measured(gold: GoldDocument, found: Sequence[Claim], known: Known) -> Tally:
    """Count what is found and right in one document."""
    matched = paired(gold.claims, found, known)
    asked = {i: j for i, j in matched.items() if not gold.claims[i].optional}
    right = [judged(gold.claims[i], found[j], known) for i, j in asked.items()]
    return Tally(
        documents=1,
        gold=sum(not claim.optional for claim in gold.claims),
        found=len(found) - (len(matched) - len(asked)),
        matched=len(asked),
        **{name: sum(one[name] for one in right) for name in FIGURES},
    )


def mistakes(gold: GoldDocument, found: Sequence[Claim], known: Known) -> Iterator[str]:
    """Yield a line for each claim missed, invented or read otherwise."""
    matched = paired(gold.claims, found, known)
    for i, claim in enumerate(gold.claims):
        if i in matched and not claim.optional:
            other = found[matched[i]]
            wrong = [name for name, ok in judged(claim, other, known).items() if not ok]
            if wrong:
                yield f"{', '.join(wrong)}: {spelt(claim)}  READ AS  {spelt_found(other)}"
        elif not claim.optional:
            yield f"missed: {spelt(claim)}"
    for j, other in enumerate(found):
        if j not in matched.values():
            yield f"not in the gold: {spelt_found(other)}"


def spelt(claim: GoldClaim) -> str:
    """Return a gold claim in a line."""
    chain = " > ".join(f"{link.who} {link.act}" for link in claim.chain[1:])
    flags = " [hedged]" if claim.hedged else ""
    return f"{chain} | {' / '.join(quote.exact for quote in claim.content)}{flags}"


def spelt_found(claim: Claim) -> str:
    """Return a claim of careo in a line."""
    chain = " > ".join(
        f"{link.speaker.span.exact if link.speaker.span else link.speaker.kind} {link.act}"
        for link in claim.chain[1:]
    )
    flags = " [hedged]" if claim.hedged else ""
    return f"{chain} | {' / '.join(span.exact for span in claim.content)}{flags}"


def documents(half: str) -> dict[str, GoldDocument]:
    """Return the documents of a half by name."""
    paths = sorted((GOLD / half).glob("*.json"))
    return {path.stem: GoldDocument.parse(path.read_bytes()) for path in paths}


def line(name: str, tally: Tally) -> str:
    """Return the figures of some documents in a line."""
    shares = "  ".join(
        f"{figure} {100 * getattr(tally, figure) / max(tally.matched, 1):5.1f}"
        for figure in FIGURES
    )
    found = score(tally.matched, tally.found, tally.gold)
    return f"{name:8s}{tally.documents:3d} documents {tally.gold:4d} claims  {found}  |  {shares}"


def main(arguments: Sequence[str]) -> None:
    """Read the documents and print the figures."""
    parser = argparse.ArgumentParser(description="Measure careo on its own gold set.")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--json", action="store_true", help="print counts as JSON")
    parser.add_argument("--mistakes", action="store_true", help="list them, of the open half")
    chosen = parser.parse_args(arguments)
    results: dict[str, dict[str, dict[str, int]]] = {}
    for half in (chosen.half,) if chosen.half else HALVES:
        tallies = {"all": Tally(), "en": Tally(), "es": Tally()}
        for name, gold in documents(half).items():
            reading, found = claims_read(gold)
            known = Known(gold, reading)
            one = measured(gold, found, known)
            for key in {"all", gold.language}:
                tallies[key] = tallies[key].plus(one)
            if chosen.mistakes and half == "open":
                print(*(f"{name}: {text}" for text in mistakes(gold, found, known)), sep="\n")
        results[half] = {key: tally._asdict() for key, tally in tallies.items()}
        if not chosen.json:
            print(half, *(line(*item) for item in tallies.items()), sep="\n")
    if chosen.json:
        print(json.dumps(results))


if __name__ == "__main__":
    main(sys.argv[1:])
