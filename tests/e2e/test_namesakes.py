"""Two of one name in one document, from the text to the judgement and back."""

from __future__ import annotations

from pathlib import Path

from careo.case import InProcess
from careo.case.handle import Case
from tests.unit.case import rows

FAMILY = (
    "Juan Pérez, father, said that the guards had left. Juan Pérez (son) denied that the guards "
    "had left.\n\nLuis Vera, 34, said that the mine was closed. Luis Vera, 61, denied that the "
    "mine was closed.\n"
)
LATER = "Juan Pérez (son) said that he had seen the guards. Luis Vera said that it rained.\n"


def test_two_of_one_name_in_one_document_stay_two_until_somebody_judges(tmp_path: Path) -> None:
    for name, text in (("family.txt", FAMILY), ("later.txt", LATER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "case", create=True) as case:
        case.add([tmp_path / "family.txt", tmp_path / "later.txt"], engine=InProcess())
        files = {view.id: view.name for view in case.documents()}
        held = {
            one.id: {files[each.document] for each in one.mentions}
            for one in case.actors()
            if one.name in {"Juan Pérez", "Luis Vera"}
        }
        both = ["family.txt", "later.txt"]  # the son
        assert sorted(map(sorted, held.values())) == [*[["family.txt"]] * 3, both, ["later.txt"]]
        father, son = (one.id for one in case.actors() if one.name == "Juan Pérez")
        before = rows.derived(case.folder)
        groups = {name: before[name] for name in ("referent", "grouping", "contested")}
        case.same(father, son, reason="the registry knows only one")
        assert sum(one.name == "Juan Pérez" for one in case.actors()) == 1
        case.undo()
        after = rows.derived(case.folder)
        assert {name: after[name] for name in groups} == groups
        assert list(case.verify()) == []
