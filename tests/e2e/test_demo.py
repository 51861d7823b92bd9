"""The demo case, walked through as a new user would: eight documents in, a dossier out."""

import os
import re
import subprocess
import sys
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
def demo(demo_out: Path) -> Demo:
    return Demo(demo_out)


def test_all_are_read_and_every_quote_is_exact(demo: Demo) -> None:
    assert len(demo.documents) == 9
    left = {document.name for document in demo.documents if document.outcome != "ok"}
    assert left <= {"order.pdf"}  # a scan: read where there is tesseract
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


def test_the_witness_speaks_in_the_paper_that_came_with_the_mail(demo: Demo) -> None:
    mail, paper = (
        next(one for one in demo.documents if one.name == name)
        for name in ("mail.eml", "statement.docx")
    )
    assert paper.parent == mail.id
    page = (demo.out / "sources" / f"{paper.id[:12]}.html").read_text(encoding="utf-8")
    assert f'<dt>Came in</dt><dd><a href="../sources/{mail.id[:12]}.html">' in page
    own = [claim for claim in demo.of("statement.docx") if demo.speaks(claim.chain[-1], "Peralba")]
    assert any("I photographed it" in quote.exact for claim in own for quote in claim.content)
    assert any(claim.chain[-1].basis == "witnessed" for claim in own)


def test_the_council_s_answer_in_the_mail_is_the_council_s(demo: Demo) -> None:
    denied = [claim for claim in demo.of("mail.eml") if claim.act == "denies"]
    assert any(demo.speaks(claim.chain[-1], "Council") for claim in denied)
    brezo = [c for c in demo.of("mail.eml") if demo.speaks(c.chain[-1], "Brezo")]
    said = " ".join(quote.exact for claim in brezo for quote in claim.content)
    assert "I never saw a second set of machines" in said
    assert "a grievance as testimony" not in said


def test_the_tally_sheets_are_a_table_and_say_nothing(demo: Demo) -> None:
    (sheet,) = next(one for one in demo.documents if one.name == "tally_sheets.csv").sheets
    assert (sheet.rows, sheet.columns[5:7]) == (180, ("ostraga", "echarte"))
    assert demo.of("tally_sheets.csv") == []


def test_without_tesseract_one_line_says_that_the_scan_is_not_read(tmp_path: Path) -> None:
    bare = {**os.environ, "PATH": str(tmp_path)}
    command = [sys.executable, "-m", "careo.app.cli", "demo"]
    done = subprocess.run(
        command, cwd=tmp_path, env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "order.pdf" in line
    assert "no text on page 1" in line


def test_running_heads_and_navigation_are_not_read_as_prose(demo: Demo) -> None:
    said = " ".join(quote.exact for claim in demo.claims for quote in claim.content)
    for furniture in ("Case No. 3 CR", "Sign up for our morning", "Ferry strike", "Page 2"):
        assert furniture not in said


def test_the_dossier_holds_only_pages_and_asks_nothing_of_the_network(demo: Demo) -> None:
    files = sorted(p.relative_to(demo.out).as_posix() for p in demo.out.rglob("*") if p.is_file())
    assert files[0] == "index.html"
    assert len([name for name in files if name.startswith("sources/")]) == 9
    assert len(files) == 10
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
