"""Steps of proceedings, and who is said to have known or benefited: relations of their own."""

from __future__ import annotations

import pytest

from tests.unit.claims.relations_of import found

TOLD = {
    "Marek Dolan pleaded not guilty to fraud.": (
        "pleaded: agent=Marek Dolan; domain=not guilty; charge=fraud"
    ),
    "Marek Dolan pleaded guilty to fraud.": (
        "pleaded: agent=Marek Dolan; domain=guilty; charge=fraud"
    ),
    "Marek Dolan was acquitted of murder.": "acquitted: patient=Marek Dolan; charge=murder",
    "Kestria extradited Marek Dolan to Verania.": (
        "extradited: agent=Kestria; patient=Marek Dolan; destination=Verania"
    ),
    "Marek Dolan was released from the prison of Ulm.": (
        "released: patient=Marek Dolan; place=the prison of Ulm"
    ),
    "Marek Dolan appealed the sentence.": "appealed: agent=Marek Dolan; domain=the sentence",
    "Marek Dolan knew of the shipments.": "knows_of: agent=Marek Dolan; domain=the shipments",
    "Marek Dolan benefited from the sale of gold.": (
        "benefits_from: agent=Marek Dolan; domain=the sale of gold"
    ),
}


@pytest.mark.parametrize("text", TOLD)
def test_steps_of_proceedings_and_degrees_of_involvement(text: str) -> None:
    lines = []
    for one in found(text):
        assert not one.negated
        roles = "; ".join(f"{role.role}={role.span.exact}" for role in one.roles)
        lines.append(f"{one.predicate}: {roles}")
    assert TOLD[text] in lines


def test_what_stands_under_a_command_is_all_that_is_listed_whatever_is_put_in() -> None:
    text = (
        "Marek Dolan led the army. Under his supervision—Ana Sol claims—cocaine routes were "
        "maintained, illegal mining operations in the Belt were conducted, and armed gangs were "
        "deployed during the elections."
    )
    under = [one for one in found(text) if one.predicate == "supervises"]
    words = {role.span.exact for one in under for role in one.roles}
    assert {"illegal mining operations in the Belt", "armed gangs"} <= words
