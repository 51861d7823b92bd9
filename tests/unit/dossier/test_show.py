"""Nothing in a shown text acts or hides."""

from __future__ import annotations

import unicodedata

import pytest

from careo.dossier.show import name, plain, show

HIDDEN = [
    "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u061c", "\u2028", "\x00",
    "\x1b", "\x85", "\ufffe", "\U000e0041",
]  # fmt: skip


@pytest.mark.parametrize("char", HIDDEN)
def test_every_invisible_character_is_shown_by_its_number(char: str) -> None:
    code = f"U+{ord(char):04X}"
    assert code in show(f"a{char}b")
    assert char not in show(f"a{char}b")
    assert plain(f"a{char}b") == f"a⟨{code}⟩b"


def test_no_format_character_of_unicode_gets_through() -> None:
    every = [chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) == "Cf"]
    assert len(every) > 100
    assert not set(every) & set(show("".join(every)))


def test_words_of_any_script_stay_as_they_are() -> None:
    words = "Clíver Иван 李明 محمد Ελένη नमस्ते “quoted” — dash"
    assert show(words) == words
    assert plain(words) == words


def test_markup_is_text() -> None:
    assert show("<b>&\"'") == "&lt;b&gt;&amp;&#34;&#39;"
    assert show("<b>\u200b") == (
        '&lt;b&gt;<span class="hid" title="Zero width space">⟨U+200B⟩</span>'
    )


def test_a_name_is_isolated() -> None:
    assert name("عمر") == "<bdi>عمر</bdi>"
