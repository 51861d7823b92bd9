"""Who stands around a pronoun: the last who spoke, led a sentence or may rival him."""

from __future__ import annotations

from careo.reading.referents.pronouns_place import ACTIVE, SAYERS, Place
from careo.reading.referents.state import SUBJECTS, Being

_PARTS = frozenset({";", ":"})
_CLOSING = frozenset({'"', "'", "\u201d", "\u2019", "\u00bb"})
_PARTS_TAKEN = SUBJECTS | {"dobj", "dative", "agent", "attr"}
_OBJECTS = frozenset({"dobj", "pobj", "dative", "poss", "agent", "nmod", "compound"})


class Around(Place):
    """One pronoun among the sentences before it."""

    def uncertain(self, being: Being | None) -> bool:
        """Tell whether "he" may be another: nothing shows this one's gender, nor others'.

        Who spoke last in the same paragraph and speaks again is certain all the same; of the one
        who spoke last in the paragraph before only those told of there may be meant instead, and
        behind a quotation only those who are not in what he said there.
        """
        if being is None or self.pronoun.gender not in {"m", "f"} or being.gender:
            return False
        before = self.latest()
        if before is not None and self.speaks() and self.teller(before) is being:
            if self.adjoins(before) or (self.quotes() and not self._taking_part(before, being)):
                return False
            return self._rivalled(being, self.sentence - before)
        return self._rivalled(being, ACTIVE)

    def latest(self) -> int | None:
        """Return the last sentence before that tells of anybody who may be meant."""
        return next((s for s in self.earlier() if not self.passes(s)), None)

    def body(self) -> Being | None:
        """Return the body that "they" goes on from: "The union sent … . They said …".

        It is the subject of the last sentence that tells of anybody. No other body, nobody unknown
        and nothing in the plural is told of since, for any plural noun may be people.
        """
        here = (i for i in self.state.by_sentence[self.sentence] if i < self.index)
        if self.pronoun.number != "many" or not self.speaks() or any(self._many(i) for i in here):
            return None
        for sentence in self.earlier():
            told = [i for i in self.state.by_sentence[sentence] if self._many(i)]
            plural = any(t.tag == "NNS" for t in self.state.context.tokens(sentence))
            if plural or self.open(sentence) or len(told) > 1 or self._unknown(sentence):
                return None
            if told:
                mention, being = self.state.found[told[0]], self.state.of[told[0]]
                words = self.state.context.tokens(sentence)[mention.start : mention.end]
                leads = any(word.dep in SUBJECTS for word in words)
                body = being is not None and being.kind == "organization"
                return being if body and leads else None
        return None

    def _many(self, other: int) -> bool:
        """Tell whether a mention is of several people or of a body."""
        mention, being = self.state.found[other], self.state.of[other]
        several = mention.kind in {"role", "person"} and mention.number == "many"
        body = being is not None and (being.kind == "organization" or being.number == "many")
        return several or body

    def quotes(self) -> bool:
        """Tell whether the pronoun says what stands in quotation marks right before it."""
        start = self.tokens[self.token].start
        before = self.state.context.layer.text[max(0, start - 2) : start].rstrip()
        return self.speaks() and before[-1:] in _CLOSING

    def _taking_part(self, sentence: int, being: Being) -> bool:
        """Tell whether another who agrees is told to do or undergo something, or is spoken to.

        Not so whose something is spoken of: "She said Bane's *letter* was late".
        """
        sayings = {
            self.state.slot(sentence, self.state.found[i].head)[1]
            for i in self.state.by_sentence[sentence]
            if self.state.of[i] is being
        }
        for other in self.state.by_sentence[sentence]:
            one = self.state.of[other]
            if one is None or one is being or not self.agrees(one):
                continue
            head = self.state.found[other].head
            clause = self.state.clause(sentence, head)
            above = [c for c in self.state.clauses(sentence, clause) if c != clause]
            if self.state.slot(sentence, head)[0] in _PARTS_TAKEN or sayings.isdisjoint(above):
                return True
        return False

    def teller(self, sentence: int) -> Being | None:
        """Return the only one who says something in a sentence."""
        told = self.speakers(sentence)
        return told[0] if len(told) == 1 else None

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
        if root is None or subject is None or tokens[subject].dep not in SAYERS:
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
