"""Mails from bytes to who says what: a quoted person's words are never the sender's."""

from __future__ import annotations

from pathlib import Path

import pytest

from careo.case import Case
from tests.mails import mail, mailbox, multipart, part

ANA_EN, ANA_ES = "The colonel ordered the raid.", "El coronel ordenó el registro."

_GMAIL = (
    f"<div>{ANA_EN}</div><div class=gmail_quote><div class=gmail_attr>On Tue, May 13, 2025 at "
    "10:05 AM Greta Solling &lt;<a>greta@nord.example</a>&gt; wrote:<br></div><blockquote "
    "class=gmail_quote>The mate sold the crates.</blockquote></div>"
)
_OUTLOOK = (
    f"<p>{ANA_ES}</p><div style='border-top:solid'><p><b>De:</b> Tomás Rivas &lt;t@nord.example"
    "&gt;<br><b>Enviado el:</b> lunes<br><b>Para:</b> Ana Roe<br><b>Asunto:</b> RV</p></div>"
    "<p>El alcalde vendió el almacén.</p>"
)
_APPLE = (
    f"<div>{ANA_ES}</div><blockquote type=cite><div>El 13 may 2025, a las 10:05, Greta Solano "
    "&lt;g@nord.example&gt; escribió:</div><br><div>El ministro vendió el barco.</div></blockquote>"
)


_REPLY_EN = (
    f"{ANA_EN}\n\nOn Tue, 13 May 2025 at 10:05, Greta Solling\n<greta@nord.example> wrote:\n\n"
    "> The mate sold the crates.\n"
)
_REPLY_ES = (
    "El mar, 13 may 2025 a las 10:05, Greta Solano (<greta@nord.example>)\nescribió:\n"
    f"> El ministro vendió el barco.\n\n{ANA_ES}\n"
)
_ORIGINAL = (
    f"{ANA_EN}\n\n-----Original Message-----\nFrom: Tom Amsel <t@nord.example>\nSent: Monday\n"
    "To: Ana Roe\nSubject: FW\n\nThe mate sold the crates.\n"
)
_UNMARKED = (
    f"{ANA_EN}\n\nOn Tue, 13 May 2025 at 10:05, Greta Solling <g@nord.example> wrote:\n\n"
    "The mate sold the crates.\n"
)
_NOBODY = f"{ANA_EN}\n\n> The mate sold the crates.\n"
_ONLY = "From: Tom Amsel <t@nord.example>\nTo: Ana Roe\n\nThe mate sold the crates.\n"
_SOLD_EN, _SOLD_ES = "The mate sold the crates.", "El ministro vendió el barco."


@pytest.mark.parametrize(
    ("body", "sender", "other", "quoted"),
    [
        (_REPLY_EN, ANA_EN, "Greta Solling", _SOLD_EN),
        (_REPLY_ES, ANA_ES, "Greta Solano", _SOLD_ES),
        (_ORIGINAL, ANA_EN, "Tom Amsel", _SOLD_EN),
        (_UNMARKED, ANA_EN, "Greta Solling", _SOLD_EN),
        (_NOBODY, ANA_EN, "not named", _SOLD_EN),
        (_ONLY, "", "Tom Amsel", _SOLD_EN),
        (part(_GMAIL, "text/html"), ANA_EN, "Greta Solling", _SOLD_EN),
        (part(_OUTLOOK, "text/html"), ANA_ES, "Tomás Rivas", "El alcalde vendió el almacén."),
        (part(_APPLE, "text/html"), ANA_ES, "Greta Solano", _SOLD_ES),
    ],
)
def test_quoted_words_are_the_quoted_person_s(
    tmp_path: Path, body: str | bytes, sender: str, other: str, quoted: str
) -> None:
    (tmp_path / "x.eml").write_bytes(mail(body))
    with Case.open(tmp_path / "case", create=True) as case:
        case.add(tmp_path / "x.eml")
        said = {
            " ".join(quote.exact for quote in claim.content): claim.chain for claim in case.claims()
        }
        hers = {claim.content[0].exact for claim in case.claims(by="Ana Roe")}
    assert said.keys() == {one for one in (sender, quoted) if one}
    assert [link.speaker.text for link in said[quoted]] == ["The cold store", other]
    assert hers == {one for one in (sender,) if one}


def test_i_is_the_sender_and_in_what_is_quoted_the_quoted_person(tmp_path: Path) -> None:
    body = (
        "I sold the ship.\n\nOn 13 May 2025 at 10:05, Greta Solling <g@nord.example> wrote:\n"
        "> I paid the minister.\n>\n> On 12 May 2025, Tom Amsel wrote:\n>> I opened the door.\n"
    )
    (tmp_path / "x.eml").write_bytes(mail(body))
    with Case.open(tmp_path / "case", create=True) as case:
        case.add(tmp_path / "x.eml")
        names = {actor.id: actor.name for actor in case.actors()}
        sellers = {
            (relation.predicate, role.text, names[role.actor] if role.actor is not None else "")
            for claim in case.claims()
            for relation in claim.relations
            for role in relation.roles
            if role.text == "I"
        }
    assert {who for _, _, who in sellers} == {"Ana Roe", "Greta Solling", "Tom Amsel"}


def test_what_is_in_a_mail_becomes_documents_of_their_own(tmp_path: Path) -> None:
    inner = mail("The mate sold the crates.\n", author="Tom Amsel <tom@nord.example>")
    whole = multipart("mixed", part(ANA_EN), part(inner, "message/rfc822"), part("x", name="a.txt"))
    (tmp_path / "a.eml").write_bytes(mail(whole))
    (tmp_path / "box").write_bytes(mailbox([mail(ANA_ES)]))
    with Case.open(tmp_path / "case", create=True) as case:
        case.add(tmp_path / "a.eml")
        case.add(tmp_path / "box")
        documents = {one.id: one for one in case.documents()}
        within = {one.name: documents[one.parent].name for one in documents.values() if one.parent}
        his = [claim.content[0].exact for claim in case.claims(by="Tom Amsel")]
    assert within == {"part 2.eml": "a.eml", "a.txt": "a.eml", "message 1.eml": "box"}
    assert his == ["The mate sold the crates."]


@pytest.mark.parametrize(
    ("quoted", "denied"),
    [
        ("Bea Luna denied that she knew Rok Sand.", "that she knew Rok Sand"),
        ("Bea Luna afirmó que Rok Sand vendió el barco.", "que Rok Sand vendió el barco"),
    ],
)
def test_a_quoted_saying_is_said_within_what_nobody_by_name_says(
    tmp_path: Path, quoted: str, denied: str
) -> None:
    sender = ANA_EN if "denied" in quoted else ANA_ES
    (tmp_path / "x.eml").write_bytes(mail(f"{sender}\n\n> {quoted}\n"))
    with Case.open(tmp_path / "case", create=True) as case:
        case.add(tmp_path / "x.eml")
        said = {
            " ".join(quote.exact for quote in claim.content): [
                link.speaker.text for link in claim.chain[1:]
            ]
            for claim in case.claims()
        }
    assert said[quoted] == ["not named"]
    assert said[denied] == ["not named", "Bea Luna"]
