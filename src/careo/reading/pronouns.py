"""Pronouns to whom they stand for, by agreement and place; in doubt to nobody.

The order: the subject of a clause that holds the pronoun's own; for the one who speaks, the
speaker of the sentence before; else the only one of the sentence before who agrees.
"""

from __future__ import annotations

from collections.abc import Iterator

from careo.model.lexicon import Pronoun
from careo.reading.referents_state import SUBJECTS, Being, State

_BACK = 3
_CLAUSAL = frozenset({"attr", "ccomp", "xcomp", "csubj", "advcl", "relcl", "acl"})


def resolve(state: State, index: int) -> Being | None:
    """Return whom a pronoun of the third person or a relative one stands for; None in doubt."""
    mention = state.found[index]
    pronoun = state.context.lexicon.naming.pronouns[mention.titles[0]]
    if pronoun.person == "relative":
        return _antecedent(state, index)
    if pronoun.person != "third":
        return None
    return _Search(state, index, pronoun).found()


def _antecedent(state: State, index: int) -> Being | None:
    """Return the noun that a relative clause hangs on; the whole pair where its verb is plural."""
    mention = state.found[index]
    tokens = state.context.tokens(mention.sentence)
    clause = mention.head
    for _ in tokens:
        if tokens[clause].dep == "relcl" or tokens[clause].head == clause:
            break
        clause = tokens[clause].head
    head = tokens[clause].head
    members = [
        i for i in state.joint(mention.sentence, head) if state.found[i].start < mention.start
    ]
    beings = [b for i in members if (b := state.of[i]) is not None]
    if not beings:
        return None
    singular = any(tokens[c].tag == "VBZ" for c in state.context.children[mention.sentence][clause])
    singular = singular or tokens[clause].tag == "VBZ"
    if len(beings) == 1:
        return beings[0] if beings[0].kind in {"person", "organization"} else None
    return None if singular else _together(state, beings)


def _together(state: State, beings: list[Being]) -> Being | None:
    people = list({id(b): b for b in beings}.values())
    if any(b.kind != "person" or b.members for b in people):
        return None
    return people[0] if len(people) == 1 else state.group(people)


