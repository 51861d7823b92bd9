"""What a worker hands over can be written down: JSON has no keys but strings."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import inspect

from careo.model.claim import Claim, Link, Speaker, claim_id
from careo.store.found import Findings, FoundClaim
from tests.unit.claims.relations_of import layer_of


def _held(kind: inspect.Type, seen: set[type]) -> Iterator[inspect.Type]:
    """Yield a type and all that its values hold, each record once."""
    if isinstance(kind, inspect.StructType):
        if kind.cls in seen:
            return
        seen.add(kind.cls)
    yield kind
    for name in getattr(kind, "__struct_fields__", ()):
        held = getattr(kind, name)
        for one in held if isinstance(held, tuple) else (held,):
            inner = one.type if isinstance(one, inspect.Field) else one
            if isinstance(inner, inspect.Type):
                yield from _held(inner, seen)


def test_no_mapping_in_findings_has_other_keys_than_strings() -> None:
    seen: set[type] = set()
    kinds = list(_held(inspect.type_info(Findings), seen))
    assert FoundClaim in seen
    mappings = [kind for kind in kinds if isinstance(kind, inspect.DictType)]
    assert all(isinstance(one.key_type, inspect.StrType) for one in mappings)


def test_a_claim_that_repeats_one_within_is_written_and_read_back() -> None:
    layer = layer_of("Ana Sol said")
    document = layer.document
    words = layer.span(0, 7)
    claim = Claim(
        id=claim_id(document, layer.id, None, (words,)),
        document=document,
        layer=layer.id,
        content=(words,),
        chain=(Link(speaker=Speaker(kind="document"), act="reports", mode="indirect"),),
    )
    found = FoundClaim(claim=claim, inner=((0, 1), (2, 1)))
    assert msgspec.json.decode(found.canonical(), type=FoundClaim) == found
