"""Under whose command, with whose consent or knowledge something is done: "por orden de X"."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from careo.claims.relations.plain.clause import Clause
from careo.claims.relations.plain.phrases import Line, Phrase
from careo.model.lexicon import Trigger

_SOMEBODY = frozenset({"person", "organization"})


def under(line: Line, clause: Clause) -> Iterator[tuple[Trigger, Clause, int]]:
    """Yield what a noun behind a verb says of somebody and the deed, with that noun's place.

    The noun is one of the lexicon's ``governing`` with its preposition; whose it is must be a
    person or a body. What stands under it is what the clause is about: its subject; what was
    done to somebody is the deed, for nobody commands those who suffer it.
    """
    name = "dobj" if clause.group.passive else "nsubj"
    about = list(clause.places.get(name, ()))
    if not about:
        return
    for word, phrases in list(clause.places.items()):
        for phrase in phrases:
            whose = [p for p in phrase.inner if p.kind in _SOMEBODY]
            if whose and _governs(line, word, phrase):
                for trigger in line.triggers(phrase.noun):
                    made = _spelt(trigger)
                    if made is not None:
                        yield *_filled(made, clause, about, whose, word), phrase.noun
                        break


def _filled(
    trigger: Trigger, clause: Clause, about: list[Phrase], whose: list[Phrase], word: str
) -> tuple[Trigger, Clause]:
    said = Clause(group=clause.group, places={"bajo de": whose}, when=clause.when)
    suffers = clause.group.passive and about[0].kind != "thing"
    if suffers and word != "bajo" and about[0].first < clause.group.verb:
        said.deeds["bajo"] = [(about[0].first, clause.group.verb)]
        return msgspec.structs.replace(trigger, roles={**trigger.roles, "bajo": "domain"}), said
    said.places["bajo"] = about
    return trigger, said


def _governs(line: Line, word: str, phrase: Phrase) -> bool:
    return f"{word} {line.lemma(phrase.noun)}" in line.tree.listed("governing")


def _spelt(trigger: Trigger) -> Trigger | None:
    """Return a trigger with no other places than these two, or None where it has them not."""
    roles = {n: role for n, role in trigger.roles.items() if n in {"bajo", "bajo de"}}
    if "bajo" not in roles or "bajo de" not in roles:
        return None
    return msgspec.structs.replace(trigger, roles=roles, needs={})
