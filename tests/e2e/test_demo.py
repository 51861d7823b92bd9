"""The demo case, walked through as a new user would: five documents in, a dossier out."""

import re
from pathlib import Path

import pytest

from careo.app.cli.main import run
from careo.case import Case
from careo.model.views import ActorView, ClaimView, DocumentView, LinkView

MIN_CLAIMS = 100


class Demo:
    """The demo's dossier and what its case holds."""

    def __init__(self, out: Path) -> None:
        self.out = out
        with Case.open(out.with_name("demo.careo")) as case:
            self.documents: list[DocumentView] = list(case.documents())
            self.claims: list[ClaimView] = list(case.claims())
            self.actors: list[ActorView] = list(case.actors())
            self.texts = {layer.id: layer.text for layer in case.layers()}
        self.names = {actor.id: " ".join(actor.names) for actor in self.actors}

    def of(self, name: str) -> list[ClaimView]:
        (document,) = (d.id for d in self.documents if d.name == name)
        return [claim for claim in self.claims if claim.document == document]

    def speaks(self, link: LinkView, name: str) -> bool:
        return any(name in self.names[actor] for actor in link.speaker.everybody)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    out = tmp_path_factory.mktemp("demo") / "demo"
    assert run(["demo", "-o", str(out)]) == 0
    return Demo(out)


def test_all_five_are_read_and_every_quote_is_exact(demo: Demo) -> None:
    assert [document.outcome for document in demo.documents] == ["ok"] * 5
    assert len(demo.claims) >= MIN_CLAIMS
    for claim in demo.claims:
        text = demo.texts[claim.layer]
        for quote in claim.content:
            assert text[quote.start : quote.end] == quote.exact


def test_the_article_reports_that_the_letter_reports_what_the_general_says(demo: Demo) -> None:
    chains = [claim.chain for claim in demo.of("article.html") if len(claim.chain) == 3]
    found = [
        chain
        for chain in chains
        if chain[0].speaker.document and "letter" in chain[1].speaker.text.lower()
    ]
    assert any(demo.speaks(chain[2], "Távora") for chain in found)


def test_the_letters_author_speaks_in_the_first_person_and_admits(demo: Demo) -> None:
    own = [c for c in demo.of("letter.txt") if c.act == "admits"]
    assert any("my own part" in quote.exact for claim in own for quote in claim.content)


def test_the_denial_is_there_as_denial(demo: Demo) -> None:
    denials = [claim for claim in demo.of("denial.txt") if claim.act == "denies"]
    words = " ".join(quote.exact for claim in denials for quote in claim.content)
    assert "second set of machines" in words
    assert any(demo.speaks(claim.chain[-1], "Varrón") for claim in denials)


def test_the_court_finds_and_the_general_s_sentence_has_two_lengths(demo: Demo) -> None:
    assert any(claim.act == "finds" for claim in demo.of("judgment.pdf"))
    lengths = {
        role.text
        for claim in demo.claims
        for relation in claim.relations
        for role in relation.roles
        if role.role == "duration"
    }
    assert {"17 years and nine months", "19 years and four months"} <= lengths


def test_the_general_is_one_actor_in_letter_article_and_judgment(demo: Demo) -> None:
    generals = [a for a in demo.actors if "Ezequiel Távora Montiel" in a.names]
    assert len(generals) == 1
    files = {document.id: document.name for document in demo.documents}
    named_in = {files[mention.document] for mention in generals[0].mentions}
    assert {"letter.txt", "article.html", "wire.html", "denial.txt", "judgment.pdf"} <= named_in


def test_running_heads_and_navigation_are_not_read_as_prose(demo: Demo) -> None:
    said = " ".join(quote.exact for claim in demo.claims for quote in claim.content)
    for furniture in ("Case No. 3 CR", "Sign up for our morning", "Ferry strike", "Page 2"):
        assert furniture not in said


def test_the_dossier_holds_only_pages_and_asks_nothing_of_the_network(demo: Demo) -> None:
    files = sorted(p.relative_to(demo.out).as_posix() for p in demo.out.rglob("*") if p.is_file())
    assert files[0] == "index.html"
    assert len([name for name in files if name.startswith("sources/")]) == 5
    assert len(files) == 6
    for name in files:
        page = (demo.out / name).read_text(encoding="utf-8")
        loads = re.findall(r"""(?:src|href|action|data|poster)\s*=\s*["']?([^"'\s>]+)""", page)
        assert [link for link in loads if re.match(r"(?i)(https?:)?//", link)] == []
        assert "@import" not in page
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", page)
        assert "<script src" not in page


def test_a_second_run_adds_nothing_and_gives_the_same_claims(demo: Demo) -> None:
    assert run(["demo", "-o", str(demo.out)]) == 0
    assert [claim.id for claim in Demo(demo.out).claims] == [claim.id for claim in demo.claims]
