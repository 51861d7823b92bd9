"""Whom the mentions of Spanish sentences stand for: the right one, or nobody."""

from importlib import import_module

import pytest

from careo.model.reading import Attribution, Referent
from careo.model.text import Span
from careo.reading.languages import lexicon
from careo.reading.mentions.context import Found
from careo.reading.referents.referents import referents
from tests.unit.reading.handmade import parsed

PERSON, BODY, PLACE = "PERSON", "ORG", "GPE"


def read(written: str, said: tuple[str, str] | None = None, **names: str) -> list[Referent]:
    layer, parse = parsed(written, "es", {n.replace("_", " "): k for n, k in names.items()})

    def span(words: str) -> Span:
        start = layer.text.index(words)
        return layer.span(start, start + len(words))

    told = [Attribution(source=span(said[0]), cue=None, content=(span(said[1]),))] if said else []
    return list(referents(layer, parse, lexicon("es"), told)[1])


def of(found: list[Referent], name: str) -> list[str]:
    one = next(r for r in found if any(m.span.exact == name for m in r.mentions))
    return [m.span.exact for m in one.mentions]


RUIZ = (
    "La/DT/det>1 ministra/NNP/compound>4 Ana/NNP/compound>4 Ruiz/NNP/compound>4 "
    "Calvo/NNP/nsubj>5 compareció/VBD/ROOT>5 ././punct>5\n"
)


def test_two_surnames_one_of_them_and_the_office_are_one() -> None:
    found = read(
        RUIZ + "Ruiz/NNP/compound>1 Calvo/NNP/nsubj>2 calló/VBD/ROOT>2 ././punct>2\n"
        "Según/IN/prep>4 Ruiz/NNP/pobj>0 ,/,/punct>4 nadie/NN/nsubj>4 votó/VBD/ROOT>4 ././punct>4\n"
        "La/DT/det>1 ministra/NN/nsubj>2 salió/VBD/ROOT>2 ././punct>2",
        Ana_Ruiz_Calvo=PERSON,
        Ruiz_Calvo=PERSON,
        Ruiz=PERSON,
    )
    assert of(found, "La ministra") == ["Ana Ruiz Calvo", "Ruiz Calvo", "Ruiz", "La ministra"]


def test_an_office_of_the_other_gender_is_somebody_else() -> None:
    found = read(
        "El/DT/det>1 fiscal/NN/compound>3 Hugo/NNP/compound>3 Arce/NNP/nsubj>4 calló/VBD/ROOT>4 "
        "././punct>4\nLa/DT/det>1 fiscal/NN/nsubj>2 salió/VBD/ROOT>2 ././punct>2",
        Hugo_Arce=PERSON,
    )
    assert of(found, "La fiscal") == ["La fiscal"]


def test_acronyms_in_brackets_are_the_body_before_them() -> None:
    found = read(
        "La/DT/det>1 Fiscalía/NNP/nsubj>8 General/NNP/amod>1 de/IN/prep>1 Altamar/NNP/pobj>3 "
        "(/-LRB-/punct>1 FGA/NNP/appos>1 )/-RRB-/punct>1 calló/VBD/ROOT>8 ././punct>8\n"
        "La/DT/det>1 FGA/NNP/nsubj>2 pidió/VBD/ROOT>2 diez/CD/nummod>4 años/NNS/dobj>2 ././punct>2",
        Fiscalía_General_de_Altamar=BODY,
        FGA=BODY,
    )
    assert of(found, "FGA") == ["Fiscalía General de Altamar", "FGA", "FGA"]


def test_one_told_of_before_his_name_is_the_one_named() -> None:
    found = read(
        "El/DT/det>1 viceministro/NN/nsubj>2 calló/VBD/ROOT>2 ././punct>2\n"
        "El/DT/det>2 propio/JJ/amod>2 viceministro/NN/nsubj>7 ,/,/punct>2 Leandro/NNP/compound>5 "
        "Quintal/NNP/appos>2 ,/,/punct>2 salió/VBD/ROOT>7 ././punct>7",
        Leandro_Quintal=PERSON,
    )
    names = ["El viceministro", "El propio viceministro", "Leandro Quintal"]
    assert of(found, "El viceministro") == names


