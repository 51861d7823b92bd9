"""The first real document, from its file to who is said to do what; skipped where it is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from careo.case import Case
from careo.model.views import ActorView, ClaimView, RelationView

LETTER = Path(__file__).parents[3] / "shared/data/seed/letter.txt"
pytestmark = pytest.mark.skipif(not LETTER.is_file(), reason="the letter is not here")

ACTORS = {
    "Carlos Quintero",
    "Cartel of the Suns",
    "Cliver Alcalá Cordones",
    "Delcy Rodríguez",
    "Diosdado Cabello",
    "FARC",
    "Hezbollah",
    "Iran",
    "Jorge Rodríguez",
    "Nicolás Maduro",
    "Tren de Aragua",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with Case.open(tmp_path_factory.mktemp("letter") / "case", create=True) as made:
        made.add(LETTER)
        yield made


@pytest.fixture(scope="module")
def actors(case: Case) -> dict[str, ActorView]:
    return {actor.name: actor for actor in case.actors()}


@pytest.fixture(scope="module")
def claims(case: Case) -> list[ClaimView]:
    return list(case.claims())


def test_the_letter_gives_many_claims_and_every_quote_is_exact(
    case: Case, claims: list[ClaimView]
) -> None:
    assert len(claims) >= 20
    (layer,) = case.layers()
    for claim in claims:
        assert all(layer.text[q.start : q.end] == q.exact for q in claim.content)
    assert list(case.verify()) == []


def test_everybody_who_matters_is_an_actor(actors: dict[str, ActorView]) -> None:
    assert actors.keys() >= ACTORS


def test_accents_surname_and_rank_are_one_person(actors: dict[str, ActorView]) -> None:
    author = actors["Cliver Alcalá Cordones"]
    words = {mention.exact for mention in author.mentions}
    assert {"Cliver Alcalá Cordones", "Clíver Alcalá Cordones", "Alcalá"} <= words
    assert {word.lower() for word in words} & {"the general", "the retired general"}
    assert sum("Alcal" in name for name in actors) == 1


def _who_does(claims: list[ClaimView], actors: dict[str, ActorView]) -> set[tuple[str, ...]]:
    names = {actor.id: actor.name for actor in actors.values()}

    def agents(relation: RelationView) -> Iterator[str]:
        for role in relation.roles:
            if role.role == "agent" and role.actor is not None:
                yield names[role.actor]

    told = [relation for claim in claims for relation in claim.relations]
    return {(one.predicate, *sorted(agents(one))) for one in told if not one.negated}


def test_who_is_said_to_direct_execute_and_supervise_is_there_and_joint_stays_joint(
    claims: list[ClaimView], actors: dict[str, ActorView]
) -> None:
    said = _who_does(claims, actors)
    assert ("directs", "Diosdado Cabello", "Nicolás Maduro") in said
    assert ("commands", "Diosdado Cabello", "Nicolás Maduro") in said
    assert ("executes", "Delcy Rodríguez", "Jorge Rodríguez") in said
    assert ("supervises", "Diosdado Cabello") in said
    assert ("directs", "Carlos Quintero") in said


def test_the_two_lengths_of_the_sentence_are_two_values(claims: list[ClaimView]) -> None:
    lengths = {
        role.text
        for claim in claims
        for relation in claim.relations
        for role in relation.roles
        if role.role == "duration"
    }
    assert lengths == {"21 years", "21 years and eight months"}
