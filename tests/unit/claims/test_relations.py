"""What sentences assert, and what they do not."""

from __future__ import annotations

import pytest

from tests.unit.claims.relations_of import found, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Marek Dolan commanded the militia.",
            "commands: agent=Marek Dolan; patient=the militia",
        ),
        (
            "The militia was protected by Marek Dolan.",
            "protects: patient=The militia; agent=Marek Dolan",
        ),
        (
            "Lena Orsic was arrested in 2017 by the police.",
            "detained: patient=Lena Orsic; agent=the police",
        ),
        (
            "Tarr Logistics sold gold to the Northern Cartel.",
            "trades: agent=Tarr Logistics; patient=gold; counterpart=Northern Cartel",
        ),
        (
            "Marek Dolan was responsible for buying rifles, foreign alliances and the budget.",
            (
                "directs: agent=Marek Dolan; domain=buying rifles; domain=foreign alliances; "
                "domain=the budget"
            ),
        ),
        (
            "Marek Dolan laundered $14 million through Meridian Holdings.",
            "launders: agent=Marek Dolan; patient=$14 million; via=Meridian Holdings",
        ),
    ],
)
def test_a_verb_gives_its_places_their_roles(text: str, expected: str) -> None:
    assert expected in lines(text)


def test_two_who_act_together_are_one_relation() -> None:
    text = "Marek Dolan and Lena Orsic directed the election fraud and the raids."
    assert lines(text) == [
        "directs: agent=Marek Dolan; agent=Lena Orsic; domain=the election fraud; domain=the raids"
    ]


def test_a_joint_command_is_one_relation_with_two_agents() -> None:
    text = "Dolan said that Marek Dolan and Lena Orsic have exercised a joint command."
    assert lines(text, "Marek Dolan and Lena Orsic have exercised a joint command") == [
        "commands: agent=Marek Dolan; agent=Lena Orsic"
    ]


def test_a_shared_surname_is_two_people() -> None:
    text = "In 2015, brothers Tomas and Ivan Ilk executed the technical part of the fraud."
    assert "executes: agent=Tomas; agent=Ivan Ilk; domain=the technical part of the fraud" in lines(
        text
    )


def test_but_not_leaves_the_second_out() -> None:
    assert lines("Marek Dolan, but not Lena Orsic, was charged with fraud.") == [
        "charged: patient=Marek Dolan; charge=fraud"
    ]


def test_one_or_the_other_is_hedged_for_both() -> None:
    (only,) = found("Marek Dolan or Lena Orsic ordered the raid.")
    assert only.hedged


def test_by_one_or_the_other_is_hedged() -> None:
    relations = found("The raid was ordered by Marek Dolan or Lena Orsic in the summer.")
    assert [r.hedged for r in relations if r.predicate == "commands"] == [True]


def test_neither_is_a_denial_for_both() -> None:
    (only,) = found("Neither Marek Dolan nor Lena Orsic controlled the company.")
    assert only.negated
    assert not only.hedged


def test_joined_verbs_share_their_subject_and_object() -> None:
    assert lines("Marek Dolan ordered and supervised the raid.") == [
        "commands: agent=Marek Dolan; domain=the raid",
        "supervises: agent=Marek Dolan; domain=the raid",
    ]


def test_a_clause_beside_another_keeps_its_own_subject() -> None:
    assert lines("Marek Dolan ordered the raid and Lena Orsic supervised the prison.") == [
        "commands: agent=Marek Dolan; domain=the raid",
        "supervises: agent=Lena Orsic; domain=the prison",
    ]


def test_joined_participles_share_their_agent() -> None:
    text = "The Blue Shield militia was protected and later used by the army."
    assert lines(text) == [
        "protects: patient=The Blue Shield militia; agent=the army",
        "uses: patient=The Blue Shield militia; agent=the army",
    ]


def test_who_stands_for_its_antecedent() -> None:
    text = "Lena Orsic, who led the ministry from 2010 to 2014, fled."
    first = found(text)[0]
    assert [r.span.exact for r in first.roles if r.role == "agent"] == ["Lena Orsic"]
    assert first.when is not None
    assert first.when.text is not None
    assert first.when.text.exact == "from 2010 to 2014"


def test_a_relative_clause_after_two_names_is_about_both() -> None:
    text = "The decisions came from Marek Dolan and Lena Orsic, who have authorised the payments."
    assert lines(text) == [
        "authorises: domain=The decisions; agent=Marek Dolan; agent=Lena Orsic",
        "authorises: agent=Marek Dolan; agent=Lena Orsic; domain=the payments",
    ]


def test_a_participle_says_its_clause_of_the_subject() -> None:
    text = "Lena Orsic acted as the military operator, ensuring protection for the militia."
    assert "protects: agent=Lena Orsic; patient=the militia" in lines(text)


def test_whoever_replaces_is_the_one_appointed() -> None:
    text = "President Hana Bruk appointed Tomas Ilk as interior minister, replacing Lena Orsic."
    assert "succeeded: agent=Tomas Ilk; patient=Lena Orsic" in lines(text)


def test_what_is_identified_as_something_is_meant_by_it() -> None:
    text = "Dolan described Lena Orsic as the guarantor of the system, with influence over judges."
    assert "influences: agent=Lena Orsic; patient=judges" in lines(text)


