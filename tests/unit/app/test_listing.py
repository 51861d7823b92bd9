"""Records for programs are the records themselves; for people they are cards and tables."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest

from careo.app.cli import listing
from careo.app.cli.main import run
from careo.model.views import ActorView, ClaimView, DocumentView

from .views import MINISTER, actor, claim, document


class Held:
    """A case with two of each, that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: tuple[str | None, str | None] | None = None
        self.waiting = 0

    def pending(self) -> int:
        return self.waiting

    def claims(self, about: str | None = None, by: str | None = None) -> Iterator[ClaimView]:
        self.asked = (about, by)
        yield from (claim("“Sí”, he said\x1b[2J"), claim("=1+1"))

    def actors(self) -> Iterator[ActorView]:
        yield from (actor("Benicio Varrón"), actor("Ezequiel Távora"))

    def documents(self) -> Iterator[DocumentView]:
        yield from (document("letter.txt"), document("a.pdf", "refused", "password"))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    case = Held()

    @contextmanager
    def opened(_: object) -> Generator[Held]:
        yield case

    monkeypatch.setattr(listing, "opened", opened)
    return case


@pytest.mark.parametrize("command", ["claims", "actors", "documents"])
def test_json_is_exactly_the_canonical_record_one_a_line(
    command: str, held: Held, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run([command, "--json"]) == 0
    records = list(getattr(held, command)())
    out = capsysbinary.readouterr().out
    assert out == b"".join(record.canonical() + b"\n" for record in records)


def test_about_and_by_are_handed_on(held: Held, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", "--about", MINISTER, "--by", "Távora"]) == 0
    assert held.asked == (MINISTER, "Távora")
    assert capsys.readouterr().out.count("machine-read, not reviewed") == 2


@pytest.mark.parametrize("argv", [["claims"], ["claims", "--csv"], ["actors"], ["documents"]])
def test_nothing_for_people_carries_an_escape(
    argv: list[str], held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    assert held
    assert run(argv) == 0
    out = capsys.readouterr().out
    assert out
    assert all(char.isprintable() or char in "\r\n\ufeff" for char in out)


@pytest.mark.parametrize("command", ["claims", "actors"])
def test_what_waits_to_be_read_is_told_before_anything_is_shown(
    command: str, held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    held.waiting = 3
    assert run([command]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("careo: 3 documents not read yet")
