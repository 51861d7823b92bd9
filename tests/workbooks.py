"""Workbooks, made when needed: as few parts as a spreadsheet program would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def part(root: str, inner: str, doctype: str = "") -> str:
    """Return a part."""
    names = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}"'
    return f'<?xml version="1.0"?>{doctype}<{root} {names}>{inner}</{root}>'


def sheet(rows: str, before: str = "", after: str = "", doctype: str = "") -> str:
    """Return a sheet's part."""
    return part("worksheet", f"{before}<sheetData>{rows}</sheetData>{after}", doctype)


def inline(text: str, reference: str = "") -> str:
    """Return a cell that holds its own text."""
    where = f' r="{reference}"' if reference else ""
    return f'<c t="inlineStr"{where}><is><t xml:space="preserve">{text}</t></is></c>'


def relations(*found: tuple[str, str, str]) -> str:
    """Return a part of relationships: id, kind and target of each."""
    each = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for id_, kind, target in found
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def workbook(
    sheets: Iterable[tuple[str, str]], parts: dict[str, str | bytes] | None = None, first: str = ""
) -> bytes:
    """Return a workbook.

    Args:
        sheets: The attributes of each sheet's entry (``name="One" state="hidden"``) and its part.
        parts: Further parts by name.
        first: What stands before the entries.
    """
    listed = list(sheets)
    entries = "".join(f'<sheet {said} r:id="s{n}"/>' for n, (said, _) in enumerate(listed, 1))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relations(("m", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": part("workbook", f"{first}<sheets>{entries}</sheets>"),
        "xl/_rels/workbook.xml.rels": relations(
            *(
                (f"s{n}", "worksheet", f"worksheets/sheet{n}.xml")
                for n in range(1, len(listed) + 1)
            ),
            ("t", "sharedStrings", "sharedStrings.xml"),
            ("y", "styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": part("sst", ""),
        "xl/styles.xml": part("styleSheet", ""),
        **{f"xl/worksheets/sheet{n}.xml": text for n, (_, text) in enumerate(listed, 1)},
        **(parts or {}),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()
