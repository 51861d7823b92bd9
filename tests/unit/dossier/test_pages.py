"""The pages: whole, closed, fair, and the same each time."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from careo.model.document import Source
from careo.model.edition import Edition, NotRead, ReaderNote
from careo.model.order import name_key
from tests.unit.dossier.maker import Maker, relation
from tests.unit.dossier.pages import drawn, entry, ids, parsed, text
from tests.unit.dossier.verania import verania

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "javascript:alert(1)//",
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "{{ 7*7 }}{% for x in y %}",
    "<!--<script>",
    "]]><b>",
    "&lt;script&gt;",
    "a\u202etxt.exe\u2066\u200b",
    "\x00<script>",
]

ALLOWED = {"a", "article", "bdi", "blockquote", "body", "br", "caption", "circle", "dd", "details",
           "div", "dl", "dt", "footer", "g", "h1", "h2", "h3", "h4", "head", "header", "html", "i",
           "li", "main", "mark", "meta", "nav", "ol", "p", "path", "q", "rect", "script",
           "section", "span", "style", "summary", "svg", "symbol", "table", "tbody", "td", "text",
           "th", "thead", "title", "tr", "ul", "use"}  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return drawn(verania().edition())


def hostile(payload: str) -> Edition:
    """Return an edition in which everything that others wrote is the payload."""
    make = Maker()
    source = Source(
        title=payload,
        author=payload,
        publisher=payload,
        kind=payload,
        published=payload,
        url=payload,
    )
    words = f"Start {payload} end. He allegedly {payload} it."
    paper = make.document(words, payload, source, "partial", payload)
    person, other = make.actor(payload, f"{payload} II"), make.actor(f"B {payload}")
    make.claim(
        paper,
        [f"Start {payload} end.", f"allegedly {payload} it"],
        person,
        said=payload,
        hedged=True,
        chain=[make.passes_on(paper)],
        relations=[
            relation("directs", ("agent", other), ("patient", payload), ("place", payload)),
            relation("states", ("agent", other), verb=payload),
        ],
    )
    return make.edition(
        title=payload,
        case=payload,
        date=payload,
        careo=payload,
        limits=(payload,),
        extractors=(payload,),
        unread=(NotRead(document=paper, reason=payload),),
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_written_by_others_can_act(payload: str) -> None:
    for path, page in drawn(hostile(payload)).items():
        tree = parsed(page)
        assert len(tree.css("script")) == (path == "index.html")
        assert len(tree.css("style")) == 1
        for node in tree.css("*"):
            assert node.tag in ALLOWED
            assert not [name for name in node.attributes if name.startswith("on")]
        for link in tree.css("a[href]"):
            assert re.match(r"#|\.\./index\.html|sources/", str(link.attributes["href"]))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_are_shown_and_not_dropped(payload: str) -> None:
    visible = "".join(payload.split("\u202e", maxsplit=1)[0].rsplit("\x00", maxsplit=1)[-1].split())
    tree = parsed(drawn(hostile(payload))["index.html"])
    assert visible in "".join(text(tree.css_first("h1")).split())


def test_the_policy_allows_these_texts_and_nothing_else(pages: dict[str, str]) -> None:
    for page in pages.values():
        tree = parsed(page)
        policy = str(tree.css_first("meta[http-equiv]").attributes["content"])  # type: ignore[union-attr]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        for tag in ("style", "script"):
            inline = re.search(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            if inline is not None:
                digest = hashlib.sha256(inline.group(1).encode()).digest()
                assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
        assert "style=" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_no_page_refers_to_anything_outside(pages: dict[str, str]) -> None:
    for whole in pages.values():
        page = re.sub(r"<meta http-equiv.*?>", "", whole)
        assert not re.search(r"(?:https?:)?//[a-z]|url\(|@import|<link|<img|<iframe|fetch\(", page)
        assert "src=" not in page


def test_every_link_leads_somewhere(pages: dict[str, str]) -> None:
    known = {path: set(ids(parsed(page))) for path, page in pages.items()}
    for path, page in pages.items():
        for link in parsed(page).css("a[href]"):
            target, _, anchor = str(link.attributes["href"]).partition("#")
            there = target.removeprefix("../") or path
            assert there in known
            assert not anchor or anchor in known[there], (path, link.attributes)


def test_no_id_stands_twice_and_every_tag_is_closed(pages: dict[str, str]) -> None:
    for page in pages.values():
        found = ids(parsed(page))
        assert len(found) == len(set(found))
        for tag in ("article", "section", "p", "q", "bdi", "a", "mark", "svg", "g", "table", "ul"):
            opened = len(re.findall(rf"<{tag}[\s>]", page))
            assert opened == page.count(f"</{tag}>"), tag


def test_every_quote_is_a_link_to_its_words(pages: dict[str, str]) -> None:
    quotes = parsed(pages["index.html"]).css(".card .quote a.q")
    assert len(quotes) >= len(verania().claims)
    for quote in quotes:
        target, _, anchor = str(quote.attributes["href"]).partition("#")
        mark = parsed(pages[target]).css_first(f"mark#{anchor}")
        assert mark is not None
        assert text(quote).startswith(text(mark)[:20])


def test_people_stand_by_name(pages: dict[str, str]) -> None:
    tree = parsed(pages["index.html"])
    names = [text(s.css_first("h3")) for s in tree.css("#people > section.person")]
    assert names == sorted(names, key=name_key)
    assert names.index("Élodie Vela") < names.index("Harbour Front")


def test_a_denial_is_drawn_like_an_accusation(pages: dict[str, str]) -> None:
    ministry = entry(parsed(pages["index.html"]), "Ministry of Defence")
    card = ministry.css_first("article.card")
    assert card is not None
    assert text(card.css_first(".act")) == "denies"
    assert card.css_first("use[href='#s-denies']") is not None
    assert "The account of Ministry of Defence" in text(ministry)


def test_an_empty_account_says_what_to_do_and_where_others_deny(pages: dict[str, str]) -> None:
    ibarra = text(entry(parsed(pages["index.html"]), "Tomás Ibarra"))
    assert (
        "No statement by Tomás Ibarra in these documents. Add their reply, or mark that it was "
        "asked for. Others deny in claim 8." in ibarra
    )


def test_an_admission_is_the_persons_own_account(pages: dict[str, str]) -> None:
    brandl = text(entry(parsed(pages["index.html"]), "Oskar Brandl"))
    account = brandl.partition("The account of Oskar Brandl")[2]
    assert "admits" in account
    assert "I moved its gold" in account


def test_each_card_says_that_a_machine_read_it(pages: dict[str, str]) -> None:
    cards = parsed(pages["index.html"]).css("article.card")
    assert cards
    assert all("machine-read, not reviewed" in text(card) for card in cards)


def test_a_card_has_its_chain_outermost_first(pages: dict[str, str]) -> None:
    card = entry(parsed(pages["index.html"]), "Darío Montalvo").css_first("article.card")
    assert card is not None
    assert text(card.css_first(".chain")) == (
        "Letter from cell 14 ▸ Oskar Brandl (says to have been told) ▸ Élodie Vela · reported in "
        "the document\u2019s words · basis: not stated"
    )


def test_joint_hedged_carried_and_split_are_said(pages: dict[str, str]) -> None:
    ibarra = entry(parsed(pages["index.html"]), "Tomás Ibarra")
    said = [text(li) for li in ibarra.css(".said li")]
    assert (
        "Oskar Brandl alleges: Darío Montalvo and Tomás Ibarra — jointly — direct “the electoral "
        "fraud machinery”" in said
    )
    assert "Oskar Brandl alleges: Tomás Ibarra — hedged — authorises “the flights”" in said
    assert text(ibarra.css_first("i.hedge")) == "would have"
    assert "carried on from an earlier sentence" in text(ibarra)
    assert "The gold … was carried by" in text(ibarra)


def test_every_title_and_label_names_its_speaker(pages: dict[str, str]) -> None:
    tree = parsed(pages["index.html"])
    speakers = ("Oskar Brandl", "Élodie Vela", "Ministry of Defence", "Somebody not named")
    titles = [str(a.attributes["title"]) for a in tree.css(".matrix a[title]")]
    titles += [text(title) for title in tree.css("svg.chart a.lb title")]
    assert len(titles) > 10
    assert all(title.startswith(speakers) for title in titles)
    assert all(title.endswith("Machine-read, not reviewed.") for title in titles)


def test_a_gap_is_written_out_and_never_linked() -> None:
    make = Maker()
    paper = make.document("It is said that Rok Sand directed the vote.", "a.txt")
    sand = make.actor("Rok Sand")
    make.claim(
        paper,
        "Rok Sand directed the vote",
        relations=[relation("directs", ("agent", sand), ("patient", "the vote"))],
    )
    tree = parsed(drawn(make.edition())["index.html"])
    head = entry(tree, "Rok Sand").css_first(".head")
    assert head is not None
    assert text(head).startswith("not named alleges")
    assert head.css_first(".gap") is not None
    assert "Somebody not named alleges: Rok Sand directs “the vote”" in tree.html  # type: ignore[operator]


def test_what_could_not_be_read_is_counted_with_its_reason(pages: dict[str, str]) -> None:
    summary = text(parsed(pages["index.html"]).css_first("#summary"))
    assert "1 of 3 documents could not be read, or not wholly" in summary
    assert "scan.pdf: not read: no text, 3 pages of images" in summary


def test_a_language_that_nobody_reads_is_counted_too() -> None:
    make = verania()
    edition = make.edition(
        unread=(NotRead(document=make.documents[0].id, reason="language not read: xx"),)
    )
    summary = text(parsed(drawn(edition)["index.html"]).css_first("#summary"))
    assert "2 of 3 documents could not be read, or not wholly" in summary
    assert "language not read: xx" in summary


def test_a_language_without_a_reader_is_counted_by_its_notes_alone() -> None:
    make = verania()
    languages = {layer.id: "qq" for layer in make.layers.values()}
    notes = (ReaderNote(language="qq", documents=2, read=False),)
    page = drawn(make.edition(languages=languages, readers=notes))["index.html"]
    summary = text(parsed(page).css_first("#summary"))
    assert "3 of 3 documents could not be read" in summary
    assert summary.count("language not read: qq") == 2


def test_words_with_quotation_marks_get_no_second_pair() -> None:
    make = Maker()
    paper = make.document("“We command together,” Rok Sand said.", "a.txt")
    make.claim(paper, "“We command together,”", make.actor("Rok Sand"), "asserts")
    quote = parsed(drawn(make.edition())["index.html"]).css_first(".card q")
    assert text(quote) == "“We command together,”"


def test_the_notes_give_document_place_and_words_of_every_claim(pages: dict[str, str]) -> None:
    make = verania()
    notes = parsed(pages["index.html"]).css("ol.notes li")
    assert len(notes) == len(make.claims)
    for note, claim in zip(notes, make.claims, strict=True):
        quote = claim.content[-1]
        assert f"{quote.start}\u2013{quote.end}" in text(note)
        assert quote.exact in text(note)


def test_paper_and_darkness_have_rules_of_their_own(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert "@media print" in page
        assert "@media (prefers-color-scheme:dark)" in page


def test_the_pages_words_never_take_sides(pages: dict[str, str]) -> None:
    words = text(parsed(pages["index.html"])).casefold()
    for word in ("reveals", "exposes", "boasts", "mastermind", "proves", "guilty", "oops"):
        assert word not in words


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert drawn(verania().edition()) == drawn(verania().edition())


def test_an_edition_of_nothing_says_what_to_do() -> None:
    page = drawn(Maker().edition())["index.html"]
    shown = text(parsed(page))
    assert "No documents. Add some to the case." in shown
    assert "Nobody by name." in shown


def test_a_claim_without_its_text_is_shown_without_a_link() -> None:
    make = verania()
    pages = drawn(make.edition(layers=()))
    tree = parsed(pages["index.html"])
    assert not tree.css("a.q")
    assert "The siblings Ana and Luis Corral" in text(tree)


def test_the_language_of_a_quote_is_marked(pages: dict[str, str]) -> None:
    tree = parsed(pages["index.html"])
    assert {q.attributes.get("lang") for q in tree.css("q")} == {"en"}
    assert tree.css_first("html[lang=en]") is not None


def test_a_description_stays_in_the_documents_quotation_marks() -> None:
    make = Maker()
    paper = make.document("The corrupt colonel commands the Third Unit, Ada Grey says.", "a.txt")
    colonel = make.actor("The corrupt colonel", identified="unnamed")
    make.claim(
        paper,
        "The corrupt colonel commands the Third Unit",
        make.actor("Ada Grey"),
        relations=[relation("commands", ("agent", colonel), ("patient", "the Third Unit"))],
    )
    tree = parsed(drawn(make.edition())["index.html"])
    for node in tree.css("style, title"):
        node.decompose()
    shown = text(tree)
    quoted = shown.count("“The corrupt colonel")
    assert quoted == shown.count("The corrupt colonel")
    assert quoted > 4
    assert "The account of" not in text(tree.css_first("#people"))
