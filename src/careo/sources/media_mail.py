"""Mails and mailboxes told from letters, by their headers.

Source:
    RFC 5322, sections 2.2 and 3.6; RFC 4155 (the line that parts the messages of a mailbox).
"""

from __future__ import annotations

import re

MAIL, MBOX = "message/rfc822", "application/mbox"

_FIELD = re.compile(r"([!-9;-~]{1,60})[ \t]*:")
_ONLY = re.compile(
    r"Return-Path|Received|Message-ID|MIME-Version|Delivered-To|DKIM-Signature|In-Reply-To"
    r"|Content-Transfer-Encoding|Content-Type|Envelope-To|X-[A-Za-z-]+",
    re.IGNORECASE,
)
_KNOWN = frozenset({"from", "to", "cc", "subject", "date", "sender", "reply-to"})
_DATE = re.compile(
    r"^Date:[ \t]*(?:\w{3},[ \t]*)?\d{1,2} \w{3} \d{2,4} \d{1,2}:\d\d(?::\d\d)? ?"
    r"(?:[+-]\d{4}|[A-Z]{2,4})",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = re.compile(r"^From:[^\n]*@", re.IGNORECASE | re.MULTILINE)
_BOX_LINE = re.compile(r">?From \S[^\n]{0,300}\n")
_BOX_TIME = re.compile(r"\d\d:\d\d")
_FIELDS = 3


def mail_type(text: str, name: str) -> str | None:
    """Return what a text is that begins with a mail's header, which no letter has; or None.

    A letter may begin with "To:" and "From:" too: one of the fields must be a mail's own, or the
    date be written as only mails write it. A name that ends on ``.eml`` makes up for that.
    """
    text = text.replace("\r\n", "\n").lstrip("\n")
    box = _BOX_LINE.match(text)
    header = text if box is None else text[box.end() :]
    lines = header.partition("\n\n")[0].split("\n")
    whole = "\n\n" in header
    names: list[str] = []
    for line in lines:
        field = _FIELD.match(line)
        if field is not None:
            names.append(field[1].lower())
        elif line[:1] not in {" ", "\t"}:
            whole = False
            break
    if not any(map(_is_known, names)):
        return None
    if name.endswith((".eml", ".mht", ".mhtml")):
        return MAIL
    if box is not None and _BOX_TIME.search(box[0]) and text.startswith("F"):
        return MBOX
    dated = _DATE.search(header) is not None and _FROM.search(header) is not None
    own = dated or any(_ONLY.fullmatch(one) for one in names)
    return MAIL if own and len(names) >= _FIELDS - whole else None


def _is_known(field: str) -> bool:
    return field in _KNOWN or _ONLY.fullmatch(field) is not None
