"""What a preposition behind a name says of it: "X, *de la Brigada 12*,", "Y, *al mando de X*,"."""

from __future__ import annotations

from collections.abc import Iterator

from careo.claims.relations.plain.behind import behind, preposition_at
from careo.claims.relations.plain.clause import Clause, Timed
from careo.claims.relations.plain.fill import fits
from careo.claims.relations.plain.groups import state_at
from careo.claims.relations.plain.phrases import Line, Phrase
from careo.claims.relations.plain.titles import CLOSERS
from careo.claims.relations.plain.words import DASHES, Named
from careo.model.lexicon import Trigger

_UNITS = ("@plain_units",)
_POSTED = Trigger(predicate="posted_to", pos="NOUN", roles={"nsubj": "agent", "de": "unit"})
_PART = Trigger(predicate="part_of", pos="NOUN", roles={"nsubj": "agent", "de": "patient"})


def attached(line: Line, name: Named, times: Timed) -> Iterator[tuple[Trigger, Clause]]:
    """Yield what stands between commas behind a name and begins with a preposition.

    Somebody of a unit is posted there, a unit of a unit is part of it; who is at the head of
    something, or under whose command it is, is told as the verb with the same preposition tells.
    """
    begin = name.last + 2
    if line.text(begin - 1) not in {",", "(", *DASHES}:
        return
    host, (word, _) = line.of_name(name), preposition_at(line, begin)
    if word in line.tree.listed("plain_leading"):
        said = Clause(group=state_at(line, begin), first=begin, last=begin - 1)
        behind(line, said, times)
        said.places["nsubj"] = [host]
        if line.text(said.last + 1) in CLOSERS:
            known = line.tree.lexicon.triggers.get(
                line.tree.lexicon.grammar["plain_copulas"][1], ()
            )
            yield from ((t, said) for t in known if word in t.roles)
    elif line.is_one_of(begin, "plain_of"):
        yield from _of_unit(line, host, begin)


def _of_unit(line: Line, host: Phrase, begin: int) -> Iterator[tuple[Trigger, Clause]]:
    thing = line.phrase(begin + 1)
    if thing is None or not thing.named or line.text(thing.last + 1) not in CLOSERS:
        return
    if thing.kind != "organization" or not fits(line, thing, _UNITS):
        return
    said = Clause(group=state_at(line, thing.noun), first=begin, last=thing.last)
    said.places = {"nsubj": [host], "de": [thing]}
    if host.kind == "person":
        yield _POSTED, said
    elif host.kind == "organization" and fits(line, host, _UNITS):
        yield _PART, said
