"""Large cases of invented people, put together without the reader: for `bench/views.py`.

A file holds three numbers, a seed, how many claims and how many people; what is "read" in it is
made of them: sentences with their mentions, claims, relations and dates, in the mix of a real
dossier. They go through the store as any findings do.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import NamedTuple

from careo.case import Case
from careo.case.work import Task, gather
from careo.model.claim import Act, Claim, Link, Relation, Role, Speaker, claim_id
from careo.model.config import Config
from careo.model.document import Outcome
from careo.model.extraction import Extraction
from careo.model.reading import Mention, MentionForm, MentionKind, Reading, Referent, referent_id
from careo.model.text import Segment, Span, TextLayer, layer_id
from careo.model.time import DateRange, When
from careo.store.casefile import CaseFile

A_DOCUMENT = 50
"""Claims in each document."""

PEOPLE_PER_CLAIM = 0.08

_FIRST = [
    a + b for a, b in product(("Al", "Be", "Ca", "Do", "Eri", "Fa", "Ga", "Hu"), ("na", "ro"))
]
_LAST = [
    a + b + c
    for a, b, c in product(
        ("Tá", "Va", "Mo", "Ri", "So", "Le", "Ka", "No", "Pe", "Zu"),
        ("vo", "rra", "nti", "lda", "mbe", "sca", "gu"),
        ("ra", "lo", "ndo", "z", "no", "que", "rt", "s"),
    )
]
_BODIES = ("Battalion", "Directorate", "Mining Company", "Front")
_ACTS: tuple[tuple[Act, str, int], ...] = (
    ("asserts", "said", 40),
    ("alleges", "alleges", 25),
    ("denies", "denies", 8),
    ("finds", "found", 6),
    ("records", "recorded", 4),
    ("admits", "admits", 4),
    ("reports", "reports", 13),
)
_DOINGS: tuple[tuple[str, str, int], ...] = (
    ("states", "met", 30),
    ("commands", "commanded", 10),
    ("directs", "directed", 10),
    ("supervises", "supervised", 4),
    ("authorises", "authorised", 4),
    ("executes", "executed", 5),
    ("facilitates", "facilitated", 4),
    ("protects", "protected", 5),
    ("pays", "paid", 7),
    ("transports", "transported", 5),
    ("collaborates_with", "worked with", 6),
    ("detained", "detained", 5),
    ("charged", "charged", 5),
)
_OBJECTS = ("the gold convoys", "the electoral council", "cocaine flights", "the vote", "the guard")


def make(folder: Path, room: Path, claims: int) -> Case:
    """Return an open case of so many claims, with reviews and merges by people.

    Args:
        folder: Where the case is made.
        room: An empty folder for the files that it is made of.
        claims: How many; 8 people and bodies for every hundred.
    """
    people = max(20, round(claims * PEOPLE_PER_CLAIM))
    for n in range(0, claims, A_DOCUMENT):
        (room / f"paper-{n:06}.txt").write_text(f"{n} {min(A_DOCUMENT, claims - n)} {people}")
    case = Case(CaseFile.open(folder, create=True, user="ana"), Config(), read)
    case.add(room)
    _decide(case, claims)
    return case


def _decide(case: Case, claims: int) -> None:
    ids = [one.claim for one in case.statements() if not one.saying]
    chosen = random.Random(claims).sample(ids, claims // 250)  # noqa: S311
    if len(chosen) > 1:
        case.accept(*chosen[::2])
        case.reject(*chosen[1::2], reason="invented")
    named = [one for one in case.actors() if one.names]
    for one, other in zip(named[::2], named[1::2], strict=False):
        if claims < 2000:
            return
        case.same(one.id, other.id, reason="invented")
        claims -= 2000


def read(task: Task) -> bytes:
    """Return what is "read" in a file of three numbers."""
    seed, claims, people = map(int, Path(task.path).read_text("utf-8").split())
    paper = _Paper(random.Random(seed), people)  # noqa: S311
    said = [paper.sentence() for _ in range(claims)]
    text = "".join(paper.words)
    layer = TextLayer(
        id=layer_id(task.document, text),
        document=task.document,
        text=text,
        segments=(Segment(kind="paragraph", start=0, end=len(text)),),
        extractor="plain/1",
    )
    extraction = Extraction(media_type="text/plain", outcome=Outcome(status="ok"), layer=layer)
    referents = tuple(_referent(layer, one) for one in paper.met.values())
    reading = Reading(layer=layer.id, language="en", readable=True, referents=referents)
    claimed = {claim.id: claim for claim in (_claim(layer, one) for one in said)}
    return gather(task, extraction, layer, reading, claimed.values()).canonical()


Place = tuple[int, int]


class _Said(NamedTuple):
    content: Place
    cue: Place
    speaker: Place
    act: Act
    doing: str
    verb: str
    roles: tuple[tuple[str, Place, bool], ...]
    when: tuple[Place, DateRange] | None


class _Met(NamedTuple):
    name: str
    kind: MentionKind
    named: bool
    places: list[Place]


class _Paper:
    """A text that grows, with whom it names where."""

    def __init__(self, chance: random.Random, people: int) -> None:
        self.words: list[str] = []
        self.met: dict[str, _Met] = {}
        self._chance = chance
        self._people = people
        self._at = 0

    def sentence(self) -> _Said:
        """Write one sentence: somebody says that somebody does something to somebody."""
        act, cue_word, _ = _pick(self._chance, _ACTS)
        doing, verb, _ = _pick(self._chance, _DOINGS)
        speaker = self._someone()
        self._put(" ")
        cue = self._put(cue_word)
        self._put(" that ")
        start = self._at
        roles = [("agent", self._someone(), False)]
        if self._chance.random() < 0.15:
            self._put(" and ")
            roles.append(("agent", self._someone(), False))
        self._put(f" {verb} ")
        if self._chance.random() < 0.7:
            roles.append(("patient", self._someone(), False))
        else:
            roles.append(("patient", self._put(self._chance.choice(_OBJECTS)), True))
        when = self._date() if self._chance.random() < 0.25 else None
        content = start, self._at
        self._put(". ")
        return _Said(content, cue, speaker, act, doing, verb, tuple(roles), when)

    def _someone(self) -> Place:
        """Name somebody: a few often, most seldom; now and then nobody by name."""
        if self._chance.random() < 0.05:
            return self._mention("a guard", "person", named=False)
        number = int(self._people * self._chance.random() ** 2)
        return self._mention(*name_of(number), named=True)

    def _mention(self, name: str, kind: MentionKind, *, named: bool) -> Place:
        place = self._put(name)
        self.met.setdefault(name, _Met(name, kind, named, [])).places.append(place)
        return place

    def _date(self) -> tuple[Place, DateRange]:
        day = date(1995, 1, 1) + timedelta(days=self._chance.randrange(10_000))
        self._put(" in ")
        if self._chance.random() < 0.5:
            year = f"{day.year}"
            return self._put(year), DateRange(earliest=f"{year}-01-01", latest=f"{year}-12-31")
        return self._put(f"{day:%d %B %Y}"), DateRange(earliest=f"{day}", latest=f"{day}")

    def _put(self, words: str) -> Place:
        start, self._at = self._at, self._at + len(words)
        self.words.append(words)
        return start, self._at


def name_of(number: int) -> tuple[str, MentionKind]:
    """Return an invented name, another one for each number."""
    if number % 8 == 7:
        return f"{_LAST[number % len(_LAST)]} {_BODIES[number // 8 % 4]} {number}", "organization"
    first, rest = _FIRST[number % len(_FIRST)], number // len(_FIRST)
    return f"{first} {_LAST[rest % len(_LAST)]} {_LAST[(rest * 7 + number) % len(_LAST)]}", "person"


def _pick(chance: random.Random, choices: Sequence[tuple[str, str, int]]) -> tuple[Act, str, int]:
    weights = [one[2] for one in choices]
    return chance.choices(choices, weights)[0]  # type: ignore[return-value]


def _referent(layer: TextLayer, met: _Met) -> Referent:
    spans = [layer.span(*place) for place in met.places]
    form: MentionForm = "name" if met.named else "description"
    return Referent(
        id=referent_id(layer.id, spans[0]),
        kind=met.kind,
        mentions=tuple(
            Mention(span=span, kind=met.kind, form=form, head=span.exact) for span in spans
        ),
        names=(met.name,) if met.named else (),
        identified="named" if met.named else "unnamed",
        number="one",
    )


def _claim(layer: TextLayer, said: _Said) -> Claim:
    content, cue, words = (layer.span(*one) for one in (said.content, said.cue, said.speaker))
    denies = said.act == "denies"
    link = Link(
        speaker=Speaker(kind="mention", span=words, mentions=(words,)),
        act=said.act,
        mode="indirect",
        cue=cue,
    )
    roles = tuple(
        Role(role=role, span=layer.span(*place), literal=literal)
        for role, place, literal in said.roles
    )
    relation = Relation(
        predicate=said.doing, roles=roles, verb=said.verb, when=_when(layer, said.when)
    )
    return Claim(
        id=claim_id(layer.document, layer.id, cue, (content,)),
        document=layer.document,
        layer=layer.id,
        content=(content,),
        chain=(link,),
        polarity="denies" if denies else "affirms",
        relations=(relation,),
    )


def _when(layer: TextLayer, dated: tuple[Place, DateRange] | None) -> When | None:
    if dated is None:
        return None
    place, days = dated
    text: Span = layer.span(*place)
    if days.earliest == days.latest:
        return When(first_precise=days, last_precise=days, text=text)
    return When(first_imprecise=days, last_imprecise=days, text=text)
