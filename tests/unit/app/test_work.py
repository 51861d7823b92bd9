"""What could not be read is said a line each, with what to do."""

import pytest

from careo.app.cli.work import tell_missed, tell_protections, tell_unread
from careo.case.results import Added, Additions, Missed, Unread
from careo.model.record import DocumentId, sha256
from careo.model.views import DocumentView
from careo.sources import Protection

from .views import document

SOMETHING = Added(document=DocumentId(sha256(b"a")), name="letter.txt", outcome=None, new=True)


def _unread(view: DocumentView) -> Unread:
    return Unread(document=view, path=(view.name,))


def test_what_is_inside_others_is_told_with_its_path_and_very_many_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    many = [
        Unread(document=document(f"{n}.png", "timeout"), path=("mail.eml", f"{n}.png"))
        for n in range(25)
    ]
    assert tell_unread(many) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[3].startswith("careo: mail.eml › 3.png could not be read (timeout): ")  # noqa: RUF001
    assert lines[20:] == [
        "careo: 5 more documents were not read, or not whole: careo documents lists them"
    ]


def test_every_unread_document_is_named_with_its_reason_and_advice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    documents = [
        document("a.pdf", "refused", "password"),
        document("b.docx", "refused", "no reader for application/zip"),
        document("c.html", "partial", "nested deeper than 250 levels"),
        document("d\x1b[2J.pdf", "timeout"),
        document("e.pdf", "crashed", "SIGSEGV"),
    ]
    assert tell_unread(map(_unread, documents)) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "careo: a.pdf could not be read (refused, password): add a copy without a password",
        (
            "careo: b.docx could not be read (refused, no reader for application/zip): "
            "add it as PDF, DOCX, HTML or text in UTF-8"
        ),
        (
            "careo: c.html was read only in part (partial, nested deeper than 250 levels): "
            "the dossier says so"
        ),
        (
            "careo: d<U+001B>[2J.pdf could not be read (timeout): "
            "it is kept, and the dossier counts it as not read"
        ),
        (
            "careo: e.pdf could not be read (crashed, SIGSEGV): "
            "it is kept, and the dossier counts it as not read"
        ),
    ]
    assert tell_unread([]) == 0


def test_what_could_not_be_added_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    missed = (
        Missed(path="a", reason="a named pipe", hint="save what it holds"),
        Missed(path="locked", reason="cannot be opened"),
    )
    assert tell_missed(Additions(added=(SOMETHING,), missed=missed)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "careo: a: a named pipe: save what it holds",
        "careo: locked: cannot be opened: it was left out, all else was added",
    ]
    assert tell_missed(Additions(added=(SOMETHING,))) == 0


def test_missing_protections_are_told_and_full_ones_are_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        Protection(name="memory", denies="using more memory than allowed", by=("rlimit_as",)),
        Protection(name="network", denies="using the network", by=()),
    )
    monkeypatch.setattr("careo.sources.protections", lambda: lines)
    tell_protections()
    (said,) = capsys.readouterr().err.splitlines()
    assert "is not kept from using the network: " in said
    monkeypatch.setattr("careo.sources.protections", lambda: lines[:1])
    tell_protections()
    assert capsys.readouterr().err == ""
