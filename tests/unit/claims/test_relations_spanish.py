"""What Spanish sentences assert by their words and the order of them, and what they do not."""

from __future__ import annotations

import pytest

from tests.unit.claims.relations_of import line
from tests.unit.claims.spanish_of import asserted, found, lines, reading, with_parse

PROCEEDINGS = [
    (
        "La [Fiscalía de Ribalta] acusa a {Juan Rey} de homicidio y de tortura.",
        ("charged: agent=Fiscalía de Ribalta; patient=Juan Rey; charge=homicidio; charge=tortura"),
    ),
    (
        "{Juan Rey} fue acusado de secuestro por la [Fiscalía de Ribalta].",
        "charged: patient=Juan Rey; charge=secuestro; agent=Fiscalía de Ribalta",
    ),
    (
        "{Juan Rey}, acusado de secuestro, huyó.",
        "charged: patient=Juan Rey; charge=secuestro",
    ),
    (
        "El fiscal imputó a {Juan Rey} el delito de rebelión.",
        "charged: agent=El fiscal; patient=Juan Rey; charge=el delito de rebelión",
    ),
    (
        "{Juan Rey} fue procesado por desaparición forzada/ADJ.",
        "charged: patient=Juan Rey; charge=desaparición forzada",
    ),
    (
        "{Juan Rey} fue condenado en 2019 a 21 años y ocho meses de prisión por secuestro.",
        ("sentenced: patient=Juan Rey; duration=21 años y ocho meses de prisión; charge=secuestro"),
    ),
    (
        "El tribunal condenó a {Juan Rey} a nueve años de prisión por robar/VERB oro.",
        (
            "sentenced: agent=El tribunal; patient=Juan Rey; duration=nueve años de prisión; "
            "charge=robar oro"
        ),
    ),
    (
        (
            "El tribunal condenó horas/NOUN después/ADV a {Juan Rey} a cadena/NOUN "
            "perpetua/ADJ por secuestro."
        ),
        (
            "sentenced: agent=El tribunal; patient=Juan Rey; duration=cadena perpetua; "
            "charge=secuestro"
        ),
    ),
    (
        "El tribunal absolvió a la secretaria, {Ana Sol}, de todos los cargos.",
        "acquitted: agent=El tribunal; patient=Ana Sol; charge=todos los cargos",
    ),
    (
        "{Juan Rey} fue detenido en <Ribalta> el 3 de mayo de 2021.",
        "detained: patient=Juan Rey; place=Ribalta",
    ),
    (
        "{Juan Rey}, preso/ADJ desde 2019 en el penal de <Monteagrio>, huyó.",
        "detained: patient=Juan Rey",
    ),
    (
        "Ayer se conoció la condena de doce años de prisión a {Juan Rey} por secuestro.",
        ("sentenced: duration=doce años de prisión; patient=Juan Rey; charge=secuestro"),
    ),
    (
        "Fue detenido en 2019 el exalcalde {Juan Rey}.",
        "detained: patient=Juan Rey",
    ),
    (
        "{Juan Rey} fue detenido en <Ribalta> y acusado de secuestro.",
        "charged: patient=Juan Rey; charge=secuestro",
    ),
    (
        "Detuvieron a {Juan Rey} en <Ribalta>.",
        "detained: patient=Juan Rey; place=Ribalta",
    ),
    (
        "La policía detuvo a {Juan Rey} y a {Ana Sol}.",
        "detained: agent=La policía; patient=Juan Rey; patient=Ana Sol",
    ),
    (
        "El [Consejo Mayor] sancionó a {Juan Rey} por corrupción.",
        "sanctioned: agent=Consejo Mayor; patient=Juan Rey; charge=corrupción",
    ),
    (
        "{Juan Rey} es culpable/ADJ de asesinato.",
        "convicted: patient=Juan Rey; charge=asesinato",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PROCEEDINGS)
def test_proceedings_say_who_does_what_to_whom(text: str, expected: str) -> None:
    assert expected in lines(text)


CLAUSES = [
    (
        "{Ana Sol} sucedió a {Juan Rey} como ministra de Defensa.",
        "succeeded: agent=Ana Sol; patient=Juan Rey; post=ministra de Defensa",
    ),
    (
        "{Juan Rey} fue reemplazado por {Ana Sol}.",
        "succeeded: patient=Juan Rey; agent=Ana Sol",
    ),
    (
        "El [Cartel del Norte] opera en <Ribalta>.",
        "operates_in: agent=Cartel del Norte; place=Ribalta",
    ),
    ("{Juan Rey} vive en <Ribalta>.", "located_in: agent=Juan Rey; place=Ribalta"),
    (
        "{Juan Rey}, que dirigió la [Policía de Altamar], huyó.",
        "commands: agent=Juan Rey; patient=Policía de Altamar",
    ),
    (
        "El [Cartel del Norte], liderado por {Juan Rey}, opera en <Ribalta>.",
        "commands: patient=Cartel del Norte; agent=Juan Rey",
    ),
    (
        "El alcalde de <Ribalta>, {Juan Rey}, se reunió con {Ana Sol}.",
        "contacts: agent=Juan Rey; counterpart=Ana Sol",
    ),
    (
        "{Juan Rey} mantiene contactos con {Ana Sol}.",
        "contacts: agent=Juan Rey; counterpart=Ana Sol",
    ),
    (
        "{Juan Rey} vendió oro a la empresa [Minera del Sur].",
        "trades: agent=Juan Rey; patient=oro; counterpart=Minera del Sur",
    ),
    (
        "{Juan Rey} pagó tres millones de coronas al alcalde.",
        "pays: agent=Juan Rey; amount=tres millones de coronas; beneficiary=alcalde",
    ),
    (
        "{Juan Rey} recibió dos millones de coronas de la empresa [Minera del Sur].",
        ("pays: beneficiary=Juan Rey; amount=dos millones de coronas; agent=Minera del Sur"),
    ),
    (
        "El [Frente Sur], brazo armado/ADJ del [Partido del Pueblo], opera en <Ribalta>.",
        "part_of: agent=Frente Sur; patient=Partido del Pueblo",
    ),
    (
        "El hermano de {Juan Rey} dirige el [Cartel del Norte].",
        "commands: agent=El hermano de Juan Rey; patient=Cartel del Norte",
    ),
    (
        "{Ana Sol} destituyó/VERB a {Juan Rey}.",
        "states: agent=Ana Sol; patient=Juan Rey",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_a_plain_clause_has_its_subject_before_and_its_object_behind(
    text: str, expected: str
) -> None:
    assert expected in lines(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{Juan Rey} no es miembro del [Cartel del Norte].",
            "not member_of: agent=Juan Rey; patient=Cartel del Norte",
        ),
        (
            "{Juan Rey} nunca ha sido miembro del [Cartel del Norte].",
            "not member_of: agent=Juan Rey; patient=Cartel del Norte",
        ),
        (
            "{Juan Rey} habría dirigido el [Cartel del Norte].",
            "would commands: agent=Juan Rey; patient=Cartel del Norte",
        ),
        (
            "El presunto jefe del [Cartel del Norte], {Juan Rey}, huyó.",
            "would holds_post: post=jefe; unit=Cartel del Norte; agent=Juan Rey",
        ),
        (
            "Presuntamente, {Juan Rey} vendió oro a {Ana Sol}.",
            "would trades: agent=Juan Rey; patient=oro; counterpart=Ana Sol",
        ),
        (
            "{Juan Rey} será juzgado por secuestro.",
            "would charged: patient=Juan Rey; charge=secuestro",
        ),
    ],
)
def test_denials_and_doubts_are_kept(text: str, expected: str) -> None:
    assert expected in lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "Con el ministro de Defensa, {Pedro Gil} viajó a <Ribalta>.",
        "La oficina del fiscal general, {Pedro Gil}, abrió ayer.",
        "El candidato/NOUN a gobernador {Juan Rey} huyó.",
        "Asistieron {Ana Sol}, el alcalde y otros.",
        "Si {Juan Rey} fue detenido en <Ribalta>, lo sabremos.",
        "¿Fue {Juan Rey} detenido en <Ribalta>?",
        "El abogado pidió que {Juan Rey} fuera detenido.",
        "Nadie cree que {Juan Rey} dirige el [Cartel del Norte].",
        "{Juan Rey} negó haber dirigido el [Cartel del Norte].",
        "{Juan Rey} quiso dirigir el [Cartel del Norte].",
        "Detuvo {Ana Sol} a {Juan Rey}.",
        "El hermano de {Juan Rey}, que dirige el [Cartel del Norte], huyó.",
        "Ningún miembro del [Cartel del Norte] fue detenido.",
        "La carta/NOUN financió al [Cartel del Norte].",
        "{Ana Sol} acusa a {Juan Rey} de robo.",
        "La jueza dijo a {Juan Rey} que dirige el [Cartel del Norte].",
        "La fiscal solicitó una condena de doce años a {Juan Rey}.",
        "Según {Ana Sol}, quien financia al [Cartel del Norte] huyó.",
        "{Juan Rey} huyó y dirige el [Cartel del Norte].",
        "Aunque {Juan Rey} dirigiera el [Cartel del Norte], nadie lo diría.",
    ],
)
def test_what_is_not_plain_asserts_nothing(text: str) -> None:
    assert [one for one in lines(text) if not one.startswith("holds_rank")] == []


