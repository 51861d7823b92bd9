"""The plot of `bench/views.py`: seconds over claims, both by powers of ten, as SVG."""

from __future__ import annotations

import math
from html import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 24, 50
LABEL = 15
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#222}.dim{fill:#666}"
    "path{fill:none;stroke:#0b4f8a;stroke-width:1.6}circle{fill:#0b4f8a}"
    ".grid{stroke:#ddd;stroke-width:1}.goal{stroke:#999;stroke-dasharray:4 4}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.dim{fill:#aaa}.grid{stroke:#444}"
    "path{stroke:#7db8ea}circle{fill:#7db8ea}.goal{stroke:#777}}"
)

Seconds = dict[str, dict[int, float]]


def plot(seconds: Seconds, goal: float = 1.0) -> str:
    """Return the plot: a line a view, named at its end; ``goal`` is drawn dashed."""
    scale = _Scale(seconds)
    parts = [*scale.grid(), *scale.goal(goal)]
    ends = []
    for view, found in seconds.items():
        points = [(scale.x(size), scale.y(value)) for size, value in sorted(found.items())]
        parts.append(f'<path d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in points)}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>' for x, y in points]
        ends.append((points[-1][1], f"{view}, {found[max(found)]:.2f} s"))
    parts += _labels(ends)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Seconds that each view takes, by the number of claims in the case">'
        f"<style>{STYLE}</style>{''.join(parts)}</svg>\n"
    )


def _labels(ends: list[tuple[float, str]]) -> list[str]:
    """Return the names of the lines, none on another."""
    placed, last = [], -math.inf
    for y, words in sorted(ends):
        last = max(y, last + LABEL)
        x = WIDTH - RIGHT + 8
        placed.append(f'<text x="{x}" y="{last + 4:.1f}">{escape(words)}</text>')
    return placed


class _Scale:
    """Claims to the right, seconds upwards, both logarithmic."""

    def __init__(self, seconds: Seconds) -> None:
        sizes = sorted({size for found in seconds.values() for size in found})
        values = [value for found in seconds.values() for value in found.values()]
        self._sizes = sizes
        self._x = math.log10(sizes[0]), math.log10(sizes[-1])
        self._y = math.floor(math.log10(min(values))), math.ceil(math.log10(max(*values, 1.0)))

    def x(self, size: int) -> float:
        low, high = self._x
        share = (math.log10(size) - low) / ((high - low) or 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        low, high = self._y
        share = (math.log10(value) - low) / (high - low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def grid(self) -> list[str]:
        right, lowest = WIDTH - RIGHT, HEIGHT - BOTTOM
        lines = []
        for power in range(self._y[0], self._y[1] + 1):
            y = self.y(10.0**power)
            lines.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{right}"/>')
            lines.append(
                f'<text class="dim" x="{LEFT - 8}" y="{y + 4:.1f}" '
                f'text-anchor="end">{10.0**power:g} s</text>'
            )
        for size in self._sizes:
            x = self.x(size)
            lines.append(f'<path class="grid" d="M{x:.1f} {TOP}V{lowest}"/>')
            lines.append(
                f'<text class="dim" x="{x:.1f}" y="{lowest + 20}" '
                f'text-anchor="middle">{size:,}</text>'
            )
        middle = (LEFT + right) / 2
        lines.append(
            f'<text class="dim" x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">'
            "claims in the case</text>"
        )
        return lines

    def goal(self, goal: float) -> list[str]:
        y = self.y(goal)
        return [f'<path class="goal" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>']