class _Search:
    """One pronoun, looked for."""

    def __init__(self, state: State, index: int, pronoun: Pronoun) -> None:
        self.state, self.index, self.pronoun = state, index, pronoun
        self.mention = state.found[index]
        self.sentence = self.mention.sentence
        self.token = self.mention.head
        self.tokens = state.context.tokens(self.sentence)
        self.quotation = state.quotation(index)
        self.own = state.clause(self.sentence, self.token)

    def found(self) -> Being | None:
        """Return the one it stands for."""
        if self.pronoun.case == "subject" and self._empty():
            return None
        inside = self._inside()
        if inside is not False:
            return inside if isinstance(inside, Being) else None
        if self._empty():
            return None
        return self._concession() or self._beside() or self._before()

    def _concession(self) -> Being | None:
        """Return the speaker of "Although Voss admits …, he insists" where both verbs say."""
        for clause in self.state.context.children[self.sentence][self.own]:
            if clause > self.token or self.tokens[clause].dep != "advcl" or not self._speaks():
                continue
            subject = self.state.subject(self.sentence, clause)
            if subject is not None and self.state.cue(self.sentence, clause):
                being = self._one(self.sentence, subject)
                return being if self._agrees(being) else None
        return None

    def _beside(self) -> Being | None:
        """Return the only one who agrees in another clause before: "… Voss, and he assures …"."""
        found: dict[int, Being] = {}
        for other in self.state.by_sentence[self.sentence]:
            mention, being = self.state.found[other], self.state.of[other]
            if mention.end > self.token or being is None or not self._agrees(being):
                continue
            if self.state.clause(self.sentence, mention.head) == self.own:
                return None
            if (self.state.quotation(other) >= 0) == (self.quotation >= 0):
                found[id(being)] = being
        rivals = [b for s in self._earlier() for b in self._people(s) if id(b) not in found]
        single = len(found) == 1 and not rivals and self.pronoun.gender != "n"
        return next(iter(found.values())) if single else None

    def _empty(self) -> bool:
        """Tell whether "it" is an object or stands for nothing ("it is said"), as "they call"."""
        word = self.tokens[self.token]
        verb = self.tokens[word.head]
        if self.pronoun.gender != "n":
            called = verb.text in self.state.context.lexicon.naming.naming_verbs
            return called and self.pronoun.number == "many"
        beneath = self.state.context.children[self.sentence][word.head]
        blank = any(self.tokens[c].dep in _CLAUSAL for c in beneath)
        return word.dep not in SUBJECTS or (verb.lemma == "be" and (blank or verb.dep == "ROOT"))

    def _agrees(self, being: Being | None) -> bool:
        if being is None:
            return False
        if self.pronoun.gender == "n":
            return being.kind in {"organization", "conveyor", "place"} and being.number == "one"
        if self.pronoun.number == "many":
            several = being.number == "many" or being.plural
            return bool(being.members) or (several and being.kind in {"person", "organization"})
        fit = being.gender in {"", self.pronoun.gender}
        return being.kind == "person" and being.number == "one" and fit

    def _one(self, sentence: int, token: int) -> Being | None:
        """Return whom a noun phrase stands for, its "and" included."""
        members = self.state.joint(sentence, token)
        beings = [b for i in members if (b := self.state.of[i]) is not None]
        if len(beings) > 1 and len(beings) == len(members):
            return _together(self.state, beings) if self.pronoun.number == "many" else None
        return beings[0] if len(members) == 1 and beings else None

    def _inside(self) -> Being | bool | None:
        """Look at the subjects above in the sentence; False where none is there to take."""
        clause: int | None = self.own
        first = True
        while clause is not None:
            subject = self._subject(clause)
            usable = not first or self.pronoun.case == "possessive"
            if subject is not None and subject != self.token and usable:
                verdict = self._take(clause, subject)
                if verdict is not False:
                    return verdict
            first = False
            clause = self.state.above(self.sentence, clause)
        return False

    def _subject(self, clause: int) -> int | None:
        """Return a clause's subject; of "an officer sentenced for his role" the noun before."""
        own = self.state.subject(self.sentence, clause)
        if own is None and self.tokens[clause].dep == "acl":
            return self.tokens[clause].head
        return own

    def _take(self, clause: int, subject: int) -> Being | bool | None:
        if self._source_phrase():
            return False
        later = subject > self.token
        quoted = self.state.context.quotation(self.tokens[subject].start)
        if self.quotation >= 0 and quoted != self.quotation:
            return False
        being = self._one(self.sentence, subject)
        if later:
            return self._ahead(subject, being)
        if not self._agrees(being):
            return False
        rivals = [b for b in self._between(subject) if b is not being]
        if self.pronoun.number == "many" and clause == self.own and self._above(clause):
            return None
        return None if rivals and clause != self.own else being

    def _above(self, clause: int) -> bool:
        """Tell whether the subject of the clause above agrees as well."""
        above = self.state.above(self.sentence, clause)
        subject = None if above is None else self._subject(above)
        return subject is not None and self._agrees(self._one(self.sentence, subject))

    def _ahead(self, subject: int, being: Being | None) -> Being | bool | None:
        """Take the name that follows "In his letter, …": only where nobody before agrees."""
        index = self.state.at(self.sentence, subject)
        named = index is not None and self.state.found[index].form == "name"
        if not named or not self._agrees(being) or self.pronoun.case != "possessive":
            return False
        owned = self.state.at(self.sentence, self.tokens[self.token].head)
        if owned is not None and self.state.found[owned].kind == "conveyor":
            return being
        rivals = [b for b in self._people(self.sentence - 1) if b is not being]
        return False if rivals else being

    def _between(self, subject: int) -> list[Being]:
        """Return those who agree and stand between a subject and the pronoun."""
        found = []
        for other in self.state.by_sentence[self.sentence]:
            mention = self.state.found[other]
            being = self.state.of[other]
            here = subject < mention.start and mention.end <= self.token
            if here and mention.form != "pronoun" and being is not None and self._agrees(being):
                found.append(being)
        return found

    def _source_phrase(self) -> bool:
        """Tell whether the pronoun stands in "according to his account"."""
        token = self.token
        for _ in range(4):
            word = self.tokens[token]
            if word.text.lower() == "according":
                return True
            if word.head == token:
                return False
            token = word.head
        return False

    def _speaks(self) -> bool:
        dep, governor = self.state.slot(self.sentence, self.token)
        return self._source_phrase() or (
            dep in SUBJECTS and self.quotation < 0 and self.state.cue(self.sentence, governor)
        )

    def _before(self) -> Being | None:
        for sentence in self._earlier():
            people = self._people(sentence)
            if not people:
                continue
            speakers = self._speakers(sentence)
            if self._speaks():
                return self._speaker(people, speakers, sentence)
            rest = [b for b in people if b not in speakers]
            if self._aside() or self.quotation >= 0:
                return rest[0] if len(rest) == 1 else self._only(people, rest)
            return people[0] if len(people) == 1 else self._main(sentence, people, speakers)
        return None

    def _only(self, people: list[Being], rest: list[Being]) -> Being | None:
        if rest or self.quotation >= 0:
            return None
        return people[0] if len(people) == 1 else None

    def _speaker(self, people: list[Being], speakers: list[Being], sentence: int) -> Being | None:
        if len(speakers) == 1:
            return speakers[0]
        if len(people) == 1:
            return people[0]
        return None if speakers else self._main(sentence, people, speakers)

    def _main(self, sentence: int, people: list[Being], speakers: list[Being]) -> Being | None:
        """Return the main subject, where it is the topic: nobody else there is ever a subject."""
        main = self._subjects(sentence)
        if not main or main[0] in speakers or self.pronoun.case != "subject":
            return None
        before = [b for s in range(max(0, sentence - _BACK), sentence) for b in self._subjects(s)]
        rivals = [b for b in people if b is not main[0] and (b in main or b in before)]
        return None if rivals else main[0]

    def _aside(self) -> bool:
        """Tell whether the sentence has a speaker of its own after the pronoun ("—he claims—")."""
        return any(
            self.state.found[i].start > self.token
            and self.state.found[i].form == "pronoun"
            and self.state.found[i].titles[0] in {"he", "she", "they"}
            and self.state.cue(self.sentence, self.tokens[self.state.found[i].head].head)
            for i in self.state.by_sentence[self.sentence]
        )

    def _earlier(self) -> Iterator[int]:
        """Yield the sentences before, headings left out, across one paragraph's border at most."""
        sentences = self.state.context.parse.sentences
        segments = self.state.context.layer.segments
        segment, borders = sentences[self.sentence].segment, 0
        stop = max(-1, self.sentence - _BACK - 2)
        seen = 0
        for sentence in range(self.sentence - 1, stop, -1):
            here = sentences[sentence].segment
            if segments[here].kind == "heading":
                continue
            borders += here != segment
            segment = here
            if borders > 1 or seen == _BACK:
                return
            seen += 1
            yield sentence

    def _people(self, sentence: int) -> list[Being]:
        """Return those of a sentence who agree, in order, each once."""
        found: dict[int, Being] = {}
        for other in self.state.by_sentence[sentence] if sentence >= 0 else ():
            being = self.state.of[other]
            if self.pronoun.number == "many":
                being = self._one(sentence, self.state.found[other].head) or being
            outside = self.quotation >= 0 or self.state.quotation(other) < 0
            if being is not None and self._agrees(being) and outside:
                found[id(being)] = being
        return list(found.values())

    def _speakers(self, sentence: int) -> list[Being]:
        found: dict[int, Being] = {}
        for other in self.state.by_sentence[sentence]:
            mention = self.state.found[other]
            being = self.state.of[other]
            if being is None or not self._agrees(being) or self.state.quotation(other) >= 0:
                continue
            dep, governor = self.state.slot(sentence, mention.head)
            tokens = self.state.context.tokens(sentence)
            said = dep in SUBJECTS and self.state.cue(sentence, governor)
            start = [t.text.lower() for t in tokens[max(0, mention.start - 2) : mention.start]]
            if said or start == ["according", "to"]:
                found[id(being)] = being
        return list(found.values())

    def _subjects(self, sentence: int) -> list[Being]:
        """Return the subjects of a sentence who agree, the main clause's first."""
        tokens = self.state.context.tokens(sentence)
        tops = sorted(
            (i for i, t in enumerate(tokens) if t.dep in SUBJECTS),
            key=lambda i: tokens[tokens[i].head].dep != "ROOT",
        )
        beings = [self._one(sentence, i) for i in tops]
        return [b for b in beings if b is not None and self._agrees(b)]
