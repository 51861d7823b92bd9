"""Odd texts end in an outcome: no exception, every quote exact, time as their length."""

import resource
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from careo.app.cli.main import run
from careo.case import Case
from careo.case.work import Task, findings, work
from careo.model.config import Config, Limits
from careo.model.document import Source
from careo.model.record import DocumentId, sha256
from careo.model.text import Span
from careo.store.found import Findings
from tests.torture import texts

EN = "The minister, Ana Ruiz, said that the bridge had fallen. “No one told us,” she added. "
ES = "La ministra, Ana Ruiz, dijo el lunes que el puente cayó. «Nadie nos avisó», añadió Ruiz. "
NL = "De minister zei maandag dat de brug was ingestort en dat niemand iets had gehoord. "
FR = "“Nous ne savions rien de cette affaire et personne ne nous a prévenus avant lundi.” "
COMBINED = "The minister, Ana Rui\u0301z" + "\u0300" * 200 + ", said that the bridge had fallen. "

READ: dict[str, Callable[[int], str]] = {
    "ordinary Spanish": lambda n: texts.spanish(1, sentences=2 * n),
    "one endless line": lambda n: ES * n,
    "no punctuation": lambda n: "Ana Ruiz dijo que el puente cayó y añadió que nadie avisó " * n,
    "no spaces": lambda n: (EN * n).replace(" ", ""),
    "bidi controls": lambda n: EN.replace("Ana", "\u202eA\u2066na\u2069\u202c") * n,
    "zero width": lambda n: EN.replace("Ruiz", "R\u200bu\ufeffiz\u00ad") * n,
    "combining marks": lambda n: COMBINED * n,
    "emoji": lambda n: EN.replace("fallen", "fallen \U0001f469\u200d\U0001f9b0\U0001f1ea") * n,
    "capitals": lambda n: (EN * n).upper(),
    "nested quotations": lambda n: "Ana Ruiz dijo: «" * 8 * n + "cayó" + "»" * 8 * n,
    "nested clauses": lambda n: "Ana Ruiz said that " * 2 * n + "it fell.",
    "one-word paragraphs": lambda n: "Ruiz\n\nsaid\n\nbridge.\n\npuente\n\n" * 5 * n,
    "a table": lambda n: "7\tRuiz, Ana\tColonel\t2019-05-01\tdijo\tTarn\n" * 3 * n,
    "a quotation in French": lambda n: (EN + EN + "She said: " + FR) * (n // 2),
    "one name": lambda n: "Ana " * 20 * n + "said that it fell.",
    "one word": lambda n: "dijo " * 20 * n,
}
UNREAD: dict[str, Callable[[int], str]] = {
    "another language": lambda n: NL * n,
    "quotation marks": lambda n: '"' * 5_000 * n,
    "opening marks": lambda n: "“" * 5_000 * n,
    "dashes": lambda n: "—" * 5_000 * n,
    "digits": lambda n: "1" * 5_000 * n,
}
FILES = {
    "nul.txt": (EN.encode().replace(b"bridge", b"bri\0dge"), 0, "ok"),
    "surrogates.txt": (
        EN.encode() * 20 + b"\xed\xa0\x80 \xed\xb0\x80 " + EN.encode(),
        1,
        "partial",
    ),
    "windows.txt": (ES.encode("cp1252"), 0, "ok"),
    "nuls.txt": (bytes(5_000), 1, "refused"),
}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Findings]:
    """Read a text as a file's, and check every span of what is found."""

    def found(text: str, limits: Limits = Limits()) -> Findings:  # noqa: B008 a frozen value
        path = tmp_path / "odd.txt"
        path.write_text(text, encoding="utf-8")
        document = DocumentId(sha256(path.read_bytes()))
        config = Config(limits=limits)
        task = Task(
            document=document, path=str(path), name="odd.txt", given=Source(), config=config
        )
        result = findings(work(task))
        assert result.layer is not None
        for span in spans((result.mentions, result.referents, result.claims)):
            assert result.layer.text[span.start : span.end] == span.exact != ""
        return result

    return found


def spans(value: object) -> list[Span]:
    """Return all spans within a value."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, msgspec.Struct):
        value = tuple(getattr(value, name) for name in value.__struct_fields__)
    return [span for one in value for span in spans(one)] if isinstance(value, tuple) else []


@pytest.mark.parametrize("name", READ)
def test_an_odd_text_is_read(name: str, read: Callable[..., Findings]) -> None:
    assert read(READ[name](10)).outcome.status == "ok"


@pytest.mark.parametrize("name", UNREAD)
def test_a_text_that_cannot_be_read_says_so(name: str, read: Callable[..., Findings]) -> None:
    found = read(UNREAD[name](20))
    assert (found.outcome.status, found.claims) == ("partial", ())
    assert found.outcome.reason.startswith("language not read: ")


def test_both_halves_are_read_and_a_third_language_is_told(read: Callable[..., Findings]) -> None:
    found = read(f"{EN}\n\n{ES}\n\n{NL * 3}\n")
    said = {claim.claim.content[0].exact for claim in found.claims}
    assert {"that the bridge had fallen", "que el puente cayó"} <= said
    assert not any("brug" in words for words in said)
    assert found.outcome.reason == "parts of it not read, by their language: nl"


@pytest.mark.parametrize("name", FILES)
def test_odd_bytes_are_read_or_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, code, status = FILES[name]
    (tmp_path / name).write_bytes(content)
    place = tmp_path / "case"
    assert run(["add", str(tmp_path / name), "--case", str(place)]) == code
    assert len(capsys.readouterr().err.splitlines()) == code
    with Case.open(place) as case:
        (document,) = case.documents()
        assert document.outcome == status
        assert list(case.verify()) == []
        assert bool(list(case.claims())) == (status != "refused")


def test_a_huge_text_is_read_to_the_limit_in_flat_memory(read: Callable[..., Findings]) -> None:
    limits = Limits(read_chars=8_000)
    read(EN * 200, limits)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = read("\n\n".join([ES] * 22_000), limits)
    assert found.layer is not None
    assert len(found.layer.text) > 1_900_000
    assert found.outcome.status == "partial"
    assert found.outcome.reason.startswith("claims are read from the first ")
    assert max(span.end for span in spans(found.mentions)) <= limits.read_chars
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 96 * 1024


@pytest.mark.parametrize("name", ["ordinary Spanish", "nested quotations", "one-word paragraphs"])
def test_reading_takes_as_long_as_the_text_is(name: str, read: Callable[..., Findings]) -> None:
    make = READ[name]
    read(make(5))

    def seconds(n: int) -> float:
        begun = time.process_time()
        read(make(n))
        return time.process_time() - begun

    assert seconds(48) < 8 * seconds(12)
