"""Where a pronoun stands, and who stands around it and agrees with it."""

from __future__ import annotations

from collections.abc import Iterator

from careo.model.lexicon import Pronoun
from careo.reading.referents.state import SUBJECTS, Being, State

BACK = 3
ACTIVE = 12
"""Sentences for which somebody named may still be meant by a pronoun."""
_BREAKS = frozenset({",", "-", "--", "\u2013", "\u2014"})
_THINGS = frozenset({"organization", "place"})
SAYERS = SUBJECTS - {"nsubjpass"}
"""Who stands there and says: of a passive ("was convicted") another does."""


def together(state: State, beings: list[Being]) -> Being | None:
    """Return the group that joined people form, or the one they are; None for anything else."""
    people = list({id(b): b for b in beings}.values())
    if any(b.kind != "person" or b.members for b in people):
        return None
    return people[0] if len(people) == 1 else state.group(people)


class Place:
    """One pronoun in its sentence."""

    def __init__(self, state: State, index: int, pronoun: Pronoun) -> None:
        self.state, self.index, self.pronoun = state, index, pronoun
        self.mention = state.found[index]
        self.sentence = self.mention.sentence
        self.token = self.mention.head
        self.tokens = state.context.tokens(self.sentence)
        self.quotation = state.quotation(index)
        self.own = state.clause(self.sentence, self.token)
        owned = state.at(self.sentence, self.tokens[self.token].head)
        possessive = pronoun.case == "possessive" and owned is not None
        self.has_somebody = possessive and state.found[owned or 0].kind in {"role", "person"}
        self._named = self._named_below()

    def agrees(self, being: Being | None) -> bool:
        """Tell whether somebody agrees with the pronoun in kind, number and gender."""
        if being is None or id(being) in self._named:
            return False
        if self.pronoun.gender == "n":
            kinds = _THINGS if self.has_somebody else {*_THINGS, "conveyor"}
            return being.kind in kinds and being.number == "one"
        if self.pronoun.number == "many":
            several = being.number == "many" or being.plural
            if self.pronoun.gender and being.gender not in {"", self.pronoun.gender}:
                return False
            return bool(being.members) or (several and being.kind in {"person", "organization"})
        if not self.pronoun.number:
            return being.kind in {"person", "organization"}
        fit = not self.pronoun.gender or being.gender in {"", self.pronoun.gender}
        return being.kind == "person" and being.number == "one" and fit

    def _named_below(self) -> set[int]:
        """Return those who are named as a subject in what "he" says, without quotation marks.

        Source:
            Principle C of binding: a name does not refer to what a pronoun above it refers to.
        """
        found: set[int] = set()
        if self.pronoun.gender not in {"m", "f"} or not self.speaks():
            return found
        for other in self.state.by_sentence[self.sentence]:
            mention, being = self.state.found[other], self.state.of[other]
            if being is None or mention.form != "name" or self.state.quotation(other) >= 0:
                continue
            clause = self.state.clause(self.sentence, mention.head)
            below = clause != self.own and self.own in self.state.clauses(self.sentence, clause)
            subject = self.state.slot(self.sentence, mention.head)[0] in SUBJECTS
            if below and subject and mention.start > self.token:
                found.add(id(being))
        return found

    def passes(self, sentence: int) -> bool:
        """Tell whether nobody of a sentence can be meant: it tells of things, or of any "a man".

        Somebody new whom it mentions in passing, as no subject, does not say what follows.
        """
        if self.open(sentence) or self._unknown(sentence):
            return False
        passing = self.speaks() and self.pronoun.gender in {"m", "f"}
        return not self.people(sentence) or (passing and self._in_passing(sentence))

    def _unknown(self, sentence: int) -> bool:
        """Tell whether a sentence tells of somebody of whom it is not known who it is."""
        for other in self.state.by_sentence[sentence]:
            mention = self.state.found[other]
            someone = mention.kind in {"role", "person"} and mention.number == "one"
            title = self.state.at(sentence, mention.end) is not None
            if someone and mention.form != "pronoun" and not title and not self.state.of[other]:
                return True
        return False

    def _in_passing(self, sentence: int) -> bool:
        for other in self.state.by_sentence[sentence]:
            mention, being = self.state.found[other], self.state.of[other]
            if being is None or not self.agrees(being):
                continue
            dep, _ = self.state.slot(sentence, mention.head)
            new = mention.form == "description" and mention.determiner in {"a", "an"}
            if not new or being.mentions[0] != other or dep in SUBJECTS:
                return False
        return True

    def adjoins(self, before: int) -> bool:
        """Tell whether an earlier sentence stands in the pronoun's paragraph."""
        sentences = self.state.context.parse.sentences
        return sentences[before].segment == sentences[self.sentence].segment

    def interrupts(self) -> bool:
        """Tell whether the pronoun says something in the midst of a sentence: ", she says,"."""
        before = self.tokens[self.token - 1].text if self.token else ""
        return before in _BREAKS and self.speaks()

    def inserted(self) -> bool:
        """Tell whether who says it stands among his words: "The town, she said, cannot wait"."""
        verb = self.state.clause(self.sentence, self.token)
        after = self.tokens[verb + 1 :][:1]
        closed = any(t.text in _BREAKS | {"."} for t in after)
        loose = self.tokens[verb].dep == "parataxis" and self.tokens[verb].head != verb
        return (loose or closed) and self.interrupts()

    def one(self, sentence: int, token: int) -> Being | None:
        """Return whom a noun phrase stands for, its "and" included."""
        members = self.state.joint(sentence, token)
        if any(self._first_person(i) for i in members):
            return None
        beings = [b for i in members if (b := self.state.of[i]) is not None]
        if len(beings) > 1 and len(beings) == len(members):
            return together(self.state, beings) if self.pronoun.number == "many" else None
        return beings[0] if len(members) == 1 and beings else None

    def _first_person(self, index: int) -> bool:
        """Tell whether a mention is "I" or "we", whom "he" beside it never means."""
        mention = self.state.found[index]
        known = self.state.context.lexicon.naming.pronouns
        return mention.form == "pronoun" and known[mention.titles[0]].person == "first"

    def vague(self) -> bool:
        """Tell whether a pronoun is too little to look for outside its sentence's clauses.

        "Le" has no gender and may double a noun; behind a preposition "ella" may be a thing.
        """
        if not self.state.context.words["adjectives_after"] or self.pronoun.number != "one":
            return False
        thing = self.tokens[self.token].dep == "pobj" and not self.source_phrase()
        return thing or (self.pronoun.case == "object" and not self.pronoun.gender)

    def source_phrase(self) -> bool:
        """Tell whether the pronoun stands in "according to his account"."""
        token = self.token
        for _ in range(4):
            word = self.tokens[token]
            if word.text.lower() in self.state.context.words["according"]:
                return True
            if word.head == token:
                return False
            token = word.head
        return False

    def speaks(self) -> bool:
        """Tell whether the pronoun is the one who says something here."""
        dep, governor = self.state.slot(self.sentence, self.token)
        return self.source_phrase() or (
            dep in SAYERS and self.quotation < 0 and self.state.cue(self.sentence, governor)
        )

    def earlier(self) -> Iterator[int]:
        """Yield the sentences before, across one paragraph's border at most.

        Of those that tell of anybody whom "he" may mean only the last few are. Headings are left
        out and, for who is not quoted himself, sentences of quotations.
        """
        sentences = self.state.context.parse.sentences
        segments = self.state.context.layer.segments
        segment, borders = sentences[self.sentence].segment, 0
        stop = max(-1, self.sentence - ACTIVE)
        single, seen = self.pronoun.gender in {"m", "f"} and self.quotation < 0, 0
        for sentence in range(self.sentence - 1, stop, -1):
            here = sentences[sentence].segment
            if segments[here].kind == "heading":
                continue
            if self.quotation < 0 and self.state.context.quoted(sentence):
                continue
            borders += here != segment
            segment = here
            if borders > 1 or seen == BACK:
                return
            seen += not (single and self.passes(sentence))
            yield sentence

    def people(self, sentence: int) -> list[Being]:
        """Return those of a sentence who agree, in order, each once."""
        found: dict[int, Being] = {}
        for other in self.state.by_sentence[sentence] if sentence >= 0 else ():
            being = self.state.of[other]
            if self.pronoun.number == "many":
                if not self._prominent(sentence, other):
                    continue
                being = self.one(sentence, self.state.found[other].head) or being
            outside = self.quotation >= 0 or self.state.quotation(other) < 0
            outside = outside and not self._first_person(other)
            if being is not None and self.agrees(being) and outside:
                found[id(being)] = being
        return list(found.values())

    def _prominent(self, sentence: int, other: int) -> bool:
        """Tell whether a plural is what "they" takes up: a subject, or the only plural there."""
        mention = self.state.found[other]
        if mention.form == "description" and not mention.determiner and not mention.modifiers:
            return False
        dep, _ = self.state.slot(sentence, mention.head)
        plain = [t for t in self.state.context.tokens(sentence) if t.tag == "NNS"]
        alone = dep == "dobj" and len(plain) <= (mention.form == "description")
        return dep in SUBJECTS or alone

    def open(self, sentence: int) -> bool:
        """Tell whether a like pronoun of a sentence is itself in doubt.

        Who speaks is not made doubtful by one of whom something is only told in passing.
        """
        known = self.state.context.lexicon.naming.pronouns
        for other in self.state.by_sentence[sentence]:
            mention = self.state.found[other]
            if mention.form != "pronoun" or self.state.of[other] is not None:
                continue
            like = known[mention.titles[0]]
            same = like.person == "third" and all(
                not a or not b or a == b
                for a, b in (
                    (like.number, self.pronoun.number),
                    (like.gender, self.pronoun.gender),
                )
            )
            aside = self.speaks() and not self._leads(sentence, other)
            if same and not aside and (self.quotation >= 0 or self.state.quotation(other) < 0):
                return True
        return False

    def _leads(self, sentence: int, other: int) -> bool:
        """Tell whether a mention says something, or is the subject of no clause within another."""
        dep, governor = self.state.slot(sentence, self.state.found[other].head)
        main = self.state.context.tokens(sentence)[governor].dep in {"ROOT", "conj", "parataxis"}
        return dep in SUBJECTS and (main or self.state.cue(sentence, governor))

    def speakers(self, sentence: int) -> list[Being]:
        """Return those who say something in a sentence, outside quotations."""
        found: dict[int, Being] = {}
        for other in self.state.by_sentence[sentence]:
            mention = self.state.found[other]
            being = self.state.of[other]
            if self.pronoun.number == "many":
                being = self.one(sentence, mention.head) or being
            if being is None or not self.agrees(being) or self.state.quotation(other) >= 0:
                continue
            dep, governor = self.state.slot(sentence, mention.head)
            said = dep in SAYERS and self.state.cue(sentence, governor)
            first = mention.start if mention.title is None else mention.title
            if said or self._according(sentence, first):
                found[id(being)] = being
        return list(found.values())

    def _according(self, sentence: int, start: int) -> bool:
        """Tell whether "according to" stands before a phrase, or before its article."""
        context = self.state.context
        before = context.tokens(sentence)[start - 1].text.lower() if start else ""
        article = before in context.words["articles"] and bool(context.words["adjectives_after"])
        return context.before(sentence, start - article, "according_to")
