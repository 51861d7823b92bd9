"""What somebody does not want to say is no saying of his."""

from __future__ import annotations

import msgspec
import pytest

from careo.claims import build
from careo.model.document import Source
from careo.reading import lexicon
from tests.unit.claims.flat import flat


def cues(marked: str, infinitive: str, wish: str) -> list[str]:
    """Return the cues of the claims of a sentence in which a verb depends on another."""
    layer, read = flat(marked)
    (sentence,) = read.sentences
    words = [token.text for token in sentence.tokens]
    tokens = list(sentence.tokens)
    at = words.index(infinitive)
    tokens[at] = msgspec.structs.replace(tokens[at], dep="xcomp", head=words.index(wish))
    parsed = (msgspec.structs.replace(sentence, tokens=tuple(tokens)),)
    read = msgspec.structs.replace(read, sentences=parsed)
    claims = build(layer, read, Source(kind="article"), lexicon("es"))
    return [c.chain[-1].cue.exact for c in claims if c.chain[-1].cue is not None]


def test_what_is_not_wanted_to_be_said_makes_no_claim() -> None:
    marked = "Yo/PRON no/ADV quiero/VERB/querer {acusar/VERB/acusar} <a/ADP Salcedo>"
    assert cues(marked, "acusar", "quiero") == []


@pytest.mark.parametrize("verb", ["quiero/VERB/querer", "dejó/VERB/dejar"])
def test_a_wish_without_a_negation_and_another_verb_leave_the_saying(verb: str) -> None:
    marked = f"Roca {verb} {{acusar/VERB/acusar}} <a/ADP Salcedo>"
    assert cues(marked, "acusar", verb.split("/", 1)[0]) == ["acusar"]
