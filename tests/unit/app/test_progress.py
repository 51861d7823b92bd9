"""The bar says what, how many of how many, what failed; a file or a pipe gets no bar."""

import io
import sys

import pytest

from careo.app.cli.progress import Bar
from careo.app.cli.work import InterruptedWorkError, resumable


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def work(bar: Bar) -> None:
    bar.start("adding", None)
    bar.step(1, 0, "letter.txt")
    bar.finish()
    bar.start("reading", 2)
    bar.step(1, 1, "evil\x1b[2J\nname.txt")
    bar.finish()


def test_a_terminal_sees_stage_numbers_failures_and_a_harmless_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "120")
    work(Bar())
    drawn = screen.getvalue()
    for words in ("Adding", "Reading", "1/2", "1 failed", "evil<U+001B>[2J name.txt"):
        assert words in drawn


def test_what_is_no_terminal_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    work(Bar())
    assert capsys.readouterr() == ("", "")


def test_an_interruption_tells_what_is_kept_and_how_to_go_on() -> None:
    bar = Bar()
    work(bar)
    with pytest.raises(InterruptedWorkError) as caught, resumable(bar, "run it again"):
        raise KeyboardInterrupt
    assert str(caught.value) == "interrupted with 1 kept, 1 read: run it again"
    assert caught.value.exit_status == 130
