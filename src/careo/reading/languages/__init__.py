"""All that depends on a language, as data: one folder a language, one JSON file a field."""

from __future__ import annotations

import functools
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from careo.model.errors import RefusedError
from careo.model.lexicon import Lexicon

LANGUAGES = ("en",)
"""ISO 639-1 codes of the languages that can be read."""

LEXICONS = ("en", "es")
"""Codes of the languages that have a lexicon."""


@functools.cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language.

    Raises:
        RefusedError: No such language.
    """
    if language not in LEXICONS:
        raise RefusedError(f"no lexicon for language {language}")
    folder = files(__name__).joinpath(language)
    fields = {
        name: _read(folder.joinpath(f"{name}.json"))
        for name in Lexicon.__struct_fields__
        if name not in {"language", "forms"}
    }
    return msgspec.convert({"language": language, "forms": _forms(folder), **fields}, Lexicon)


def _read(file: Traversable) -> Any:
    return msgspec.json.decode(file.read_bytes())


def _forms(folder: Traversable) -> dict[str, str]:
    """Return the dictionary form of each form; the file has the forms of each dictionary form.

    A language whose parser gives dictionary forms itself has no such file.
    """
    file = folder.joinpath("forms.json")
    if not file.is_file():
        return {}
    return {form: lemma for lemma, own in _read(file).items() for form in own.split()}
