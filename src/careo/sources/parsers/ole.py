"""Old Office files and encrypted ones: nothing is read of them, and what they are is said.

Source:
    Microsoft, [MS-CFB] (compound files), [MS-OFFCRYPTO] 2.3.4.4 (EncryptedPackage).
"""

from __future__ import annotations

import mmap
import struct

import olefile

from careo.sources.parsers.package import AsFile
from careo.sources.wire import Answer

_KINDS = (
    ("encryptedpackage", "password"),
    ("worddocument", "an old Word file (.doc)"),
    ("workbook", "an old Excel file (.xls)"),
    ("book", "an old Excel file (.xls)"),
    ("powerpoint document", "an old PowerPoint file (.ppt)"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
)
_OTHER = "no reader for application/x-ole-storage"


def parse(data: bytes | mmap.mmap) -> Answer:
    """Say what an OLE file is, by the streams at its root."""
    try:
        with olefile.OleFileIO(AsFile(data)) as held:
            names = {path[0].lower() for path in held.listdir() if len(path) == 1}
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError, struct.error):
        names = set()
    reason = next((reason for name, reason in _KINDS if name in names), _OTHER)
    return Answer(status="refused", reason=reason)
