"""An offline gazetteer: countries, capitals and cities of 100,000 and more.

Source:
    GeoNames (CC BY 4.0), Natural Earth (public domain), CLDR; made by ``training/gazetteer.py``.
"""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import NamedTuple

import msgspec

from careo.model.names import words
from careo.model.presence import Located

_CLEARLY = 10
"""How many times as many inhabitants the one that is meant has as the next of its name."""

_ARTICLES = frozenset({"the", "el", "la", "los", "las"})

Rings = tuple[tuple[int, ...], ...]


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    countries: dict[str, tuple[str, ...]]
    cities: tuple[tuple[tuple[str, ...], str, int, int, int], ...]


class _City(NamedTuple):
    inhabitants: int
    located: Located


def locate(names: tuple[str, ...]) -> Located | None:
    """Return where a place of these names lies; None where that is not known.

    A country's name is the country. Of several cities of one name the one is taken that has
    ten times as many inhabitants as any other; else none is.
    """
    for name in names:
        key = _key(name)
        country = _countries().get(key)
        if country is not None:
            return country
        cities = _cities().get(key, ())
        if cities and (
            len(cities) == 1 or cities[0].inhabitants >= _CLEARLY * cities[1].inhabitants
        ):
            return cities[0].located
    return None


def outline(country: str) -> Rings:
    """Return the rings of a country: longitude and latitude in tenths, one after another."""
    return outlines().get(country, ())


@functools.cache
def outlines() -> dict[str, Rings]:
    """Return the rings of all countries that have an outline, by code."""
    data = files("careo.structure").joinpath("outlines.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, Rings])


@functools.cache
def _data() -> _Data:
    return msgspec.json.decode(
        files("careo.structure").joinpath("gazetteer.json").read_bytes(), type=_Data
    )


@functools.cache
def _countries() -> dict[str, Located]:
    found: dict[str, Located] = {}
    for code, names in _data().countries.items():
        latitude, longitude = _middle(outline(code)) if outline(code) else _largest(code)
        place = Located(resolution="country", country=code, latitude=latitude, longitude=longitude)
        found |= {_key(name): place for name in names}
    return found


@functools.cache
def _cities() -> dict[str, tuple[_City, ...]]:
    found: dict[str, list[_City]] = {}
    for names, country, latitude, longitude, inhabitants in _data().cities:
        place = Located(resolution="city", country=country, latitude=latitude, longitude=longitude)
        for name in names:
            found.setdefault(_key(name), []).append(_City(inhabitants, place))
    return {
        key: tuple(sorted(all_of, key=lambda c: -c.inhabitants)) for key, all_of in found.items()
    }


def _key(name: str) -> str:
    """Return a name as it is looked up; the article of a longer one does not count."""
    first, *rest = words(name) or ("",)
    return " ".join(rest if first in _ARTICLES and len(rest) > 1 else (first, *rest))


def _middle(rings: Rings) -> tuple[int, int]:
    """Return a point in the middle of the largest ring, in hundredths: where a label may stand."""
    ring = max(rings, key=_extent)
    lon, lat = ring[::2], ring[1::2]
    return 5 * (min(lat) + max(lat)), 5 * (min(lon) + max(lon))


def _extent(ring: tuple[int, ...]) -> int:
    lon, lat = ring[::2], ring[1::2]
    return (max(lon) - min(lon)) * (max(lat) - min(lat))


def _largest(code: str) -> tuple[int, int]:
    """Return the place of a country's largest city, for those too small to have an outline."""
    here = [row for row in _data().cities if row[1] == code]
    if not here:
        return 0, 0
    row = max(here, key=lambda each: each[4])
    return row[2], row[3]
