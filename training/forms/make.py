"""Write ``languages/es/forms.json``: every inflected form of the Spanish lexicon's words.

The forms come from the rules in this folder, which are this project's own work, under its own
licence; no dictionary of another licence goes into them. Run from the root of the repository:
``python -m training.forms.make``.

The file has one line a dictionary form, with its inflected forms. A form of two words belongs to
the likelier; what a part of speech takes otherwise is written ``form/VERB`` and the like, so
"condena" is the noun, and of "condenar" as a verb. Forms that are a preposition, a pronoun or an
adverb far more often ("para", "entre", "fuera") belong to a verb only as ``form/VERB``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from careo.model.lexicon import Lexicon
from careo.reading.languages import lexicon
from training.forms.conjugate import conjugate, participles
from training.forms.inflect import adjective, plural
from training.forms.irregular import words as listed

TARGET = Path("src/careo/reading/languages/es/forms.json")
_FURTHER = Path(__file__).with_name("verbs.txt")
_INFINITIVE = ("ar", "er", "ir", "ír")
_NO_VERBS = listed(
    "anteayer ayer bolívar cadáver carácter dólar dosier dossier familiar hogar letter lugar líder "
    "mártir militar mujer paramilitar parecer poder register taller titular ujier militar popular "
    "secular particular"
)
"""Words that look like infinitives; some are one as well and stand in `_BOTH`."""
_BOTH = ("militar", "parecer", "poder", "titular")
_FUNCTION = listed(
    "ante bajo bien cerca como contra cual cuando cuanto dado dentro donde durante entre esta "
    "estas este estos excepto fuera hasta incluso la las le les lo los mal mas me mediante medio "
    "menos mientras mucho nada nos nunca otro para parte poco pero por pues que quien salvo se "
    "según si sin sino sobre solo tanto tras una unas uno unos"
)
_LIKELIER = {
    "creo": "creer",
    "fue": "ser",
    "fueron": "ser",
    "fui": "ser",
    "fuimos": "ser",
    "fuiste": "ser",
    "sienta": "sentar",
    "sientan": "sentar",
    "siente": "sentir",
    "sienten": "sentir",
    "siento": "sentir",
    "ve": "ver",
}
_CONTRACTED = {"del": "de", "al": "a"}


def verbs(words: Lexicon) -> list[str]:
    """Return the verbs of the lexicon, cues first, then the further common ones."""
    found = [k for k, cues in words.cues.items() if any(c.pos == "VERB" for c in cues)]
    found += [k for k, entries in words.triggers.items() if any(t.pos == "VERB" for t in entries)]
    found += [*words.basis, *words.authoring, *words.naming.writing_verbs]
    for name, group in (*words.grammar.items(), *words.saying.items()):
        found += group if not name.startswith(_NO_WORDS) else ()
    parts = [part for key in found for part in key.split()]
    further = _FURTHER.read_text(encoding="utf-8").split()
    return [w for w in dict.fromkeys([*parts, *_BOTH, *further]) if _is_verb(w)]


def _is_verb(word: str) -> bool:
    known = word in _BOTH or word not in _NO_VERBS
    return known and (word == "ir" or (len(word) > 2 and word.endswith(_INFINITIVE)))


def nouns(words: Lexicon) -> list[str]:
    """Return the nouns of the lexicon that are one word."""
    naming = words.naming
    found = [k for k, cues in words.cues.items() if any(c.pos == "NOUN" for c in cues)]
    found += [k for k, entries in words.triggers.items() if any(t.pos == "NOUN" for t in entries)]
    found += [*words.conveyors, *words.roles, *words.ranks, *words.speakers, *naming.bodies]
    found += [*naming.place_words, *naming.units, *naming.gendered, *naming.portfolios]
    found += [w for entries in words.triggers.values() for t in entries for w in _needed(t.needs)]
    for name, group in (*words.grammar.items(), *words.saying.items()):
        found += group if name not in _NO_NOUNS and not name.startswith(_NO_WORDS) else ()
    words_only = (w for w in dict.fromkeys(found) if w.isalpha() and w not in _SMALL)
    return [w for w in words_only if not _is_verb(w) and len(w) > 2]


_NO_NOUNS = listed(
    "against as backshift blank borrowed but clitics common empty facts factive genitive "
    "hypothetical "
    "impersonal interrupting introducing inverting joining negations nobody not_joining "
    "object_control only opening partners plural_verbs relatives self shifting singular_verbs "
    "symmetric third_many third_one through_object unreal untrue"
)
_SMALL = listed(
    "cuándo cómo dónde nada nadie ninguna ninguno ningún nunca para por que quien qué sin tampoco"
)
"""Words without a plural, whatever list holds them."""

_NO_WORDS = (
    "date_",
    "distant_",
    "indicative",
    "infinitives",
    "not_finite",
    "participles",
    "plain_",
    "subjunctive_",
    "time_",
)
"""Beginnings of the names of lists that hold endings, patterns and small words."""


def _needed(needs: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for place, asked in needs.items():
        if place not in {"oprd", "acomp"}:
            yield from (w for w in asked if w[0] not in "@*")


def adjectives(words: Lexicon) -> list[str]:
    """Return the adjectives of the lexicon that are one word, in the masculine singular."""
    found = [*words.hedges, *words.saying["untrue"], *words.grammar["factive"]]
    found += [k for k, entries in words.triggers.items() if any(t.pos == "ADJ" for t in entries)]
    found += [*words.naming.loose_modifiers, "inocente", "falso"]
    found += [w for k in words.cues for w in k.split()[1:] if w.endswith(("able", "ado", "ido"))]
    masculine = (w for w in found if not (w.endswith("a") and w[:-1] + "o" in found))
    return [
        w
        for w in dict.fromkeys(masculine)
        if w.isalpha() and not _is_verb(w) and not w.endswith(("mente", "ían", "ía", "ra", "ran"))
    ]


def forms(words: Lexicon) -> dict[str, str]:
    """Return the dictionary form of each form; see the docstring of the module for the keys."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for noun in nouns(words):
        found[noun]["NOUN"] = noun
    for noun in nouns(words):
        if not noun.endswith("s") or noun == "mes":
            found[plural(noun)].setdefault("NOUN", noun)
    for word in adjectives(words):
        for form in (word, *adjective(word)):
            found[form].setdefault("ADJ", word)
    bent = _conjugated(verbs(words), found)
    chosen = dict(_CONTRACTED)
    for form, readings in found.items():
        chosen |= _keys(form, readings, verbal=form in bent)
    return {form: lemma for form, lemma in chosen.items() if form != lemma}


