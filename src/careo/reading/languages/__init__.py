"""All that depends on a language, as data: one folder a language, one JSON file a field."""

from __future__ import annotations

import functools
from importlib.resources import files

import msgspec

from careo.model.errors import RefusedError
from careo.model.lexicon import Lexicon

LANGUAGES = ("en",)
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
        name: msgspec.json.decode(folder.joinpath(f"{name}.json").read_bytes())
        for name in Lexicon.__struct_fields__
        if name != "language"
    }
    return msgspec.convert({"language": language, **fields}, Lexicon)