def test_a_daughter_is_named_and_not_the_general_whose_she_is() -> None:
    found = read(
        "El/DT/det>1 general/NN/compound>2 Lastra/NNP/nsubj>3 calló/VBD/ROOT>3 ././punct>3\n"
        "La/DT/det>1 hija/NN/nsubj>7 del/IN/prep>1 general/NN/pobj>2 ,/,/punct>1 Inés/NNP/appos>1 "
        ",/,/punct>1 habló/VBD/ROOT>7 ././punct>7",
        Lastra=PERSON,
        Inés=PERSON,
    )
    assert of(found, "Inés") == ["La hija del general", "Inés"]
    assert of(found, "Lastra") == ["Lastra", "general"]


def test_who_keeps_the_name_is_anonymised() -> None:
    found = read(
        "Un/DT/det>1 testigo/NN/nsubj>7 cuyo/WP$/poss>3 nombre/NN/nsubj>6 no/RB/neg>6 "
        "se/PRP/dobj>6 revela/VB/relcl>1 declaró/VBD/ROOT>7 ././punct>7"
    )
    assert [r.identified for r in found] == ["anonymised"]


def test_she_is_the_only_woman_and_two_women_are_neither() -> None:
    she = "Dijo/VBD/ROOT>0 que/IN/mark>3 ella/PRP/nsubj>3 calló/VBD/ccomp>0 ././punct>0"
    found = read(RUIZ + she, Ana_Ruiz_Calvo=PERSON)
    assert of(found, "ella") == ["Ana Ruiz Calvo", "ella"]
    two = "Ana/NNP/nsubj>3 y/CC/cc>0 Clara/NNP/conj>0 hablaron/VBD/ROOT>3 ././punct>3\n"
    found = read(two + she, Ana=PERSON, Clara=PERSON)
    assert not any(m.span.exact == "ella" for r in found for m in r.mentions)


def test_su_is_the_subjects_unless_another_was_spoken_of() -> None:
    judge = (
        "La/DT/det>1 jueza/NN/nsubj>2 decretó/VBD/ROOT>2 su/PRP$/poss>4 ingreso/NN/dobj>2 "
        "././punct>2"
    )
    assert of(read(judge), "su") == ["La jueza", "su"]
    held = "El/DT/det>1 arrestado/NN/nsubj>2 calló/VBD/ROOT>2 ././punct>2\n"
    found = read(held + judge)
    assert not any(m.span.exact == "su" for r in found for m in r.mentions)


def test_le_outside_its_clause_is_nobody() -> None:
    found = read(
        RUIZ + "Se/PRP/dobj>2 le/PRP/dative>2 acusa/VBZ/ROOT>2 ././punct>2", Ana_Ruiz_Calvo=PERSON
    )
    assert of(found, "Ana Ruiz Calvo") == ["Ana Ruiz Calvo"]


def test_que_is_the_person_before_it() -> None:
    found = read(
        "La/DT/det>1 confesión/NN/nsubj>9 de/IN/prep>1 un/DT/det>4 cabo/NN/pobj>2 ,/,/punct>1 "
        "que/WDT/nsubj>7 admitió/VBD/relcl>1 ,/,/punct>1 llegó/VBD/ROOT>9 ././punct>9"
    )
    assert of(found, "que") == ["un cabo", "que"]


def test_que_before_a_clause_is_no_pronoun() -> None:
    found = read(
        RUIZ + "Dijo/VBD/ROOT>0 que/IN/mark>2 calló/VBD/ccomp>0 ././punct>0", Ana_Ruiz_Calvo=PERSON
    )
    assert of(found, "Ana Ruiz Calvo") == ["Ana Ruiz Calvo"]


