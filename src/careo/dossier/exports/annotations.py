"""W3C Web Annotations: each claim at its place, for programs that show marks on documents.

Source:
    W3C Web Annotation Data Model, sections 4.2.4 (text quote) and 4.2.5 (text position).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from careo.dossier.exports.words import BY, Words
from careo.model.edition import Holdings
from careo.model.record import LayerId, canonical_json
from careo.model.views import ClaimView, Quote
from careo.model.wording import review_words

AROUND = 32
"""Code points of the text before and behind a quote."""


def write(held: Holdings, lost: Counter[str]) -> Iterator[str]:
    """Yield one annotation page in pieces; nothing is left out but readings rejected."""
    texts = {layer.id: layer.text for layer in held.layers}
    words = Words(held)
    yield '{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":['
    first = True
    for claim in held.claims:
        if claim.review == "rejected":
            lost["rejected by a reviewer"] += 1
            continue
        yield (
            ("" if first else ",")
            + "\n"
            + canonical_json(_annotation(claim, texts, words)).decode()
        )
        first = False
    yield "\n]}\n"


def _annotation(claim: ClaimView, texts: dict[LayerId, str], words: Words) -> dict[str, Any]:
    last = claim.chain[-1]
    who = " and ".join(words.name(one) for one in last.speaker.everybody) or last.speaker.text
    marks = [word for word, so in (("hedged", claim.hedged), ("negated", last.negated)) if so]
    said = ", ".join([f"{BY[last.act]} {who}", *marks])
    chain = " ▸ ".join(link.speaker.text for link in claim.chain)
    return {
        "id": f"urn:careo:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": f"{said}; {chain}", "format": "text/plain"},
            {"type": "TextualBody", "value": review_words(claim), "purpose": "assessing"},
        ],
        "target": [
            {
                "source": f"urn:sha256:{claim.document}",
                "state": {"type": "State", "value": f"urn:careo:layer:{claim.layer}"},
                "selector": _selectors(quote, texts.get(claim.layer, "")),
            }
            for quote in claim.content
        ],
    }


def _selectors(quote: Quote, text: str) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        {
            "type": "TextQuoteSelector",
            "exact": quote.exact,
            "prefix": text[max(0, quote.start - AROUND) : quote.start],
            "suffix": text[quote.end : quote.end + AROUND],
        },
    ]
