"""Pronouns to whom they stand for, by agreement and place; in doubt to nobody.

The order: the subject of a clause that holds the pronoun's own; for the one who speaks, the
speaker of the sentence before, or its main subject; else the only one of the sentence before who
agrees. Sentences that tell of nobody are passed over. Across sentences somebody of whose gender
nothing tells is not taken while others may be meant. Who says something in the midst of his
words is not looked for among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from careo.model.reading import Token
from careo.reading.mentions.context import Found
from careo.reading.referents.latter import Latter
from careo.reading.referents.pronouns_around import Around
from careo.reading.referents.pronouns_place import together
from careo.reading.referents.state import SUBJECTS, Being, State

_CLAUSAL = frozenset({"attr", "ccomp", "xcomp", "csubj", "advcl", "relcl", "acl"})


def resolve(state: State, index: int) -> Being | None:
    """Return whom a pronoun of the third person or a relative one stands for; None in doubt."""
    mention = state.found[index]
    pronoun = state.context.lexicon.naming.pronouns[mention.titles[0]]
    if pronoun.person == "relative":
        return _antecedent(state, index)
    if pronoun.person != "third":
        return None
    if state.context.tokens(mention.sentence)[mention.head].tag == "PRP$":
        pronoun = structs.replace(pronoun, case="possessive")
    if mention.titles[0] in state.context.words["latter"]:
        return Latter(state, index, pronoun).found()
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
    first = _first_joined(tokens, tokens[clause].head)
    members = [
        i for i in state.joint(mention.sentence, first) if state.found[i].start < mention.start
    ]
    beings = [b for i in members if (b := state.of[i]) is not None]
    if len(beings) != len(members) or not beings:
        return None
    if len(beings) == 1 and beings[0].kind not in {"person", "organization"}:
        return _just_before(state, mention)
    verbs = [tokens[v] for v in (clause, *state.context.children[mention.sentence][clause])]
    words = state.context.words
    singular = any(v.tag == "VBZ" or v.text in words["singular_verbs"] for v in verbs)
    plural = any(v.tag == "VBP" or v.text in words["plural_verbs"] for v in verbs)
    if len(beings) > 1 and not singular and (plural or first == tokens[clause].head):
        return together(state, beings)
    if len(beings) > 1 and not singular and tokens[mention.start - 1].text == ",":
        return None
    return beings[-1] if beings[-1].kind in {"person", "organization"} else None


def _first_joined(tokens: Sequence[Token], word: int) -> int:
    """Return the first of the nouns that "and" joins with a word."""
    for _ in tokens:
        if tokens[word].dep != "conj" or tokens[word].tag.startswith("V"):
            break
        word = tokens[word].head
    return word


def _just_before(state: State, mention: Found) -> Being | None:
    """Return the person of the words right before "que" and its comma, whatever the parse has."""
    comma = state.context.tokens(mention.sentence)[mention.start - 1].text == ","
    index = state.at(mention.sentence, mention.start - 1 - comma) if mention.start > comma else None
    if index is None or not state.context.words["adjectives_after"]:
        return None
    other = state.found[index]
    being = state.of[index] if other.form != "pronoun" else None
    return being if being is not None and being.kind == "person" else None


class _Search(Around):
    """One pronoun, looked for."""

    def found(self) -> Being | None:
        """Return the one it stands for."""
        if self.pronoun.case == "subject" and self._empty():
            return None
        if self.inserted():
            return self._sure(self._before())
        inside = self._inside()
        if inside is not False:
            meant = inside if isinstance(inside, Being) else None
            open_ = (self.interrupts() and self.uncertain(meant)) or self._contested(meant)
            return None if open_ else meant
        if (self._empty() and not self.has_somebody) or self.vague():
            return None
        found = self._concession() or self.clause_before() or self._sure(self._beside())
        return found or self.body()

    def _sure(self, being: Being | None) -> Being | None:
        """Return one where nothing speaks for another."""
        sure = self._alone(being) or self._sole(being) or not self.uncertain(being)
        return being if sure else None

    def _contested(self, being: Being | None) -> bool:
        """Tell whether "su", with which all agree, may be that of the subject just before."""
        if self.pronoun.number or being is None:
            return False
        before = next(self.earlier(), None)
        if before is None or not self.adjoins(before):
            return False
        rivals = (b for b in self.subjects(before) if b.kind == "person" and b.number == "one")
        return any(b is not being for b in rivals)

    def _sole(self, being: Being | None) -> bool:
        """Tell whether one is the subject and the only person just before, and no other here.

        To whom something is done just before ("A was convicted") may not be who then speaks.
        """
        before = self.latest()
        if before is None or being is None or not self.adjoins(before):
            return False
        if self.speaks() and self.suffers(before, being):
            return False
        here = any(b is not being for b in self.people(self.sentence))
        if (here or self._nouns_above()) and not self.inserted():
            return False
        return self.people(before) == [being] and being in self.subjects(before)

    def _nouns_above(self) -> bool:
        """Tell whether a clause above has a noun as its subject, whoever that may be."""
        above = (c for c in self.state.clauses(self.sentence, self.own) if c != self.own)
        subjects = (self._subject(clause) for clause in above)
        return any(s is not None and self.tokens[s].tag.startswith("N") for s in subjects)

    def _alone(self, being: Being | None) -> bool:
        """Tell whether one is the only other person just before: "Under his lead, she says, …"."""
        before = next(self.earlier(), None)
        if before is None or not self._aside() or not self.adjoins(before):
            return False
        speakers = self.speakers(before)
        return [b for b in self.people(before) if b not in speakers] == [being]

    def _inside(self) -> Being | bool | None:
        """Look at the subjects above in the sentence; False where none is there to take."""
        for clause in self.state.clauses(self.sentence, self.own):
            subject = self._subject(clause)
            usable = clause != self.own or self.pronoun.case == "possessive"
            if subject is not None and subject != self.token and usable:
                verdict = self._take(clause, subject)
                if verdict is not False:
                    return verdict
        return False

    def _subject(self, clause: int) -> int | None:
        """Return a clause's subject; of "an officer sentenced for his role" the noun before."""
        own = self.state.subject(self.sentence, clause)
        if own is None and self.tokens[clause].dep == "acl":
            return self.tokens[clause].head
        return own

    def _take(self, clause: int, subject: int) -> Being | bool | None:
        quoted = self.state.context.quotation(self.tokens[subject].start)
        if self.source_phrase() or (self.quotation >= 0 and quoted != self.quotation):
            return False
        being = self.one(self.sentence, subject)
        if subject > self.token:
            return self._ahead(subject, being)
        if not self.agrees(being):
            return None if self._doubtful(being) else False
        rivals = [b for b in self._between(subject) if b is not being]
        if clause != self.own:
            return None if rivals and not self.parallel(clause, being) else being
        return None if self.pronoun.number == "many" and self._above(clause) else being

    def _doubtful(self, being: Being | None) -> bool:
        """Tell whether a subject that does not agree may be meant: "the ministry … they"."""
        if being is None:
            return False
        if self.pronoun.number == "many":
            return being.kind == "organization"
        return self.pronoun.gender == "f" and being.kind == "place"

    def _above(self, clause: int) -> bool:
        """Tell whether the subject of the clause above agrees as well."""
        above = self.state.above(self.sentence, clause)
        subject = None if above is None else self._subject(above)
        return subject is not None and self.agrees(self.one(self.sentence, subject))

    def _ahead(self, subject: int, being: Being | None) -> Being | bool | None:
        """Take the name that follows "In his letter, …": only where nobody before agrees."""
        index = self.state.at(self.sentence, subject)
        owns = self.pronoun.case == "possessive" and self.tokens[self.token].head != subject
        if index is None or not owns:
            return False
        ahead = self.state.found[index]
        if ahead.form == "description" and ahead.kind == "role" and ahead.number == "one":
            return None if self.pronoun.number == "one" else False
        if ahead.form != "name" or not self.agrees(being):
            return False
        owned = self.state.at(self.sentence, self.tokens[self.token].head)
        if owned is not None and self.state.found[owned].kind == "conveyor":
            return being
        rivals = [b for b in self.people(self.sentence - 1) if b is not being]
        return None if rivals else being

    def _between(self, subject: int) -> list[Being]:
        """Return those who agree and stand between a subject and the pronoun."""
        found = []
        for other in self.state.by_sentence[self.sentence]:
            mention = self.state.found[other]
            being = self.state.of[other]
            here = subject < mention.start and mention.end <= self.token
            if here and mention.form != "pronoun" and being is not None and self.agrees(being):
                found.append(being)
        return found

    def _empty(self) -> bool:
        """Tell whether "it" is an object or stands for nothing ("it is said"), as "they call"."""
        word = self.tokens[self.token]
        verb = self.tokens[word.head]
        if self.pronoun.gender != "n":
            called = verb.text in self.state.context.lexicon.naming.naming_verbs
            return called and self.pronoun.number == "many"
        beneath = self.state.context.children[self.sentence][word.head]
        blank = any(self.tokens[c].dep in _CLAUSAL for c in beneath)
        being = verb.lemma in self.state.context.words["be"]
        return word.dep not in SUBJECTS or (being and (blank or verb.dep == "ROOT"))

    def _concession(self) -> Being | None:
        """Return the speaker of "Although Voss admits …, he insists" where both verbs say."""
        for clause in self.state.context.children[self.sentence][self.own]:
            if clause > self.token or self.tokens[clause].dep != "advcl" or not self.speaks():
                continue
            subject = self.state.subject(self.sentence, clause)
            if subject is not None and self.state.cue(self.sentence, clause):
                being = self.one(self.sentence, subject)
                return being if self.agrees(being) else None
        return None

    def _beside(self) -> Being | None:
        """Return the only one who agrees before in this sentence; where none does, of an earlier.

        "I have spoken to Voss, and he assures …" is Voss unless the sentence before holds another.
        """
        found: dict[int, Being] = {}
        pronouns = True
        for other in self.state.by_sentence[self.sentence]:
            mention, being = self.state.found[other], self.state.of[other]
            if mention.end > self.token or being is None or not self.agrees(being):
                continue
            link = self.tokens[mention.end].text
            same_clause = self.state.clause(self.sentence, mention.head) == self.own
            joined = mention.end == self.token - 1 and link in self.state.context.words["and"]
            if joined and (same_clause or self.pronoun.case == "possessive"):
                return being if self.pronoun.case == "possessive" else None
            alike = (self.state.quotation(other) >= 0) == (self.quotation >= 0)
            if alike and (not same_clause or self.pronoun.case == "possessive"):
                found[id(being)] = being
                pronouns = pronouns and mention.form == "pronoun"
        if not found or (pronouns and self.speaks()):
            return self._before()
        before = next((p for s in self.earlier() if (p := self.people(s))), [])
        rivals = [b for b in before if id(b) not in found] if not pronouns else []
        return next(iter(found.values())) if len(found) == 1 and not rivals else None

    def _before(self) -> Being | None:
        for sentence in self.earlier():
            people = self.people(sentence)
            if self.open(sentence):
                return None
            if not people or self.passes(sentence):
                continue
            speakers = self.speakers(sentence)
            if self.speaks():
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
        main = None if speakers else self.leader(sentence)
        return main or (None if speakers else self._main(sentence, people, speakers))

    def _main(self, sentence: int, people: list[Being], speakers: list[Being]) -> Being | None:
        """Return the main subject among several people, where it was the subject before, too."""
        if self.has_somebody and self.tokens[self.tokens[self.token].head].dep in SUBJECTS:
            return self.leader(sentence)
        main = self.subjects(sentence)
        if not main or main[0] in speakers or self.pronoun.case != "subject":
            return None
        before = [s for s in self.earlier() if s < sentence][:1]
        goes_on = any(main[0] in self.subjects(s) for s in before)
        rivals = [b for b in people if b is not main[0] and b in [*main, *self.loose(sentence)]]
        return main[0] if goes_on and not rivals else None

    def _aside(self) -> bool:
        """Tell whether the sentence has a speaker of its own after the pronoun ("—he claims—")."""
        return any(
            self.state.found[i].start > self.token
            and self.state.found[i].form == "pronoun"
            and self._personal(i)
            and self.state.cue(self.sentence, self.tokens[self.state.found[i].head].head)
            for i in self.state.by_sentence[self.sentence]
        )

    def _personal(self, index: int) -> bool:
        """Tell whether a pronoun is a subject that may be a person: "he", not "it"."""
        known = self.state.context.lexicon.naming.pronouns[self.state.found[index].titles[0]]
        third = known.person == "third" and known.case == "subject"
        return third and known.gender != "n"
