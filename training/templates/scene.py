"""Expands a template into marked text.

A template is text with marks (see `markup`), choices `(a|b|)` and slots `{name}`. `#` stands for
one number, `.s` or `.p`, the same throughout the template. A slot whose name begins with a capital
gives its filler one. Besides the sections of the data files these slots are known:

- `{person}`, `{person.m}`, `{person.f}`, `{person.=}` (of the last gender), `{given}`, `{surname}`,
  `{org}`, `{place}`, `{city}`, `{river}`: marked names;
- `{place_}`, `{surname_}` …: a filler as it stands, for use inside another name;
- `{src.s}`, `{src.p}`: any source; `{srcpre#}`, `{srcend#}`: with the appositions that go before a
  verb or at the end; `{voice#}`: one that may be a pronoun, before a verb; `{who}`: one who speaks;
- `{actor.s}`, `{actor.p}`: one who does something else, without a mark, before a verb;
- `{v:class.s}`: a verb of `verb.class` in some tense; `{v:class:past.s}` in that tense;
- `{clause1}` … `{rest}`: a filler in two halves;
- `{o}`, `{el}`, `{un}`, `{he}`, `{his}`, `{him}`: agree with the last person or body named.
"""

import random
import re
from collections.abc import Callable

from training.templates.words import Words

_PLURAL = 0.3
_TWO_GIVEN = 0.12
_INITIAL = 0.03
_TWO_FAMILY = {"es": 0.45, "en": 0.03}
_JOINED = 0.03
_ACRONYM = 0.6
_AGAIN = 0.35
_PRONOUN = {"es": 0.03, "en": 0.12}
_FIRST_FAMILY_ONLY = 0.6
_HALVES = 60

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\{([^{}]+)\}")
_MELT = re.compile(r"\b([Dd]e|[Aa])(\]?) ((?:\[[sk] )*)el (?=\S)")
_SOURCE = re.compile(r"\[s ((?:[^\[\]]|\[[pol] [^\]]*\])+)\](?= [\w\[])")
_AND = re.compile(r"\by (?=(?:\[[pol] )?(?:[Ii](?![aeou])|[Hh]i(?!e)))")
_HALF = {
    "es": re.compile(
        r" (?=(?:durante|cuando|porque|aunque|desde|para|sin|después|hasta|en|y|por|con|si|a) )"
    ),
    "en": re.compile(
        r" (?=(?:during|when|because|although|since|for|without|after|until|in|and|by|if|at) )"
    ),
}
_QUOTES = {"es": ("«»", "«»", "«»", "“”", "“”", '""', "‘’"), "en": ("“”", '""', '""')}
_DASHES = ("—", "—", "—", "—", "–", "-")
_AGREE: dict[str, dict[str, tuple[str, str]]] = {
    "es": {"o": ("o", "a"), "el": ("el", "la"), "un": ("un", "una"), "he": ("él", "ella")},
    "en": {"he": ("he", "she"), "his": ("his", "her"), "him": ("him", "her")},
}
_GENDER = {
    **dict.fromkeys(("el", "un", "don"), False),
    **dict.fromkeys(("la", "una", "doña"), True),
}


