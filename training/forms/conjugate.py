"""Spanish verbs by the rules of the grammar: every form that a report or a letter has.

Left out are the forms with "vosotros" and the future of the subjunctive, which reports do not
use. Own rules and own data: nothing is taken from a dictionary.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from training.forms import irregular

_ACUTE = dict(zip("aeiou", "áéíóú", strict=True))
_ACCENTS = str.maketrans({"e": "é"})
_SEEING = irregular.COMPOUNDS["ver"]
_BEFORE_E: tuple[tuple[str, str], ...] = (("c", "qu"), ("gu", "gü"), ("g", "gu"), ("z", "c"))
_BEFORE_A: tuple[tuple[str, str], ...] = (("gu", "g"), ("qu", "c"), ("g", "j"), ("c", "z"))
_PARTICIPLES = ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas")
_PRONOUNS = ("se", "lo", "la", "los", "las", "le", "les")
_AFTER_GERUND = ("se", "lo", "la", "le", "les")


def conjugate(verb: str) -> frozenset[str]:
    """Return all forms of a verb but its infinitive, in lower case.

    Args:
        verb: The infinitive, without "se".
    """
    if verb in irregular.WHOLE:
        return frozenset(irregular.WHOLE[verb].split())
    forms = {form for tense in _tenses(verb) for form in tense}
    forms |= set(participles(verb)) | set(_with_pronouns(verb))
    return frozenset(forms - {verb})


def _tenses(verb: str) -> Iterator[tuple[str, ...]]:
    kind = plain(verb[-2:])
    yield _present(verb, kind)
    yield _imperfect(verb, kind)
    preterite = _preterite(verb, kind)
    yield preterite
    future = "dir" if verb == "decir" else _ending(verb, irregular.FUTURES) or verb[:-2] + kind
    yield tuple(future + e for e in ("é", "ás", "á", "emos", "án"))
    yield tuple(future + e for e in ("ía", "ías", "íamos", "ían"))
    yield _subjunctive(verb, kind)
    past = preterite[-1][: -len("ron")]
    for sign in ("ra", "se"):
        accented = past[:-1] + _ACUTE[past[-1]]
        yield (past + sign, past + sign + "s", accented + sign + "mos", past + sign + "n")


def plain(text: str) -> str:
    """Return a text without acute accents; "ñ" and "ü" stay."""
    parts = unicodedata.normalize("NFD", text).replace("\u0301", "")
    return unicodedata.normalize("NFC", parts)


def _ending(verb: str, table: dict[str, str]) -> str:
    """Return the verb's stem by a table of endings ("mantener" by "tener"), or nothing."""
    for end in sorted(table, key=len, reverse=True):
        if verb == end or (verb.endswith(end) and _is_compound(verb, end)):
            return verb[: -len(end)] + table[end]
    return ""


def _is_compound(verb: str, end: str) -> bool:
    """Tell whether a verb is made of another one: "mantener" of "tener", "bendecir" of none."""
    if end in irregular.COMPOUNDS:
        return verb in irregular.COMPOUNDS[end]
    return verb not in {"bendecir", "maldecir"}


def _soft(verb: str, stem: str, ending: str) -> str:
    """Spell the last sound of a stem before an ending, as the infinitive sounds."""
    first, infinitive_in_a = plain(ending[0]), verb.endswith("ar")
    table = _BEFORE_E if infinitive_in_a and first == "e" else ()
    table = _BEFORE_A if not infinitive_in_a and first in "ao" else table
    for old, new in table:
        if stem.endswith(old):
            return stem[: -len(old)] + new + ending
    return stem + ending


def _stressed(verb: str) -> str:
    """Return the stem as it is under stress."""
    stem = verb[:-2]
    own = _ending(verb, irregular.PRESENTS)
    if own:
        return own
    for verbs, old, new in (
        (irregular.E_IE | irregular.E_IE_I, "e", "ie"),
        (irregular.O_UE | irregular.O_UE_U, "o", "ue"),
        (irregular.E_I, "e", "i"),
        (irregular.I_IE, "i", "ie"),
    ):
        if verb in verbs:
            if verb == "jugar":
                return "jueg"
            at = stem.rindex(old)
            spelt = "üe" if new == "ue" and stem[:at].endswith("g") else new
            return stem[:at] + spelt + stem[at + 1 :]
    if verb in irregular.ACCENT:
        old, new = irregular.ACCENT[verb]
        at = stem.rindex(old)
        stem = stem[:at] + new + stem[at + 1 :]
    return _with_y(verb, stem)


def _with_y(verb: str, stem: str) -> str:
    """Put "y" after the stem of "concluir", "argüir" and "oír"."""
    if verb.endswith("argüir"):
        return stem[:-1] + "uy"
    if verb.endswith("uir") and not verb.endswith(("guir", "quir")):
        return stem + "y"
    return stem + "y" if verb.endswith("oír") else stem


def _weak(verb: str) -> str:
    """Return the stem before an ending that opens with an unstressed i."""
    stem = verb[:-2]
    if verb in irregular.E_I | irregular.E_IE_I or verb == "venir" or verb.endswith("decir"):
        at = stem.rindex("e")
        return stem[:at] + "i" + stem[at + 1 :]
    if verb in irregular.O_UE_U or verb == "poder":
        at = stem.rindex("o")
        return stem[:at] + "u" + stem[at + 1 :]
    return stem


