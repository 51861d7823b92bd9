"""A dossier says who reviewed what; what was rejected leaves every view but its own list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from careo.case.handle import Case
from tests.unit.case.test_deciding import LETTER, WIRE


@pytest.fixture
def held(case: Case, write: Callable[[str, str], Path]) -> Any:
    case.add([write("letter.txt", LETTER), write("wire.txt", WIRE)])
    return case


def page(case: Case, folder: Path) -> LexborHTMLParser:
    case.dossier(folder, date="1 March 2026")
    return LexborHTMLParser((folder / "index.html").read_text())


def text(tree: Any, selector: str) -> str:
    return " ".join(" ".join(node.text() for node in tree.css(selector)).split())


def test_cards_say_who_reviewed_them(held: Case, tmp_path: Path) -> None:
    claim = next(held.claims(by="Ruiz"))
    held.accept(claim.id, reason="<b>checked</b>")
    tree = page(held, tmp_path / "out")
    assert "accepted by ana, 2026-03-01: <b>checked</b>" in text(tree, ".card .rev")
    assert "machine-read, not reviewed" in text(tree, ".card .rev")
    total = len(list(held.claims()))
    assert f"{total - 1} of {total} claims not reviewed" in text(tree, "#summary")
    titles = [str(a.attributes["title"]) for a in tree.css(".matrix a[title]")]
    assert any("Accepted by ana" in title for title in titles) or not titles


def test_a_corrected_card_shows_the_persons_reading_and_the_machines(
    held: Case, tmp_path: Path
) -> None:
    claim = next(held.claims(by="Ruiz"))
    held.correct(claim.id, speaker="Eva Luna", act="denies", reason="misread")
    tree = page(held, tmp_path / "out")
    (card,) = [
        each
        for each in tree.css(".card")
        if "corrected by ana" in each.text() and each.css_first(".chain") is not None
    ][:1]
    assert "Eva Luna" in text(card, ".head")
    assert "denies" in text(card, ".head")
    assert "misread; the machine had read: Ana Ruiz says" in text(card, ".rev")


def test_a_rejected_reading_stands_in_its_own_list_only(held: Case, tmp_path: Path) -> None:
    before = page(held, tmp_path / "before")
    assert before.css_first("#rejected") is None
    claims = [one for one in held.claims() if "paid" in one.content[0].exact]
    held.reject(*(one.id for one in claims), reason="a copyist's note")
    tree = page(held, tmp_path / "after")
    rejected = text(tree, "#rejected .card")
    assert "paid the guards" in rejected
    assert "rejected by ana, 2026-03-01: a copyist's note" in rejected
    for section in ("#people", "#responsibility", "#time"):
        assert "paid the guards" in text(before, section) or not before.css(section)
        assert "paid the guards" not in text(tree, section)
    assert f"{len(claims)} readings rejected by a reviewer" in text(tree, "#summary")
    anchors = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(anchors) == len(set(anchors))
    targets = {f"#{anchor}" for anchor in anchors}
    links = [str(a.attributes["href"]) for a in tree.css('a[href^="#"]')]
    assert [link for link in links if link not in targets] == []
