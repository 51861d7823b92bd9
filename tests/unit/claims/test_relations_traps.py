"""Sentences in which a careless reader accuses the wrong person."""

from __future__ import annotations

import pytest

from careo.model.claim import Relation
from tests.unit.claims.relations_of import found


def of(relations: tuple[Relation, ...], predicate: str, role: str) -> list[str]:
    return [
        r.span.exact
        for x in relations
        if x.predicate == predicate
        for r in x.roles
        if r.role == role
    ]


def test_the_wife_of_the_arrested_is_another_person() -> None:
    text = "The army arrested Emil Sava, leader of the Northern Cartel, and his wife."
    assert "Emil Sava" not in of(found(text), "related_to", "agent")


def test_each_passive_in_a_row_has_its_own_agent() -> None:
    text = (
        "The suspect Radu Stan was arrested by Emil Sava, charged by Lena Orsic with fraud and "
        "released by the court."
    )
    relations = found(text)
    assert of(relations, "detained", "agent") == ["Emil Sava"]
    assert "Emil Sava" not in of(relations, "charged", "patient")


def test_which_never_means_the_soldiers() -> None:
    text = "They were detained by soldiers of the Third Brigade, which was led by Samuel Otieno."
    assert of(found(text), "commands", "patient") == ["Third Brigade"]


def test_another_persons_sentence_is_not_added() -> None:
    text = "The court sentenced Emil Sava to 12 years and Radu Stan to six years in prison."
    relations = [r for r in found(text) if r.predicate == "sentenced"]
    sava = [r for r in relations if "Emil Sava" in {role.span.exact for role in r.roles}]
    assert [r.span.exact for r in sava[0].roles if r.role == "duration"] == ["12 years"]


def test_a_gerund_after_a_passive_is_not_said_of_the_victim() -> None:
    text = "Radu Stan was taken to the prison before smuggling weapons to the cartel."
    assert of(found(text), "transports", "agent") == []


def test_whose_command_and_who_stands_under_it() -> None:
    text = "Soldiers under the command of Samuel Otieno burned the houses of the villagers."
    relations = found(text)
    assert of(relations, "commands", "agent") == ["Samuel Otieno"]
    assert of(relations, "states", "agent") == ["Soldiers"]


def test_a_copy_of_the_order_is_no_order() -> None:
    text = "Oana Pirvu gave a copy of the order to the judge."
    assert [r.predicate for r in found(text)] == ["states"]


def test_a_courtesy_call_is_no_payment() -> None:
    text = "Oana Pirvu paid a courtesy call to the judge of the district."
    assert "pays" not in {r.predicate for r in found(text)}


@pytest.mark.parametrize("verb", ["beat", "insulted", "attacked"])
def test_agent_and_patient_keep_their_sides(verb: str) -> None:
    (relation,) = found(f"Marek Dolan {verb} Lena Orsic in front of the whole court.")
    assert [(r.role, r.span.exact) for r in relation.roles][:2] == [
        ("agent", "Marek Dolan"),
        ("patient", "Lena Orsic"),
    ]


def test_a_company_that_belongs_to_somebody_is_owned() -> None:
    text = "The company Orla Mining Ltd belongs to Lena Orsic and to nobody else."
    relations = found(text)
    assert of(relations, "owns", "agent") == ["Lena Orsic"]
    assert of(relations, "member_of", "agent") == []


def test_talking_with_the_leadership_is_not_leading() -> None:
    text = "We interfaced with the leadership of the National Assembly before the declaration."
    assert "directs" not in {r.predicate for r in found(text)}


def test_relations_of_two_people_are_their_families() -> None:
    text = "Two relations of Radu Stan and Lena Orsic received phone calls from the hospital."
    assert "collaborates_with" not in {r.predicate for r in found(text)}


def test_ruling_out_is_not_ruling() -> None:
    text = "Marek Dolan ruled out an attack on the capital of the country."
    assert "commands" not in {r.predicate for r in found(text)}


def test_what_somebody_is_described_as_is_not_said_of_the_describer() -> None:
    text = (
        "The general describes the Padlocks, a gang that began in prison, as “paid by the House”."
    )
    assert "The general" not in of(found(text), "pays", "beneficiary")


def test_a_document_does_not_do_what_it_tells() -> None:
    text = "The indictment lists three counts, laundering the proceeds of gold and selling arms."
    assert [r for r in found(text) if r.predicate in {"launders", "trades"}] == []


def test_no_evidence_supports_nobody() -> None:
    text = "The court finds that no evidence before it supports this allegation."
    assert "facilitates" not in {r.predicate for r in found(text)}


def test_a_notion_is_not_asserted() -> None:
    text = "She had come to believe many things, from Marek Dolan being a member of the cartel on."
    assert "member_of" not in {r.predicate for r in found(text)}


def test_being_used_to_something_is_no_use() -> None:
    text = "We are all used to the dogs of Marek Dolan in this business."
    assert "uses" not in {r.predicate for r in found(text)}


def test_never_denies_every_verb_of_a_row() -> None:
    relations = found("Halden has never paid, equipped or transported any armed group.")
    assert relations
    assert all(relation.negated and not relation.hedged for relation in relations)


def test_whoever_says_leave_does_not_leave() -> None:
    relations = found('Silas Crane said, "Leave nobody at the bridge."')
    assert "Silas Crane" not in of(relations, "states", "agent")


def test_acquitted_of_a_deed_asserts_no_deed() -> None:
    relations = found("Emil Sava was acquitted of laundering the gold of the cartel.")
    assert [(r.predicate, r.negated) for r in relations] == [("acquitted", False)]


def test_the_date_of_an_election_dates_no_other_deed() -> None:
    relations = found("The general possesses records of the election of 6 October 2019.")
    assert relations
    assert all(relation.when is None for relation in relations)


def test_who_sells_lies_trades_nothing() -> None:
    assert not of(found("Emil Sava is selling lies for years of freedom."), "trades", "agent")
    assert of(found("Emil Sava sold gold to the cartel."), "trades", "agent") == ["Emil Sava"]


def test_the_clause_that_a_witness_tells_is_his_own() -> None:
    words = "that Benicio Rask controlled the mines through a company"
    told = found(f"I was told by Lieutenant Emil Sava, who died in 2017, {words}.", words)
    assert [r.voice for r in told if r.predicate == "controls"] == ["speaker"]


def test_who_alleges_a_shot_is_not_shot() -> None:
    relations = found("It was alleged by two witnesses that Emil Sava had fired first.")
    assert "two witnesses" not in of(relations, "states", "patient")
