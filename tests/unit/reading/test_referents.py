"""Whom mentions stand for: the right one, or nobody."""

import functools

import pytest

from careo.model.reading import Attribution, Mention, Referent
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading.languages import lexicon
from careo.reading.parser import Parse, parse
from careo.reading.referents.referents import referents
from careo.reading.tagger.tagger import tag

Result = tuple[tuple[Mention, ...], tuple[Referent, ...]]


def layer_of(text: str) -> TextLayer:
    document = DocumentId(sha256(text.encode()))
    segments, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            segments.append(Segment(kind="paragraph", start=start, end=start + len(line)))
        start += len(line) + 1
    return TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=tuple(segments),
        extractor="test",
    )


def parsed_layer(layer: TextLayer) -> Parse:
    return parse(tag(layer, layer.segments), lexicon("en"))


@functools.cache
def read(text: str, *said: tuple[str, str]) -> Result:
    """Read a text; ``said`` are pairs of a source and its content."""
    layer = layer_of(text)

    def span(words: str) -> object:
        start = text.index(words)
        return layer.span(start, start + len(words))

    attributions = tuple(
        Attribution(source=span(source), cue=None, content=(span(content),))  # type: ignore[arg-type]
        for source, content in said
    )
    return referents(layer, parsed_layer(layer), lexicon("en"), attributions)


def at(result: Result, words: str, nth: int = 0) -> Referent | None:
    """Return the referent of the n-th mention that reads ``words``."""
    mention = [m for m in result[0] if m.span.exact == words][nth]
    return next((r for r in result[1] if mention in r.mentions), None)


def names(referent: Referent | None) -> tuple[str, ...]:
    return () if referent is None else referent.names


def same(result: Result, *words: str) -> bool:
    found = {r.id for w in words if (r := at(result, w)) is not None}
    return len(found) == 1 and all(at(result, w) is not None for w in words)


def test_full_name_surname_accents_and_role_are_one_person() -> None:
    result = read(
        "The Veranian general Clíver Otálora Cruz has sent a letter from prison.\n"
        "Otalora says that the vote was rigged. The general adds that he saw it himself."
    )
    assert same(result, "Clíver Otálora Cruz", "Otalora", "The general", "he")


def test_a_misspelt_name_is_not_merged() -> None:
    result = read("Benicio Varrón denied it. Benicio Varon was seen at the port.")
    assert not same(result, "Benicio Varrón", "Benicio Varon")


def test_the_kind_of_the_full_name_counts_for_the_surname() -> None:
    result = read(
        "Leandro Ostraga and Benicio Varrón rule the country. Ostraga and Varrón chose the men."
    )
    assert same(result, "Leandro Ostraga", "Ostraga")
    assert {m.kind for m in result[0] if m.form == "name"} == {"person"}


def test_siblings_share_a_surname_and_stay_two() -> None:
    result = read("The siblings Tobías and Marcela Ilíquez altered the sheets. Ilíquez denied it.")
    tobias, marcela = at(result, "Tobías"), at(result, "Marcela Ilíquez")
    assert names(tobias)[0] == "Tobías Ilíquez"
    assert tobias != marcela
    assert at(result, "Ilíquez") not in {tobias, marcela}


def test_a_title_parts_two_bearers_of_a_surname() -> None:
    result = read(
        "Colonel Pablo Lorca and his sister Ana Lorca were tried. Colonel Lorca was acquitted."
    )
    assert same(result, "Pablo Lorca", "Lorca")


def test_a_surname_used_before_its_second_bearer_is_the_first_one() -> None:
    result = read(
        "Matías Lorca commanded the battalion. Lorca gave the order.\n"
        "Sergeant Pablo Lorca heard it. Lorca denied this."
    )
    assert at(result, "Lorca", 0) == at(result, "Matías Lorca")
    assert at(result, "Lorca", 1) not in {at(result, "Matías Lorca"), at(result, "Pablo Lorca")}


def test_mrs_is_not_the_man_of_that_name() -> None:
    result = read("Arthur Halden died in May. Mrs Halden, his widow, has the ledgers.")
    assert at(result, "Halden") != at(result, "Arthur Halden")
    assert same(result, "Halden", "his widow")


def test_an_introduced_acronym_is_the_body() -> None:
    result = read(
        "The Southern Popular Army (SPA) took the town. Later the SPA withdrew to Kestria."
    )
    assert at(result, "SPA", 1) == at(result, "Southern Popular Army")


def test_a_bare_body_is_the_only_one_named_so() -> None:
    result = read(
        "The Ministry of the Interior rejected the report. The Ministry said that it was false."
    )
    assert same(result, "Ministry of the Interior", "The Ministry", "it")


def test_two_generals_leave_the_general_open() -> None:
    result = read(
        "General Hernán Ozcáriz met General Silvano Ocaranza on Monday. The general resigned."
    )
    assert at(result, "The general") not in {
        at(result, "Hernán Ozcáriz"),
        at(result, "Silvano Ocaranza"),
    }