def _first(verb: str) -> str:
    """Return the stem of the first person, which the subjunctive shares."""
    own = _ending(verb, irregular.FIRSTS)
    if own:
        return own
    if verb == "ver" or verb in _SEEING:
        return verb[:-2] + "e"
    soft = verb.endswith(("cer", "cir")) and verb[-4] in "aeiou" and verb not in irregular.O_UE
    return verb[:-3] + "zc" if soft else ""


def _present(verb: str, kind: str) -> tuple[str, ...]:
    stem, strong = verb[:-2], _stressed(verb)
    first = _first(verb)
    one = first + "o" if first else _soft(verb, strong, "o")
    ends = {"ar": ("as", "a", "an"), "er": ("es", "e", "en"), "ir": ("es", "e", "en")}[kind]
    many = {"ar": "amos", "er": "emos", "ir": "imos"}[kind]
    many = "ímos" if verb.endswith(("oír", "eír")) else many
    if verb in _SEEING:
        return (one, *(stem + plain(e).translate(_ACCENTS) for e in ends), stem + many)
    return (one, *(strong + e for e in ends), stem + many)


def _imperfect(verb: str, kind: str) -> tuple[str, ...]:
    stem = verb[:-2]
    if kind == "ar":
        return (stem + "aba", stem + "abas", stem + "ábamos", stem + "aban")
    stem = stem + "e" if verb == "ver" or verb in _SEEING else stem
    return (stem + "ía", stem + "ías", stem + "íamos", stem + "ían")


def _preterite(verb: str, kind: str) -> tuple[str, ...]:
    """Return the preterite; its last form is the third person of the plural."""
    strong = _ending(verb, irregular.PRETERITES)
    if strong:
        third = strong[:-1] + "z" if strong.endswith("ic") else strong
        many = strong + ("eron" if strong.endswith("j") else "ieron")
        return (strong + "e", strong + "iste", third + "o", strong + "imos", many)
    stem = verb[:-2]
    if kind == "ar":
        return (
            _soft(verb, stem, "é"),
            stem + "aste",
            stem + "ó",
            stem + "amos",
            stem + "aron",
        )
    return _regular_past(verb, stem)


def _regular_past(verb: str, stem: str) -> tuple[str, ...]:
    weak = _weak(verb)
    many, you = ("ímos", "íste") if stem[-1] in "aeo" else ("imos", "iste")
    if verb == "ver" or verb in _SEEING:
        one, third = ("i", "io") if verb == "ver" else ("í", "ió")
        return (stem + one, stem + "iste", stem + third, stem + "imos", stem + "ieron")
    if _takes_y(verb, stem):
        soft = stem[:-1] + "u" if verb.endswith("güir") else stem
        ends = (soft + "yó", soft + "yeron")
    elif stem.endswith(("ñ", "ll")):
        ends = (weak + "ó", weak + "eron")
    else:
        ends = (weak + "ió", weak + "ieron")
    return (stem + "í", stem + you, ends[0], stem + many, ends[1])


def _takes_y(verb: str, stem: str) -> bool:
    silent = verb.endswith(("guir", "quir"))
    return stem[-1] in "aeo" or (verb.endswith(("uir", "üir")) and not silent)


def _subjunctive(verb: str, kind: str) -> tuple[str, ...]:
    ends = ("e", "es", "en") if kind == "ar" else ("a", "as", "an")
    many = "emos" if kind == "ar" else "amos"
    first = _first(verb)
    if first:
        return (*(first + e for e in ends), first + many)
    strong = _stressed(verb)
    plural = verb[:-2]
    if verb in irregular.E_I | irregular.E_IE_I | irregular.O_UE_U:
        plural = _weak(verb)
    elif _with_y(verb, plural) != plural:
        plural = _with_y(verb, plural)
    return (*(_soft(verb, strong, e) for e in ends), _soft(verb, plural, many))


def participles(verb: str) -> Iterator[str]:
    """Yield the participle in its genders and numbers."""
    if verb in irregular.WHOLE:
        yield from (w for w in irregular.WHOLE[verb].split() if w.endswith(_PARTICIPLES))
        return
    base = _ending(verb, irregular.PARTICIPLES)
    if not base:
        stem, kind = verb[:-2], plain(verb[-2:])
        accent = kind != "ar" and stem[-1] in "aeo"
        base = stem + ("ado" if kind == "ar" else "ído" if accent else "ido")
    for end in ("o", "a", "os", "as"):
        yield base[:-1] + end


def gerund(verb: str) -> str:
    """Return the gerund: "diciendo"."""
    stem, kind = verb[:-2], plain(verb[-2:])
    if kind == "ar":
        return stem + "ando"
    if _takes_y(verb, stem):
        return (stem[:-1] + "u" if verb.endswith("güir") else stem) + "yendo"
    weak = _weak(verb)
    return weak + ("endo" if stem.endswith(("ñ", "ll")) else "iendo")


def _with_pronouns(verb: str) -> Iterator[str]:
    going = gerund(verb)
    yield going
    for pronoun in _PRONOUNS:
        yield verb + pronoun
    at = len(going) - len("ndo") - 1
    accented = going[:at] + _ACUTE[going[at]] + going[at + 1 :]
    for pronoun in _AFTER_GERUND:
        yield accented + pronoun
