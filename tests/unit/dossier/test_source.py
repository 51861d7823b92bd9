"""A source's page says all of its text, and marks claims in their place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from careo.dossier.index import Index
from careo.dossier.source import blocks
from careo.model.record import DocumentId
from careo.model.text import TextLayer
from careo.model.views import ClaimView
from tests.unit.dossier.maker import Maker
from tests.unit.dossier.pages import drawn, parsed, text
from tests.unit.dossier.verania import verania

WORDS = "alpha beta gamma delta epsilon\n\nzeta eta theta iota kappa"


def marked(page: str, number: int) -> str:
    """Return the words that claim ``number`` marks, in order, without the notes' numbers."""
    tree = LexborHTMLParser(page)
    for note in tree.css("a.fn"):
        note.decompose()
    return "".join(node.text() for node in tree.css(f"mark.k{number}"))


def html_of(make: Maker, paper: DocumentId) -> str:
    index = Index(make.edition(matrix=None, chart=None, timeline=None))
    layer = make.layers[paper]
    return "".join(f"<p>{block.html}</p>" for block in blocks(layer, make.claims, index))


@given(
    st.lists(
        st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, len(WORDS))),
        max_size=8,
        unique_by=lambda place: (place[0], min(len(WORDS), sum(place))),
    )
)
def test_crossing_and_nested_spans_each_mark_exactly_their_words(
    places: list[tuple[int, int]],
) -> None:
    make = Maker()
    paper = make.document(WORDS, "a.txt")
    layer: TextLayer = make.layers[paper]
    wanted = []
    for start, length in places:
        exact = WORDS[start : start + length]
        claim = make.claim(paper, WORDS[:1], None, "asserts")
        make.claims[-1] = _moved(claim, layer, start, exact)
        wanted.append(exact.replace("\n", ""))
    html = html_of(make, paper)
    assert html.count("<mark") == html.count("</mark>")
    for number, words in enumerate(wanted, 1):
        if words:
            assert marked(html, number) == words
    plain = re.sub(r'<a class="fn".*?</a>|<[^>]+>', "", html)
    assert plain == WORDS.replace("\n", "")


def _moved(claim: ClaimView, layer: TextLayer, start: int, exact: str) -> ClaimView:
    """Return the claim at another place, with an id of its own."""
    from careo.model.claim import claim_id
    from careo.model.views import Quote

    span = layer.span(start, start + len(exact))
    fields = {name: getattr(claim, name) for name in claim.__struct_fields__}
    return ClaimView(
        **{
            **fields,
            "id": claim_id(claim.document, layer.id, span, (span,)),
            "content": (Quote(start=start, end=span.end, exact=exact),),
        }
    )


def test_a_split_claim_lights_all_its_parts() -> None:
    pages = drawn(verania().edition())
    page = next(p for p in pages.values() if "By our own correspondent" in p and "<mark" in p)
    assert marked(page, 7) == (
        "The gold" + "was carried by the Harbour Front under the supervision of Ibarra"
    )
    assert re.search(r"body:has\(#c-[0-9a-f]+:target\) \.k7\{", page)


def test_the_page_has_the_whole_hash_and_the_outcome() -> None:
    edition = verania().edition()
    pages = drawn(edition)
    for document in edition.documents:
        page = next(p for path, p in pages.items() if document.id[:12] in path)
        assert document.id in text(parsed(page).css_first("dd.hash"))
    assert "not read: no text, 3 pages of images" in next(
        text(parsed(p)) for p in pages.values() if "scan.pdf" in p and "<main class" in p
    )


def test_headings_furniture_and_pages_are_shown_as_what_they_are() -> None:
    from careo.model.record import sha256
    from careo.model.text import Segment, layer_id
    from careo.model.views import DocumentView

    words = "TITLE\n\nHead\n\nBody one\n\nBody two"
    document = DocumentId(sha256(b"x"))
    kinds = [("heading", 0, 5, 1), ("furniture", 7, 11, 1), ("paragraph", 13, 21, 1)]
    segments = [Segment(kind=k, start=s, end=e, page=p) for k, s, e, p in kinds]  # type: ignore[arg-type]
    segments.append(Segment(kind="list_item", start=23, end=31, page=2))
    layer = TextLayer(
        id=layer_id(document, words),
        document=document,
        text=words,
        segments=tuple(segments),
        extractor="x/1",
    )
    view = DocumentView(id=document, name="a.pdf", media_type="x/y", size=1, outcome="ok")
    make = Maker()
    pages = drawn(make.edition(documents=(view,), layers=(layer,)))
    tree = parsed(pages[f"sources/{document[:12]}.html"])
    assert text(tree.css_first(".text h2")) == "TITLE"
    assert text(tree.css_first(".furniture")) == "Head"
    assert [text(p) for p in tree.css(".page")] == ["page 1", "page 2"]
    assert text(tree.css_first(".item")) == "Body two"


@pytest.mark.parametrize("segments", [(), "first only"])
def test_text_outside_the_segments_is_not_lost(segments: object) -> None:
    make = Maker()
    paper = make.document(WORDS, "a.txt")
    layer = make.layers[paper]
    kept = layer.segments[:1] if segments else ()
    bare = TextLayer(
        id=layer.id, document=paper, text=WORDS, segments=kept, extractor=layer.extractor
    )
    pages = drawn(make.edition(layers=(bare,)))
    assert "kappa" in text(parsed(pages[f"sources/{paper[:12]}.html"]).css_first(".text"))
