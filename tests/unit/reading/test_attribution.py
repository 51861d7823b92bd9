"""Who says what, in which words: one sentence of each kind."""

from __future__ import annotations

import re

import pytest

from careo.model.reading import Attribution
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading import lexicon
from careo.reading.attribution.attributions import attributions
from tests.unit.reading.modelled import parse


def layer_of(text: str) -> TextLayer:
    document = DocumentId(sha256(text.encode()))
    lines = re.finditer(r"[^\n]*\S[^\n]*", text)
    segments = tuple(Segment(kind="paragraph", start=m.start(), end=m.end()) for m in lines)
    return TextLayer(
        id=layer_id(document, text), document=document, text=text, segments=segments, extractor=""
    )


def found(text: str) -> list[Attribution]:
    layer = layer_of(text)
    out = list(attributions(layer, parse(layer).sentences, lexicon("en")))
    for one in out:
        places = [*one.content, one.source, one.cue]
        for span in places:
            if span is not None:
                span.verify(text)
    return out


def said(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        (
            one.source.exact if one.source else None,
            one.cue.exact if one.cue else None,
            [span.exact for span in one.content],
        )
        for one in found(text)
    ]


Said = tuple[str | None, str, list[str]]

ONE: dict[str, Said] = {
    "The minister said that the mine was closed.": (
        "The minister",
        "said",
        ["that the mine was closed"],
    ),
    "The mine was closed, the minister said.": (
        "the minister",
        "said",
        ["The mine was closed"],
    ),
    "“We left,” he said, “because the guards came. They had guns.”": (
        "he",
        "said",
        ["“We left,”", "“because the guards came. They had guns.”"],
    ),
    "“We left,” said Mara Roe, the owner of the mill. “They had guns. They came at night.”": (
        "Mara Roe, the owner of the mill",
        "said",
        ["“We left,”", "“They had guns. They came at night.”"],
    ),
    'Roe said: "We left. They had guns."': ("Roe", "said", ['"We left. They had guns."']),
    "Roe wrote:\n“We left. They had guns.”": ("Roe", "wrote", ["“We left. They had guns.”"]),
    "«Never», she replied.": ("she", "replied", ["«Never»"]),
    "'I know nothing of it,' he said.": ("he", "said", ["'I know nothing of it,'"]),
    "According to two witnesses, the arms were sold.": (
        "two witnesses",
        "According to",
        ["the arms were sold"],
    ),
    "According to his account, they form “the real command” of the port.": (
        "his account",
        "According to",
        ["they form “the real command” of the port"],
    ),
    "In Roe's words, the ministry is “a den of thieves”.": (
        "Roe",
        "words",
        ["the ministry is “a den of thieves”"],
    ),
    "As Mr Doe put it, the war was lost.": ("Mr Doe", "put it", ["the war was lost"]),
    "Under his supervision—he claims—the routes were protected and the guards were paid.": (
        "he",
        "claims",
        ["Under his supervision", "the routes were protected and the guards were paid"],
    ),
    "The gold of the valley, he says, was controlled by Doe.": (
        "he",
        "says",
        ["The gold of the valley", "was controlled by Doe"],
    ),
    "There is no evidence, the court said, that Doe was there.": (
        "the court",
        "said",
        ["There is no evidence", "that Doe was there"],
    ),
    "“Absolutely not,” he said of the offer.": ("he", "said", ["“Absolutely not,”"]),
    "He maintains his innocence.": ("He", "maintains", ["his innocence"]),
    "Varga is accused by prosecutors of ordering the killings.": (
        "prosecutors",
        "is accused",
        ["Varga", "ordering the killings"],
    ),
    "Roe claims to have witnessed the use of two machines.": (
        "Roe",
        "claims",
        ["to have witnessed the use of two machines"],
    ),
    "He vowed to return.": ("He", "vowed", ["to return"]),
    "She ordered the soldiers to shoot.": ("She", "ordered", ["the soldiers to shoot"]),
    "He pleaded guilty to taking bribes.": ("He", "pleaded guilty to", ["taking bribes"]),
    "The governor denied the charges.": ("The governor", "denied", ["the charges"]),
    "The general described Roe as the “final guarantor” of the system.": (
        "The general",
        "described",
        ["Roe as the “final guarantor” of the system"],
    ),
    "The document details how Roe directed the fraud.": (
        "The document",
        "details",
        ["how Roe directed the fraud"],
    ),
    "Roe details the evolution of the gang.": ("Roe", "details", ["the evolution of the gang"]),
    "She ends the letter with a strong warning: “The port is a threat to us all.”": (
        "She",
        "warning",
        ["“The port is a threat to us all.”"],
    ),
    "It is said that the general fled.": (None, "is said", ["that the general fled"]),
    "Roe is said to have fled.": (None, "is said", ["Roe", "to have fled"]),
    "Doe was accused of stealing the money.": (
        None,
        "was accused of",
        ["Doe", "stealing the money"],
    ),
    "Doe was described as a thief by his cousin.": (
        "his cousin",
        "was described",
        ["Doe", "as a thief"],
    ),
    "I was told by Lieutenant Silvan Ocar, who died in 2017, that Roe controlled the mines.": (
        "Lieutenant Silvan Ocar",
        "was told",
        ["that Roe controlled the mines"],
    ),
    "The general allegedly sold the arms.": (None, "allegedly", ["The general", "sold the arms"]),
    "The court found that Roe had taken bribes.": (
        "The court",
        "found",
        ["that Roe had taken bribes"],
    ),
    "The register lists Doe as the owner of the mill.": (
        "The register",
        "lists",
        ["Doe as the owner of the mill"],
    ),
}


