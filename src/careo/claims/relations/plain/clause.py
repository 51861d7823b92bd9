"""What stands at which place of a verb."""

from __future__ import annotations

from dataclasses import dataclass, field

from careo.claims.relations.plain.groups import Group
from careo.claims.relations.plain.phrases import Phrase
from careo.model.time import When

Timed = dict[int, tuple[int, When]]
"""Times by their first word: their last word, and the time."""


@dataclass(slots=True)
class Clause:
    """A verb with what stands at its places.

    Attributes:
        places: Phrases by grammatical place: ``nsubj`` acts and ``dobj`` suffers, in the passive
            too; ``agent`` is the by-phrase; a preposition is spelt as its word; ``dobj de`` is
            what an object is of.
        deeds: Infinitives behind a preposition, by it: their first and last word.
        when: The time that stands among them.
        last: The last word.
        aside: It is a relative clause between commas, or a participle.
    """

    group: Group
    places: dict[str, list[Phrase]] = field(default_factory=dict)
    deeds: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    when: When | None = None
    first: int = 0
    last: int = 0
    aside: bool = False

    def put(self, name: str, phrases: tuple[Phrase, ...]) -> None:
        """Add phrases at a place."""
        self.places.setdefault(name, []).extend(phrases)
