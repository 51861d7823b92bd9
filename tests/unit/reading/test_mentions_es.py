"""Which words of Spanish sentences are mentions, and what each is a mention of."""

from careo.reading.languages import lexicon
from careo.reading.mentions.context import Context, Found
from careo.reading.mentions.mentions import find
from tests.unit.reading.handmade import parsed

PERSON, BODY, PLACE = "PERSON", "ORG", "GPE"


def found(written: str, **names: str) -> dict[str, Found]:
    layer, parse = parsed(written, "es", {n.replace("_", " "): k for n, k in names.items()})
    context = Context.of(layer, parse, lexicon("es"))
    return {context.text(f.sentence, f.start, f.end): f for f in find(context)}


def named(written: str, **names: str) -> dict[str, str]:
    return {t: f.kind for t, f in found(written, **names).items() if f.form == "name"}


def described(written: str, **names: str) -> set[str]:
    every = found(written, **names).items()
    return {t for t, f in every if f.form == "description" and not f.predicative}


def test_a_title_behind_or_before_adjectives_is_no_part_of_a_name() -> None:
    every = found(
        "El/DT/det>1 general/NN/nsubj>5 retirado/JJ/amod>1 Lucio/NNP/compound>4 "
        "Sarmiento/NNP/nsubj>5 habló/VBD/ROOT>5 con/IN/prep>5 Doña/NNP/compound>8 "
        "Elvira/NNP/pobj>6 ././punct>5",
        Lucio_Sarmiento=PERSON,
        Elvira=PERSON,
    )
    assert every["Lucio Sarmiento"].titles == ("general",)
    assert every["Lucio Sarmiento"].modifiers == {"retirado"}
    assert every["Elvira"].titles == ("dona",)


def test_an_office_with_its_branch_stands_before_a_name() -> None:
    every = found(
        "La/DT/det>1 ministra/NNP/compound>6 de/IN/prep>1 Defensa/NNP/pobj>2 Ana/NNP/compound>6 "
        "Ruiz/NNP/compound>6 Calvo/NNP/nsubj>7 compareció/VBD/ROOT>7 ././punct>7",
        Defensa=BODY,
        Ana_Ruiz_Calvo=PERSON,
    )
    assert every["Ana Ruiz Calvo"].titles == ("ministra",)
    assert every["Ana Ruiz Calvo"].modifiers == {"defensa"}
    assert "Defensa" not in every


def test_particles_join_what_the_tagger_parts() -> None:
    names = named(
        "Acusó/VBD/ROOT>0 al/IN/prep>0 coronel/NN/compound>3 Iván/NNP/pobj>1 de/IN/prep>3 "
        "la/DT/det>6 Torre/NNP/pobj>4 y/CC/cc>0 a/IN/prep>0 Lucio/NNP/pobj>8 del/IN/prep>9 "
        "Río/NNP/pobj>10 para/IN/prep>0 De/IN/prep>12 la/DT/det>15 Torre/NNP/pobj>12 ././punct>0",
        Iván=PERSON,
        Torre=BODY,
        Lucio=PERSON,
        Río=PLACE,
    )
    assert names == {
        "Iván de la Torre": "person",
        "Lucio del Río": "person",
        "De la Torre": "person",
    }


def test_a_body_takes_in_its_chain_and_a_home_does_not_become_a_name() -> None:
    names = named(
        "El/DT/det>1 Ministerio/NNP/nsubj>6 de/IN/prep>1 Defensa/NNP/pobj>2 de/IN/prep>1 "
        "Altamar/NNP/pobj>4 acusó/VBD/ROOT>6 a/IN/prep>6 Cosme/NNP/compound>9 Rial/NNP/pobj>7 "
        "de/IN/prep>9 Torremuza/NNP/pobj>10 ././punct>6",
        Ministerio_de_Defensa=BODY,
        Altamar=PLACE,
        Cosme_Rial=PERSON,
        Torremuza=PLACE,
    )
    assert names == {
        "Ministerio de Defensa de Altamar": "organization",
        "Cosme Rial": "person",
        "Torremuza": "place",
    }


def test_saints_are_places_and_an_article_in_capitals_belongs_to_the_name() -> None:
    names = named(
        "Viajó/VBD/ROOT>0 a/IN/prep>0 San/NNP/compound>3 Telmo/NNP/pobj>1 desde/IN/prep>0 "
        "la/DT/det>6 vereda/NN/pobj>4 La/DT/det>8 Honda/NNP/appos>6 ././punct>0",
        San_Telmo=PLACE,
        Honda=PLACE,
    )
    assert names == {"San Telmo": "place", "La Honda": "place"}


def test_brothers_share_a_surname() -> None:
    every = found(
        "Los/DT/det>1 hermanos/NNS/nsubj>6 Tobías/NNP/appos>1 y/CC/cc>2 Marcela/NNP/compound>5 "
        "Ilíquez/NNP/conj>2 huyeron/VBD/ROOT>6 ././punct>6",
        Tobías=PERSON,
        Marcela_Ilíquez=PERSON,
    )
    assert every["Tobías"].surname == ("iliquez",)


def test_descriptions_have_their_article_adjectives_and_complement() -> None:
    every = found(
        "El/DT/det>1 testigo/NN/nsubj>5 protegido/JJ/amod>1 y/CC/cc>1 los/DT/det>5 "
        "dijo/VBD/ROOT>5 al/IN/prep>5 exalcalde/JJ/pobj>6 de/IN/prep>7 Torremuza/NNP/pobj>8 "
        "que/IN/mark>14 dos/CD/nummod>12 exministras/NNS/nsubj>14 no/RB/neg>14 fueron/VBD/ccomp>5 "
        "././punct>5",
        Torremuza=PLACE,
    )
    assert every["El testigo protegido"].number == "one"
    assert every["exalcalde de Torremuza"].determiner == "the"
    assert every["dos exministras"].number == "many"


def test_gender_is_the_nouns_and_else_the_articles() -> None:
    every = found(
        "La/DT/det>1 fiscal/NN/nsubj>5 y/CC/cc>1 el/DT/det>4 juez/NN/conj>1 oyeron/VBD/ROOT>5 "
        "a/IN/prep>5 la/DT/det>8 víctima/NN/pobj>6 y/CC/cc>8 a/IN/prep>8 una/DT/det>12 "
        "excomandante/NN/pobj>10 ././punct>5",
    )
    genders = {text: f.gender for text, f in every.items()}
    assert genders["La fiscal"] == "f"
    assert genders["el juez"] == "m"
    assert genders["la víctima"] == ""
    assert genders["una excomandante"] == "f"


def test_an_adjective_behind_a_noun_is_nobody() -> None:
    words = described(
        "El/DT/det>1 portavoz/NN/nsubj>3 militar/NN/compound>1 habló/VBD/ROOT>3 ././punct>3"
    )
    assert len(words) == 1


def test_no_word_of_a_broken_parse_stops_the_reading() -> None:
    circle = "El/DT/nsubj>3 juez/NN/nsubj>2 de/IN/relcl>3 Ana/NNP/conj>1 que/IN/nsubj>2 su/PRP$/x>1"
    assert found(circle, Ana=PERSON)
