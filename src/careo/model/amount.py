"""An amount as said, in one spelling: how much of what, or how long."""

from __future__ import annotations

from typing import Literal

from careo.model.record import Record

Bound = Literal["", "about", "over", "under"]


class Amount(Record, frozen=True):
    """An amount read from words.

    Attributes:
        value: A decimal number without separators ("250000", "4.5"), or an ISO 8601 duration
            ("P21Y8M").
        unit: "kg", "tonne", "barrel" …; a currency by its ISO 4217 code where the words name it
            ("EUR"), else as they do ("$", "dollar", "peso"); "duration"; empty where none is said.
        bound: The words give it as a rough, a lower or an upper one.
    """

    value: str
    unit: str = ""
    bound: Bound = ""
