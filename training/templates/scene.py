"""Expands a template into marked text.

A template is text with marks (see `markup`), choices `(a|b|)` and slots `{name}`. `#` stands for
one number, `.s` or `.p`, the same throughout the template. A slot whose name begins with a capital
gives its filler one. Besides the sections of the data files these slots are known:

- `{person}`, `{person.m}`, `{person.f}`, `{person.=}` (as the last), `{given}`, `{surname}`, `{org}`, `{place}`: marked names;
- `{place_}`, `{surname_}` …: a filler as it stands, for use inside another name;
- `{who}`: a speaker; `{src.s}`, `{src.p}`: any source; `{srcpre#}` may end with a comma, `{srcend#}` with an apposition;
- `{v:class.s}`: a verb of `verb.class` in some tense; `{v:class:past.s}` in that tense;
- `{clause1}` … `{rest}`: a filler in two halves;
- `{o}`, `{el}`, `{un}`, `{he}`, `{his}`: agree with the last person or body named.
"""

import random
import re

from training.templates.words import Words

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\{([^{}]+)\}")
_MELT = re.compile(r"\b([Dd]e|[Aa])(\]?) ((?:\[[sk] )*)el (?=\S)")
_SOURCE = re.compile(r"\[s ((?:[^\[\]]|\[[pol] [^\]]*\])+)\](?= [\w\[])")
_HALF = {
    "es": re.compile(
        r" (?=(?:durante|cuando|porque|desde|para|sin|después|hasta|en|y|por|con|si) )"
    ),
    "en": re.compile(r" (?=(?:during|when|because|since|for|without|after|until|in|and|by|if) )"),
}
_AGREE = {
    "es": {"o": "oa", "el": ("el", "la"), "un": ("un", "una"), "he": ("él", "ella")},
    "en": {"he": ("he", "she"), "his": ("his", "her"), "him": ("him", "her")},
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

    def sentence(self, template: str) -> str:
        """Expand a template and give it its capital.

        Args:
            template: A template that stands for one or more sentences.

        Returns:
            Marked text.
        """
        number = ".p" if self._rng.random() < 0.3 else ".s"
        text = self._expand(template.replace("#", number))
        return capital(self._tidy(text))

    def _tidy(self, text: str) -> str:
        text = re.sub(r" {2,}", " ", text)
        text = re.sub(r"(?<!\[[sckpol]) (?=[,.;:?!])", "", text)
        text = _SOURCE.sub(_closed, text)
        text = re.sub(r",+(\]*),", r"\1,", text)
        text = re.sub(r",(\]*)([.;:?!])", r"\1\2", text)
        return _MELT.sub(r"\1l\2 \3", text) if self._language == "es" else text

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
        if name == "rest":
            return self._rest
        if name in _AGREE[self._language]:
            return _AGREE[self._language][name][self._feminine]
        base, _, mode = name.partition(".")
        if name.startswith("v:"):
            return self._verb(base[2:], plural=mode == "p")
        if base in _MAKERS:
            return getattr(self, _MAKERS[base])(base, mode)
        if name.endswith("1"):
            return self._half(name[:-1])
        return self._pick(name.removesuffix("_"))

    def _pick(self, section: str) -> str:
        return self._expand(self._rng.choice(self._stock.fillers[section]))

    def _verb(self, name: str, *, plural: bool) -> str:
        group, _, tense = name.partition(":")
        verb = self._rng.choice(self._stock.verbs[group])
        return verb.form(tense or self._rng.choice(self._stock.tenses), plural=plural)

    def _half(self, section: str) -> str:
        for _ in range(30):
            filler = self._tidy(self._pick(section))
            cuts = [
                cut.start()
                for cut in _HALF[self._language].finditer(filler)
                if filler[: cut.start()].count("[") == filler[: cut.start()].count("]")
                and 2 <= filler[: cut.start()].count(" ") + 1 <= filler.count(" ") - 1
            ]
            if cuts:
                cut = self._rng.choice(cuts)
                self._rest = filler[cut + 1 :]
                return filler[:cut].rstrip(",")
        raise ValueError(f"nothing to halve in {section}")

    def _person(self, _: str, mode: str) -> str:
        if mode != "=":
            self._feminine = mode == "f" if mode else self._rng.random() < 0.5
        given = self._pick("given.f" if self._feminine else "given.m")
        if self._rng.random() < 0.15:
            given += " " + self._pick("given.f" if self._feminine else "given.m")
        family = self._family()
        self._known.append((self._feminine, family))
        return f"[p {given} {family}]"

    def _family(self) -> str:
        first = self._pick("surname")
        double = 0.45 if self._language == "es" else 0.03
        if self._rng.random() >= double:
            return first
        link = " y " if self._language == "es" and self._rng.random() < 0.03 else " "
        return first + link + self._pick("surname")

    def _given(self, _: str, __: str) -> str:
        return f"[p {self._pick('given.f' if self._feminine else 'given.m')}]"

    def _surname(self, _: str, __: str) -> str:
        return f"[p {self._pick('surname')}]"

    def _place(self, _: str, __: str) -> str:
        return f"[l {self._pick('place')}]"

    def _org(self, _: str, __: str) -> str:
        filler = self._pick("org")
        match = re.fullmatch(r"((?:el|la|the) )?(.+?)(?: <(.+)>)?", filler)
        article, name, short = match.groups() if match is not None else ("", filler, "")
        self._feminine = article == "la "
        tail = f" ([o {short}])" if short and self._rng.random() < 0.6 else ""
        return f"{article or ''}[o {name}]{tail}"

    def _role(self, _: str, __: str) -> str:
        feminine = self._feminine
        pair = self._rng.choice(self._stock.fillers["role"]).split("/")
        role = self._expand(pair[-1 if feminine else 0])
        self._feminine = feminine
        return role

    def _title(self, _: str, __: str) -> str:
        pair = self._pick("title").split("/")
        return pair[-1 if self._feminine else 0]

    def _source(self, base: str, mode: str) -> str:
        if mode == "p":
            return f"[s {self._pick('sources')}]"
        self._feminine = self._rng.random() < 0.5
        if self._known and self._rng.random() < 0.35:
            return f"[s {self._again()}]"
        sections = ["who"] if base == "who" else ["source"] * 3
        sections += {"srcpre": ["source.pre"], "srcend": ["source.end"]}.get(base, [])
        return f"[s {self._pick(self._rng.choice(sections))}]"

    def _again(self) -> str:
        self._feminine, family = self._rng.choice(self._known)
        short = family.split(" y ")[0]
        if self._rng.random() < 0.6 or self._language == "en":
            words = short.split()
            short = words[0] if words[0][0].isupper() else short
        return self._pick("again").replace("@", f"[p {short}]")


_MAKERS = {
    "person": "_person",
    "surname": "_surname",
    "place": "_place",
    "org": "_org",
    "role": "_role",
    "title": "_title",
    "src": "_source",
    "srcpre": "_source",
    "srcend": "_source",
    "who": "_source",
    "given": "_given",
}


def _closed(source: re.Match[str]) -> str:
    """Close the apposition of a source with a comma, within the source."""
    comma = "," if "," in source[1] and not source[1].endswith(",") else ""
    return f"[s {source[1]}{comma}]"


def capital(marked: str) -> str:
    """Give the first letter of a marked text a capital, past marks and opening punctuation."""
    match = re.match(r"(?:\[[sckpol] |[^\w\[])*", marked)
    at = match.end() if match is not None else 0
    return marked[:at] + marked[at : at + 1].upper() + marked[at + 1 :]
