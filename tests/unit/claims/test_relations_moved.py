"""What moved, who was paid, who was where, who is married, whose charges were dropped."""

from __future__ import annotations

import pytest

from careo.claims import build
from careo.model.document import Source
from careo.reading import lexicon, read
from tests.unit.claims import relations_of, spanish_of

TOLD = {
    "Shipments of cocaine from Kestria to Port Ulm were protected by Marek Dolan.": [
        "transports: patient=cocaine; origin=Kestria; destination=Port Ulm",
        "protects: patient=Shipments of cocaine from Kestria to Port Ulm; agent=Marek Dolan",
    ],
    "A shipment of rifles from Kestria to the Red Wolves was seized.": [
        "transports: patient=rifles; origin=Kestria; destination=Red Wolves"
    ],
    "The flow of gold from the Belt to Kestria was controlled by Piet Brandt.": [
        "transports: patient=gold; origin=Belt; destination=Kestria",
        "controls: domain=The flow of gold from the Belt to Kestria; agent=Piet Brandt",
    ],
    "Ana Sol ensured the passage of cocaine shipments headed for Kestria.": [
        "facilitates: agent=Ana Sol; domain=the passage of cocaine shipments headed for Kestria",
        "transports: patient=cocaine shipments; destination=Kestria",
    ],
    "Ana Sol had received $2 million from Orsol.": [
        "pays: beneficiary=Ana Sol; amount=$2 million; agent=Orsol"
    ],
    "Orsol paid Ana Sol 3 million euros.": [
        "pays: agent=Orsol; beneficiary=Ana Sol; amount=3 million euros"
    ],
    "Cash was passed to Ana Sol through a bank in Veranta.": [
        "pays: patient=Cash; beneficiary=Ana Sol"
    ],
    "Ana Sol was given $2 million by Orsol.": [
        "pays: beneficiary=Ana Sol; amount=$2 million; agent=Orsol"
    ],
    "Orsol made payments to Ana Sol.": ["pays: agent=Orsol; beneficiary=Ana Sol"],
    "Ana Sol turned a blind eye to the smuggling of gold.": [
        "facilitates: agent=Ana Sol; domain=the smuggling of gold"
    ],
    "Ana Sol did not turn a blind eye to the smuggling of gold.": [
        "not facilitates: agent=Ana Sol; domain=the smuggling of gold"
    ],
    "The Ministry of Mines gave its blessing to the sale of uranium.": [
        "authorises: agent=Ministry of Mines; domain=the sale of uranium"
    ],
    "The raid had been planned by Ana Sol and carried out by Piet Brandt.": [
        "directs: domain=The raid; agent=Ana Sol",
        "executes: domain=The raid; agent=Piet Brandt",
    ],
    "The raid on Ulm was authorised by Ana Sol.": [
        "authorises: domain=The raid on Ulm; agent=Ana Sol"
    ],
    "Ana Sol was in Veranta on 4 May.": ["located_in: agent=Ana Sol; place=Veranta"],
    "Ana Sol was never in Veranta.": ["not located_in: agent=Ana Sol; place=Veranta"],
    "Ana Sol was seen in Veranta.": ["located_in: agent=Ana Sol; place=Veranta"],
    "Witnesses saw Ana Sol in Veranta.": ["located_in: agent=Ana Sol; place=Veranta"],
    "The Iron Guard has kept a camp near Veranta since 2009.": [
        "operates_in: agent=Iron Guard; place=Veranta"
    ],
    "Ana Sol is married to Piet Brandt.": ["related_to: agent=Ana Sol; counterpart=Piet Brandt"],
    "Ana Sol, who is married to Piet Brandt, owns Orsol.": [
        "related_to: agent=Ana Sol; counterpart=Piet Brandt"
    ],
    "Ana Sol married Piet Brandt in 1998.": ["related_to: agent=Ana Sol; counterpart=Piet Brandt"],
    "The charges against Ana Sol were dropped.": ["dropped: patient=Ana Sol"],
    "A judge dismissed the case against Ana Sol.": ["dropped: agent=A judge; patient=Ana Sol"],
    "Prosecutors refused to drop the charges against Ana Sol.": [
        "not dropped: agent=Prosecutors; patient=Ana Sol"
    ],
    "The trade was run by gangs who would have been under the protection of Ana Sol.": [
        "would protects: patient=gangs; agent=Ana Sol"
    ],
    "Its flow would have been controlled by networks under the influence of Ana Sol.": [
        "would influences: patient=networks; agent=Ana Sol"
    ],
}
APART = {
    "The government authorised the delivery of rifles to the Red Wolves.": "transports",
    "The plan for the delivery of rifles to Kestria failed.": "transports",
    "The court blocked the export of arms to Kestria.": "transports",
    "Patriot handed over millions of dollars of obligations to Orsol.": "pays",
    "Ana Sol was seen as a hero in Veranta.": "located_in",
    "Ana Sol was among the guests in Veranta.": "located_in",
    "Ana Sol was in charge of the port.": "located_in",
    "If Ana Sol was in Veranta, she lied.": "located_in",
    "The documents were in Veranta.": "located_in",
    "Establishing permanent bases in Veranta is costly.": "operates_in",
    "The company dropped its charges for delivery to Ana Sol.": "dropped",
    "They are well equipped.": "supplies",
}


@pytest.mark.parametrize("text", TOLD)
def test_it_is_told(text: str) -> None:
    found = relations_of.lines(text)
    assert [line for line in TOLD[text] if line not in found] == []


@pytest.mark.parametrize("text", APART)
def test_what_only_looks_like_it(text: str) -> None:
    told = {line.split(":")[0].removeprefix("would ") for line in relations_of.lines(text)}
    assert APART[text] not in told


def test_charges_dropped_in_spanish() -> None:
    told = spanish_of.lines("La fiscalía retiró los cargos contra {Ana Sol}.")
    assert "dropped: agent=La fiscalía; patient=Ana Sol" in told


@pytest.mark.parametrize(
    "text",
    [
        "The port is believed to have been run by men under the command of Piet Brandt.",
        "The port was allegedly run by men under the command of Piet Brandt.",
        "The port would have been run by men under the command of Piet Brandt.",
    ],
)
def test_whose_command_stands_in_a_hedged_clause_is_hedged_too(text: str) -> None:
    layer = relations_of.layer_of(text)
    claims = build(layer, read(layer), Source(kind="article"), lexicon("en"))
    told = [relations_of.line(one) for claim in claims for one in claim.relations]
    assert "would commands: patient=men; agent=Piet Brandt" in told
