"""GeoJSON: who is said to have been where; each claim at the resolution that is known.

Source:
    RFC 7946; a place that is not found has no geometry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from careo.dossier.exports.words import BY, Words
from careo.model.edition import Holdings
from careo.model.presence import Located, PlaceNode, Stay


def write(held: Holdings, lost: Counter[str]) -> Iterator[str]:
    """Yield one feature collection in pieces."""
    words = Words(held)
    statements = {(one.claim, one.relation): one for one in held.statements}
    places = {node.id: node for node in held.presence.places}
    yield '{"type":"FeatureCollection","features":['
    first = True
    for stay in held.presence.stays:
        node = places[stay.place]
        if node.located is None:
            lost["a place that is not in the gazetteer, kept without a geometry"] += 1
        one = statements[stay.mark.claim, stay.mark.relation]
        feature = {
            "type": "Feature",
            "geometry": _geometry(node.located, held),
            "properties": {
                **_properties(stay, node, words),
                "summary": words.summary(one),
                "status": words.status(one),
            },
        }
        # a coordinate is no integer, so this is no canonical JSON of a Record
        made = msgspec.json.encode(feature, order="sorted").decode()
        yield f"\n{made}" if first else f",\n{made}"
        first = False
    yield "\n]}\n"


def _properties(stay: Stay, node: PlaceNode, words: Words) -> dict[str, Any]:
    when = stay.when
    return {
        "who": [words.name(actor) for actor in stay.who],
        "place": node.label,
        "resolution": "unknown" if node.located is None else node.located.resolution,
        "predicate": stay.mark.predicate,
        "said": BY[stay.mark.act].removesuffix(" by"),
        "speaker": " and ".join(words.name(one) for one in stay.mark.by) or stay.mark.speaker,
        "denied": stay.mark.against,
        "when": when.text.exact if when is not None and when.text is not None else "",
        "claim": stay.mark.claim,
    }


def _geometry(at: Located | None, held: Holdings) -> dict[str, Any] | None:
    if at is None:
        return None
    rings = held.outlines.get(at.country, ()) if at.resolution == "country" else ()
    if not rings:
        return {"type": "Point", "coordinates": [at.longitude / 100, at.latitude / 100]}
    shapes = [
        [[[x / 10, y / 10] for x, y in zip(ring[::2], ring[1::2], strict=True)]] for ring in rings
    ]
    for shape in shapes:  # a ring ends where it begins
        if shape[0][0] != shape[0][-1]:
            shape[0].append(shape[0][0])
    return {"type": "MultiPolygon", "coordinates": shapes}
