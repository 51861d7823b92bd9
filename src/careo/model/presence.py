"""Presence: who is said to have been where, and when; where that is, as far as it is known."""

from __future__ import annotations

from typing import Literal

from careo.model.record import ActorId, Record
from careo.model.structure import Mark
from careo.model.time import When

Resolution = Literal["country", "city", "unknown"]


class Located(Record, frozen=True):
    """Where a name lies.

    Attributes:
        resolution: ``country`` is an area, and its point only a place to write in it.
        country: ISO 3166-1 alpha-2.
        latitude: In hundredths of a degree.
        longitude: In hundredths of a degree.
    """

    resolution: Resolution
    country: str
    latitude: int
    longitude: int


class PlaceNode(Record, frozen=True):
    """A place that somebody is said to have been at.

    Attributes:
        id: The actor's id, or a name of the place alone (``words-3``).
        label: What to write for it.
        actor: The actor, if it is one.
        located: Where it lies; None where the gazetteer does not know, or knows several.
    """

    id: str
    label: str
    actor: ActorId | None = None
    located: Located | None = None


class Stay(Record, frozen=True):
    """One claim of somebody being somewhere.

    Attributes:
        who: The actors.
        place: Id of a place.
        mark: The claim.
        when: As the claim has it.
    """

    who: tuple[ActorId, ...]
    place: str
    mark: Mark
    when: When | None = None


class Presence(Record, frozen=True):
    """Who is said to have been where.

    Attributes:
        places: By label.
        stays: By place, then by first day, the undated last, then by document and place in it.
    """

    places: tuple[PlaceNode, ...]
    stays: tuple[Stay, ...]
