"""The numbers of units where a noun has them behind it: "Brigada 12", "Batallón n.º 4"."""

from __future__ import annotations

import re

from careo.reading.mentions.context import Context

_NUMBER = re.compile(r"\d{1,3}|[IVXL]+")
_ORDINAL = re.compile(r"\d{1,3}\.?[ªº°]?|[IVXL]+")
_SIGN = re.compile(r"n|nro|núm|n?\.?[º°]|nº|n°", re.IGNORECASE)
_FAR = 6


def numbers_unit(context: Context, sentence: int, index: int) -> bool:
    """Tell whether a word is the number of a unit, or the sign before one.

    A unit's noun is in capitals; its number stands before it ("5.ª Brigada"), right behind it or
    behind what else it is called ("Batallón de Infantería n.º 22"). Only in languages whose
    adjectives stand behind nouns.
    """
    if not context.words["adjectives_after"]:
        return False
    tokens = context.tokens(sentence)
    text = tokens[index].text
    if _SIGN.fullmatch(text.rstrip(".")):
        ahead = next((t.text for t in tokens[index + 1 :] if not _is_sign(t.text)), "")
        return bool(_NUMBER.fullmatch(ahead)) and _is_called(context, sentence, index)
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if _ORDINAL.fullmatch(text) and _is_unit(context, after):
        return True
    return bool(_NUMBER.fullmatch(text)) and _is_called(context, sentence, index)


def counts_units(text: str) -> bool:
    """Tell whether a word is the ordinal of a unit: "5.ª", "IV"."""
    return bool(_ORDINAL.fullmatch(text))


def _is_sign(text: str) -> bool:
    return bool(_SIGN.fullmatch(text.rstrip(".")))


def _is_unit(context: Context, text: str) -> bool:
    return text[:1].isupper() and context.named(text, "numbered_unit")


def _is_called(context: Context, sentence: int, index: int) -> bool:
    """Tell whether a unit's noun stands before, with nothing but its further names between."""
    tokens = context.tokens(sentence)
    for at in range(index - 1, max(-1, index - _FAR), -1):
        text = tokens[at].text
        if _is_unit(context, text):
            return True
        if not (text[0].isupper() or text in context.words["of"] or _is_sign(text)):
            return False
    return False
