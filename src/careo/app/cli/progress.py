"""The bar on standard error: what, how many of how many, how fast, what failed, time left."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from careo.app.cli.escape import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_WORDS = {
    "adding": "Adding",
    "reading": "Reading",
    "verifying": "Checking",
    "writing": "Writing",
    "saving": "Saving",
}
_NAME = 28
"""Columns for the name of what was done last."""


class Bar:
    """A `careo.case` progress that draws where standard error is a terminal, and is silent else.

    Attributes:
        done: How many steps of each stage are done and durable: what an interruption keeps.
    """

    def __init__(self) -> None:
        """Draw nothing yet."""
        self.done: Counter[str] = Counter()
        self._stage = ""
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def start(self, stage: str, total: int | None) -> None:
        """Begin a stage of ``total`` steps, if known."""
        self._stage = stage
        if not sys.stderr.isatty():
            return
        self._close()
        self._bar = _draw()
        self._bar.start()
        label = _WORDS.get(stage, stage.capitalize())
        self._task = self._bar.add_task(label, total=total, failed="", last="")

    def step(self, done: int, failed: int, name: str) -> None:
        """Show that ``name`` is done; both numbers count from the stage's start."""
        self.done[self._stage] += 1
        if self._bar is None or self._task is None:
            return
        shown = visible(name)
        last = shown if len(shown) <= _NAME else f"…{shown[1 - _NAME :]}"
        self._bar.update(
            self._task, completed=done, failed=f"{failed} failed" if failed else "", last=last
        )

    def finish(self) -> None:
        """Take the bar away."""
        self._close()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = None


def _draw() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Drawn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Items a second, or seconds an item where they are slow."""

        def render(self, task: Task) -> Text:
            if not task.completed or (task.elapsed or 0) < 1:
                return Text("")
            speed = task.completed / (task.elapsed or 1)
            return Text(f"{speed:.1f}/s" if speed >= 1 else f"{1 / speed:.1f} s each")

    return Drawn(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[failed]}", markup=False),
        TextColumn("{task.fields[last]}", markup=False),
        console=Console(file=sys.stderr, stderr=True, emoji=False, highlight=False),
        transient=True,
    )
