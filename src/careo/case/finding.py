"""Finding claims by whom they are about, and by who says them."""

from __future__ import annotations

from careo.case.names import matches
from careo.model.names import words
from careo.store.casefile import CaseFile

_ID_LENGTH = 64


class Finding:
    """Looks claims up by names; a part of `careo.case.Case`."""

    _file: CaseFile

    def _keys(self, about: str | None, by: str | None) -> set[int] | None:
        """Return the keys of the claims about and by these; None where neither is asked for."""
        keys: set[int] | None = None
        if about is not None:
            keys = self._file.claims_about(self._actors_named(about))
        if by is not None:
            said = self._file.claims_by(self._actors_named(by)) | self._voices(by)
            keys = said if keys is None else keys & said
        return keys

    def _actors_named(self, name: str) -> set[int]:
        if len(name) == _ID_LENGTH:
            key = self._file.actor_key(name)
            if key is not None:
                return {key}
        asked = words(name)
        if not asked:
            return set()
        return {key for key, names in self._file.named(asked) if matches(asked, names)}

    def _voices(self, name: str) -> set[int]:
        """Return keys of the claims that documents of this title or name say themselves."""
        asked = words(name)
        if not asked:
            return set()
        titled = [
            row.key
            for row in self._file.documents()
            if row.id == name or matches(asked, (row.source.title, row.name))
        ]
        return self._file.own_voice(titled)
