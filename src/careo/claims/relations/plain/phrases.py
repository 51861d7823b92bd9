"""Noun phrases by the order of words: where one that begins at a word ends, and whom it means."""

from __future__ import annotations

from dataclasses import dataclass

from careo.claims.relations.plain.words import BEFORE, PEOPLE, Named, Words
from careo.model.reading import Mention

_VALUES = frozenset({"date", "amount"})
_DEEP = 4
_MANY = 12


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        first: Its first word, an article or the like included.
        start: Its first word without that.
        noun: Its noun; of a name without a title its last word.
        head: The last word of the name that closes it ("el ministro X"), or the noun.
        last: Its last word.
        kind: person, organization, place, date, amount, duration or thing.
        mention: Whom or what it means, where a mention says so.
        inner: What it is *of*.
    """

    first: int
    start: int
    noun: int
    head: int
    last: int
    kind: str
    mention: Mention | None = None
    inner: tuple[Phrase, ...] = ()

    @property
    def named(self) -> bool:
        """Whether it is somebody's or something's name."""
        return self.mention is not None and self.mention.form == "name"


class Line(Words):
    """One sentence as a line of words and the phrases that they make."""

    def beside(self, phrase: Phrase) -> tuple[Phrase, int] | None:
        """Return the name in apposition to a description, and what follows its second comma.

        "el alcalde de Ribalta, *Juan Rey*, …"; None where no comma closes it.
        """
        name = self.called_at(phrase.last + 2)
        if phrase.named or phrase.kind != "person" or self.text(phrase.last + 1) != ",":
            return None
        if name is None or name.mention.kind != "person" or self.text(name.last + 1) != ",":
            return None
        return self.of_name(name), name.last + 2

    def called_at(self, at: int) -> Named | None:
        """Return the name that begins at a word, or behind a bare rank there: "coronel *X*"."""
        name = self.name_at(at)
        if name is not None or self.text(at) not in self.tree.lexicon.ranks:
            return name
        phrase = self.phrase(at)
        titled = phrase is not None and phrase.named and phrase.noun == at and not phrase.inner
        return self.name_over(phrase.last) if phrase is not None and titled else None

    def of_name(self, name: Named) -> Phrase:
        """Return a name as a phrase."""
        kind = "person" if name.mention.kind in PEOPLE else name.mention.kind
        return Phrase(name.first, name.first, name.last, name.last, name.last, kind, name.mention)

    def phrase(self, at: int, depth: int = 0) -> Phrase | None:
        """Return the noun phrase that begins at a word, with what it is of; or None."""
        first = at
        while self.is_one_of(at, "plain_articles") and at - first < _DEEP:
            at += 1
        name = self.name_at(at)
        if name is not None:
            kind = "person" if name.mention.kind in PEOPLE else name.mention.kind
            return Phrase(first, at, name.last, name.last, name.last, kind, name.mention)
        pronoun = self._other(first, at, first, first)
        relative = self.is_one_of(first, "plain_that") or self.is_one_of(first, "plain_who")
        told = pronoun is not None and pronoun.form == "pronoun" and not relative
        if pronoun is not None and told and first == at:
            return Phrase(at, at, at, at, at, pronoun.kind, pronoun)
        start = at
        while (
            self._before(at)
            and not self.is_noun(at)
            and at - start < _DEEP
            and self.name_over(at) is None
        ):
            at += 1
        if not self.is_noun(at):
            return None
        return self._noun_phrase(first, start, at, depth)

    def _noun_phrase(self, first: int, start: int, head: int, depth: int) -> Phrase:
        at, inner, mention = self.last_of_noun(head) + 1, list[Phrase](), None
        titled = self._means_person(head)
        at = self._past_retired(at) if titled else at
        for _ in range(_MANY):
            name = self.name_at(at)
            if name is not None and self._closes(name, inner, titled=titled):
                return Phrase(
                    first, start, head, name.last, name.last, "person", name.mention, tuple(inner)
                )
            if name is not None and not inner and name.mention.kind not in PEOPLE:
                mention = None if titled else name.mention
                at = name.last + 1
            elif self._narrows(at):
                at += 1
            elif self.is_one_of(at, "plain_of") and depth < _DEEP:
                thing = self.phrase(at + 1, depth + 1)
                if thing is None:
                    break
                inner.append(thing)
                at = thing.last + 1
            else:
                break
        mention = mention or self._other(first, start, head, at - 1)
        kind = self._kind(start, head, mention)
        return Phrase(first, start, head, head, at - 1, kind, mention, tuple(inner))

    def _past_retired(self, at: int) -> int:
        """Return the word behind what says that an officer serves no more, if a name follows."""
        for words in self.tree.lexicon.grammar["plain_retired"]:
            end = at + len(words.split())
            if " ".join(self.text(n) for n in range(at, end)) == words and self.name_at(end):
                return end
        return at

    def _closes(self, name: Named, inner: list[Phrase], *, titled: bool) -> bool:
        """Tell whether a name is that of a person whom a title before it names.

        In "fundador del grupo X", "asesor de la campaña X" it is what stands before it that is
        called by the name.
        """
        if name.mention.kind != "person" or not titled:
            return False
        if not inner:
            return True
        body = inner[-1]
        while body.inner:
            body = body.inner[-1]
        lexicon, noun = self.tree.lexicon, self.lemma(body.noun)
        if body.named or self.tokens[body.noun].text[0].isupper():
            return not self._means_person(body.noun)
        given = self.text(name.first) in lexicon.naming.given_names and name.first < name.last
        called = noun in lexicon.naming.bodies or self.tree.is_one_of(body.noun, "plain_called")
        return (given and not called) or self.text(body.noun) in lexicon.naming.portfolios

    def _before(self, at: int) -> bool:
        """Tell whether a word may stand between an article and its noun."""
        return self.pos(at) in BEFORE or (self.text(at) in self.former and self.is_noun(at + 1))

    def _narrows(self, at: int) -> bool:
        """Tell whether a word behind a noun belongs to it: an adjective, a further noun name."""
        if not 0 <= at < len(self.tokens) or self.name_over(at) is not None:
            return False
        pos = self.pos(at)
        if self.deed(at):
            return self.pos(at + 1) != "ADP" or self.is_one_of(at + 1, "plain_of")
        quality = pos == "ADJ" or (pos == "VERB" and bool(self.participle_of(at)))
        return quality or (pos == "PROPN" and self.tokens[at].text[0].isupper())

    def _means_person(self, head: int) -> bool:
        lexicon, lemma = self.tree.lexicon, self.tree.lemma(head)
        words = {lemma, self.text(head), self.text(head).rstrip(".")}
        return bool(
            words.intersection(lexicon.roles)
            or words.intersection(lexicon.ranks)
            or words.intersection(lexicon.naming.titles)
            or self.tree.is_one_of(head, "people")
            or any(t.roles.get("self") == "agent" for t in self.triggers(head))
        )

    def _other(self, first: int, start: int, head: int, last: int) -> Mention | None:
        """Return the description or pronoun that is this phrase, with this head."""
        fitting = [
            h.mention
            for h in (*self.others.get(first, ()), *self.others.get(start, ()))
            if h.last == last and h.mention.head == self.tokens[head].text
        ]
        return max(fitting, key=lambda m: m.span.end, default=None)

    def _kind(self, start: int, head: int, mention: Mention | None) -> str:
        tree = self.tree
        counted = any(self.pos(n) == "NUM" or self.text(n).isdigit() for n in range(start, head))
        told = mention is not None and mention.kind not in _VALUES | {"thing", "conveyor"}
        body = bool(self.triggers(head)) and tree.is_one_of(head, "bodies")
        bodies = tree.lexicon.naming.bodies
        single = self.text(head) == tree.lemma(head)
        term = f"{self.text(head)} {self.text(head + 1)}"
        kinds = (
            ("duration", term in tree.lexicon.grammar["plain_terms"]),
            ("duration" if counted else "date", tree.is_one_of(head, "units")),
            ("date", tree.is_one_of(head, "dates")),
            ("amount", tree.is_one_of(head, "money") and (counted or not single)),
            ("person", mention is not None and mention.kind in PEOPLE),
            (mention.kind if mention is not None else "", told),
            ("person", self._means_person(head) and not body),
            ("organization", tree.lemma(head) in bodies or self.text(head) in bodies),
            ("place", self.text(head) in tree.lexicon.naming.places),
            ("place", tree.is_one_of(head, "places")),
        )
        return next((kind for kind, fits in kinds if fits), "thing")

    def joined(
        self, phrase: Phrase, preposition: str = "", *, acting: bool = False
    ) -> tuple[Phrase, ...]:
        """Return a phrase with those listed behind it: "A, B y C", also "a A y a B".

        Only a list that "and" closes is one; what the last of it might itself be the subject of
        ("detuvo a A y B huyó") is left out, unless they are asked for as those who act.
        """
        found, at, closed = [phrase], phrase.last + 1, False
        for _ in range(_MANY):
            last = self.is_one_of(at, "plain_and")
            if not last and self.text(at) != ",":
                break
            again = at + 1 + (bool(preposition) and self.lemma(at + 1) == preposition)
            following = None if self.deed(again) else self.phrase(again)
            if following is None:
                break
            found.append(following)
            at = following.last + 1
            if last:
                closed = True
                break
        if not closed or (self.opens_verb(at) and not acting):
            return (phrase,)
        return tuple(found)

    def opens_verb(self, at: int) -> bool:
        """Tell whether a verb, or what stands before one, begins at a word."""
        if self.pos(at) in {"VERB", "AUX"} and not self.participle_of(at):
            return True
        saying = self.tree.lexicon.saying
        return self.is_one_of(at, "plain_clitics") or self.text(at) in saying["negations"]