@pytest.mark.parametrize("text", ONE)
def test_one_saying_is_found_whole_and_nothing_else(text: str) -> None:
    assert said(text) == [ONE[text]]


def test_a_warning_without_a_subject_is_that_of_the_one_who_wrote() -> None:
    text = "Roe wrote a letter to the president, warning that the regime has built a company."
    assert said(text) == [("Roe", "warning", ["that the regime has built a company"])]


def test_each_of_two_sayings_in_one_sentence_has_its_own_content() -> None:
    text = "Although he acknowledges that Doe ran the count, he insists that Roe gave the order."
    assert said(text)[:2] == [
        ("he", "acknowledges", ["that Doe ran the count"]),
        ("he", "insists", ["that Roe gave the order"]),
    ]
    text = "He noted that the mine stood empty, but said that it would open."
    assert said(text) == [
        ("He", "noted", ["that the mine stood empty"]),
        ("He", "said", ["that it would open"]),
    ]


def test_the_tense_tells_whose_saying_a_second_verb_is() -> None:
    assert said("Roe conceded he had signed the papers but insisted he never read them.") == [
        ("Roe", "conceded", ["he had signed the papers"]),
        ("Roe", "insisted", ["he never read them"]),
    ]


def test_another_s_denial_is_not_put_into_a_content() -> None:
    text = "Roe said that the mine stood empty, while Doe denied that it ever existed."
    assert said(text) == [
        ("Roe", "said", ["that the mine stood empty"]),
        ("Doe", "denied", ["that it ever existed"]),
    ]


def test_a_list_of_clauses_is_one_content() -> None:
    text = (
        "Roe testified that Doe paid him, that Lane took the bag, and that Doe told him "
        "that he would die."
    )
    assert said(text)[0] == ("Roe", "testified", [text.removeprefix("Roe testified ")[:-1]])


def test_an_order_that_is_denied_is_no_order() -> None:
    text = "The defendant denied that he gave an order to fire."
    assert said(text) == [("The defendant", "denied", ["that he gave an order to fire"])]


def test_an_acquittal_denies() -> None:
    assert lexicon("en").cues["acquit of"][0].act == "denies"
    assert said("The court acquitted Roe of fraud.") == [
        ("The court", "acquitted", ["Roe of fraud"])
    ]


def test_speech_within_speech_gives_both() -> None:
    assert said("The letter says that Doe denied that Roe sold the gold.") == [
        ("The letter", "says", ["that Doe denied that Roe sold the gold"]),
        ("Doe", "denied", ["that Roe sold the gold"]),
    ]


def test_a_relative_clause_brings_the_noun_that_it_speaks_of() -> None:
    text = "Roe details the rise of the Red Hand, which he identifies as a gang born in prison."
    assert said(text)[1] == ("he", "identifies", ["the Red Hand", "as a gang born in prison"])
    text = "He named other episodes that, according to him, remain unknown to the police."
    assert said(text)[-1] == (
        "him",
        "according to",
        ["other episodes that", "remain unknown to the police"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "He did not say that the minister knew.",
        "He refused to say whether Doe was paid.",
        "Nobody claimed that the bridge fell.",
    ],
)
def test_what_was_not_said_is_marked(text: str) -> None:
    assert [one.cue_negated for one in found(text)] == [True]


def test_not_only_is_no_negation() -> None:
    text = "The letter not only describes the structure of the gang; it names nobody."
    assert found(text)[0].cue_negated is False


def test_a_list_of_gerunds_is_admitted_whole() -> None:
    text = (
        "Roe is in prison after admitting to collaborating with the rebels, "
        "moving arms and hiding the money of the cartel."
    )
    assert said(text) == [
        (
            "Roe",
            "admitting to",
            ["collaborating with the rebels, moving arms and hiding the money of the cartel"],
        )
    ]


def test_a_quotation_goes_on_over_paragraphs_that_open_with_a_mark() -> None:
    text = "“We left,” said Roe. “They had guns.\n“They came at night.”"
    assert said(text)[0] == (
        "Roe",
        "said",
        ["“We left,”", "“They had guns.", "“They came at night.”"],
    )


def test_a_paragraph_in_quotation_marks_without_a_saying_is_nobody_s() -> None:
    text = "The mill burned.\n“They came at night and took the machines.”"
    assert said(text) == [(None, None, ["“They came at night and took the machines.”"])]


@pytest.mark.parametrize(
    "text",
    [
        "The mine was closed in May.",
        "He commanded the Third Brigade.",
        "I think the mine was closed.",
        "They want to challenge the rules.",
        "A group called the Red Hand holds the port.",
        "The letter dedicates a section to the election.",
        "He was not admitted to the meeting.",
        "Doe wrote the program and Roe kept the codes.",
        "The number of notes rose and the price fell.",
    ],
)
def test_what_nobody_says_is_no_attribution(text: str) -> None:
    assert said(text) == []


def test_the_order_is_that_of_the_text_and_the_result_always_the_same() -> None:
    text = "Roe said that Doe fled. Doe denied it. According to Roe, the mine is closed."
    once = found(text)
    assert once == found(text)
    places = [min(one.content[0].start, one.cue.start) for one in once if one.cue is not None]
    assert places == sorted(places)