def test_a_clause_that_picks_one_out_is_nobody_known() -> None:
    result = read("General Hernán Ozcáriz left early. The general who stayed was arrested.")
    assert at(result, "The general") != at(result, "Hernán Ozcáriz")


def test_a_withheld_name_is_anonymised_and_an_unnamed_group_unnamed() -> None:
    result = read(
        "A general whose name we withhold spoke of contacts with figures of the regime. "
        "The general said that they were many."
    )
    general, figures = at(result, "A general"), at(result, "figures of the regime")
    assert general is not None
    assert figures is not None
    assert (general.identified, general.number) == ("anonymised", "one")
    assert (figures.identified, figures.number) == ("unnamed", "many")
    assert same(result, "A general", "The general")


def test_they_are_the_joint_subject_and_both_are_reachable() -> None:
    result = read("Leandro Ostraga and Benicio Varrón ruled the country. They chose the generals.")
    they = at(result, "They")
    members = {at(result, "Leandro Ostraga"), at(result, "Benicio Varrón")}
    assert they is not None
    assert they.number == "many"
    assert set(they.members) == {m.id for m in members if m is not None}


def test_the_speaker_goes_on_and_the_one_spoken_of_stays() -> None:
    result = read(
        "Hernán Otálora describes Benicio Varrón as the guarantor of the system. "
        "Under his supervision, he claims, the routes were kept open."
    )
    assert same(result, "his", "Benicio Varrón")
    assert same(result, "he", "Hernán Otálora")


def test_a_quoted_he_is_not_the_one_quoted() -> None:
    result = read(
        "Opposition leader Marcos Klee said that Minister Jonas Tellmann should go. "
        '"He has lied twice," Klee said.'
    )
    assert at(result, "He") in {None, at(result, "Jonas Tellmann")}


def test_two_men_leave_he_open() -> None:
    result = read("Arthur Halden met Victor Koss at the port. His papers were burned.")
    assert at(result, "His") is None


def test_he_is_no_woman() -> None:
    result = read("Ms Irena Dovale never met Colonel Pablo Lorca. He was abroad.")
    assert at(result, "He") in {None, at(result, "Pablo Lorca")}
    result = read("Ms Irena Dovale was the treasurer. She signed the transfers.")
    assert same(result, "Irena Dovale", "She")


def test_the_letter_the_document_and_his_letter_are_one() -> None:
    result = read(
        "General Hernán Otálora has sent a letter from prison. The document names two men. "
        "In his letter, Otálora says that the letter is true."
    )
    assert same(result, "a letter", "The document", "his letter", "the letter")
    letter = at(result, "a letter")
    assert letter is not None
    assert letter.kind == "conveyor"


def test_a_signed_letter_says_who_i_is() -> None:
    result = read(
        "I was the bookkeeper of the trust. I saw the papers. I kept a copy. My lawyer has it.\n"
        "Viktor Lemaire"
    )
    assert at(result, "I", 2) == at(result, "Viktor Lemaire")


@pytest.mark.parametrize("known", [True, False])
def test_i_in_a_quotation_is_the_one_quoted_where_that_is_known(*, known: bool) -> None:
    text = '"I was in the hospital and we have the records," General Hernán Ozcáriz said.'
    said = ("Hernán Ozcáriz", "I was in the hospital and we have the records,")
    result = read(text, said) if known else read(text)
    assert (at(result, "I") == at(result, "Hernán Ozcáriz")) == known
    assert at(result, "we") is None


def test_a_title_is_a_mention_of_its_own_and_of_nobody() -> None:
    result = read("General Carlos Quirós directed the system.")
    title = next(m for m in result[0] if m.span.exact == "General")
    assert (title.kind, at(result, "General")) == ("role", None)
    assert names(at(result, "Carlos Quirós")) == ("Carlos Quirós",)


def test_what_somebody_is_said_not_to_be_is_not_his_role() -> None:
    result = read("Arthur Halden is not a general. The general came later.")
    assert not same(result, "Arthur Halden", "The general")


def test_every_mention_is_in_one_referent_at_most_and_says_its_words() -> None:
    text = (
        "President Leandro Ostraga and his brother met Admiral Yorun Tesk of Kestria. "
        "They signed. “We trust him,” the president said of the admiral."
    )
    mentions, found = read(text)
    held = [m for r in found for m in r.mentions]
    assert len(held) == len(set(held))
    for mention in mentions:
        mention.span.verify(text)


def test_the_result_is_the_same_twice() -> None:
    text = "Arthur Halden met Victor Koss. He and Koss left. The Halden Trust denied it."
    layer = layer_of(text)
    parsed = parsed_layer(layer)
    words = lexicon("en")
    assert referents(layer, parsed, words) == referents(layer, parsed, words)


def test_an_empty_layer_has_nobody() -> None:
    assert read("") == ((), ())


