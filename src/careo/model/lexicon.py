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
        content: How its content may stand: ``clause`` ("said that X"), ``infinitive`` ("vowed to
            do X"), ``gerund`` ("admitted doing X"), ``object`` ("described the fraud", "denied
            the charges"), ``as`` ("described X as Y").
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
            or a preposition (``with``, ``in``, ``to`` …). Nouns also have ``self`` (``agent``:
            the noun names somebody by what he is), ``poss``, ``between`` and ``under`` ("under
            his command": what stands under; ``under of``: whose).
        needs: Words of which one must stand at a place; ``@person``, ``@organization``,
            ``@amount``, ``@duration``, ``@goods``, ``@named place`` and ``@post`` ask for a kind,
            ``*`` for any; where no words are given, nothing may stand there.
            The place ``passive`` is held by a passive that does not say who acted.
    """

    predicate: str
    pos: str = "VERB"
    roles: dict[str, str] = msgspec.field(default_factory=dict)
    needs: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Pronoun(Record, frozen=True):
    """What a pronoun agrees with.

    Attributes:
        person: ``first``, ``third``, or ``relative`` ("who").
        case: ``subject``, ``object`` or ``possessive``.
        number: ``one``, ``many``, or empty for either.
        gender: ``m``, ``f``, ``n``, or empty for any.
    """

    person: str
    case: str
    number: str = ""
    gender: str = ""


class Naming(Record, frozen=True):
    """The words by which names and descriptions are told apart; all in lower case.

    Attributes:
        organization_words: Words of an organization's name ("ministry", "cartel").
        place_words: Last words of a place's name ("province", "river").
        place_starts: First words of a place's name ("port", "upper").
        places: Spelling of a country or region to its one key ("u.s.": "united states").
        bodies: Nouns that name an organization by what it is ("regime", "court").
        titles: Titles before a name to ``m``, ``f`` or empty.
        gendered: Nouns that say who is a man or a woman ("spokeswoman"), to ``m`` or ``f``.
        given_names: Given names to ``m``, ``f`` or empty where both carry it.
        kin: Plurals before given names that share one surname ("brothers").
        particles: Lower-case words inside a name ("de", "van").
        generic_conveyors: Conveyors that may stand for any other ("document").
        anonymity: Words that say that a name is withheld ("whose name").
        polities: Words before a country's name ("republic").
        portfolio_roles: Roles that are of something ("minister" of the interior).
        portfolios: Last words of what a chief is chief of ("chief of defence staff").
        units: Words of a numbered unit ("3 Division").
        not_names: Capitalised words that name nobody ("Article", "Monday").
        undertakings: First words of the name of a force's undertaking ("operation").
        naming_verbs: Words between what somebody is and the name ("known as").
        writing_verbs: What the writer of a letter does with it.
        abbreviations: Of titles ("gen" is "general").
        loose_modifiers: Adjectives that tell nobody apart ("former").
        pronouns: By form.
        broader: Roles to the narrower ones whose bearers they may mean ("expert": an engineer).
        counterparts: Roles to those that make one their owner's ("client": one's lawyer).
        generic_bodies: Bodies that may stand for one just named that is none of another kind, to
            the kinds that they take in ("agency": a bureau).
        seconds: Words that make an office another, lower one ("vice").
    """

    organization_words: tuple[str, ...] = ()
    place_words: tuple[str, ...] = ()
    place_starts: tuple[str, ...] = ()
    places: dict[str, str] = msgspec.field(default_factory=dict)
    bodies: tuple[str, ...] = ()
    titles: dict[str, str] = msgspec.field(default_factory=dict)
    gendered: dict[str, str] = msgspec.field(default_factory=dict)
    given_names: dict[str, str] = msgspec.field(default_factory=dict)
    kin: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    generic_conveyors: tuple[str, ...] = ()
    anonymity: tuple[str, ...] = ()
    polities: tuple[str, ...] = ()
    portfolio_roles: tuple[str, ...] = ()
    portfolios: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    undertakings: tuple[str, ...] = ()
    naming_verbs: tuple[str, ...] = ()
    writing_verbs: tuple[str, ...] = ()
    abbreviations: dict[str, str] = msgspec.field(default_factory=dict)
    loose_modifiers: tuple[str, ...] = ()
    pronouns: dict[str, Pronoun] = msgspec.field(default_factory=dict)
    broader: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    counterparts: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    generic_bodies: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    seconds: tuple[str, ...] = ()


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
        naming: Words that tell names and descriptions apart.
        times: Words and patterns of time; see `careo.claims.timewords`.
        speakers: Nouns whose saying is an act of its own kind ("court": finds, "register":
            records, "prosecutor": alleges).
        authoring: Verbs whose subject is the author of the conveyor in their object ("write").
        saying: Lists of words that steer the rules of attribution, by their use ("negations").
        mentions: Small words that steer the finding of names, of descriptions and of whom they
            stand for, by their use ("and"); every language has the same uses, some of them empty.
        layout: Words before a colon at the head of a line that are nobody's name, by their use:
            ``fields`` of a form or a mail, ``senders`` among them ("from").
        posts: Words by which posts in a force, its units, and who holds or leaves them are read off
            the order of words, by their use ("heads" of a post); all empty where they are not.
        forms: Inflected form to dictionary form, in lower case ("dijo": "decir"); where a part of
            speech has another, ``form/VERB`` (UPOS, ``VERB`` for auxiliaries too) counts first.
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
    naming: Naming = Naming()
    grammar: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    times: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    speakers: dict[str, Act] = msgspec.field(default_factory=dict)
    authoring: tuple[str, ...] = ()
    saying: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    mentions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    layout: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    posts: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    forms: dict[str, str] = msgspec.field(default_factory=dict)
