"""The command ``careo``: which commands there are, and how each of them ends.

Exit codes: 0 done; 1 done, but something could not be read or does not hold; 2 wrong usage;
3 the case file is damaged, missing or of another version; 4 failed, nothing lost; 130
interrupted. Whatever happens, the user reads one line and never a traceback; ``CAREO_DEBUG=1``
lets the traceback through.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Annotated

import typer
from typer.exceptions import TyperException

from careo.app.cli import (
    add,
    decide,
    dossier,
    erase,
    export,
    happenings,
    keeping,
    listing,
    questions,
    verify,
    views,
)
from careo.app.cli.options import example
from careo.app.cli.output import ReaderGoneError, emit, prepare, say
from careo.model.errors import CareoError

USAGE, FAILED, INTERRUPTED = 2, 4, 130
_ADVICE = {
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOSPC: "free some space and run the command again",
    errno.EDQUOT: "free some space and run the command again",
    errno.EACCES: "make it readable and writable for you, or choose another one",
    errno.EPERM: "make it readable and writable for you, or choose another one",
    errno.EROFS: "choose a place that can be written",
}

app = typer.Typer(
    name="careo",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example(
        "careo demo",
        "careo dossier letter.txt article.html -o dossier",
        "careo claims --case dossier.careo --about Távora",
    ),
)
for module in (
    dossier,
    add,
    listing,
    views,
    export,
    questions,
    decide,
    happenings,
    verify,
    keeping,
    erase,
):
    module.register(app)
COMMANDS = tuple(str(getattr(one.callback, "__name__", "")) for one in app.registered_commands)
"""The names of the commands, in the order of the help."""


@app.callback()
def careo(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True)
    ] = False,
) -> None:
    """Make a dossier of attributed claims: who says what about whom, through whose mouth.

    Nothing in a dossier is a fact. Everything is a statement by someone, at a place in a document.
    """
    if version:
        from importlib.metadata import version as installed

        emit([f"careo {installed('careo')}\n"])
    elif context.invoked_subcommand is None:
        sys.stderr.write(context.get_help() + "\n")
        raise typer.Exit(USAGE)


def run(argv: Sequence[str] | None = None) -> int:
    """Run careo and return its exit code.

    Args:
        argv: The arguments without the program's name; those of the process by default.
    """
    prepare()
    if argv is None:
        _end_as_interrupted()
    args = list(sys.argv[1:] if argv is None else argv)
    try:
        code: int = app(args, prog_name="careo", standalone_mode=False) or 0
    except ReaderGoneError:
        return 0
    except CareoError as error:
        say(str(error))
        return error.exit_status
    except TyperException as error:
        return _usage(error, args)
    except Exception as error:  # noqa: BLE001
        return _unexpected(error)
    if code == INTERRUPTED:
        say("interrupted: run the same command again")
    return code


def _end_as_interrupted() -> None:
    """Take the end of the terminal or of the machine as Ctrl-C."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores it
            signal.signal(number, interrupt)


def _usage(error: TyperException, args: Sequence[str]) -> int:
    """Say in one line what is wrong with the command, and where its help is."""
    message = " ".join(error.format_message().split()).rstrip(".")
    message = re.sub(r"\.? D(id you mean .*?\?)$", r" (d\1)", message)
    command = f"{args[0]} " if args and args[0] in COMMANDS else ""
    say(f"{message[:1].lower()}{message[1:]}: see careo {command}--help")
    return USAGE


def _advice(error: OSError) -> str:
    return _ADVICE.get(error.errno or 0, "look after it and run the command again")


def _unexpected(error: Exception) -> int:
    if os.environ.get("CAREO_DEBUG"):
        raise error
    if isinstance(error, OSError) and error.strerror:
        say(f"cannot use {error.filename or 'the output'} ({error.strerror}): {_advice(error)}")
        return USAGE if error.errno == errno.ENAMETOOLONG else FAILED
    say(
        "stopped by a fault in careo; what was acknowledged is kept: "
        "run again with CAREO_DEBUG=1 to see where, and report it"
    )
    return FAILED
