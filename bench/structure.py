"""Label persons, organizations, ranks, titles and roles, and what joins them.

A person or an office that is joined to nothing is left out: a name by itself is no structure.

``python bench/structure.py IN.jsonl[.gz] OUT.jsonl`` reads ``{"id", "text"}`` a line and writes
``{"id", "entities": [{"id", "label", "start", "end"}], "relations": [{"label", "head", "tail"}]}``.
Names, offices and who holds them come from `careo.reading`; here they are only cut to the
labels Person, Organization, Rank, Title and Role, and joined within a sentence.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from careo.model.reading import Mention, Referent
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading.languages import lexicon
from careo.reading.parser import Parse, parse
from careo.reading.referents.referents import referents
from careo.reading.tagger.tagger import tag

_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|his|her|its|their|new|former|then|current|immediate|past)\s+)+", re.IGNORECASE
)
_GAP = re.compile(r"^\s*(?:\([^)]*\))?,?\s*(?:(?:of|at|in|to|for)\s+)?(?:the\s+)?$")
_OFFICE = {
    *("officer", "commanding", "commander", "commandant", "chief", "director", "spokesman"),
    *("spokesperson", "spokeswoman", "secretary", "superintendent", "marshal", "head", "adviser"),
    *("governor", "minister", "inspector", "commissioner", "provost", "adjutant"),
}
_SHORT = re.compile(r"\b(?:GOC|COAS|CDS|DPO)\b(?!\))")
_ROLE = frozenset(["commander", "commandant", "spokesperson", "director", "head"])
_FAR = 200
_NEAR = 50
Span = tuple[int, int]


def main(source: Path, target: Path) -> None:
    """Label every line of ``source``."""
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rt", encoding="utf-8") as lines, target.open("wb") as out:
        for line in lines:
            item = msgspec.json.decode(line)
            out.write(msgspec.json.encode(label(str(item["id"]), str(item["text"]))) + b"\n")


def label(name: str, text: str) -> dict[str, Any]:
    """Return the labels of one text."""
    layer = _layer(text)
    parsed = parse(tag(layer, layer.segments), lexicon("en"))
    mentions, found = referents(layer, parsed, lexicon("en"))
    names = [m for m in mentions if m.form == "name"]
    people = [m.span.place for m in names if m.kind == "person"]
    bodies = [m.span.place for m in names if m.kind == "organization"]
    ranks = dict(_ranks(text, people))
    marked = list(ranks.values())
    short = [m.span() for m in _SHORT.finditer(text)]
    offices = sorted({*_offices(text, mentions, bodies, marked), *short})
    holders = _holders(text, parsed, people, offices, found)
    entities = [
        *((span, "Person") for span in people),
        *((span, "Organization") for span in bodies),
        *((span, "Rank") for span in ranks.values()),
        *((span, _kind(text, span)) for span in offices),
    ]
    ids = {span: f"T{n}" for n, (span, _) in enumerate(entities, 1)}
    relations = [("has_rank", person, rank) for person, rank in ranks.items()]
    for office, person in holders.items():
        relations.append((f"has_{_kind(text, office).lower()}", person, office))
        posted = _next_body(text, office, bodies, people)
        if posted is not None:
            relations.append(("is_posted", person, posted))
    joined = {span for _, head, tail in relations for span in (head, tail)}
    entities = [(span, kind) for span, kind in entities if span in joined or kind == "Organization"]
    return {
        "id": name,
        "entities": [
            {"id": ids[s], "label": kind, "start": s[0], "end": s[1]} for s, kind in entities
        ],
        "relations": [{"label": r, "head": ids[h], "tail": ids[t]} for r, h, t in relations],
    }


def _layer(text: str) -> TextLayer:
    document = DocumentId(sha256(text.encode()))
    segments = tuple(
        Segment(kind="paragraph", start=m.start(), end=m.end())
        for m in re.finditer(r"[^\n]*\S[^\n]*", text)
    )
    return TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=segments,
        extractor="bench",
    )


def _ranks(text: str, people: list[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield for each person the rank that stands before the name, if any."""
    words = sorted({re.escape(r) for r in lexicon("en").ranks}, key=len, reverse=True)
    word = rf"(?:{'|'.join(words)})s?"
    before = re.compile(
        rf"\b(?:(?:air|chief|vice|rear)\s+)*{word}\.?(?:\s*[-.]?\s*{word}\.?)*\s*$", re.IGNORECASE
    )
    for person in people:
        start = max(0, person[0] - 40)
        match = before.search(text[start : person[0]])
        if match is not None:
            end = start + match.start() + len(match.group().rstrip())
            yield person, (start + match.start(), end)


def _offices(
    text: str, mentions: tuple[Mention, ...], bodies: list[Span], ranks: list[Span]
) -> Iterator[Span]:
    """Yield the offices: descriptions cut before the body they are of."""
    for mention in mentions:
        if mention.form != "description" or mention.kind != "role":
            continue
        start, end = mention.span.place
        article = _ARTICLE.match(mention.span.exact)
        start += article.end() if article else 0
        inner = [b for b in bodies if start < b[0] < end]
        if inner:
            end = start + len(re.sub(r"(?:,|\s+(?:of|at|the))*\s*$", "", text[start : inner[0][0]]))
        end = min([end, *(r[0] for r in ranks if start < r[0] < end)])
        end = start + len(text[start:end].rstrip(" ,"))
        words = {w.lower() for w in re.findall(r"\w+", text[start:end])}
        if words & _OFFICE and not any(r[0] < end and start < r[1] for r in ranks):
            yield start, end


def _kind(text: str, office: Span) -> str:
    words = text[office[0] : office[1]].lower().split()
    return "Role" if words[-1] in _ROLE and len(words) <= 2 else "Title"


def _holders(
    text: str,
    parsed: Parse,
    people: list[Span],
    offices: list[Span],
    found: tuple[Referent, ...],
) -> dict[Span, Span]:
    """Return who holds each office: by apposition, else the nearest name of the sentence."""
    holders: dict[Span, Span] = {}
    known = set(people)
    for referent in found:
        own = [m.span.place for m in referent.mentions if m.span.place in known]
        for mention in referent.mentions:
            for office in offices:
                inside = mention.span.start <= office[0] and office[1] <= mention.span.end
                if inside and own:
                    holders[office] = min(own, key=lambda p: abs(p[0] - office[0]))
    for office in offices:
        if office not in holders:
            near = _nearest(text, parsed, people, office)
            holders |= {office: near} if near is not None else {}
    return holders


def _nearest(text: str, parsed: Parse, people: list[Span], office: Span) -> Span | None:
    for sentence in parsed.sentences:
        if sentence.start <= office[0] < sentence.end:
            here = [p for p in people if sentence.start <= p[0] and p[1] <= sentence.end]
            costs = [(_cost(text, office, p), p) for p in here]
            best = min(costs, default=None)
            return best[1] if best is not None and best[0] < _FAR else None
    return None


def _cost(text: str, office: Span, person: Span) -> int:
    between = text[office[1] : person[0]] if person[0] > office[0] else text[person[1] : office[0]]
    broken = between.count(";") + between.count(" while ")
    return len(between) + _FAR * broken


def _next_body(text: str, office: Span, bodies: list[Span], people: list[Span]) -> Span | None:
    """Return the body right after an office; one further on only where no name comes between."""
    for body in bodies:
        between = text[office[1] : body[0]] if office[1] <= body[0] <= office[1] + _NEAR else ";"
        if _GAP.match(between):
            return body
        if not re.search(r"[;.\n]", between):
            crossed = any(office[1] <= p[0] < body[0] for p in people)
            return None if crossed else body
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
