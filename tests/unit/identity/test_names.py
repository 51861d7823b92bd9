"""Names compared: verdicts with their reasons, in the cultures that cases bring."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.identity.names import block_keys, compare, compare_all, judging, parts
from careo.identity.names.folding import words
from careo.identity.names.trees import worth

ANYTHING = st.text(max_size=60)
NAMES = st.lists(
    st.sampled_from(
        [
            *("Ana", "Sol", "Paz", "Távora", "ben", "al-Sarrani", "Иван", "Петрович", "Rey-Luz"),
            *("J.", "O'Vell", "بيريز", "金", "Dr.", ",", "y", "de", "2", "Bank", "S.A.", "abd"),
        ]
    ),
    max_size=6,
).map(" ".join)
SCHEMAS = st.sampled_from(["Person", "Company"])

PEOPLE = [
    # Spanish and Portuguese
    ("Ana Sol Paz", "Ana Sol", "unsure", "surname agrees, second surname missing on one side"),
    ("Ana Sol Paz", "A. Sol Paz", "unsure", "given name is an initial on one side"),
    ("Ana Sol Paz", "Ana Sol Rey", "different", "second surname differs"),
    ("Paz Sol, Ana", "Ana Paz Sol", "same", "all parts agree"),
    ("Ana de la Sol y Paz", "Ana Sol Paz", "same", "all parts agree"),
    ("Juan Carlos Távora", "Juan Tavora", "same", "middle name missing on one side"),
    ("José Távora", "Pepe Távora", "same", "given name is a short form on one side"),
    ("José Távora 'Pepe'", "Pepe Távora", "same", "a name in quotation marks agrees"),
    ("Ana 'Lobo' Sol", '"Lobo"', "unsure", "a name in quotation marks agrees"),
    ("Ana Sol alias Lobo", "Rita Rey", "different", "no part agrees"),
    ("Maria Sol", "Mario Sol", "unsure", "given name has another ending"),
    ("João da Sol Paz", "Joao Paz", "unsure", "given name agrees, surname missing on one side"),
    # East Slavic
    ("Ivan Ivanovich Selov", "Селов Иван Иванович", "same", "all parts agree, in another order"),
    ("Ivan Ivanovich Selov", "Ivan Petrovich Selov", "different", "patronymic differs"),
    ("Ivan Petrovich Selov", "Ivan Selov", "same", "patronymic missing on one side"),
    ("Ivan Selov", "Ivana Selova", "unsure", "surname has another ending"),
    # Arabic and Hebrew
    ("Ahmad bin Khalid al-Sarrani", "Ahmed ben Khaled el Sarrani", "same", "but for its spelling"),
    ("Khalid bin Ahmad al-Sarrani", "Ahmad bin Khalid al-Sarrani", "unsure", "change places"),
    ("Abd al-Rahman Sarrani", "Abdulrahman al-Sarrani", "same", "surname agrees"),
    ("أحمد السراني", "Ahmad al-Sarrani", "unsure", "surname agrees but for its spelling"),
    ("יוסף סולן", "Yosef Solan", "unsure", "given name agrees but for its spelling"),
    # Greek, Ethiopic, Chinese, Korean
    ("Γιώργος Βελλίδης", "Giorgos Vellidis", "same", "all parts agree"),
    ("ዮሴፍ ሶላን", "Yosef Solan", "same", "all parts agree"),
    ("王小明", "Wang Xiaoming", "same", "all parts agree"),
    ("王小明", "王晓明", "unsure", "written with another sign"),
    ("Kim Song-min", "Kim Songmin", "same", "all parts agree"),
    ("이지원", "Lee Ji-won", "unsure", "surname agrees but for its spelling"),
    # initials, titles, signs, generations, letters
    ("J.-C. Vellin", "Jean-Claude Vellin", "unsure", "middle name is an initial on one side"),
    ("JC Vellin", "Jean-Claude Vellin", "unsure", "given name is an initial on one side"),
    ("Lt-Gen. Tom Vell", "Tom Vell", "same", "all parts agree"),
    ("Gral. Ana Sol", "Dr. Ana Sol", "same", "all parts agree"),
    ("Tom O'Vell", "Tom OVell", "same", "all parts agree"),
    ("TomVellin", "Tom Vellin", "same", "all parts agree"),
    ("Tom Vell Jr.", "Tom Vell", "unsure", "generation given on one side only"),
    ("Tom Vell Jr.", "Tom Vell Sr.", "different", "generation differs"),
    ("Tom Vellinger", "Tom Velinger", "same", "surname agrees but for its spelling"),
    ("Tom Vell", "Rita Sorn", "different", "no part agrees"),
    ("Tom Vell", "Tom Sorn", "different", "surname differs"),
    ("Tom Varn", "Tom Vorn", "unsure", "surname differs in one letter"),
    ("Hasan Sarrani", "Husayn Sarrani", "unsure", "given name differs in a few letters"),
    ("Alexander Vellin", "Alexandra Vellin", "unsure", "given name has another ending"),
    ("Mohammed Ali", "Ali Mohammed", "unsure", "all parts agree, in another order"),
    ("Ana", "Ana Sol", "unsure", "surname missing on one side"),
]

BODIES = [
    ("National Tally Council", "NTC", "unsure", "acronym"),
    ("Selva Mining Coast Guard Unit", "SMCGU", "same", "acronym"),
    ("1 Division", "2 Division", "different", "number differs"),
    ("First Division", "1st Division", "same", "all words agree"),
    ("Third Brigade", "Brigade 3", "same", "all words agree"),
    ("Selva Star", "Selva Star 2", "unsure", "number missing on one side"),
    ("Selva Fund VII", "Selva Fund VIII", "different", "number differs"),
    ("Selva GmbH", "Selva Gesellschaft mit beschränkter Haftung", "same", "all words agree"),
    ("SRL Selva", "Societatea cu Răspundere Limitată Selva", "same", "all words agree"),
    ("OAO Selva", "Selva JSC", "same", "all words agree"),
    ("ООО Сельва", "Selva LLC", "same", "legal form of the same kind"),  # noqa: RUF001
    ("Selva S.A.", "Selva Ltd", "unsure", "legal form differs"),
    ("Selva Mining Co.", "The Selva Mining Company", "same", "all words agree"),
    ("Ministry of Health", "Ministry of Wealth", "unsure", "a word differs in a few letters"),
    ("Selva Bank of Peru", "Selva Bank of Chile", "different", "place differs"),
    ("王明公司", "王名公司", "unsure", "all words agree"),
    ("王明公司", "王明公司 ", "same", "all words agree"),
    ("Selva Mining", "Selva Shipping", "different", "“mining” against “shipping”"),
]


@pytest.mark.parametrize(("one", "other", "verdict", "words"), PEOPLE)
def test_names_of_people(one: str, other: str, verdict: str, words: str) -> None:
    found = compare(one, other)
    assert (found.verdict, words in found.reason) == (verdict, True), found


@pytest.mark.parametrize(("one", "other", "verdict", "words"), BODIES)
def test_names_of_bodies(one: str, other: str, verdict: str, words: str) -> None:
    found = compare(one, other, "Organization")
    assert (found.verdict, words in found.reason) == (verdict, True), found


@given(st.one_of(ANYTHING, NAMES), st.one_of(ANYTHING, NAMES), SCHEMAS)
def test_the_order_of_two_names_does_not_matter(one: str, other: str, schema: str) -> None:
    found = compare(one, other, schema)
    assert found == compare(other, one, schema)
    assert found.reason
    assert 0 <= found.score <= 1000


def test_thousands_of_random_pairs_are_judged_alike_in_either_order_alone_or_together() -> None:
    draw = random.Random(0)  # noqa: S311
    known = sorted({name for pair in (*PEOPLE, *BODIES) for name in pair[:2]})
    kinds = ["Person", "Company"]
    pairs = [
        (_slipped(draw, known), _slipped(draw, known), draw.choice(kinds)) for _ in range(4000)
    ]
    together = compare_all(pairs)
    judging._remembered.clear()
    assert [compare(other, one, schema) for one, other, schema in pairs] == together
    assert {said.verdict for said in together} == {"same", "different", "unsure"}


def _slipped(draw: random.Random, known: list[str]) -> str:
    """Return one of few names, so that pairs are alike, with a sign left out, doubled or new."""
    name = draw.choice(known[draw.randrange(2) * 20 :][:40])
    place = draw.randrange(len(name))
    return name[:place] + draw.choice(["", name[place] * 2, "-", "a", ","]) + name[place + 1 :]


def test_many_pairs_are_answered_in_their_order() -> None:
    pairs = [("Ana Sol", "Ana Soll", "Person"), ("", "Ana", "Person"), ("1 Div", "2 Div", "Vessel")]
    pairs += [("Ana Soll", "Ana Sol", "Person"), ("Ana", "Ana", "Person")]
    assert compare_all(pairs) == [compare(*pair) for pair in pairs]
    assert compare_all([]) == []


@given(st.one_of(NAMES, NAMES.map(str.title), NAMES.map(str.upper)))
def test_the_short_way_through_a_plain_name_leads_where_the_long_one_does(name: str) -> None:
    short = parts.of_person.__wrapped__(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "_plainly_written", lambda _: False)
        assert parts.of_person.__wrapped__(name) == short


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_words_in_ascii_are_parted_as_those_of_other_scripts_are(text: str) -> None:
    assert words(text + " \u00e9") == (*words(text), *words("\u00e9"))


@given(st.one_of(ANYTHING, NAMES), SCHEMAS)
def test_a_name_is_itself(name: str, schema: str) -> None:
    letters = any(c.isalnum() for c in name)
    assert compare(name, name, schema).verdict == ("same" if letters else "unsure")


@pytest.mark.parametrize("name", ["", " ", "...", "\u0301", "a" * 1_000_000, "Sol " * 250_000])
@pytest.mark.parametrize("schema", ["Person", "Vessel"])
def test_odd_names_have_an_answer(name: str, schema: str) -> None:
    assert compare(name, "Ana Sol", schema).verdict in {"unsure", "different"}
    assert isinstance(block_keys(name, schema), tuple)


@pytest.mark.parametrize(
    "name",
    ["Мария Петровна Селова", "محمد السراني", "יוסף סולן", "王小明", "Γιώργος Βελλίδης", "이지원"],
)
@pytest.mark.parametrize("schema", ["Person", "Organization"])
@pytest.mark.parametrize("other", ["", "Dr.", "J.", "y", "Ana Sol", "Мария", "Ana " * 2500, "王"])
def test_every_script_has_an_answer_and_keys(name: str, schema: str, other: str) -> None:
    said = compare(name, other, schema)
    assert said == compare(other, name, schema)
    assert said.verdict != "same"
    assert block_keys(name, schema)
    assert compare(name.upper(), name, schema).verdict == "same"


@pytest.mark.parametrize("name", ["Dr.", "Gral.", "J.", "ben", "de", "Jr.", "alias", "S.A.", "2"])
@pytest.mark.parametrize("schema", ["Person", "Organization"])
def test_what_is_hardly_a_name_is_one_with_nothing_else(name: str, schema: str) -> None:
    assert compare(name, name.upper(), schema).verdict == "same"
    assert compare(name, "Ana Sol Paz", schema).verdict != "same"


def test_five_scripts_in_one_name_have_an_answer() -> None:
    assert compare("Ana Иван بيريز 王 Γιώργος", "Ana Ivan", "Person").reason


def test_trees_say_what_they_said_when_they_were_trained() -> None:
    rows = json.loads(Path(__file__).with_name("trees_check.json").read_text())
    for row in rows:
        assert worth(row["measured"]) == pytest.approx(row["worth"], abs=1e-9)
    assert len({round(row["worth"], 3) for row in rows}) > len(rows) // 2


@pytest.mark.parametrize(("one", "other", "verdict", "words"), [*PEOPLE, *BODIES])
def test_what_may_be_one_shares_a_key(one: str, other: str, verdict: str, words: str) -> None:
    schema = "Person" if (one, other, verdict, words) in PEOPLE else "Organization"
    if verdict == "same":
        assert set(block_keys(one, schema)) & set(block_keys(other, schema))


def test_no_key_holds_every_bearer_of_a_common_name() -> None:
    surnames = ["Sarrani", "Belkor", "Darvan", "Kelmov", "Fallin", "Torez"]
    keys = [set(block_keys(f"Mohammed {surname}")) for surname in surnames]
    assert not set.intersection(*keys)
    assert set(block_keys("Muhamad Saranni")) & keys[0]