class Scene:
    """One paragraph's memory: who has been named, and what of a clause is still to come."""

    def __init__(self, rng: random.Random, language: str, stock: Words) -> None:
        self._rng = rng
        self._language = language
        self._stock = stock
        self._feminine = False
        self._rest = ""
        self._known: list[tuple[bool, str]] = []
        quotes = rng.choice(_QUOTES[language])
        self._marks = str.maketrans({"«": quotes[0], "»": quotes[1], "—": rng.choice(_DASHES)})
        self._makers: dict[str, Callable[[str, str], str]] = {
            "person": self._person,
            "given": self._given,
            "surname": self._named("surname", "p"),
            "place": self._named("place", "l"),
            "city": self._named("city", "l"),
            "river": self._named("river", "l"),
            "org": self._org,
            "role": self._office,
            "title": self._office,
            **dict.fromkeys(("src", "actor", "voice", "srcpre", "srcend", "who"), self._source),
        }

    def sentence(self, template: str) -> str:
        """Expand a template and give it its capital.

        Args:
            template: A template that stands for one or more sentences.

        Returns:
            Marked text, with this scene's kind of quotation marks and dashes.
        """
        number = ".p" if self._rng.random() < _PLURAL else ".s"
        text = self._expand(template.replace("#", number))
        return capital(self._tidy(text)).translate(self._marks)

    def _tidy(self, text: str) -> str:
        """Mend spaces, doubled commas, open appositions and (in Spanish) "de el", "y i"."""
        text = re.sub(r" {2,}", " ", text)
        text = re.sub(r"(?<!\[[sckpol]) (?=[,.;:?!])", "", text)
        text = _SOURCE.sub(_closed, text)
        text = re.sub(r",+(\]*),", r"\1,", text)
        text = re.sub(r",(\]*)([.;:?!])", r"\1\2", text)
        if self._language == "es":
            text = _AND.sub("e ", _MELT.sub(r"\1l\2 \3", text))
        return text

    def _expand(self, text: str) -> str:
        while (choice := _CHOICE.search(text)) is not None:
            picked = self._rng.choice(choice[1].split("|"))
            text = text[: choice.start()] + picked + text[choice.end() :]
        while (slot := _SLOT.search(text)) is not None:
            text = text[: slot.start()] + self._fill(slot[1]) + text[slot.end() :]
        return text

    def _fill(self, name: str) -> str:
        if name[0].isupper():
            return capital(self._fill(name[0].lower() + name[1:]))
        base, _, mode = name.partition(".")
        agreeing = _AGREE[self._language].get(name)
        if agreeing is not None:
            filler = agreeing[self._feminine]
        elif name == "rest":
            filler = self._rest
        elif name.startswith("v:"):
            filler = self._verb(base.removeprefix("v:"), plural=mode == "p")
        elif base in self._makers:
            filler = self._makers[base](base, mode)
        elif name.endswith("1"):
            filler = self._half(name.removesuffix("1"))
        else:
            filler = self._pick(name.removesuffix("_"))
        return filler

    def _pick(self, section: str) -> str:
        return self._expand(self._rng.choice(self._stock.fillers[section]))

    def _verb(self, name: str, *, plural: bool) -> str:
        group, _, tense = name.partition(":")
        verb = self._rng.choice(self._stock.verbs[group])
        return verb.form(tense or self._rng.choice(self._stock.tenses), plural=plural)

    def _half(self, section: str) -> str:
        """Return the first half of a filler and keep the other for `{rest}`."""
        for _ in range(_HALVES):
            filler = self._tidy(self._pick(section))
            cuts = [at.start() for at in _HALF[self._language].finditer(filler, len(filler) // 4)]
            cuts = [at for at in cuts if filler[:at].count("[") == filler[:at].count("]")]
            cuts = [at for at in cuts if " " in filler[:at] and " " in filler[at + 1 :]]
            if cuts:
                cut = self._rng.choice(cuts)
                self._rest = filler[cut + 1 :]
                return filler[:cut].rstrip(",")
        raise ValueError(f"nothing to halve in {section}")

    def _gendered(self, section: str) -> str:
        return self._pick(f"{section}.{'f' if self._feminine else 'm'}")

    def _person(self, _: str, mode: str) -> str:
        if mode != "=":
            self._feminine = mode == "f" if mode else self._rng.choice((False, True))
        given, chance = self._gendered("given"), self._rng.random()
        if chance < _TWO_GIVEN:
            given += " " + self._gendered("given")
        elif chance > 1 - _INITIAL:
            given += f" {self._rng.choice('ABCDEFGHJLMPRST')}."
        family = self._pick("surname")
        if self._rng.random() < _TWO_FAMILY[self._language]:
            family += " y " if self._rng.random() < _JOINED else " "
            family += self._pick("surname")
        self._known.append((self._feminine, family))
        return f"[p {given} {family}]"

    def _given(self, _: str, mode: str) -> str:
        if mode:
            self._feminine = mode == "f"
        return f"[p {self._gendered('given')}]"

    def _named(self, section: str, letter: str) -> Callable[[str, str], str]:
        return lambda _, __: f"[{letter} {self._pick(section)}]"

    def _org(self, _: str, __: str) -> str:
        """Mark a body's name without its article; its acronym, if any, is a name of its own."""
        filler = self._pick("org")
        match = re.fullmatch(r"((?:el|la|the) )?(.+?)(?: <(.+)>)?", filler)
        article, name, short = match.groups() if match is not None else ("", filler, "")
        self._feminine = article == "la "
        tail = f" ([o {short}])" if short and self._rng.random() < _ACRONYM else ""
        return f"{article or ''}[o {name}]{tail}"

    def _office(self, base: str, _: str) -> str:
        """Pick a role or title of the right gender; bodies named in it don't change the gender."""
        feminine = self._feminine
        pair = self._rng.choice(self._stock.fillers[base]).split("/")
        office = self._expand(pair[-1 if feminine else 0])
        self._feminine = feminine
        return office

    def _source(self, base: str, mode: str) -> str:
        """Mark whoever speaks; an actor is of the same kind but does something else, unmarked."""
        party = self._party(base, mode)
        if base != "actor":
            return f"[s {party}]"
        return party + "," if "," in party and not party.endswith(",") else party

    def _party(self, base: str, mode: str) -> str:
        if base in {"voice", "srcpre"} and self._rng.random() < _PRONOUN[self._language]:
            return self._pick(f"pronoun.{mode}")
        if mode == "p":
            return self._pick("sources")
        self._feminine = self._rng.choice((False, True))
        if self._known and self._rng.random() < _AGAIN:
            return self._again()
        sections = ["who"] if base == "who" else ["source"] * 3
        sections += {"srcpre": ["source.pre"], "srcend": ["source.end"]}.get(base, [])
        party = self._pick(self._rng.choice(sections))
        self._feminine = _GENDER.get(party.split()[0], self._feminine)
        return party

    def _again(self) -> str:
        """Name someone of this scene once more, by family name or the first of two."""
        self._feminine, family = self._rng.choice(self._known)
        if self._language == "en" or self._rng.random() < _FIRST_FAMILY_ONLY:
            first = family.split()[0]
            family = first if first[0].isupper() else family
        return self._pick("again").replace("@", f"[p {family}]")


def _closed(source: re.Match[str]) -> str:
    """Close the apposition of a source with a comma, within the source."""
    comma = "," if "," in source[1] and not source[1].endswith(",") else ""
    return f"[s {source[1]}{comma}]"


def capital(marked: str) -> str:
    """Give the first letter of a marked text a capital, past marks and opening punctuation.

    Args:
        marked: Text with marks.

    Returns:
        The same, with a capital.
    """
    match = re.match(r"(?:\[[sckpol] |[^\w\[])*", marked)
    at = match.end() if match is not None else 0
    return marked[:at] + marked[at : at + 1].upper() + marked[at + 1 :]
