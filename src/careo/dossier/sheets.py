"""Legal-case sheets, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from careo.dossier.card import Cards
from careo.dossier.index import Index, called
from careo.dossier.show import name
from careo.dossier.told import Line, line
from careo.model.proceeding import Proceedings


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is said of the proceedings against one."""

    who: Markup
    lines: tuple[Line, ...]


def sheets(found: Proceedings, index: Index, cards: Cards) -> list[Sheet]:
    """Return the sheets in their order, each step as its claim tells it."""
    made = []
    for sheet in found.sheets:
        who = name(f"“{sheet.words}”")
        if sheet.actor is not None:
            view = index.actors[sheet.actor]
            anchor = index.actor_anchor(sheet.actor)
            who = Markup('<a class="who" href="#{}">{}</a>').format(anchor, name(called(view)))
        made.append(
            Sheet(who=who, lines=tuple(line(step.mark, index, cards) for step in sheet.steps))
        )
    return made
