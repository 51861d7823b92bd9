"""A card says who, how, in which words, through whom, and that nobody reviewed it."""

from msgspec import structs

from careo.app.cli.cards import SHAPES, card
from careo.model.claim import Act
from careo.model.record import ClaimId, sha256
from careo.model.views import NOT_NAMED, LinkView, Quote, SpeakerView
from careo.model.wording import ACTS

from .views import ACTORS, ARTICLE, FILES, GENERAL, HE, MINISTER, claim


def said(speaker: SpeakerView) -> LinkView:
    return LinkView(speaker=speaker, act="asserts", mode="indirect", basis="undisclosed")


def test_the_card_has_speaker_words_chain_place_and_review() -> None:
    one = claim()
    assert card(one, ACTORS, FILES) == (
        "○ Ezequiel Távora Montiel (“he”) alleges\n"
        "    “Varrón commands the House”\n"
        "    The letter from Harrowgate ▸ The letter ▸ Ezequiel Távora Montiel (“he”)"
        " · basis: says to have witnessed it\n"
        "    article.html, characters 40 to 65\n"
        f"    machine-read, not reviewed · {one.id[:12]}\n\n"
    )


def test_a_document_cannot_repaint_the_terminal_or_turn_the_line_around() -> None:
    evil = claim("\x1b]0;owned\x07\u202eabc")
    files = {evil.document: "a\x1b[31m\nb.txt"}
    names = {**ACTORS, GENERAL: "\x9b2JTávora"}
    shown = card(evil, names, files)
    assert all(char.isprintable() or char == "\n" for char in shown)
    assert shown.count("\n") == 6


def test_joint_speakers_stand_both_and_a_gap_is_written_out() -> None:
    both = said(SpeakerView(text="they", actors=(GENERAL, MINISTER)))
    gap = said(SpeakerView(text=NOT_NAMED))
    shown = card(claim(chain=(ARTICLE, both, gap)), ACTORS, FILES)
    assert "Ezequiel Távora Montiel and Benicio Varrón (“they”) ▸ not named" in shown
    assert "basis: not stated" in shown


def test_a_denial_a_hedge_and_a_negated_saying_are_words_not_only_shapes() -> None:
    def link(act: Act, *, negated: bool = False, carried: bool = False) -> LinkView:
        return structs.replace(said(HE.speaker), act=act, negated=negated, carried=carried)

    denial = card(claim(chain=(link("denies"),), polarity="denies"), ACTORS, FILES)
    assert denial.startswith("⊗ Ezequiel Távora Montiel (“he”) denies\n")
    hedged = card(claim(chain=(link("asserts"),), hedged=True), ACTORS, FILES)
    assert "says; hedged\n" in hedged
    plain, distant = (structs.replace(claim().relations[0], hedged=so) for so in (False, True))
    in_part = card(claim(chain=(link("asserts"),), relations=(plain, distant)), ACTORS, FILES)
    assert "says; hedged in part\n" in in_part
    negated = card(claim(chain=(link("orders", negated=True),)), ACTORS, FILES)
    assert "does not order\n" in negated
    carried = card(claim(chain=(link("asserts", carried=True),)), ACTORS, FILES)
    assert "carried over from an earlier sentence" in carried


def test_every_act_has_a_shape_of_its_own() -> None:
    assert SHAPES.keys() == ACTS.keys()
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_words_that_a_parenthetical_splits_are_joined_by_a_mark_of_the_gap() -> None:
    content = (Quote(start=1, end=4, exact="one"), Quote(start=9, end=12, exact="two"))
    shown = card(claim(content=content, id=ClaimId(sha256(b"split"))), ACTORS, FILES)
    assert "“one” […] “two”" in shown


def test_words_that_bring_their_quotation_marks_get_no_second_pair() -> None:
    shown = card(claim("“We command together,”"), ACTORS, FILES)
    assert "    “We command together,”\n" in shown


def test_a_narrow_terminal_gets_lines_that_fit_and_lose_nothing() -> None:
    one = claim("Varrón commands the internal security directorate, which is known as the House")
    wide, narrow = card(one, ACTORS, FILES), card(one, ACTORS, FILES, 40)
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.split() == wide.split()
