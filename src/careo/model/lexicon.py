"""What a language says with which words: data that the reading and the claims share."""

from __future__ import annotations

import msgspec

from careo.model.claim import Act, Basis
from careo.model.record import Record


class Cue(Record, frozen=True):
    """One way of saying.

    Attributes:
        act: What kind of act it is.
        pos: ``VERB`` or ``NOUN``.
        content: How its content may stand: ``clause`` ("said that X"), ``gerund`` ("admitted
            doing X"), ``object`` ("described the fraud", "denied the charges"), ``as``
            ("described X as Y").
        weak: Only a cue when its content is a clause or a quotation ("notes", "finds", "shows").
    """

    act: Act
    pos: str = "VERB"
    content: tuple[str, ...] = ("clause",)
    weak: bool = False


class Trigger(Record, frozen=True):
    """A word that asserts a relation.

    Attributes:
        predicate: Which.
        pos: ``VERB``, ``NOUN`` or ``ADJ``.
        roles: Role by grammatical place: ``nsubj``, ``dobj``, ``agent`` (by-phrase), ``xcomp``,
            or a preposition (``with``, ``in``, ``to`` …).
    """

    predicate: str
    pos: str = "VERB"
    roles: dict[str, str] = msgspec.field(default_factory=dict)


class Lexicon(Record, frozen=True):
    """All of it, for one language.

    Attributes:
        language: ISO 639-1 code.
        cues: By lemma; a multi-word cue is spelt with spaces ("point out").
        triggers: By lemma.
        hedges: Lemmas or phrases that hedge ("allegedly", "would have").
        conveyors: Nouns that carry somebody's words ("letter", "indictment").
        roles: Nouns that name a person by what he is ("general", "minister", "witness").
        ranks: Titles before a name that are military or police ranks.
        basis: Verb lemma inside a content to the basis it shows ("witness": witnessed).
        domains: Domain name to the words that show it, for the responsibility matrix.
    """

    language: str
    cues: dict[str, tuple[Cue, ...]]
    triggers: dict[str, tuple[Trigger, ...]]
    hedges: tuple[str, ...]
    conveyors: tuple[str, ...]
    roles: tuple[str, ...]
    ranks: tuple[str, ...]
    basis: dict[str, Basis]
    domains: dict[str, tuple[str, ...]]
