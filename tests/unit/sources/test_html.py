"""HTML."""

import pytest

from careo.model.document import Source
from tests import hostile
from tests.unit.sources.conftest import Read, shape, words

PAGE = """<!DOCTYPE html><html><head><title>Delmas denies | The Ferry Post</title>
<meta property="og:site_name" content="The Ferry Post"><meta name="author" content="Ilsa Moreau">
<meta property="article:published_time" content="2026-03-04T10:00:00Z">
<link rel="canonical" href="https://ferrypost.example/delmas"></head><body>
<header><a href="/">The Ferry Post</a></header><nav><ul><li>World<li>Courts</ul></nav>
<article><header><h1>Delmas denies</h1><p>By Ilsa Moreau</p></header>
<p>The colonel said: &ldquo;I <b>never</b>
ordered it.&rdquo;<br>He left.<br><br>The minister did not answer.</p>
<ul><li><p>the bridge</p><li>the river</ul>
<table><tr><th>Name<th>Rank<tr><td>Ruan Delmas<td>colonel</table>
<p style="display: none">Hidden <i>words</i>.</p><div hidden>More<div>of</div>them</div>
<blockquote>Nobody asked.<footer>An officer</footer></blockquote></article>
<aside>Most read</aside><footer>All rights reserved</footer>
<script>var x = "<p>not text</p>"</script><template>nor this</template></body></html>"""


def test_a_page_is_read_as_a_reader_sees_it(read: Read) -> None:
    assert shape(read(PAGE)) == [
        ("furniture", "The Ferry Post"),
        ("furniture", "World"),
        ("furniture", "Courts"),
        ("heading", "Delmas denies"),
        ("paragraph", "By Ilsa Moreau"),
        ("paragraph", "The colonel said: “I never ordered it.”\nHe left."),
        ("paragraph", "The minister did not answer."),
        ("list_item", "the bridge"),
        ("list_item", "the river"),
        ("paragraph", "Name\tRank"),
        ("paragraph", "Ruan Delmas\tcolonel"),
        ("furniture", "Hidden words."),
        ("furniture", "More"),
        ("furniture", "of"),
        ("furniture", "them"),
        ("paragraph", "Nobody asked."),
        ("paragraph", "An officer"),
        ("furniture", "Most read"),
        ("furniture", "All rights reserved"),
    ]


def test_a_page_says_who_wrote_it_when_and_where(read: Read) -> None:
    assert read(PAGE).source == Source(
        title="Delmas denies",
        author="Ilsa Moreau",
        publisher="The Ferry Post",
        published="2026-03-04T10:00:00Z",
        url="https://ferrypost.example/delmas",
    )


def test_json_ld_fills_what_the_tags_leave_open(read: Read) -> None:
    found = read(
        '<!DOCTYPE html><script type="application/ld+json">{"@graph":[{"@type":"WebSite"},'
        '{"datePublished":"2026-03-05","author":[{"name":"Ana Kest"},{"name":"Bo Lind"}]}]}'
        "</script><p>Text.</p>"
    )
    assert (found.source.author, found.source.published) == ("Ana Kest, Bo Lind", "2026-03-05")


@pytest.mark.parametrize("bad", ["{", "[" * 100_000, '{"author": {"name": 3}}', '"\\ud800"'])
def test_broken_json_ld_is_passed_over(read: Read, bad: str) -> None:
    found = read(f'<!DOCTYPE html><script type="application/ld+json">{bad}</script><p>Text.</p>')
    assert (str(found.outcome), words(found)) == ("ok", ["Text."])


def test_a_page_in_its_own_encoding_is_decoded(read: Read) -> None:
    page = '<!DOCTYPE html><meta charset="windows-1251"><p>Полковник отрицал приказ.</p>'
    assert words(read(page.encode("cp1251"))) == ["Полковник отрицал приказ."]


def test_a_page_that_a_script_would_show_is_read(read: Read) -> None:
    page = '<!DOCTYPE html><body style="visibility:hidden" hidden><p>A mini&shy;ster spoke.'
    assert shape(read(page)) == [("paragraph", "A minister spoke.")]


def test_a_page_of_furniture_alone_is_flagged(read: Read) -> None:
    found = read("<!DOCTYPE html><nav>World</nav><footer>Imprint</footer>")
    assert str(found.outcome) == "partial(no text but furniture)"


def test_a_tree_in_the_shadow_is_flagged(read: Read) -> None:
    page = "<!DOCTYPE html><p>Seen.<div><template shadowrootmode=open>Shown.</template></div>"
    assert str(read(page).outcome) == "partial(a shadow tree)"


@pytest.mark.parametrize("depth", [10, 100, 1_000, 10_000, 20_000, 200_000])
def test_a_sentence_is_found_however_deep_it_stands(read: Read, depth: int) -> None:
    found = read(hostile.nested_html(depth), "x.html")
    assert words(found) == [hostile.PLANTED]
    assert found.outcome.status == ("ok" if depth < 250 else "partial")


def test_a_page_read_flat_keeps_its_blocks(read: Read) -> None:
    page = (
        b"<title>A &amp; B</title><nav>Menu</nav><h2>Head</h2><p>One.<p>Two <b>three</b>.<script>"
    )
    deep = page + b"x</script>" + b"<div>" * 20_000 + b"<ul><li>Four &lt;five&gt;</ul>"
    found = read(b"<!DOCTYPE html>" + deep)
    assert shape(found) == [
        ("furniture", "Menu"),
        ("heading", "Head"),
        ("paragraph", "One."),
        ("paragraph", "Two three."),
        ("list_item", "Four <five>"),
    ]
    assert found.source.title == "A & B"
