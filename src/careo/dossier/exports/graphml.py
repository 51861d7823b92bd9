"""GraphML: actors as nodes, each relation of a claim as an edge with who says it.

Denied, negated and hedged relations are edges too, and say so.

Source:
    GraphML 1.0, graphml.graphdrawing.org.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from careo.dossier.exports.words import BY, Words, quote
from careo.model.edition import Holdings
from careo.model.record import ActorId
from careo.model.statement import Statement

_NODE = ("name", "schema", "identified", "number")
_EDGE = ("predicate", "role", "act", "speaker", "against", "hedged", "review", "quote")
_WHERE = ("document", "claim", "start", "end", "when")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(held: Holdings, lost: Counter[str]) -> Iterator[str]:
    """Yield the file in pieces."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for kind, names in (("node", _NODE), ("edge", (*_EDGE, *_WHERE))):
        for name in names:
            yield (
                f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="string"/>\n'
            )
    yield '<graph id="careo" edgedefault="directed">\n'
    for actor in held.actors:
        values = (actor.name, actor.schema, actor.identified, actor.number)
        yield f'<node id="{actor.id}">{_data("node", _NODE, values)}</node>\n'
    words = Words(held)
    for one in held.statements:
        if not one.saying:
            yield from _edges(one, words, lost)
    yield "</graph>\n</graphml>\n"


def _edges(one: Statement, words: Words, lost: Counter[str]) -> Iterator[str]:
    agents = [p.actor for p in one.played("agent") if p.actor in words.actors]
    others = [(p.role, p.actor) for p in one.parts if p.role != "agent" and p.actor in words.actors]
    pairs = [(agent, role, other) for agent in agents for role, other in others]
    if not pairs:
        lost["an end that is no actor"] += 1
    for agent, role, other in pairs:
        yield f"<edge source={_id(agent)} target={_id(other)}>{_told(one, role, words)}</edge>\n"


def _told(one: Statement, role: str, words: Words) -> str:
    claim, when = words.claims[one.claim], one.when
    values = (
        one.predicate if one.predicate != "states" else one.verb,
        role,
        BY[one.act].removesuffix(" by"),
        words.speaker(one),
        "yes" if one.against else "no",
        "yes" if one.hedged else "no",
        one.review,
        quote(claim),
        words.documents[one.document].name,
        one.claim,
        str(one.start),
        str(one.end),
        when.text.exact if when is not None and when.text is not None else "",
    )
    return _data("edge", (*_EDGE, *_WHERE), values)


def _data(kind: str, names: tuple[str, ...], values: tuple[str, ...]) -> str:
    return "".join(
        f'<data key="{kind}-{name}">{escape(_clean(value))}</data>'
        for name, value in zip(names, values, strict=True)
        if value
    )


def _id(actor: ActorId | None) -> str:
    return quoteattr(actor or "")


def _clean(text: str) -> str:
    """Return text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
