"""From the words of an amount to one spelling of it, in English and Spanish.

Only what the words say: a bare "$" stays "$", "dollars" stay dollars. The point and the comma are
told apart by their digits: three behind the only one make it one of thousands ("1.200", "1,200"),
of two different ones the last is the decimal one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from careo.model.amount import Amount, Bound

_PIECE = re.compile(r"us\$|u\$s|\d+(?:[.,]\d+)*|[$€£%]|[^\W\d_]+", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_ORDER = "YMWD"
_LONGEST = 400


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of amounts, of both languages together.

    Attributes:
        numbers: A number to its words; so are scales, units and parts of a term.
        bounds: Words that say how exact an amount is.
        joins: Words between the parts of one number.
        of: Words between a number and its unit.
        articles: Numbers that count only before a unit.
        alone: Scales that need no number before them.
    """

    numbers: dict[str, str]
    scales: dict[str, str]
    units: dict[str, str]
    terms: dict[str, str]
    bounds: dict[Bound, tuple[str, ...]]
    joins: str
    of: str
    articles: str
    alone: str


def amounts(texts: Iterable[str]) -> tuple[Amount, ...]:
    """Return the amounts of several words, each once; words that give none are left out."""
    return tuple(dict.fromkeys(one for text in texts if (one := amount(text)) is not None))


@lru_cache(maxsize=100_000)
def amount(text: str) -> Amount | None:
    """Return the one amount that words give, or None where they give none, or several.

    Args:
        text: As written: "more than $ 250,000", "1,2 millones de euros", "21 years and eight
            months". What stands behind the unit ("of gold") is passed over.
    """
    pieces = [m.group().lower() for m in _PIECE.finditer(text[:_LONGEST])]
    read = list(_quantities(pieces))
    bound = _bound(" ".join(pieces))
    terms = [(unit, number) for number, unit in read if unit in _inverse("terms").values()]
    if terms and len(terms) == len(read):
        return _term(terms, bound)
    if len(read) != 1 or terms:
        return None
    number, unit = read[0]
    return Amount(value=_plain(number), unit=unit, bound=bound)


def _term(terms: list[tuple[str, Decimal]], bound: Bound) -> Amount | None:
    """Return a length of time; None where a part of it stands twice or is broken."""
    units = [unit for unit, _ in terms]
    if units != sorted(set(units), key=_ORDER.index) or any(n != int(n) for _, n in terms):
        return None
    value = "P" + "".join(f"{_plain(number)}{unit}" for unit, number in terms)
    return Amount(value=value, unit="duration", bound=bound)


def _quantities(pieces: list[str]) -> Iterator[tuple[Decimal, str]]:
    """Yield each number with its unit, before or behind it."""
    units = {**_inverse("units"), **_inverse("terms")}
    at = 0
    while at < len(pieces):
        before = units.get(pieces[at - 1], "") if at and not pieces[at - 1].isalpha() else ""
        number, after = _number(pieces, at)
        if number is None:
            at += 1
            continue
        behind = after
        while behind < len(pieces) and pieces[behind] in _words().of.split():
            behind += 1
        unit = units.get(pieces[behind], "") if behind < len(pieces) else ""
        if pieces[at] not in _words().articles.split() or unit:
            yield number, before or unit
        at = after


def _number(pieces: list[str], at: int) -> tuple[Decimal | None, int]:
    """Return the number that begins at a piece, and what follows it."""
    total, part, start = Decimal(0), None, at
    numbers, scales, joins = _inverse("numbers"), _inverse("scales"), _words().joins.split()
    while at < len(pieces):
        piece = pieces[at]
        joined = piece in joins and at > start and part is not None and part % 10 == 0
        if piece[0].isdigit() and part is None:
            part = _digits(piece)
        elif piece in numbers and (part is None or Decimal(numbers[piece]) < _room(part)):
            part = (part or Decimal(0)) + Decimal(numbers[piece])
        elif piece in scales and (part is not None or piece in _words().alone.split()):
            total, part = _scaled(total, part, Decimal(scales[piece]))
        elif not (joined and at + 1 < len(pieces) and pieces[at + 1] in numbers):
            break
        at += 1
    return (None if part is None else total + part), at


def _room(part: Decimal) -> Decimal:
    """Return below what a further word of a number must be: "veinte" takes up to nine."""
    if part % 100 == 0 and part:
        return Decimal(100)
    return Decimal(10) if part % 10 == 0 and part else Decimal(0)


def _scaled(total: Decimal, part: Decimal | None, scale: Decimal) -> tuple[Decimal, Decimal]:
    """Return what is counted so far and the part that may still grow: "mil millones"."""
    part = Decimal(1) if part is None else part
    if scale > total + part and total:
        return Decimal(0), (total + part) * scale
    return total, part * scale


def _digits(piece: str) -> Decimal:
    if _GROUPED.fullmatch(piece) and not piece.startswith("0"):
        return Decimal(re.sub("[.,]", "", piece))
    head, _, tail = piece.replace(",", ".").rpartition(".")
    return Decimal(f"{head.replace('.', '')}.{tail}" if head else tail)


def _bound(words: str) -> Bound:
    padded = f" {words} "
    for bound, spelt in _words().bounds.items():
        if any(f" {one} " in padded for one in spelt):
            return bound
    return ""


def _plain(number: Decimal) -> str:
    spelt = f"{number:f}"
    return spelt.rstrip("0").rstrip(".") if "." in spelt else spelt


@cache
def _inverse(name: str) -> dict[str, str]:
    table: dict[str, str] = getattr(_words(), name)
    return {word: key for key, words in table.items() for word in words.split()}


@cache
def _words() -> _Words:
    source = files("careo.structure").joinpath("amounts.json").read_bytes()
    return msgspec.json.decode(source, type=_Words)