def test_under_his_supervision_gives_each_clause_beside_it() -> None:
    text = "Under his supervision, routes were kept, mines were run and armed gangs were deployed."
    supervised = [r for r in found(text) if r.predicate == "supervises"]
    assert [r.span.exact for r in supervised[0].roles if r.role == "agent"] == ["his"]
    assert len(supervised) == 1


def test_a_sphere_of_influence_has_its_owner_for_agent() -> None:
    text = "The port was controlled by networks under Lena Orsic's sphere of influence."
    assert "influences: patient=networks; agent=Lena Orsic" in lines(text)


def test_contacts_between_two_sides() -> None:
    text = "There were contacts between officials of the ministry and the Northern Cartel."
    (only,) = found(text)
    assert only.predicate == "contacts"
    assert [r.role for r in only.roles] == ["agent", "counterpart"]


def test_those_who_meet_are_counterparts() -> None:
    (only,) = found("Marek Dolan, Lena Orsic and Tomas Ilk met to talk about the money.")
    assert [r.role for r in only.roles] == ["agent", "counterpart", "counterpart"]


def test_relations_with_a_list_are_not_command_of_the_list() -> None:
    text = "Marek Dolan managed relations with Karovia, the Blue Guard and the Northern Cartel."
    commanded = [r for r in found(text)[0].roles if r.role == "patient"]
    assert commanded == []


def test_an_arrest_of_somebody_by_its_owner() -> None:
    assert lines("Marek Dolan's arrest of Lena Orsic was unlawful.") == [
        "detained: agent=Marek Dolan; patient=Lena Orsic"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Marek Dolan ordered Lena Orsic to detain the villagers.",
        "Marek Dolan tried to detain the villagers.",
        "Marek Dolan hopes to detain the villagers.",
        "If Marek Dolan detained the villagers, he would be charged.",
        "Did Marek Dolan detain the villagers?",
        "There is no evidence that Marek Dolan detained the villagers.",
        "It is not true that Marek Dolan detained the villagers.",
        "The idea that Marek Dolan detained the villagers is absurd.",
        "Marek Dolan is accused of detaining the villagers.",
        "Lena Orsic never saw Marek Dolan detain the villagers.",
        "Marek Dolan used his rank to detain the villagers.",
    ],
)
def test_what_is_not_said_to_have_happened_is_no_relation(text: str) -> None:
    whole = [r for r in found(text, text) if r.predicate == "detained" and not r.negated]
    assert whole == []


def test_an_admission_has_the_one_who_admits_for_agent() -> None:
    text = "Radu Stan is in prison after admitting to collaborating with the Northern Cartel."
    content = "collaborating with the Northern Cartel"
    assert lines(text, content) == [
        "collaborates_with: agent=Radu Stan; counterpart=Northern Cartel"
    ]


def test_a_perfect_infinitive_after_the_cue_is_asserted() -> None:
    text = "Radu Stan claims to have transported weapons to Karova."
    (only,) = found(text, "to have transported weapons to Karova")
    assert only.predicate == "transports"
    assert [r.span.exact for r in only.roles if r.role == "agent"] == ["Radu Stan"]


def test_a_claim_inside_the_content_is_not_asserted_by_the_content() -> None:
    text = "Lena Orsic said that Tomas Ilk denied that Marek Dolan commanded the militia."
    content = "that Tomas Ilk denied that Marek Dolan commanded the militia"
    assert [r for r in found(text, content) if r.predicate == "commands"] == []


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Arto Velin has never met Marek Dolan.", "contacts"),
        ("Arto Velin was never a member of the Unity Party.", "member_of"),
        ("Marek Dolan had no control over the militia.", "controls"),
        ("Marek Dolan was not acquitted of murder.", "acquitted"),
    ],
)
def test_a_denial_is_kept_as_one(text: str, predicate: str) -> None:
    assert [r.negated for r in found(text) if r.predicate == predicate] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Marek Dolan would have authorised the transfer.",
        "Marek Dolan is thought to have authorised the transfer.",
        "Marek Dolan could have authorised the transfer.",
        "Marek Dolan may authorise the transfer.",
    ],
)
def test_distance_is_kept(text: str) -> None:
    assert [r.hedged for r in found(text, text)] == [True]


def test_a_verb_of_no_predicate_is_kept_with_its_verb() -> None:
    (only,) = found("Marek Dolan insulted Lena Orsic yesterday.")
    assert (only.predicate, only.verb) == ("states", "insult")
    assert [r.role for r in only.roles] == ["agent", "patient"]


def test_things_alone_make_no_relation() -> None:
    assert lines("The decision changed the rules of the market.") == []


def test_killing_is_not_carrying_out() -> None:
    text = "Marek Dolan executed three prisoners."
    assert [r.predicate for r in found(text)] == ["states"]


def test_order_of_roles_and_relations_is_that_of_the_text() -> None:
    text = "The raid was ordered by Marek Dolan and supervised by Lena Orsic in Karova."
    result = found(text)
    triggers = [r.trigger.start for r in result if r.trigger is not None]
    assert triggers == sorted(triggers)
    for relation in result:
        places = [role.span.place for role in relation.roles]
        assert places == sorted(places)
    assert result == found(text)


def test_two_who_command_together_command_jointly() -> None:
    text = "President Marek Dolan and Minister Lena Orsic command together."
    assert "commands: agent=Marek Dolan; agent=Lena Orsic" in lines(text)
