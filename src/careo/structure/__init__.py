"""Claims and actors to views: who is said to do what, to command whom, and when.

Pure functions; the same claims in another order give the same views.
"""

from __future__ import annotations

from careo.structure.command import command
from careo.structure.responsibility import responsibility
from careo.structure.timeline import timeline

__all__ = ["command", "responsibility", "timeline"]
