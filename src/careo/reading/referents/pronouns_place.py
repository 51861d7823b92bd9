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
_PARTS = frozenset({";", ":"})
_SAYERS = SUBJECTS - {"nsubjpass"}
"""Who stands there and says: of a passive ("was convicted") another does."""
_OBJECTS = frozenset({"dobj", "pobj", "dative", "poss", "agent", "nmod", "compound"})


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

    def agrees(self, being: Being | None) -> bool:
        """Tell whether somebody agrees with the pronoun in kind, number and gender."""
        if being is None:
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

    def uncertain(self, being: Being | None) -> bool:
        """Tell whether "he" may be another: nothing shows this one's gender, nor others'.

        Who spoke last in the same paragraph and speaks again is certain all the same; of the one
        who spoke last in the paragraph before only those told of there may be meant instead.
        """
        if being is None or self.pronoun.gender not in {"m", "f"} or being.gender:
            return False
        before = next(self.earlier(), None)
        if before is not None and self.speaks() and self.speakers(before) == [being]:
            return not self.adjoins(before) and self._rivalled(being, self.sentence - before)
        return self._rivalled(being, ACTIVE)

    def adjoins(self, before: int) -> bool:
        """Tell whether an earlier sentence stands in the pronoun's paragraph."""
        sentences = self.state.context.parse.sentences
        return sentences[before].segment == sentences[self.sentence].segment

    def _rivalled(self, being: Being, back: int) -> bool:
        near = range(max(0, self.sentence - back), self.sentence + 1)
        others = (
            self.state.of[index]
            for sentence in near
            for index in self.state.by_sentence.get(sentence, ())
            if index < self.index
        )
        return any(
            other is not None
            and other is not being
            and other.identified == "named"
            and self.agrees(other)
            for other in others
        )

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
            dep in _SAYERS and self.quotation < 0 and self.state.cue(self.sentence, governor)
        )

    def earlier(self) -> Iterator[int]:
        """Yield the sentences before, across one paragraph's border at most.

        Headings are left out and, for who is not quoted himself, sentences of quotations.
        """
        sentences = self.state.context.parse.sentences
        segments = self.state.context.layer.segments
        segment, borders = sentences[self.sentence].segment, 0
        stop = max(-1, self.sentence - ACTIVE)
        seen = 0
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
            seen += 1
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
            said = dep in _SAYERS and self.state.cue(sentence, governor)
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

    def subjects(self, sentence: int) -> list[Being]:
        """Return the subjects of a sentence who agree, the main clause's first."""
        tokens = self.state.context.tokens(sentence)
        tops = sorted(
            (i for i, t in enumerate(tokens) if t.dep in SUBJECTS),
            key=lambda i: tokens[tokens[i].head].dep != "ROOT",
        )
        beings = [self.one(sentence, i) for i in tops]
        return [b for b in beings if b is not None and self.agrees(b)]

    def leader(self, sentence: int) -> Being | None:
        """Return the subject of a main clause in which nobody else who agrees has a part.

        Source:
            Subject before object, object before others: Brennan, Friedman and Pollard 1987.
        """
        tokens = self.state.context.tokens(sentence)
        root = next((i for i, t in enumerate(tokens) if t.dep == "ROOT"), None)
        subject = None if root is None else self.state.subject(sentence, root)
        if root is None or subject is None or tokens[subject].dep not in _SAYERS:
            return None
        being = self.one(sentence, subject)
        if not self.agrees(being):
            return None
        return None if any(b is not being for b in self.objects(sentence, root)) else being

    def objects(self, sentence: int, verb: int) -> list[Being]:
        """Return those who agree and are objects of a verb, or behind a preposition of it."""
        tokens = self.state.context.tokens(sentence)
        children = self.state.context.children[sentence]
        beneath = [c for c in children[verb] if tokens[c].dep in _OBJECTS]
        beneath += [
            c
            for preposition in children[verb]
            if tokens[preposition].dep in {"prep", "agent", "dative"}
            for c in children[preposition]
        ]
        members = (i for c in beneath for i in self.state.joint(sentence, c))
        return [b for i in members if (b := self.state.of[i]) is not None and self.agrees(b)]

    def parallel(self, clause: int, being: Being | None) -> bool:
        """Tell whether the pronoun is a subject as one is: "Voss said …, but *he* said"."""
        conjoined = self.tokens[self.own].dep == "conj" and self.tokens[self.own].head == clause
        if not conjoined or self.pronoun.case != "subject":
            return False
        saying = self.state.cue(self.sentence, clause)
        return saying or not any(b is not being for b in self.objects(self.sentence, clause))

    def clause_before(self) -> Being | None:
        """Return the subject before a semicolon where the pronoun is the one behind it."""
        mark = self.token - 1
        if mark > 0 and self.tokens[mark].tag == "CC":
            mark -= 1
        if mark < 0 or self.tokens[mark].text not in _PARTS or self.pronoun.case != "subject":
            return None
        start = next((i for i in range(mark - 1, -1, -1) if self.tokens[i].text in _PARTS), -1)
        subjects = [i for i in range(start + 1, mark) if self.tokens[i].dep in SUBJECTS]
        if not subjects or self.quotation >= 0:
            return None
        being = self.one(self.sentence, subjects[0])
        verb = self.tokens[subjects[0]].head
        rivals = any(b is not being for b in self.objects(self.sentence, verb))
        return being if self.agrees(being) and not rivals else None

    def suffers(self, sentence: int, being: Being) -> bool:
        """Tell whether one is the subject of a passive in a sentence."""
        tokens = self.state.context.tokens(sentence)
        passive = (i for i, t in enumerate(tokens) if t.dep == "nsubjpass")
        return any(self.one(sentence, i) is being for i in passive)

    def loose(self, sentence: int) -> list[Being]:
        """Return those of a sentence who are no plain object: the parse may hide a subject."""
        found = []
        for other in self.state.by_sentence[sentence]:
            being = self.state.of[other]
            dep, _ = self.state.slot(sentence, self.state.found[other].head)
            if being is not None and self.agrees(being) and dep not in _OBJECTS:
                found.append(being)
        return found
