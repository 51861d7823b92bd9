"""Under whose name a claim stands."""

from __future__ import annotations

from msgspec.structs import replace

from careo.model.views import Place, RelationView
from tests.unit.dossier.maker import Maker, relation
from tests.unit.dossier.pages import drawn, entry, parsed, text

WORDS = "Following Ada Grey, Rok Sand wrote of the arrest of Mira Holt."


def entries(*, own: bool, told: bool = True) -> dict[str, str]:
    """Return what stands under each of three people, of one claim that names them all."""
    make = Maker()
    paper = make.document(WORDS, "a.txt")
    people = {name: make.actor(name) for name in ("Ada Grey", "Rok Sand", "Mira Holt")}
    relations: list[RelationView] = []
    if told:
        deed = relation("states", ("agent", people["Rok Sand"]), ("domain", "arrest of Mira Holt"))
        at = make.quote(paper, "arrest of Mira Holt")
        agent, domain = deed.roles
        domain = replace(domain, span=Place(start=at.start, end=at.end))
        relations = [replace(deed, roles=(agent, domain))]
    speaker = None if own else make.actor("Nora Vidal")
    said = "document" if own else ""
    claim = make.claim(paper, WORDS, speaker, "asserts", said=said, relations=relations)
    make.claims[-1] = replace(claim, about=tuple(sorted(people.values())))
    tree = parsed(drawn(make.edition())["index.html"])
    return {name: text(entry(tree, name)) for name in people}


def test_what_a_document_says_stands_under_those_who_take_part_in_it() -> None:
    found = entries(own=True)
    assert "Said about Rok Sand" in found["Rok Sand"]
    assert "Said about Mira Holt" in found["Mira Holt"]
    assert "Said about" not in found["Ada Grey"]
    assert "Named in what is said of others: claim 1." in found["Ada Grey"]
    assert "0 claims about" in found["Ada Grey"]


def test_where_nothing_was_read_of_it_it_stands_under_all_it_names() -> None:
    found = entries(own=True, told=False)
    assert all(f"Said about {name}" in words for name, words in found.items())


def test_what_somebody_says_stands_under_all_it_names() -> None:
    found = entries(own=False)
    assert all(f"Said about {name}" in words for name, words in found.items())
