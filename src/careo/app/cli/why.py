"""The claims behind a part of a view, as cards or as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from careo.app.cli.output import emit, say, width

if TYPE_CHECKING:
    from careo.case import Case
    from careo.case.behind import Behind
    from careo.model.record import ActorId, ClaimId, DocumentId
    from careo.model.views import ClaimView


def show(case: Case, behind: Behind, *, json: bool) -> int:
    """Print claims, each with its words, and return the exit code."""
    claims, beside = behind
    if json:
        emit(one.canonical().decode() + "\n" for one in case.why(claims))
        return 0
    files = {view.id: view.name for view in case.documents()}
    if not emit(_cards(case, claims, files)):
        say("no claim says that")
    if beside:
        emit(["Side by side with it, and no conclusion from them:\n\n"])
        emit(_cards(case, beside, files))
    return 0


def _cards(case: Case, claims: list[ClaimId], files: dict[DocumentId, str]) -> Iterator[str]:
    from careo.app.cli.cards import card

    for claim in case.why(claims):
        names = {one: called.name for one, called in case.called(_speakers(claim)).items()}
        yield card(claim, names, files, width())


def _speakers(claim: ClaimView) -> Iterable[ActorId]:
    chains = [claim.chain]
    if claim.reviewed is not None and claim.reviewed.machine is not None:
        chains.append(claim.reviewed.machine.chain)
    return [actor for chain in chains for link in chain for actor in link.speaker.everybody]
