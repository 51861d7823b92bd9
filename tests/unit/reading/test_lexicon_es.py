"""The Spanish lexicon: it decodes, its words mean what the English ones do, its forms are right."""

from __future__ import annotations

import pytest

from careo.model.errors import RefusedError
from careo.model.lexicon import Lexicon
from careo.model.predicates import PREDICATES
from careo.reading.languages import lexicon
from training.forms.conjugate import conjugate
from training.forms.inflect import plural
from training.forms.make import forms

ES = lexicon("es")
EN = lexicon("en")

ACTS = {
    "decir": "asserts",
    "sostener": "asserts",
    "según": "asserts",
    "de acuerdo con": "asserts",
    "a juicio de": "asserts",
    "acusar de": "alleges",
    "denunciar": "alleges",
    "presuntamente": "alleges",
    "admitir": "admits",
    "se declarar culpable": "admits",
    "reconocer": "acknowledges",
    "desmentir": "denies",
    "tachar de falso": "denies",
    "absolver": "denies",
    "retractar": "retracts",
    "advertir": "warns",
    "prometer": "promises",
    "ordenar": "orders",
    "condenar": "finds",
    "considerar probado": "finds",
    "hacer constar": "records",
    "reportar": "reports",
}

FORMS = {
    "dijo": "decir",
    "adujo": "aducir",
    "niega": "negar",
    "sostuvo": "sostener",
    "advirtió": "advertir",
    "condenado": "condenar",
    "condenadas": "condenar",
    "desmintieron": "desmentir",
    "retractarse": "retractar",
    "diciéndole": "decir",
    "habría": "haber",
    "fue": "ser",
    "órdenes": "orden",
    "regímenes": "régimen",
    "jueces": "juez",
    "ministras": "ministra",
    "falsas": "falso",
    "del": "de",
}


def test_an_unknown_language_has_no_lexicon() -> None:
    with pytest.raises(RefusedError):
        lexicon("xx")


def test_it_says_as_much_as_the_english_one() -> None:
    for name in Lexicon.__struct_fields__:
        if name in {"language", "naming"}:
            continue
        spanish, english = getattr(ES, name), getattr(EN, name)
        assert len(spanish) >= len(english) * 2 // 3, name
    assert set(ES.domains) == set(EN.domains)
    assert set(EN.grammar) <= set(ES.grammar)
    assert set(EN.saying) <= set(ES.saying)
    assert all(getattr(ES.naming, name) for name in ES.naming.__struct_fields__)
    assert len(ES.forms) > len(EN.forms) > 0


@pytest.mark.parametrize(("cue", "act"), ACTS.items())
def test_telling_cues(cue: str, act: str) -> None:
    assert ES.cues[cue][0].act == act


@pytest.mark.parametrize(("form", "lemma"), FORMS.items())
def test_forms(form: str, lemma: str) -> None:
    assert ES.forms[form] == lemma


def test_a_part_of_speech_may_have_another_dictionary_form() -> None:
    assert "condena" not in ES.forms
    assert ES.forms["condena/VERB"] == "condenar"
    assert ES.forms["acusado"] == "acusar"
    assert ES.forms["acusado/NOUN"] == "acusado"
    assert "para" not in ES.forms
    assert ES.forms["para/VERB"] == "parar"


def test_every_verb_of_a_cue_or_a_trigger_has_forms() -> None:
    known = set(ES.forms.values())
    verbs = {k.split()[0] for k, cues in ES.cues.items() if any(c.pos == "VERB" for c in cues)}
    verbs |= {k.split()[0] for k, own in ES.triggers.items() if any(t.pos == "VERB" for t in own)}
    infinitives = {v for v in verbs if v.endswith(("ar", "er", "ir", "ír"))}
    assert len(infinitives) > 400
    assert not infinitives - known


def test_every_word_of_a_cue_is_a_dictionary_form_or_spelt_as_it_stands() -> None:
    """A cue is found by the dictionary forms of its words, so none may be an inflected verb."""
    spelt = {"al", "haber", "palabras", "se"}
    for key, cues in ES.cues.items():
        if all(c.pos == "VERB" for c in cues):
            first = key.split()[0]
            assert ES.forms.get(f"{first}/VERB", first) == first or first in spelt, key


def test_triggers_give_only_roles_that_the_predicate_has() -> None:
    for word, triggers in ES.triggers.items():
        for trigger in triggers:
            known = {*PREDICATES[trigger.predicate].roles, ""}
            assert set(trigger.roles.values()) <= known, word


def test_the_english_predicates_can_all_be_told() -> None:
    told = {t.predicate for triggers in ES.triggers.values() for t in triggers}
    assert {t.predicate for triggers in EN.triggers.values() for t in triggers} <= told


def test_what_a_trigger_asks_for_is_a_kind_or_a_list() -> None:
    kinds = {"person", "organization", "place", "thing", "amount", "duration", "post", "rank"}
    for word, triggers in ES.triggers.items():
        for trigger in triggers:
            asked = {w[1:] for listed in trigger.needs.values() for w in listed if w[0] == "@"}
            assert asked <= kinds | set(ES.grammar), word


def test_the_file_of_forms_is_what_the_rules_make() -> None:
    assert forms(ES) == ES.forms


@pytest.mark.parametrize(
    ("verb", "own"),
    [
        ("oír", {"oigo", "oyó", "oído", "oímos", "oyendo"}),
        ("seguir", {"sigo", "sigue", "siguió", "sigamos", "seguía"}),
        ("elegir", {"elijo", "eligió", "elija"}),
        ("buscar", {"busqué", "busque", "buscó"}),
        ("concluir", {"concluyó", "concluyen", "concluía", "concluyera"}),
        ("prever", {"prevé", "previó", "preveía", "previsto"}),
        ("enviar", {"envía", "enviemos", "envió"}),
        ("traer", {"trajeron", "traigo", "traído", "trajera"}),
    ],
)
def test_conjugation(verb: str, own: set[str]) -> None:
    assert own <= conjugate(verb)


@pytest.mark.parametrize(
    ("word", "many"),
    [("acusación", "acusaciones"), ("joven", "jóvenes"), ("crisis", "crisis"), ("rey", "reyes")],
)
def test_plural(word: str, many: str) -> None:
    assert plural(word) == many
