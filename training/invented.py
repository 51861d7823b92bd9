"""Pairs of invented names, for what labelled pairs have too few of, such as initials."""

from __future__ import annotations

import random
from collections.abc import Callable

from careo.identity.names.lists import organizations, persons, short_forms

Pair = tuple[str, str, str, bool]
"""Schema, two names, and whether they are one."""

_STARTS = "Ba Be Bor Cal Dar Del Er Fal Gor Hal Ir Jo Kar Kel Lam Mer Mor Nar Or Pel Ras Sel Tor"
_MIDDLES = "a an ar el en i il in o ol or u um ad is ev av"
_ENDS = (
    "ba da des do ez ic in ko la lli man mov na ni ov ra rez ri ro ssen sky ta ton tz va vic zar"
)
_WORDS = (
    "Mining Shipping Timber Copper Energy Press Steel Trading Transport Paper Media Foods Marine"
)
_FATHERS = "Ivan Petr Boris Anton Oleg Maksim Stepan Denis"
_FORMS = (
    *(("LLC", "Limited Liability Company"), ("Ltd", "Limited"), ("Inc.", "Incorporated")),
    *(("S.A.", "Sociedad Anónima"), ("OAO", "JSC"), ("GmbH", ""), ("Co.", "Company")),
)
_EACH = 16


def pairs(draw: random.Random) -> list[Pair]:
    """Return `_EACH` pairs of every kind."""
    made = [kind(draw) for kind in (*_PEOPLE, *_BODIES) for _ in range(_EACH)]
    draw.shuffle(made)
    return made


def _coined(draw: random.Random) -> str:
    middle = draw.choice(_MIDDLES.split()) if draw.random() < 0.6 else ""
    return draw.choice(_STARTS.split()) + middle + draw.choice(_ENDS.split())


def _given(draw: random.Random) -> str:
    names = sorted(persons().given)
    return draw.choice(names).title() if draw.random() < 0.7 else _coined(draw)


def _typo(draw: random.Random, word: str) -> str:
    place = draw.randrange(1, len(word) - 1)
    kinds = (
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + draw.choice("aeioulnrst") + word[place + 1 :],
    )
    return draw.choice(kinds)


def _patronymic(draw: random.Random) -> str:
    return draw.choice(_FATHERS.split()) + draw.choice(["ovich", "evich"])


def _initial(draw: random.Random) -> Pair:
    given, surname = _given(draw), _coined(draw)
    return "Person", f"{given} {surname}", f"{given[0]}. {surname}", True


def _initials(draw: random.Random) -> Pair:
    one, other, surname = _given(draw), _given(draw), _coined(draw)
    short = draw.choice([f"{one[0]}. {other[0]}.", f"{one[0]}.-{other[0]}.", f"{one} {other[0]}."])
    return "Person", f"{one} {other} {surname}", f"{short} {surname}", True


def _other_initial(draw: random.Random) -> Pair:
    one, other, third, surname = (_given(draw), _given(draw), _given(draw), _coined(draw))
    letter = draw.choice([c for c in "ABCDEFGHJKLMPRST" if c != other[0]])
    if draw.random() < 0.5:
        return "Person", f"{one} {other} {surname}", f"{one} {letter}. {surname}", False
    return "Person", f"{other} {third} {surname}", f"{letter}. {surname}", False


def _short_form(draw: random.Random) -> Pair:
    names = sorted(short_forms())
    one = draw.choice(names)
    sets = short_forms()[one]
    other = draw.choice([n for n in names if n != one and short_forms()[n] & sets])
    surname = _coined(draw)
    return "Person", f"{one.title()} {surname}", f"{other.title()} {surname}", True


def _second_surname(draw: random.Random) -> Pair:
    name = f"{_given(draw)} {_coined(draw)}"
    return "Person", f"{name} {_coined(draw)}", name, True


def _other_second_surname(draw: random.Random) -> Pair:
    name = f"{_given(draw)} {_coined(draw)}"
    return "Person", f"{name} {_coined(draw)}", f"{name} {_coined(draw)}", False


def _middle(draw: random.Random) -> Pair:
    given, surname = _given(draw), _coined(draw)
    middle = draw.choice([_patronymic, _given])(draw)
    return (
        "Person",
        f"{given} {middle} {surname}",
        draw.choice([f"{given} {surname}", f"{surname}, {given}"]),
        True,
    )


def _misspelt(draw: random.Random) -> Pair:
    given, surname = _given(draw), _coined(draw)
    return "Person", f"{given} {surname}", f"{given} {_typo(draw, surname)}", True


def _other_given(draw: random.Random) -> Pair:
    surname = _coined(draw)
    return "Person", f"{_given(draw)} {surname}", f"{_coined(draw)} {surname}", False


def _other_surname(draw: random.Random) -> Pair:
    given = _given(draw)
    return "Person", f"{given} {_coined(draw)}", f"{given} {_coined(draw)}", False


def _other_father(draw: random.Random) -> Pair:
    given, surname = _given(draw), _coined(draw)
    one, other = draw.sample(_FATHERS.split(), 2)
    return "Person", f"{given} {one}ovich {surname}", f"{given} {other}ovich {surname}", False


def _father_and_child(draw: random.Random) -> Pair:
    one, other, surname = _coined(draw), _coined(draw), _coined(draw)
    return "Person", f"{one} bin {other} al-{surname}", f"{other} bin {one} al-{surname}", False


def _body(draw: random.Random) -> str:
    return f"{_coined(draw)} {draw.choice(_WORDS.split())}"


def _legal_form(draw: random.Random) -> Pair:
    name = _body(draw)
    forms = draw.choice(_FORMS)
    return "Company", f"{name} {forms[0]}", f"{name} {forms[1]}".strip(), True


def _misspelt_body(draw: random.Random) -> Pair:
    name, word = _coined(draw), draw.choice(_WORDS.split())
    return "Company", f"{name} {word} Ltd", f"{_typo(draw, name)} {word} Ltd", True


def _other_word(draw: random.Random) -> Pair:
    name = _coined(draw)
    one, other = draw.sample(_WORDS.split(), 2)
    return "Company", f"{name} {one} S.A.", f"{name} {other} S.A.", False


def _other_body(draw: random.Random) -> Pair:
    word = draw.choice(_WORDS.split())
    return "Company", f"{_coined(draw)} {word} Inc", f"{_coined(draw)} {word} Inc", False


def _other_place(draw: random.Random) -> Pair:
    one, other = draw.sample(sorted(organizations().places), 2)
    name = draw.choice([_body(draw), "National Bank of", "Bureau of Ports of"])
    return "Organization", f"{name} {one.title()}", f"{name} {other.title()}", False


def _other_number(draw: random.Random) -> Pair:
    one, other = draw.sample(range(1, 30), 2)
    what = draw.choice(["Division", "Brigade", "Battalion", "Police Division"])
    return "PublicBody", f"{one} {what}", f"{other} {what}", False


_PEOPLE: tuple[Callable[[random.Random], Pair], ...] = (
    *(_initial, _initials, _other_initial, _short_form, _second_surname, _other_second_surname),
    *(_middle, _misspelt, _other_given, _other_surname, _other_father, _father_and_child),
)
_BODIES: tuple[Callable[[random.Random], Pair], ...] = (
    *(_legal_form, _misspelt_body, _other_word, _other_body, _other_place, _other_number),
)
