"""Label persons, organizations, ranks, titles and roles of security forces, and what joins them.

Usage: python bench/structure.py IN.jsonl[.gz] OUT.jsonl [--score]

Reads ``{"id", "text"}`` a line and writes ``{"id", "entities": [{"id", "label", "start", "end"}],
"relations": [{"label", "head", "tail"}]}``. All of it is what the claims of a text assert by
``holds_rank``, ``holds_post``, ``posted_to`` and ``member_of``; here only people and units of
security forces are selected from it, each person's rank and post once, and named as the Security
Force Monitor does. ``--score`` compares with the marks that a line has as ``"brat"`` (stand-off
annotations) and prints the figures and the mistakes.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.attribution import score  # noqa: E402
from careo.claims import build  # noqa: E402
from careo.claims.relations.posts.words import words_of  # noqa: E402
from careo.model.claim import Relation  # noqa: E402
from careo.model.document import Source  # noqa: E402
from careo.model.lexicon import Lexicon  # noqa: E402
from careo.model.reading import Reading  # noqa: E402
from careo.model.record import DocumentId, sha256  # noqa: E402
from careo.model.text import Span, TextLayer, layer_id  # noqa: E402
from careo.reading import lexicon, read  # noqa: E402
from careo.sources.parsers.plain import segments  # noqa: E402

Place = tuple[int, int]
LABELS = ("Person", "Organization", "Rank", "Title", "Role")
JOINTS = ("is_posted", "has_rank", "has_title", "has_role")
_ASKED = frozenset({"holds_rank", "holds_post", "posted_to", "member_of"})
_FUNCTIONS = ("commander", "commandant", "commanding officer", "spokesman", "spokesperson")
"""What ends the name of a role; all other posts are titles."""


class Marks(NamedTuple):
    """What is marked in one text: labelled places, and joints by the numbers of their ends."""

    entities: list[tuple[str, Place]]
    relations: list[tuple[str, int, int]]

    def add(self, label: str, place: Place) -> int:
        """Return the number of a labelled place; one that overlaps another of its label is it."""
        for n, (known, other) in enumerate(self.entities):
            if known == label and _meet(other, place):
                return n
        self.entities.append((label, place))
        return len(self.entities) - 1

    def joined(self) -> list[tuple[str, Place, Place]]:
        """Return the joints with the places of their ends."""
        return [(n, self.entities[h][1], self.entities[t][1]) for n, h, t in self.relations]


class Selected:
    """The people and units of security forces in one text."""

    def __init__(self, text: str) -> None:
        layer = self.layer = layer_of(text)
        self.reading: Reading = read(layer, "")
        self.words: Lexicon = lexicon(self.reading.language or "en")
        self.marks = Marks([], [])
        self._whole = words_of(self.words).listed("bare_forces")
        self._who = {m.span.place: r for r in self.reading.referents for m in r.mentions}
        self._told: set[tuple[str, object, str]] = set()
        claims = build(layer, self.reading, Source(), self.words) if self.reading.readable else ()
        found = [r for c in claims for r in c.relations if r.predicate in _ASKED and r.roles]
        found.sort(key=lambda r: r.roles[0].span.start)
        self._serving = {
            self._person(r.span) for one in found if self._of_force(one) for r in one.roles
        }
        for relation in found:
            self._relation(relation)
        self._units([r.span for one in found for r in one.roles if r.role == "post"])

    def _of_force(self, relation: Relation) -> bool:
        """Tell whether a relation is told of somebody in a force."""
        return relation.predicate == "holds_rank" or any(
            r.role != "agent" and self._is_force(r.span) for r in relation.roles
        )

    def _relation(self, relation: Relation) -> None:
        held = {
            role: [r.span for r in relation.roles if r.role == role]
            for role in ("agent", "rank", "post", "unit", "patient")
        }
        units = [*held["unit"], *held["patient"]]
        units = [u for u in units if u.exact.isupper() or self._is_force(u)]
        for agent in held["agent"]:
            name = self._name(agent)
            if name is None or self._person(name) not in self._serving:
                continue
            for rank in held["rank"]:
                self._join("has_rank", name, rank, "Rank")
            for post in held["post"]:
                kind = "Role" if self._is_role(post) else "Title"
                self._join(f"has_{kind.lower()}", name, post, kind)
            for unit in units:
                self._join("is_posted", name, unit, "Organization")

    def _join(self, label: str, person: Span, other: Span, kind: str) -> None:
        """Keep what joins a person with a rank, a post or a unit, once each."""
        key = label, self._person(person), other.exact.casefold()
        if key in self._told:
            return
        self._told.add(key)
        head = self.marks.add("Person", person.place)
        self.marks.relations.append((label, head, self.marks.add(kind, other.place)))

    def _person(self, name: Span) -> object:
        who = self._who.get(name.place)
        return who.id if who is not None else name.place

    def _name(self, agent: Span) -> Span | None:
        """Return the name that stands for somebody: this one, or the first of the same person."""
        who = self._who.get(agent.place)
        if who is None or who.kind != "person":
            return None
        names = [m.span for m in who.mentions if m.form == "name"]
        return agent if agent in names else next(iter(names), None)

    def _units(self, posts: list[Span]) -> None:
        """Mark the units that are named; an abbreviation, and a whole force, once."""
        heads = [p for p in self.layer.segments if p.kind == "heading"]
        apart = [*((p.start, p.end) for p in heads), *(post.place for post in posts)]
        told: set[str] = set()
        for mention in self.reading.mentions:
            span = mention.span
            if mention.form != "name" or mention.kind != "organization" or span.exact in told:
                continue
            if self._is_unit(span) and not any(_meet(span.place, place) for place in apart):
                self.marks.add("Organization", span.place)
            if span.exact.isupper() or span.exact.split()[-1].casefold() in self._whole:
                told.add(span.exact)

    def _is_unit(self, span: Span) -> bool:
        """Tell whether a name is a unit's: by its own words, or an abbreviation of such a name."""
        if " " in span.exact:
            return self._is_force(span)
        who = self._who.get(span.place)
        names = who.names if who is not None and span.exact.isupper() else ()
        bracket = self.layer.text[span.start - 1 : span.start] == "("
        return not bracket and any(" " in n and self._names(n) for n in names)

    def _names(self, words: str) -> bool:
        return words_of(self.words).is_force(re.findall(r"[\w-]+", words.casefold()))

    def _is_force(self, span: Span) -> bool:
        """Tell whether words name a force, one of its units or a post of a force."""
        posts = words_of(self.words).listed("force_posts")
        parts = re.findall(r"[\w-]+", span.exact.casefold())
        return not posts.isdisjoint(parts) or self._names(span.exact)

    def _is_role(self, post: Span) -> bool:
        return post.exact.casefold().endswith(_FUNCTIONS)


