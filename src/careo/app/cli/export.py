"""``careo export``: what a case says, for other programs."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from careo.app.cli.options import CaseOption, case_path, example, path
from careo.app.cli.output import emit, say
from careo.app.cli.work import opened, tell_pending
from careo.model.errors import StorageError, UsageError

_FORMATS = ("ftm", "ftm-statements", "graphml", "geojson", "annotations", "csv")


def register(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command(
        epilog=example("careo export ftm > entities.json", "careo export graphml -o graph.graphml")
    )(export)


def export(
    kind: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(_FORMATS)}.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="FILE",
            parser=path,
            help="The file to write; standard output without it.",
            show_default=False,
        ),
    ] = None,
    case: CaseOption = None,
) -> int:
    """Write what the case says in the format of another program.

    ftm: FollowTheMoney entities; ftm-statements: the same as statements, a dataset a document;
    graphml: the relations as a graph; geojson: who is said to have been where;
    annotations: W3C Web Annotations; csv: a row a relation.
    What a format cannot express is left out, and counted on standard error.
    """
    if kind not in _FORMATS:
        raise UsageError(f"no format {kind}", f"one of {', '.join(_FORMATS)}")
    if out is not None and out.exists():
        raise UsageError(f"{out} exists", "name a new file")
    with opened(case_path(case)) as held:
        tell_pending(held)
        made = held.export(kind)
        if out is None:
            emit(made.pieces)
        else:
            _write(out, made.pieces)
    if made.lost:
        why = "; ".join(f"{number:,} {reason}" for reason, number in sorted(made.lost.items()))
        say(f"relations not in this export: {why}")
    return 0


def _write(out: Path, pieces: Iterable[str]) -> None:
    """Write a file whole or not at all."""
    try:
        with tempfile.TemporaryDirectory(prefix=".careo-", dir=out.parent) as room:
            whole = Path(room) / "whole"
            with whole.open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
            whole.replace(out)
    except OSError as error:
        reason, hint = error.strerror, "choose a place that is there and can be written"
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            hint = "free some space, or choose another place"
        raise StorageError(f"cannot write {out}: {reason}", hint) from error
