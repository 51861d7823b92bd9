"""What a case says, in the formats of other programs; what is left out is told.

Each format is a function from `Holdings` to pieces of text, and one form that says what was
left out and why.
"""

from __future__ import annotations

from careo.dossier.exports.formats import FORMATS, Export, export

__all__ = ["FORMATS", "Export", "export"]
