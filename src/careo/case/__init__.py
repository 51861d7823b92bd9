"""The conductor: the only room where the stations meet the store.

`Case` is the door; its parts are loaded when they are first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from careo.case.engines import InProcess, Processes
    from careo.case.handle import Case
    from careo.case.keeping import restore
    from careo.case.ports import Engine, Failure, Progress, Silent
    from careo.case.results import Added, Additions, Fault, Kept, Missed

__all__ = [
    "Added",
    "Additions",
    "Case",
    "Engine",
    "Failure",
    "Fault",
    "InProcess",
    "Kept",
    "Missed",
    "Processes",
    "Progress",
    "Silent",
    "restore",
]

_HOMES = {
    "Added": "results",
    "Additions": "results",
    "Case": "handle",
    "Engine": "ports",
    "Failure": "ports",
    "Fault": "results",
    "InProcess": "engines",
    "Kept": "results",
    "Missed": "results",
    "Processes": "engines",
    "Progress": "ports",
    "Silent": "ports",
    "restore": "keeping",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
