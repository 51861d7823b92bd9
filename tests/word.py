"""Word documents, made when needed: nothing of them is stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

Relation = tuple[str, str, str]
"""An id, the last word of the kind, a target."""


def el(name: str, *content: str, **attributes: str) -> str:
    """Return an element; a bare name is Word's, ``r_id`` is ``r:id``, ``x_`` is ``x``."""

    def full(word: str) -> str:
        return (
            word[:-1]
            if word.endswith("_")
            else word.replace("_", ":")
            if "_" in word
            else f"w:{word}"
        )

    held = "".join(f' {full(key)}="{value}"' for key, value in attributes.items())
    tag = name if ":" in name else f"w:{name}"
    return f"<{tag}{held}>{''.join(content)}</{tag}>"


def run(text: str, *properties: str) -> str:
    """Return a run of text."""
    return el("r", el("rPr", *properties), el("t", text))


def paragraph(text: str, *properties: str) -> str:
    """Return a paragraph of one run."""
    return el("p", el("pPr", *properties), run(text))


def field(code: str, result: str, *, end: bool = True) -> str:
    """Return a field with its code and, unless it is empty, its result."""

    def mark(kind: str) -> str:
        return el("r", el("fldChar", fldCharType=kind))

    shown = mark("separate") + run(result) if result else ""
    return mark("begin") + el("r", el("instrText", code)) + shown + (mark("end") if end else "")


def part(root: str, content: str) -> str:
    """Return a part with all namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{content}</w:{root}>'


def relations(*found: Relation) -> str:
    """Return a part of relationships."""
    held = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for id_, kind, target in found
    )
    return f'<Relationships xmlns="{_RELATIONS}">{held}</Relationships>'


def docx(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    related: tuple[Relation, ...] = (),
    main: str | None = None,
) -> bytes:
    """Return a document.

    Args:
        body: What stands in ``w:body``.
        parts: More parts, by name.
        related: The relations of the main part.
        main: The main part as a whole.
    """
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(
            ("m", "officeDocument", "word/document.xml"),
            ("c", "metadata/core-properties", "docProps/core.xml"),
        ),
        "word/document.xml": main or part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(*related),
    }
    return zipped({**held, **(parts or {})})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP file of parts, in their order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, data, kind)
    return held.getvalue()


def bomb(megabytes: int, unit: bytes = b"<w:p/>", before: str = "") -> bytes:
    """Return a document whose main part unpacks to so many megabytes."""
    frame = part("document", f"<w:body>{before}@</w:body>").encode().split(b"@")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        with package.open("word/document.xml", "w", force_zip64=True) as main:
            main.write(frame[0])
            for chunk in _repeated(unit, megabytes << 20):
                main.write(chunk)
            main.write(frame[1])
    return held.getvalue()


def _repeated(unit: bytes, size: int) -> Iterator[bytes]:
    block = unit * max(1, (1 << 20) // len(unit))
    for _ in range(size // len(block)):
        yield block
