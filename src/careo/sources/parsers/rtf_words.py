"""The control words of RTF that matter for its text.

Source:
    Microsoft, Rich Text Format (RTF) Specification, version 1.9.1.
"""

from __future__ import annotations

SIGNS = {
    **dict.fromkeys(("line", "softline"), "\n"),
    **dict.fromkeys(("tab",), "\t"),
    **dict.fromkeys(("emspace", "enspace", "qmspace"), " "),
    "emdash": "\u2014",
    "endash": "\u2013",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
    "~": "\u00a0",
    "_": "\u2011",
    "-": "",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
ENDS = frozenset(
    ["par", "cell", "nestcell", "row", "nestrow", "sect", "page", "column", "\n", "\r"]
)
"""What ends a paragraph."""

HEADS = frozenset(["header", "headerl", "headerr", "headerf"])
FEET = frozenset(["footer", "footerl", "footerr", "footerf"])
CAUGHT = frozenset(["title", "author", "operator", "atnauthor", "atndate"])
"""Destinations whose text is about the document or a comment."""

THROUGH = frozenset(
    (
        *("shpinst", "shptxt", "shp", "do", "dptxbx", "dptxbxtext", "listtext", "pntext", "ud"),
        *("fldrslt", "field", "result", "shpgrp", "shppict", "txfieldtext", "ffdeftext"),
    )
)
"""Destinations whose text stands where they stand."""

SKIPPED = frozenset(
    (
        *("colortbl", "pict", "nonshppict", "shprslt", "fldinst", "objdata", "objclass", "objname"),
        *("themedata", "colorschememapping", "datastore", "latentstyles", "rsidtbl", "generator"),
        *("listtable", "listoverridetable", "revtbl", "filetbl", "xmlnstbl", "bkmkstart"),
        *("bkmkend", "template", "keywords", "subject", "doccomm", "comment", "company", "manager"),
        *("category", "hlinkbase", "sp", "sn", "sv", "ftnsep", "ftnsepc", "ftncn", "aftnsep"),
        *("aftnsepc", "aftncn", "xe", "tc", "rxe", "txe", "mmathPr", "userprops", "private"),
    )
)
"""Destinations whose text nobody sees."""

CHARSETS = {
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""Windows character sets of fonts, by their codec."""

CODEPAGES = {
    **{number: f"cp{number}" for number in range(1250, 1259)},
    **{number: f"cp{number}" for number in (437, 850, 852, 866, 874, 932, 949)},
    936: "gbk",
    950: "big5",
    10000: "mac-roman",
    65001: "utf-8",
}
