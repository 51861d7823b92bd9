"""Fillers and verbs, read from the data files of a language.

A file has sections `= name [weight]`, then one filler a line; lines that begin with `#` are
remarks. A section may go on in another file. Lines of the sections `verb.*` are verb tables.
"""

import functools
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_ENDINGS = {
    "ar": ("ó", "aron", "a", "an", "ado"),
    "er": ("ió", "ieron", "e", "en", "ido"),
    "ir": ("ió", "ieron", "e", "en", "ido"),
}
_TENSES = (
    "past",
    "past",
    "past",
    "past",
    "past",
    "present",
    "present",
    "imperfect",
    "perfect",
    "pluperfect",
)


@dataclass(frozen=True)
class Verb:
    """Third-person forms, singular then plural, as far as the templates need them."""

    past: tuple[str, str]
    present: tuple[str, str]
    imperfect: tuple[str, str]
    perfect: tuple[str, str]
    pluperfect: tuple[str, str]

    def form(self, tense: str, *, plural: bool) -> str:
        """Return the form of a tense (a field of this class)."""
        pair: tuple[str, str] = getattr(self, tense)
        return pair[plural]


@dataclass(frozen=True)
class Words:
    """All that a language offers: fillers and weights by section, verbs by class."""

    fillers: dict[str, tuple[str, ...]]
    weights: dict[str, float]
    verbs: dict[str, tuple[Verb, ...]]

    @property
    def tenses(self) -> tuple[str, ...]:
        """Return the tenses of telling, each as often as it should come up."""
        return _TENSES


def _spanish(line: str) -> Verb:
    """Read `[se ]infinitive[; past s, past p, present s, present p, participle]`."""
    head, _, rest = line.partition(";")
    clitic, _, infinitive = head.strip().rpartition(" ")
    stem, ending = infinitive[:-2], infinitive[-2:]
    forms = [form.strip() for form in rest.split(",")] if rest else []
    if not forms:
        forms = [stem + end for end in _ENDINGS[ending]]
    lead = f"{clitic} " if clitic else ""
    past_s, past_p, now_s, now_p, done = forms
    while_s = stem + ("aba" if ending == "ar" else "ía")
    return Verb(
        (lead + past_s, lead + past_p),
        (lead + now_s, lead + now_p),
        (lead + while_s, f"{lead}{while_s}n"),
        (f"{lead}ha {done}", f"{lead}han {done}"),
        (f"{lead}había {done}", f"{lead}habían {done}"),
    )


def _english(line: str) -> Verb:
    """Read `base[; third person, past, participle][; rest that follows every form]`."""
    base, *more = [part.strip() for part in line.split(";")]
    third, past, done = _regular(base)
    if more and more[0]:
        third, past, done = (form.strip() for form in more[0].split(","))
    tail = f" {more[1]}" if len(more) > 1 else ""
    return Verb(
        (past + tail, past + tail),
        (third + tail, base + tail),
        (past + tail, past + tail),
        (f"has {done}{tail}", f"have {done}{tail}"),
        (f"had {done}{tail}", f"had {done}{tail}"),
    )


def _regular(base: str) -> tuple[str, str, str]:
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base[:-1]}ied"
    third = base + ("es" if re.search(r"(s|sh|ch|x)$", base) else "s")
    past = base + ("d" if base.endswith("e") else "ed")
    return third, past, past


@functools.cache
def words(language: str) -> Words:
    """Read every data file of a language once.

    Args:
        language: `es` or `en`.

    Returns:
        The fillers and verbs of that language.
    """
    fillers: defaultdict[str, list[str]] = defaultdict(list)
    weights: dict[str, float] = {}
    section = ""
    for path in sorted((_DATA / language).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                section, *weight = line[2:].split()
                weights[section] = float(weight[0]) if weight else weights.get(section, 1.0)
            elif line.strip() and not line.startswith("#"):
                fillers[section].append(line.strip())
    read = _spanish if language == "es" else _english
    verbs = {
        name.removeprefix("verb."): tuple(read(line) for line in lines)
        for name, lines in fillers.items()
        if name.startswith("verb.")
    }
    return Words({name: tuple(lines) for name, lines in fillers.items()}, weights, verbs)