def _conjugated(known: Iterable[str], found: dict[str, dict[str, str]]) -> set[str]:
    """Put the forms of verbs in; return those that are participles."""
    bent: set[str] = set()
    for verb in known:
        found[verb].setdefault("VERB", verb)
        bent |= set(participles(verb))
        for form in conjugate(verb):
            found[form].setdefault("VERB", verb)
    for form, verb in _LIKELIER.items():
        found[form]["VERB"] = verb
    return bent


def _keys(form: str, readings: dict[str, str], *, verbal: bool) -> dict[str, str]:
    """Return the keys of a form: the likelier reading bare, others with their part of speech."""
    order = ("VERB", "NOUN", "ADJ") if verbal else ("NOUN", "VERB", "ADJ")
    ranked = [pos for pos in order if pos in readings]
    if form in _FUNCTION:
        return {f"{form}/{pos}": readings[pos] for pos in ranked}
    first = readings[ranked[0]]
    rest = {f"{form}/{p}": readings[p] for p in ranked[1:] if readings[p] != first}
    return {form: first, **rest}


def main() -> None:
    """Write the file."""
    lines: dict[str, list[str]] = defaultdict(list)
    for form, lemma in forms(lexicon("es")).items():
        lines[lemma].append(form)
    body = ",\n".join(
        f"{json.dumps(lemma, ensure_ascii=False)}: "
        f"{json.dumps(' '.join(sorted(own)), ensure_ascii=False)}"
        for lemma, own in sorted(lines.items())
    )
    TARGET.write_text("{\n" + body + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
