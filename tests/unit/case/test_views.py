from pathlib import Path

import msgspec

from careo.case import InProcess
from careo.case.handle import Case
from careo.case.work import Task, gather
from careo.model.claim import Claim, Link, Relation, Role, Speaker, claim_id
from careo.model.config import Config
from careo.model.document import Outcome
from careo.model.extraction import Extraction
from careo.model.reading import Mention, MentionForm, Reading, Referent, referent_id
from careo.model.text import Segment, TextLayer, layer_id
from careo.model.views import NOT_NAMED
from careo.store.casefile import CaseFile

TEXT = "Ana Ruiz met Juan Mora. They paid a guard. He, it is said, left in the night."


def read_a_group(task: Task) -> bytes:
    """Read `TEXT`: "They" is a group of two, "a guard" has no name, somebody unnamed speaks."""
    layer = TextLayer(
        id=layer_id(task.document, TEXT),
        document=task.document,
        text=TEXT,
        segments=(Segment(kind="paragraph", start=0, end=len(TEXT)),),
        extractor="plain/1",
    )
    ana, juan = _referent(layer, "Ana Ruiz"), _referent(layer, "Juan Mora")
    they = _referent(layer, "They", form="pronoun")
    guard = _referent(layer, "a guard", "He", form="description")
    they = msgspec.structs.replace(they, number="many", members=(ana.id, juan.id))
    extraction = Extraction(media_type="text/plain", outcome=Outcome(status="ok"), layer=layer)
    reading = Reading(
        layer=layer.id, language="en", readable=True, referents=(guard, they, juan, ana)
    )
    return gather(task, extraction, layer, reading, [_paid(layer), _left(layer)]).canonical()


def _referent(layer: TextLayer, *words: str, form: MentionForm = "name") -> Referent:
    spans = [layer.span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]
    named = form == "name"
    return Referent(
        id=referent_id(layer.id, spans[0]),
        kind="person",
        mentions=tuple(Mention(span=s, kind="person", form=form, head=s.exact) for s in spans),
        names=words if named else (),
        identified="named" if named else "unnamed",
        number="one",
    )


def _paid(layer: TextLayer) -> Claim:
    content = layer.span(24, 42)
    they, guard = layer.span(24, 28), layer.span(34, 41)
    link = Link(
        speaker=Speaker(kind="mention", span=they, mentions=(they,)),
        act="asserts",
        mode="own_words",
    )
    roles = (Role(role="agent", span=they), Role(role="beneficiary", span=guard))
    return Claim(
        id=claim_id(layer.document, layer.id, None, (content,)),
        document=layer.document,
        layer=layer.id,
        content=(content,),
        chain=(link,),
        relations=(Relation(predicate="pays", roles=roles),),
    )


def _left(layer: TextLayer) -> Claim:
    left = TEXT.index("left")
    content = (layer.span(43, 45), layer.span(left, len(TEXT)))
    words = layer.span(47, 57)
    gap = Link(speaker=Speaker(kind="gap", span=words), act="reports", mode="indirect")
    bare = Link(speaker=Speaker(kind="gap"), act="asserts", mode="indirect")
    return Claim(
        id=claim_id(layer.document, layer.id, None, content),
        document=layer.document,
        layer=layer.id,
        content=content,
        chain=(gap, bare),
    )


def _filled(folder: Path) -> Case:
    (folder / "letter.txt").write_text(TEXT)
    case = Case(CaseFile.open(folder / "case", create=True), Config(), read_a_group)
    case.add(folder / "letter.txt", engine=InProcess())
    return case


def test_what_a_group_does_each_of_its_members_does_jointly(tmp_path: Path) -> None:
    with _filled(tmp_path) as case:
        actors = {actor.name: actor.id for actor in case.actors()}
        paid, _ = case.claims()
        agents = [r.actor for r in paid.relations[0].roles if r.role == "agent"]
        assert agents == [actors["Ana Ruiz"], actors["Juan Mora"]]
        assert paid.speaker.actors == (actors["Ana Ruiz"], actors["Juan Mora"])
        assert paid.speaker.actor is None
        assert set(paid.about) == {actors["Ana Ruiz"], actors["Juan Mora"], actors["a guard"]}
        for name in ("ana", "juan mora"):
            assert [claim.id for claim in case.claims(about=name)] == [paid.id]
            assert [claim.id for claim in case.claims(by=name)] == [paid.id]


def test_a_group_of_named_members_is_no_actor_of_its_own(tmp_path: Path) -> None:
    with _filled(tmp_path) as case:
        assert [actor.name for actor in case.actors()] == ["Ana Ruiz", "Juan Mora", "a guard"]


def test_an_actor_without_a_name_is_described_in_the_documents_words(tmp_path: Path) -> None:
    with _filled(tmp_path) as case:
        guard = list(case.actors())[-1]
        assert (guard.names, guard.description, guard.identified) == ((), "a guard", "unnamed")
        assert [place.exact for place in guard.mentions] == ["a guard", "He"]


def test_a_gap_is_shown_with_its_words_or_as_not_named_and_is_nobody(tmp_path: Path) -> None:
    with _filled(tmp_path) as case:
        _, left = case.claims()
        said, bare = left.chain
        assert (said.speaker.text, said.speaker.everybody) == ("it is said", ())
        assert (bare.speaker.text, bare.speaker.span) == (NOT_NAMED, None)
        assert [quote.exact for quote in left.content] == ["He", "left in the night."]
