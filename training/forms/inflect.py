"""Plurals and feminines of Spanish nouns and adjectives, by the rules of the grammar."""

from __future__ import annotations

from collections.abc import Iterator

from training.forms.conjugate import plain

_ACUTE = dict(zip("aeiou", "áéíóú", strict=True))
_VOWELS = "aeiouáéíóú"
_MOVED = {
    "mes": "meses",
    "carácter": "caracteres",
    "espécimen": "especímenes",
    "régimen": "regímenes",
}
"""Plurals whose stress moves."""


def plural(word: str) -> str:
    """Return the plural: "orden" is "órdenes", "acusación" "acusaciones", "juez" "jueces".

    What ends in an unstressed vowel and s stays ("crisis").
    """
    last, before = word[-1], word[-2:-1]
    if word in _MOVED or (last == "s" and before not in "áéíóú"):
        return _MOVED.get(word, word)
    if last in "aeiouáéó":
        return word + "s"
    if last == "z":
        return word[:-1] + "ces"
    if before in "áéíóú" and last in "ns":
        return word[:-2] + plain(before) + last + "es"
    return (_with_accent(word) if last == "n" else word) + "es"


def _with_accent(word: str) -> str:
    """Put the accent that the plural of "crimen" needs on the vowel that is stressed."""
    if word != plain(word):
        return word
    syllables = [n for n, c in enumerate(word) if c in "aeou" or (c == "i" and _stands(word, n))]
    if len(syllables) < len("ab"):
        return word
    at = syllables[-2]
    return word[:at] + _ACUTE[word[at]] + word[at + 1 :]


def _stands(word: str, at: int) -> bool:
    """Tell whether an i is a vowel of its own, and no glide before or after another."""
    beside = word[at - 1 : at] + word[at + 1 : at + 2]
    return not any(c in _VOWELS for c in beside)


def adjective(word: str) -> Iterator[str]:
    """Yield the other forms of an adjective, from its masculine singular."""
    if word.endswith("o"):
        yield from (word[:-1] + "a", word + "s", word[:-1] + "as")
    elif word.endswith("or"):
        yield from (word + "a", word + "es", word + "as")
    else:
        yield plural(word)
