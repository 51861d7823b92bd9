"""careo: a dossier of attributed claims.

>>> from careo import Case
>>> with Case.open("x.careo", create=True) as case:  # doctest: +SKIP
...     added = case.add("letter.txt")
...     claims = list(case.claims(about="Quiroga"))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from careo.case.handle import Case
    from careo.model.claim import Claim, Link, Relation
    from careo.model.document import Document, Outcome, Source
    from careo.model.errors import CareoError
    from careo.model.text import Span, TextLayer
    from careo.model.views import ActorView, ClaimView, DocumentView

__all__ = [
    "ActorView",
    "CareoError",
    "Case",
    "Claim",
    "ClaimView",
    "Document",
    "DocumentView",
    "Link",
    "Outcome",
    "Relation",
    "Source",
    "Span",
    "TextLayer",
]

_HOMES = {
    "ActorView": "model.views",
    "CareoError": "model.errors",
    "Case": "case.handle",
    "Claim": "model.claim",
    "ClaimView": "model.views",
    "Document": "model.document",
    "DocumentView": "model.views",
    "Link": "model.claim",
    "Outcome": "model.document",
    "Relation": "model.claim",
    "Source": "model.document",
    "Span": "model.text",
    "TextLayer": "model.text",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: ``import careo`` alone costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
