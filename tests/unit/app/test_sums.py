"""Views in text: what words alone place in time, and what is said to end before it begins."""

from __future__ import annotations

from careo.app.cli import sums
from careo.model.structure import Timeline, TimelineEntry
from careo.model.time import DateRange, When
from careo.structure import proceedings
from careo.structure.marks import mark
from tests.unit.dossier import spoken
from tests.unit.dossier.maker import LEXICON, Maker, relation


def test_a_timeline_says_what_no_date_tells_and_what_is_reversed() -> None:
    make = Maker()
    paper = make.document("Rok Sand paid Ada Grey, she says.", "a.txt")
    sand, grey = make.actor("Rok Sand"), make.actor("Ada Grey")
    paid = relation("pays", ("agent", sand), ("beneficiary", grey))
    make.claim(paper, "Rok Sand paid Ada Grey", grey, relations=[paid])
    [one] = spoken.statements(make.claims, make.actors, LEXICON)
    late, early = (DateRange(earliest=f"{y}-01-01", latest=f"{y}-12-31") for y in (2014, 2012))
    when = When(first_imprecise=late, last_imprecise=early)
    back = TimelineEntry(
        clock="event",
        mark=mark(one),
        actors=(sand,),
        begins=late,
        ends=early,
        when=when,
        reversed=True,
    )
    told = TimelineEntry(
        clock="event", mark=mark(one), actors=(sand,), begins=None, ends=None, when=When()
    )
    found = Timeline(entries=(back,), undated=2, told=(told,))
    text = "".join(sums.timeline(found, spoken.cast(make.actors)))
    assert "2014 to 2012 (event; said to end before it begins)\n" in text
    assert "by words alone" in text
    assert text.count("○ Ada Grey alleges: Rok Sand: pays") == 2
    assert text.endswith("2 claims without a date\n")


def test_a_step_reads_as_a_sentence_and_a_time_without_a_date_in_the_document_s_words() -> None:
    make = Maker()
    paper = make.document("He pleaded guilty that day. He was held then.", "a.txt")
    sand, grey = make.actor("Rok Sand"), make.actor("Ada Grey")
    day = make.layers[paper].span(18, 26)
    told = When(relative="during", text=day)
    pleaded = relation("pleaded", ("agent", sand), ("domain", "guilty"), when=told)
    held = relation("detained", ("patient", sand), when=When())
    make.claim(paper, "He pleaded guilty that day.", grey, relations=[pleaded])
    make.claim(paper, "He was held then.", grey, relations=[held])
    statements = spoken.statements(make.claims, make.actors, LEXICON)
    cast = spoken.cast(make.actors)
    text = "".join(sums.proceedings(proceedings(statements, cast), cast))
    assert "○ Ada Grey alleges: was detained (1 claim: " in text
    assert "○ Ada Grey alleges: pleads guilty (“that day”) (1 claim: " in text
