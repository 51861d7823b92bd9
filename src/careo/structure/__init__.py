"""Statements and actors to views: who is said to do what, to command whom, and when.

Pure functions; the same statements in another order give the same views.
"""

from __future__ import annotations

from careo.structure.command import DRAWN, command
from careo.structure.domains import BACK, Domains
from careo.structure.flows import MOVING, flows
from careo.structure.gazetteer import outline, outlines
from careo.structure.presence import BESIDE, presence
from careo.structure.proceedings import STEPS, proceedings
from careo.structure.responsibility import DOING, responsibility
from careo.structure.sieving import passes
from careo.structure.timeline import timeline

__all__ = [
    "BACK",
    "BESIDE",
    "DOING",
    "DRAWN",
    "MOVING",
    "STEPS",
    "Domains",
    "command",
    "flows",
    "outline",
    "outlines",
    "passes",
    "presence",
    "proceedings",
    "responsibility",
    "timeline",
]