def layer_of(text: str) -> TextLayer:
    """Return a text as the layer that a file with it would be."""
    document = DocumentId(sha256(text.encode()))
    return TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=tuple(segments(text)),
        extractor="",
    )


def label(text: str) -> Marks:
    """Return the people, units, ranks and posts of one text."""
    return Selected(text).marks


def written(name: str, marks: Marks) -> dict[str, Any]:
    """Return the marks of a text as a line of the output."""
    return {
        "id": name,
        "entities": [
            {"id": f"T{n}", "label": kind, "start": at[0], "end": at[1]}
            for n, (kind, at) in enumerate(marks.entities, 1)
        ],
        "relations": [
            {"label": kind, "head": f"T{h + 1}", "tail": f"T{t + 1}"}
            for kind, h, t in marks.relations
        ],
    }


def gold(brat: str) -> Marks:
    """Return the marks of stand-off annotations."""
    marks, numbers = Marks([], []), dict[str, int]()
    for line in sorted(brat.splitlines(), key=lambda line: not line.startswith("T")):
        key, _, rest = line.partition("\t")
        words = rest.split("\t")[0].replace(";", " ").split()
        if key.startswith("T"):
            numbers[key] = len(marks.entities)
            marks.entities.append((words[0], (int(words[1]), int(words[-1]))))
        elif key.startswith("R"):
            head, tail = (numbers[w.partition(":")[2]] for w in words[1:3])
            marks.relations.append((words[0], head, tail))
    return marks


def _meet(a: Place, b: Place) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def paired(ours: Sequence[Sequence[Place]], theirs: Sequence[Sequence[Place]]) -> dict[int, int]:
    """Return which of ours are which of theirs: all ends overlap, the best first, each once."""
    pairs = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            shared = [_meet(a, b) for a, b in zip(one, other, strict=True)]
            if all(shared):
                pairs.append((-sum(shared), i, j))
    found: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _sorted(marks: Marks) -> Iterator[tuple[str, list[tuple[Place, ...]]]]:
    for kind in LABELS:
        yield kind, [(place,) for name, place in marks.entities if name == kind]
    for kind in JOINTS:
        yield kind, [(h, t) for name, h, t in marks.joined() if name == kind]


def compare(rows: Sequence[Mapping[str, Any]], found: Sequence[Marks]) -> None:
    """Print the figures by label, and what differs."""
    tallies = {name: [0, 0, 0] for name in (*LABELS, *JOINTS)}
    for row, marks in zip(rows, found, strict=True):
        for (name, ours), (_, theirs) in zip(
            _sorted(marks), _sorted(gold(str(row["brat"]))), strict=True
        ):
            pairs = paired(ours, theirs)
            for n, count in enumerate((len(pairs), len(ours), len(theirs))):
                tallies[name][n] += count
            wrong = [one for i, one in enumerate(ours) if i not in pairs]
            missed = [one for j, one in enumerate(theirs) if j not in pairs.values()]
            for sign, ones in (("+", wrong), ("-", missed)):
                for one in ones:
                    spelt = " | ".join(str(row["text"])[a:b] for a, b in one)
                    sys.stdout.write(f"{row['id'][:8]} {one[0][0]:5d} {sign} {name}: {spelt!r}\n")
    for name, (hit, ours_, theirs_) in tallies.items():
        sys.stdout.write(f"{name:13s}{score(hit, ours_, theirs_)}  of {theirs_}\n")


def main(arguments: Sequence[str]) -> None:
    """Label every line of a file, and print how well where asked."""
    source, target = (Path(a) for a in arguments if not a.startswith("--"))
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [label(str(row["text"])) for row in rows]
    with target.open("w", encoding="utf-8") as out:
        for row, marks in zip(rows, found, strict=True):
            out.write(json.dumps(written(str(row["id"]), marks)) + "\n")
    if "--score" in arguments:
        compare(rows, found)


if __name__ == "__main__":
    main(sys.argv[1:])
