"""What a person decides: on claims, on who is the same, and to undo it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast, get_args

import typer

from careo.app.cli.happenings import lines, tell_decision
from careo.app.cli.options import CaseOption, JsonOption, case_path, example, storable, text
from careo.app.cli.output import emit
from careo.app.cli.work import opened

if TYPE_CHECKING:
    from careo.model.claim import Act, Basis, Polarity
    from careo.model.history import Happening

_CLAIM = "The first digits of its id, as cards print it."


def _argument(name: str, what: str) -> Any:
    return typer.Argument(metavar=name, help=what, show_default=False, parser=storable)


def _choice(kind: str, what: str) -> Any:
    """Return an option that takes one word of a closed list of `careo.model.claim`."""

    def chosen(given: str) -> str:
        from careo.model import claim

        words = get_args(getattr(claim, kind))
        if given not in words:
            raise typer.BadParameter(f"{given!r} is none of {', '.join(words)}")
        return given

    return typer.Option(metavar=kind.upper(), help=what, show_default=False, parser=chosen)


_WHY = text("Why.")
ClaimArgument = Annotated[str, _argument("CLAIM", _CLAIM)]
ClaimsArgument = Annotated[list[str], _argument("CLAIM...", _CLAIM)]
PersonArgument = Annotated[
    str,
    _argument("A", "A name, the first digits of an actor's id, or a place DOCUMENT:START-END."),
]
OtherArgument = Annotated[str, _argument("B", "The same for the other one.")]
ReasonOption = Annotated[str, _WHY]
SpeakerOption = Annotated[
    str | None,
    text("Who says it: words of the document that name him, or document, or nobody."),
]
ActOption = Annotated[
    str | None, _choice("Act", "What kind of saying it is: alleges, admits, denies, …")
]
PolarityOption = Annotated[
    str | None, _choice("Polarity", "Whether the content is told to be so: affirms or denies.")
]
BasisOption = Annotated[
    str | None, _choice("Basis", "How the speaker says to know: witnessed, told, deduced, …")
]
HedgedOption = Annotated[
    bool | None,
    typer.Option("--hedged/--no-hedged", help="The content is hedged.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Give ``app`` the commands."""
    app.command(epilog=example("careo accept 3f2a9c01d4e5 81b0"))(accept)
    app.command(epilog=example('careo reject 3f2a9c01d4e5 --reason "a headline, no statement"'))(
        reject
    )
    app.command(
        epilog=example(
            "careo correct 3f2a9c01d4e5 --speaker Távora --act alleges "
            '--reason "the colonel, not the letter"'
        )
    )(correct)
    app.command(
        epilog=example(
            'careo claim letter.txt --content "the routes were protected" --reason "not read"',
            'careo claim letter.txt --content "he knew" --cue said --speaker Távora --reason "…"',
        )
    )(claim)
    app.command(epilog=example('careo same "B. Varrón" "Benicio Varrón" --reason "one passport"'))(
        same
    )
    app.command(
        epilog=example(
            "careo different letter.txt:120-130 wire.html:44-54 "
            '--reason "father and son of one name"'
        )
    )(different)
    app.command(epilog=example('careo unsure "B. Varrón" "Benicio Varrón" --reason "ask Ana"'))(
        unsure
    )
    app.command(epilog=example("careo undo", "careo undo 27"))(undo)


def accept(
    claims: ClaimsArgument,
    *,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Accept claims: their words, who says them and how, as they read now.

    From then on they are shown as accepted by you, and no later reader changes how they read.
    """
    with opened(case_path(case)) as held:
        return _tell(held.accept(*claims, reason=reason), json=json)


def reject(
    claims: ClaimsArgument,
    *,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Reject what the machine read as claims; a reason is needed.

    They leave the matrix, the chart, the timeline and the lists of a dossier, and stand in a list
    of their own.
    """
    with opened(case_path(case)) as held:
        return _tell(held.reject(*claims, reason=reason), json=json)


def correct(
    claim: ClaimArgument,
    *,
    speaker: SpeakerOption = None,
    act: ActOption = None,
    polarity: PolarityOption = None,
    basis: BasisOption = None,
    hedged: HedgedOption = None,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Correct who says a claim, or how; a reason is needed.

    What the machine had read stays beside it.
    """
    with opened(case_path(case)) as held:
        made = held.correct(
            claim,
            speaker=speaker,
            act=cast("Act | None", act),
            polarity=cast("Polarity | None", polarity),
            basis=cast("Basis | None", basis),
            hedged=hedged,
            reason=reason,
        )
        return _tell([made], json=json)


def claim(
    document: Annotated[
        str, _argument("DOCUMENT", "The name of its file, or the first digits of its id.")
    ],
    *,
    content: Annotated[str, text("The words claimed, as the document has them.")],
    cue: Annotated[str, text("The words of saying nearest to them.")] = "",
    speaker: SpeakerOption = None,
    act: ActOption = None,
    polarity: PolarityOption = None,
    basis: BasisOption = None,
    hedged: HedgedOption = None,
    at: Annotated[
        int | None,
        typer.Option(
            metavar="START",
            min=0,
            help="Where the words begin, if they stand several times.",
            show_default=False,
        ),
    ] = None,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Add a claim by hand; a reason is needed. It counts as accepted."""
    with opened(case_path(case)) as held:
        made = held.claim(
            document,
            content,
            cue=cue,
            speaker=speaker,
            act=cast("Act | None", act),
            polarity=cast("Polarity | None", polarity),
            basis=cast("Basis | None", basis),
            hedged=hedged,
            at=at,
            reason=reason,
        )
        return _tell([made], json=json)


def same(
    one: PersonArgument,
    other: OtherArgument,
    *,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Judge that two are one actor; a reason is needed."""
    return _judge("same", one, other, reason, case, json=json)


def different(
    one: PersonArgument,
    other: OtherArgument,
    *,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Judge that two are different actors, whatever their names; a reason is needed."""
    return _judge("different", one, other, reason, case, json=json)


def unsure(
    one: PersonArgument,
    other: OtherArgument,
    *,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Put off whether two are one actor; a reason is needed. careo undo lets it be asked again."""
    return _judge("unsure", one, other, reason, case, json=json)


def _judge(
    verdict: Literal["same", "different", "unsure"],
    one: str,
    other: str,
    reason: str,
    case: Path | None,
    *,
    json: bool,
) -> int:
    with opened(case_path(case)) as held:
        judges = {"same": held.same, "different": held.different, "unsure": held.unsure}
        return _tell([judges[verdict](one, other, reason=reason)], json=json)


def undo(
    event: Annotated[
        int | None,
        typer.Argument(
            metavar="EVENT", help="Its number in careo history.", show_default=False, min=1
        ),
    ] = None,
    *,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Undo your last decision that stands, or the one of this number.

    To undo an undoing does again what it undid.
    """
    with opened(case_path(case)) as held:
        made = held.undo(event, reason=reason)
        number = int(made.about.removeprefix("event:"))
        target = next(one for one in held.history(str(number)) if one.event == number)
        return _tell([made], json=json, undone=target)


def _tell(made: Sequence[Happening], *, json: bool, undone: Happening | None = None) -> int:
    if json:
        emit(lines(made))
        return 0
    for one in made:
        tell_decision(one, undone)
    return 0
