"""Statements and actors to views: who is said to do what, to command whom, and when.

Pure functions; the same statements in another order give the same views.
"""

from __future__ import annotations

from careo.structure.command import command
from careo.structure.domains import Domains
from careo.structure.flows import flows
from careo.structure.proceedings import proceedings
from careo.structure.responsibility import responsibility
from careo.structure.sieving import passes
from careo.structure.timeline import timeline

__all__ = ["Domains", "command", "flows", "passes", "proceedings", "responsibility", "timeline"]
