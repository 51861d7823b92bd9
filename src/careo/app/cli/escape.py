"""Make words from documents harmless where they are printed in a terminal.

A document may hold escape sequences that repaint a terminal and marks that reverse the order of
a line. JSON output needs none of this: it escapes by its own rules; CSV see `careo.model.cells`.

Source:
    Unicode Standard Annex 9 (directional formatting characters).
"""

from __future__ import annotations

from careo.model.cells import shown


def visible(text: str) -> str:
    """Return ``text`` as one line in which nothing acts on a terminal and nothing hides.

    White space becomes single spaces; control, directional and unassigned characters become
    their number, as in ``<U+202E>``.
    """
    plain = text if text.isprintable() else "".join(map(shown, text))
    return " ".join(plain.split())