def test_i_is_who_speaks_behind_a_dash_or_in_marks_or_in_a_turn() -> None:
    mine = "yo/PRP/nsubj>{0} y/CC/cc>{0} mi/PRP$/poss>{0} madre/NN/conj>{0}"
    dash = read(
        "—/:/punct>1 Lloramos/VBD/ROOT>1 " + mine.format(1) + " —/:/punct>1 dijo/VBD/parataxis>1 "
        "Matilde/NNP/nsubj>7",
        said=("Matilde", "Lloramos yo y mi madre"),
        Matilde=PERSON,
    )
    assert of(dash, "Matilde") == ["yo", "mi", "Matilde"]
    turn = read(
        "Matilde/NNP/ROOT>0 :/:/punct>0 Lloramos/VBD/dep>0 " + mine.format(2) + " ././punct>0",
        said=("Matilde", "Lloramos yo y mi madre ."),
        Matilde=PERSON,
    )
    assert of(turn, "Matilde") == ["Matilde", "yo", "mi"]


def test_owners_in_a_row_come_to_an_end() -> None:
    words = ["Vino/VBD/ROOT>0", "el/DT/det>2", "jefe/NN/nsubj>0"]
    for n in range(3, 3 + 2 * 1500, 2):
        words += [f"del/IN/prep>{n - 1}", f"jefe/NN/pobj>{n}"]
    assert read(" ".join(words))


def test_owners_in_a_circle_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    layer, parse = parsed("jefe/NN/nsubj>1 hija/NN/ROOT>1", "es", {})
    circle = [
        Found(
            sentence=0,
            start=n,
            end=n + 1,
            head=n,
            kind="role",
            form="description",
            titles=(word,),
            determiner="own",
            owner=1 - n,
        )
        for n, word in enumerate(("jefe", "hija"))
    ]
    room = import_module("careo.reading.referents.referents")
    monkeypatch.setattr(room, "find", lambda _: circle)
    assert len(referents(layer, parse, lexicon("es"))[1]) == len(circle)


def test_a_broken_parse_is_read_without_an_error() -> None:
    loop = (
        "Ana/NNP/nsubj>1 su/PRP$/poss>2 hija/NN/conj>0 que/WDT/nsubj>4 dijo/VBD/relcl>3 "
        "ella/PRP/nsubj>6 calló/VBD/ccomp>5"
    )
    assert read(loop, Ana=PERSON)


@pytest.mark.parametrize(("pronoun", "who"), [("Este", "Hugo Arce"), ("Esta", "Ana Soler")])
def test_the_latter_is_the_last_one_named_of_its_gender(pronoun: str, who: str) -> None:
    found = read(
        "Ana/NNP/compound>1 Soler/NNP/nsubj>2 citó/VBD/ROOT>2 a/IN/prep>2 Hugo/NNP/compound>5 "
        f"Arce/NNP/pobj>3 ././punct>2\n{pronoun}/PRP/nsubj>1 calló/VBD/ROOT>1 ././punct>1",
        Ana_Soler=PERSON,
        Hugo_Arce=PERSON,
    )
    assert pronoun in of(found, who)


def test_the_latter_may_be_a_thing_named_after_a_person() -> None:
    found = read(
        "Hugo/NNP/compound>1 Arce/NNP/nsubj>2 citó/VBD/ROOT>2 a/IN/prep>2 Transvía/NNP/pobj>3 "
        "././punct>2\nEste/PRP/nsubj>1 calló/VBD/ROOT>1 ././punct>1",
        Hugo_Arce=PERSON,
        Transvía=BODY,
    )
    assert of(found, "Hugo Arce") == ["Hugo Arce"]


def test_a_soldier_may_be_who_was_one() -> None:
    found = read(
        "El/DT/det>1 exgeneral/NN/compound>3 Hugo/NNP/compound>3 Arce/NNP/nsubj>4 calló/VBD/ROOT>4 "
        "././punct>4\nEl/DT/det>1 militar/NN/nsubj>2 salió/VBD/ROOT>2 ././punct>2",
        Hugo_Arce=PERSON,
    )
    assert "El militar" in of(found, "Hugo Arce")
