"""All that depends on a language, as data: one folder a language, one JSON file a field."""

from __future__ import annotations

import functools
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from careo.model.errors import RefusedError
from careo.model.lexicon import Lexicon

LANGUAGES = ("en", "es")
"""ISO 639-1 codes of the languages that can be read."""


@functools.cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language.

    Raises:
        RefusedError: No such language.
    """
    if language not in LANGUAGES:
        raise RefusedError(f"no lexicon for language {language}")
    folder = files(__name__).joinpath(language)
    fields = {
        name: _read(folder.joinpath(f"{name}.json"))
        for name in Lexicon.__struct_fields__
        if name not in {"language", "forms"}
    }
    return msgspec.convert({"language": language, "forms": _forms(folder), **fields}, Lexicon)


@functools.cache
def note(language: str) -> str:
    """Return what to know of how a language is read, in a few sentences; empty for others."""
    file = files(__name__).joinpath(language, "note.txt")
    return file.read_text("utf-8").strip() if language in LANGUAGES else ""


def _read(file: Traversable) -> Any:
    return msgspec.json.decode(file.read_bytes())


def _forms(folder: Traversable) -> dict[str, str]:
    """Return the dictionary form of each form; the file has the forms of each dictionary form.

    What it lacks is regular.
    """
    file = folder.joinpath("forms.json")
    if not file.is_file():
        return {}
    return {form: lemma for lemma, own in _read(file).items() for form in own.split()}
