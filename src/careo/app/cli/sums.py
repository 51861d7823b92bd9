"""Views in text: every line with its speaker and act, never a finding of careo's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from careo.app.cli.cards import SHAPES
from careo.app.cli.escape import visible
from careo.dossier.words import count, listed, predicate
from careo.model.wording import ACTS

if TYPE_CHECKING:
    from careo.model.flow import Flow, FlowGraph, Movement
    from careo.model.proceeding import Proceedings, ProceedingStep
    from careo.model.record import ActorId
    from careo.model.statement import Called
    from careo.model.structure import ChartEdge, CommandChart, Mark, Matrix, Timeline

    Cast = Mapping[ActorId, Called]

_SHOWN = 12
_INDENT = "    "


def speaker(mark: Mark, cast: Cast) -> str:
    """Return who speaks and what kind of saying it is, as cards do: shape, name, verb."""
    names = [visible(cast[one].name) for one in mark.by if one in cast]
    one, many, base = ACTS[mark.act]
    verb = many if len(names) > 1 else one
    if mark.negated and mark.relation < 0:
        verb = f"{'do' if len(names) > 1 else 'does'} not {base}"
    return f"{SHAPES[mark.act]} {listed(names) if names else visible(mark.speaker)} {verb}"


def _aside(mark: Mark) -> str:
    asides = [
        word
        for word, so in (
            ("hedged", mark.hedged),
            ("denied", mark.polarity == "denies" and mark.act != "denies"),
        )
        if so
    ]
    return f", {', '.join(asides)}" if asides else ""


def _refs(marks: Iterable[Mark]) -> str:
    return " ".join(dict.fromkeys(mark.claim[:_SHOWN] for mark in marks))


def _does(mark: Mark, cast: Cast) -> str:
    """Return what a mark says its actor does, with whom jointly."""
    words = predicate(mark.predicate, mark.verb, several=False, negated=mark.negated)
    joint = [visible(cast[one].name) for one in mark.joint if one in cast]
    return f"{words}, jointly with {listed(joint)}" if joint else words


def matrix(found: Matrix, cast: Cast) -> Iterator[str]:
    """Yield who is said to do what, a block an actor, a line a speaker, an act and a doing."""
    cells: dict[ActorId, list[tuple[str, tuple[Mark, ...]]]] = defaultdict(list)
    for cell in found.cells:
        cells[cell.actor].append((cell.domain, cell.marks))
    for actor in found.actors:
        yield f"{visible(cast[actor].name)}\n"
        for domain, marks in cells[actor]:
            yield f"  {domain}\n"
            said: dict[str, list[Mark]] = defaultdict(list)
            for mark in marks:
                said[f"{speaker(mark, cast)}: {_does(mark, cast)}{_aside(mark)}"].append(mark)
            for words, of in said.items():
                yield f"{_INDENT}{words} ({count(len(of), 'claim')}: {_refs(of)})\n"
        yield "\n"


def chart(found: CommandChart, cast: Cast) -> Iterator[str]:
    """Yield who is said to command whom, from the top; those said to act jointly in one line."""
    names = {node.id: visible(node.label) for node in found.nodes}
    layer = {node.id: node.layer for node in found.nodes}
    order = {node.id: n for n, node in enumerate(found.nodes)}
    edges: dict[tuple[str, ...], list[ChartEdge]] = defaultdict(list)
    for edge in found.edges:
        edges[edge.agents].append(edge)
    for agents in sorted(edges, key=lambda all_of: (layer[all_of[0]], order[all_of[0]], all_of)):
        together = " (said to act jointly)" if len(agents) > 1 else ""
        yield f"{listed([names[one] for one in agents])}{together}\n"
        for edge in sorted(edges[agents], key=lambda each: order[each.patient]):
            yield from _edge(edge, names, cast)
        yield "\n"


def _edge(edge: ChartEdge, names: Mapping[str, str], cast: Cast) -> Iterator[str]:
    said: dict[str, list[Mark]] = defaultdict(list)
    for mark in edge.marks:
        does = predicate(
            mark.predicate, mark.verb, several=len(edge.agents) > 1, negated=mark.negated
        )
        said[f"{does} {names[edge.patient]}, {speaker(mark, cast)}{_aside(mark)}"].append(mark)
    for words, of in said.items():
        yield f"{_INDENT}{words} ({count(len(of), 'claim')}: {_refs(of)})\n"


def timeline(found: Timeline, cast: Cast) -> Iterator[str]:
    """Yield what is dated, a line an entry: the date as normalised and as written."""
    from careo.dossier.relations import date_words

    for entry in found.entries:
        mark = entry.mark
        who = listed([visible(cast[one].name) for one in entry.actors if one in cast] or ["—"])
        does = predicate(mark.predicate, mark.verb, several=False, negated=mark.negated)
        what = f"{who}: {does}" if entry.clock == "event" else "of this knowing or saying"
        written = f" “{visible(entry.when.text.exact)}”" if entry.when.text is not None else ""
        yield f"{date_words(entry.when)}{written} ({entry.clock})\n"
        yield f"{_INDENT}{speaker(mark, cast)}: {what}{_aside(mark)} ({_refs([mark])})\n"
    if found.undated:
        yield f"{count(found.undated, 'claim')} without a date\n"


def flows(found: FlowGraph, cast: Cast) -> Iterator[str]:
    """Yield what is said to have moved, by kind of goods; amounts as written, never added."""
    labels = {end.id: visible(end.label) for end in found.ends}
    for flow in found.flows:
        yield f"{flow.goods}: {labels[flow.origin]} → {labels[flow.destination]}{_denied(flow)}\n"
        for movement in flow.movements:
            yield f"{_INDENT}{_movement(movement, labels, cast)}\n"


def _denied(flow: Flow) -> str:
    return " (denied or negated)" if flow.against else ""


def _movement(one: Movement, labels: Mapping[str, str], cast: Cast) -> str:
    from careo.dossier.relations import date_words

    said = [
        visible(one.what),
        visible(one.amount),
        f"by {listed([labels[end] for end in one.by])}" if one.by else "",
        f"by way of {listed([labels[end] for end in one.via])}" if one.via else "",
        date_words(one.when) if one.when is not None else "",
    ]
    words = ", ".join(filter(None, said)) or one.mark.predicate
    return f"{speaker(one.mark, cast)}: {words}{_aside(one.mark)} ({_refs([one.mark])})"


def proceedings(found: Proceedings, cast: Cast) -> Iterator[str]:
    """Yield a sheet for each, a line a step as one claim tells it."""
    for sheet in found.sheets:
        name = sheet.words if sheet.actor is None else cast[sheet.actor].name
        yield f"{visible(name)}\n"
        for step in sheet.steps:
            yield f"{_INDENT}{speaker(step.mark, cast)}: {_step(step)}{_aside(step.mark)}"
            yield f" ({_refs([step.mark])})\n"
        yield "\n"


def _step(one: ProceedingStep) -> str:
    from careo.dossier.relations import date_words
    from careo.dossier.words import lead_of, predicate_back

    back = predicate_back(one.predicate, negated=one.mark.negated).removesuffix(" by")
    parts: list[tuple[str, Sequence[str]]] = [
        ("charge", one.charges),
        ("duration", [one.duration] if one.duration else []),
        ("amount", [one.amount] if one.amount else []),
        ("court", one.courts),
        ("place", [one.place] if one.place else []),
    ]
    words = [
        f"{lead_of(one.predicate, role)} {visible(listed(list(texts)))}".strip()
        for role, texts in parts
        if texts
    ]
    by = [f"by {visible(listed(list(one.by)))}"] if one.by else []
    when = [f"({date_words(one.when)})"] if one.when is not None else []
    return " ".join([back, *words, *by, *when])