def test_the_next_clause_is_no_object() -> None:
    assert lines("La policía detuvo a {Juan Rey} y {Ana Sol} huyó.") == [
        "detained: agent=La policía; patient=Juan Rey"
    ]


def test_the_daughter_of_a_general_is_no_general() -> None:
    assert lines("La hija del general, {Inés Sol}, huyó.") == [
        "related_to: counterpart=general; agent=Inés Sol"
    ]


def test_what_stands_behind_an_infinitive_belongs_to_it() -> None:
    assert lines("El juez condenó a {Juan Rey} a pagar/VERB diez millones a {Ana Sol}.") == [
        "convicted: agent=El juez; patient=Juan Rey"
    ]


def test_what_a_charge_is_of_is_not_charged() -> None:
    assert lines("El juez absolvió a {Juan Rey} de pertenencia a banda armada/ADJ.") == [
        "acquitted: agent=El juez; patient=Juan Rey; charge=pertenencia"
    ]


def test_an_office_alone_is_no_post() -> None:
    assert lines("La empresa [Minera del Sur] ocupa el cargo desde 2003.") == [
        "states: agent=Minera del Sur; patient=el cargo"
    ]


def test_a_group_is_not_called_by_a_title() -> None:
    assert lines("{Juan Rey} es fundador del grupo {Ixis}.") == [
        "member_of: agent=Juan Rey; patient=grupo"
    ]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("{Juan Rey} fue detenido en <Ribalta> el 3 de mayo de 2021.", "el 3 de mayo de 2021"),
        ("En mayo de 2021, {Juan Rey} fue detenido.", "En mayo de 2021"),
        ("{Juan Rey} fue detenido, el 3 de mayo de 2021, en <Ribalta>.", "el 3 de mayo de 2021"),
        ("{Juan Rey}, que dirigió el [Cartel] entre 2010 y 2012, huyó.", "entre 2010 y 2012"),
    ],
)
def test_a_time_beside_the_verb_is_the_deeds(text: str, when: str) -> None:
    (relation,) = found(text)
    assert relation.when is not None
    assert relation.when.text is not None
    assert relation.when.text.exact == when


def test_an_apposition_is_in_the_documents_voice_and_a_clause_in_the_speakers() -> None:
    text = "{Ana Sol}, ministra de Justicia, dirige el [Cartel del Norte]."
    assert [(r.predicate, r.voice) for r in found(text)] == [
        ("holds_post", "document"),
        ("commands", "speaker"),
    ]


def test_a_cue_that_is_a_deed_counts_with_its_content() -> None:
    text = "La [Fiscalía de Ribalta] acusa a {Juan Rey} de homicidio."
    assert lines(text, "a Juan Rey de homicidio", cue="acusa") == [
        "charged: agent=Fiscalía de Ribalta; patient=Juan Rey; charge=homicidio"
    ]


def test_where_the_parse_says_otherwise_nothing_is_asserted() -> None:
    text, read = reading("{Ana Sol} dirige el [Cartel del Norte].")
    agreed = with_parse(read, (1, "nsubj", 2), (4, "dobj", 2))
    assert [line(r) for r in asserted(text, agreed)] == [
        "commands: agent=Ana Sol; patient=Cartel del Norte"
    ]
    assert asserted(text, with_parse(read, (6, "nsubj", 2), (7, "dobj", 2))) == ()
