"""The base of every value: frozen, closed, with one canonical spelling."""

from __future__ import annotations

import hashlib
from typing import NewType, Self

import msgspec

Sha256 = NewType("Sha256", str)
"""A sha256 in lower-case hexadecimal, 64 characters."""

DocumentId = NewType("DocumentId", Sha256)
"""The sha256 of a document's bytes."""

LayerId = NewType("LayerId", Sha256)
"""The sha256 over a document id and the text got out of it."""

ReferentId = NewType("ReferentId", Sha256)
"""The sha256 over the layer and the first mention's place."""

ActorId = NewType("ActorId", Sha256)
"""The id of an actor's earliest referent."""

ClaimId = NewType("ClaimId", Sha256)
"""The sha256 over a claim's places: document, layer, cue, contents."""


class Record(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A value that can be written down, hashed and read back unchanged.

    Fields hold integers, strings, booleans, Records and tuples of these; never floats. A field
    that equals its default is left out, so that a field added later renames nothing.
    """

    def canonical(self) -> bytes:
        """Return the one JSON spelling of this value: sorted keys, UTF-8, no spaces."""
        return msgspec.json.encode(self, order="sorted")

    def digest(self) -> Sha256:
        """Return the sha256 of the canonical spelling."""
        return sha256(self.canonical())

    @classmethod
    def parse(cls, data: bytes | str) -> Self:
        """Read a value back from its JSON spelling.

        Raises:
            msgspec.ValidationError: A field is missing, unknown or of the wrong type.
            msgspec.DecodeError: The bytes are not JSON.
        """
        return msgspec.json.decode(data, type=cls)


def sha256(data: bytes) -> Sha256:
    """Return the sha256 of ``data`` in lower-case hexadecimal."""
    return Sha256(hashlib.sha256(data).hexdigest())


def canonical_json(value: object) -> bytes:
    """Return the canonical JSON of plain values: sorted keys, UTF-8, no spaces."""
    return msgspec.json.encode(value, order="sorted")
