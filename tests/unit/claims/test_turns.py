"""Who speaks in the turns of a dialogue that name nobody."""

from __future__ import annotations

from careo.claims import build
from careo.model.document import Source
from careo.reading import lexicon, read
from tests.cases.reader import layer_of

OPENED = "El periodista llegó de noche a la casa, que estaba al final de una cuesta muy larga.\n\n"


def tellers(text: str) -> list[str]:
    """Return who speaks in each turn that says something, a gap by its kind."""
    layer = layer_of(OPENED + text)
    claims = build(layer, read(layer), Source(kind="article"), lexicon("es"))
    starts = {one.start for one in layer.segments if layer.text[one.start] == "\u2014"}
    turns = [c for c in claims if layer.text.rfind("\u2014", 0, c.content[0].start) in starts]
    found = [c.chain[1].speaker for c in turns if len(c.chain) == 2]
    return [one.span.exact if one.span is not None else one.kind for one in found]


def test_two_speak_in_turn() -> None:
    assert tellers(
        "—Vinieron tres hombres —dijo Matilde Urrea—. Eran altos.\n\n—¿Y usted qué contestó?\n\n"
        "—Que no estaba. Era mentira."
    ) == ["Matilde Urrea", "Matilde Urrea"]


def test_where_a_third_speaks_nobody_is_taken() -> None:
    assert tellers(
        "—No vi nada —dijo Teo Luján—. Nada.\n\n"
        "—Vinieron tres —dijo Matilde Urrea—. Eran altos.\n\n"
        "—Mentira —dijo Pedro Salcedo—. Estaba solo.\n\n—Eran tres. Lo sabe todo el pueblo."
    ) == ["Teo Luján", "Matilde Urrea", "Pedro Salcedo", "gap"]


def test_the_only_one_of_the_sentence_before_speaks() -> None:
    shouted = "—Vinieron tres —dijo Pedro Salcedo—. Eran altos.\n\n"
    assert tellers(shouted + "Matilde baja la voz.\n\n—Eso es mentira. Estaba solo.") == [
        "Pedro Salcedo",
        "Matilde",
    ]


def test_of_two_in_the_sentence_before_neither_is_taken() -> None:
    shouted = "—Vinieron tres —dijo Pedro Salcedo—. Eran altos.\n\n"
    assert tellers(shouted + "Matilde mira a Teo Luján.\n\n—Eso es mentira. Estaba solo.") == [
        "Pedro Salcedo",
        "gap",
    ]