def test_a_general_not_yet_introduced_is_not_meant() -> None:
    result = read(
        "General Hernán Otálora wrote the letter. The general names the men.\n"
        "He says that General Carlos Quirós directed the system."
    )
    assert same(result, "Hernán Otálora", "The general", "He")


def test_an_attorney_general_is_no_general() -> None:
    result = read(
        "General Hernán Otálora wrote to the Attorney General of Altmere. The general is in prison."
    )
    assert same(result, "Hernán Otálora", "The general")


def test_an_open_he_keeps_the_next_one_open() -> None:
    result = read(
        "Arthur Halden met Victor Koss at the port. He carried the papers. He left at noon."
    )
    assert at(result, "He", 0) is None
    assert at(result, "He", 1) is None


def test_who_after_a_joint_subject_is_both() -> None:
    result = read("The order came from Leandro Ostraga and Benicio Varrón, who have denied it.")
    who = at(result, "who")
    assert who is not None
    assert len(who.members) == 2


def test_one_told_of_before_his_name_is_the_one_named() -> None:
    result = read("The director was late. The director, Alba Dorn, hid in the dye room.")
    assert same(result, "The director", "Alba Dorn")
    two = read("A director came. Another director left. The director, Alba Dorn, hid.")
    assert at(two, "A director") is not at(two, "Alba Dorn")


def test_they_who_write_are_those_who_said_it_together() -> None:
    result = read(
        "Bureau director Paula Renn and council president Obi Lask said in a joint letter that "
        "four children had been injured. “We cannot mark every path with a rag,” they write."
    )
    they = at(result, "they")
    assert they is not None
    assert len(they.members) == 2


def test_her_before_a_noun_is_the_subjects() -> None:
    result = read("Vera Holm stated it. The bank's compliance officer warned her superiors.")
    assert not same(result, "Vera Holm", "her")


def test_she_is_the_only_subject_just_before() -> None:
    result = read(
        "Mira Kessel was nineteen when the soldiers came. She says they asked for the director.\n"
        "The director, Alba Dorn, was in the dye room."
    )
    assert same(result, "Mira Kessel", "She")


def test_a_guard_with_a_nickname_is_a_person() -> None:
    result = read("The guard we call the Deacon signed the paper. The Deacon denies it.")
    assert same(result, "The guard", "Deacon")
    deacon = at(result, "Deacon")
    assert deacon is not None
    assert deacon.kind == "person"


def test_an_owner_of_his_own_owner_comes_to_an_end() -> None:
    words = "the general's deputy's driver's wife's brother's lawyer's clerk"
    assert read(f"He met {words}. Their own client's own lawyer's own client left his own.")


@pytest.mark.parametrize(
    ("text", "one", "other", "untold"),
    [
        ("Luis Vera, 34, left. Luis Vera, 61, stayed. Luis Vera fled.", 0, 1, 2),
        ("Luis Vera (34) left. Luis Vera, aged 61, stayed. Luis Vera fled.", 0, 1, 2),
        ("Luis Vera, 34, left. Luis Vera sat down. Luis Vera, 61, stayed.", 1, 2, None),
        ("Luis Vera, father, left. Luis Vera (son) stayed. Luis Vera fled.", 0, 1, 2),
        ("Luis Vera left. Another man of the same name, Luis Vera, stayed.", 0, 1, None),
    ],
)
def test_two_of_one_name_whom_the_text_tells_apart_stay_two(
    text: str, one: int, other: int, untold: int | None
) -> None:
    result = read(text)
    first, second = at(result, "Luis Vera", one), at(result, "Luis Vera", other)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    if untold is None:
        assert at(result, "Luis Vera", 0) == first
    else:
        third = at(result, "Luis Vera", untold)
        assert third is not None
        assert third.id not in {first.id, second.id}


@pytest.mark.parametrize(
    "text",
    [
        "Luis Vera, 34, left. Luis Vera stayed.",
        "Luis Vera, 34, left. Luis Vera, 36, stayed.",
        "Luis Vera, father of two, left. Luis Vera, son of a baker, stayed.",
        "Luis Vera (son) left. Luis Vera stayed.",
        "Luis Vera, 34 guards and 61 men left. Luis Vera, 61 years later, stayed.",
        "There will never be another Luis Vera. Luis Vera stayed.",
        "A man of the same name as his father, Eva Sol said, was Luis Vera. Luis Vera stayed.",
    ],
)
def test_one_mark_alone_tells_nobody_apart(text: str) -> None:
    assert same(read(text), "Luis Vera", "Luis Vera")
    assert at(read(text), "Luis Vera", 0) == at(read(text), "Luis Vera", 1)


def test_a_son_by_his_name_is_not_his_father() -> None:
    result = read("Luis Vera Jr. left. Luis Vera stayed. Vera fled.")
    assert not same(result, "Luis Vera Jr.", "Luis Vera")
    assert not same(result, "Luis Vera", "Vera")
    assert same(read("Luis Vera Jr. left. Vera fled."), "Luis Vera Jr.", "Vera")
