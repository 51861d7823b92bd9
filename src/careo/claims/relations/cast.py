"""Who and what takes part: from a word of a sentence to the roles of a relation."""

from __future__ import annotations

import functools
from typing import NamedTuple

from careo.claims.relations.tree import Tree
from careo.claims.times import when_in
from careo.model.claim import Role
from careo.model.reading import Mention
from careo.model.text import Span, TextLayer
from careo.model.time import When

GENERAL_TO_DOMAIN = frozenset(
    {"commands", "directs", "supervises", "authorises", "controls", "executes", "facilitates"}
)
_NO_PEOPLE = frozenset({"domain", "charge"})
_TITLES = frozenset({"post", "rank"})
_PEOPLE = frozenset({"person", "role"})
_PARTIES = frozenset({"person", "organization", "role", "place"})
_VALUES = frozenset({"date", "amount"})
_FIXED = frozenset({"name", "pronoun"})


class Place(NamedTuple):
    """A word at a grammatical place; ``clause`` where it is a verb with its complement."""

    word: int
    clause: bool = False


class _Read(NamedTuple):
    """A mention with its words, the one that heads it, and whether it holds a preposition."""

    mention: Mention
    words: range
    head: int
    flat: bool


class Cast:
    """The mentions of one sentence, and roles made of them.

    Attributes:
        places: What stands at the grammatical places of the verbs looked at so far.
    """

    def __init__(self, layer: TextLayer, tree: Tree, mentions: tuple[Mention, ...]) -> None:
        self.layer = layer
        self.tree = tree
        self.mentions = mentions
        self.places: dict[int, dict[str, list[Place]]] = {}
        self._over: dict[int, list[_Read]] = {}
        self._kinds: dict[int, str] = {}
        self._resolved: dict[int, tuple[int, ...]] = {}
        for mention in mentions:
            read = self._read(mention)
            for n in read.words:
                self._over.setdefault(n, []).append(read)

    @functools.cached_property
    def times(self) -> tuple[When, ...]:
        """The times that stand in the sentence."""
        sentence = self.tree.sentence
        return when_in(self.layer, sentence.start, sentence.end, self.tree.lexicon)

    def _read(self, mention: Mention) -> _Read:
        tokens = self.tree.tokens
        words = self.tree.within(*mention.span.place)
        flat = not any(tokens[n].dep == "prep" for n in words)
        tops = [n for n in words if tokens[n].head not in words or tokens[n].head == n]
        head = -1 if not tops else tops[-1] if flat else tops[0]
        return _Read(mention, words, head, flat)

    def mention(self, index: int) -> Mention | None:
        """Return the mention that a word is the head of, the longest first.

        Where the parser has cut a name otherwise, the shortest name that holds the word.
        """
        holding = self._over.get(index, ())
        headed = [r.mention for r in holding if r.head == index]
        if headed:
            return max(headed, key=lambda m: (m.form in _FIXED, m.span.end - m.span.start))
        named = [r.mention for r in holding if r.mention.form == "name" and r.flat]
        return min(named, key=lambda m: m.span.end - m.span.start) if named else None

    def kind(self, index: int) -> str:
        """Return person, organization, place, date, amount, duration, or thing."""
        if index not in self._kinds:
            self._kinds[index] = self._kind(index)
        return self._kinds[index]

    def _kind(self, index: int) -> str:
        if self._is_duration(index):
            return "duration"
        mention = self.mention(index)
        if mention is not None and mention.kind in _PEOPLE:
            return "person"
        if mention is not None and mention.kind not in {"thing", "conveyor"}:
            return mention.kind
        return self._common_kind(index)

    def _common_kind(self, index: int) -> str:
        tree = self.tree
        if tree.is_one_of(index, "dates") or tree[index].text.isdigit():
            return "date"
        if tree.is_one_of(index, "money") or self._is_money(index):
            return "amount"
        if tree.lemma(index) in tree.lexicon.roles or tree.is_one_of(index, "people"):
            return "person"
        if any(t.roles.get("self") == "agent" for t in tree.noun_triggers(index)):
            return "thing" if tree.is_one_of(index, "bodies") else "person"
        return "place" if tree.is_one_of(index, "places") else "thing"

    def _is_money(self, index: int) -> bool:
        return any(
            self.tree[n].tag in {"$", "CD"} and not self.tree.is_one_of(index, "units")
            for n in self.tree.kids(index)
        ) and any(self.tree[n].tag == "$" for n in self.tree.below(index))

    def _is_duration(self, index: int) -> bool:
        if self.tree.is_one_of(index, "units"):
            counted = self.tree.kids(index, "nummod", "det") or self.tree[index].tag == "NNS"
            return bool(counted) or self.tree.lemma(index) in {"life", "death"}
        if self.tree.lemma(index) not in {"sentence", "term", "imprisonment"}:
            return False
        counted = self.tree.kids(index, "amod", "nmod", "compound", "nummod")
        counted += tuple(n for n in self.tree.kids(index, "poss") if self._measures(n))
        return bool(counted) or self._term(index) != index

    def resolve(self, index: int) -> tuple[int, ...]:
        """Return the words that a word stands for within its sentence.

        A relative pronoun stands for its antecedent, a description in apposition for the name
        beside it, "a structure" of "which he identifies as a structure" for what is identified.
        """
        if index not in self._resolved:
            self._resolved[index] = self._all_behind(index)
        return self._resolved[index]

    def _all_behind(self, index: int) -> tuple[int, ...]:
        todo, seen, found = [index], {index}, []
        while todo:
            at = todo.pop(0)
            behind = [n for n in self._behind(at) if n not in seen]
            seen.update(behind)
            if behind:
                todo += behind
            else:
                found.append(at)
        return tuple(sorted(set(found)))

    def _behind(self, index: int) -> tuple[int, ...]:
        clause = self.tree.clause_of(index) if self.tree.relative(index) else None
        if clause is not None:
            return self._whom(index, self.tree.antecedents(clause))
        mention = self.mention(index)
        if mention is not None and mention.form in _FIXED:
            return ()
        return self._described(index)

    def _described(self, index: int) -> tuple[int, ...]:
        tree, token = self.tree, self.tree[index]
        if token.dep == "appos" and not self._dashed(token.head, index):
            return (token.head,)
        named = self.named_by(index)
        if named:
            return named
        if token.dep == "attr" and tree.lemma(token.head) == "be":
            return self._subject_of_copula(token.head)
        if token.dep == "nsubj":
            twins = [n for n in tree.kids(token.head, "nsubj") if n < index]
            return tuple(n for n in twins[:1] if tree.kids(n, "appos"))
        return self._equated(index)

    def named_by(self, index: int) -> tuple[int, ...]:
        """Return the name beside a description: "the head of the Service, *Ana Sol*"."""
        if self.tree[index].tag in {"NNS", "NNPS"}:
            names = [n for k in self.tree.kids(index, "appos")[:1] for n in self.tree.joined(k)]
            return tuple(names) if len(names) > 1 and all(map(self._is_name, names)) else ()
        kind = "person" if self._common_kind(index) == "person" else self.kind(index)
        beside = [n for n in self.tree.kids(index, "appos") if self._is_name(n)]
        beside = [n for n in beside if kind in {"thing", self.kind(n)}]
        beside = [n for n in beside if not self._dashed(index, n)]
        if not beside and self._common_kind(index) == "person":
            bodies = [
                thing
                for p in self.tree.kids(index, "prep")
                for thing in self.tree.objects(p)
                if self.kind(thing) != "person"
            ]
            named = [n for body in bodies for n in self.tree.kids(body, "appos")]
            beside = [n for n in named if self._is_name(n) and self.kind(n) == "person"]
        return tuple(beside[:1])

    def _dashed(self, first: int, second: int) -> bool:
        between = range(min(first, second), max(first, second))
        marks = [self.tree[n] for n in between if self.tree[n].tag != "HYPH"]
        return any(token.text in {"\u2013", "\u2014", "-", ":"} for token in marks)

    def _is_name(self, index: int) -> bool:
        mention = self.mention(index)
        return mention is not None and mention.form == "name" and mention.kind in _PARTIES

    def _subject_of_copula(self, verb: int) -> tuple[int, ...]:
        subject = self.tree.kids(verb, "nsubj")[:1]
        return () if subject and self.tree.is_one_of(subject[0], "blank") else subject

    def _whom(self, pronoun: int, antecedents: tuple[int, ...]) -> tuple[int, ...]:
        """Climb from a thing to the person that "who" can only mean; "which" means no person."""
        if self.tree[pronoun].text.lower() == "which":
            return self._which(pronoun, antecedents)
        if self.tree[pronoun].text.lower() not in {"who", "whom"}:
            return antecedents
        if all(self.kind(n) not in {"place", "organization", "thing"} for n in antecedents):
            return antecedents
        for n in self.tree.above(antecedents[0]):
            if self.tree[n].pos in {"VERB", "AUX"}:
                break
            if self.tree[n].pos != "ADP" and self.kind(n) == "person":
                return (n,)
        return antecedents

    def _which(self, pronoun: int, antecedents: tuple[int, ...]) -> tuple[int, ...]:
        if len(antecedents) > 1 or self._common_kind(antecedents[0]) != "person":
            return antecedents
        nearer = [
            n
            for n in sorted(self.tree.below(antecedents[0]), reverse=True)
            if antecedents[0] < n < pronoun and self.tree[n].dep == "pobj"
        ]
        return tuple(nearer[:1]) or antecedents

    def _equated(self, index: int) -> tuple[int, ...]:
        preposition = self.tree.preposition(index)
        if preposition is None or self.tree.lemma(preposition) != "as":
            return ()
        verb = self.tree[preposition].head
        if self.tree.is_one_of(verb, "standing"):
            return self.tree.kids(verb, "poss")
        if not self.tree.is_one_of(verb, "equating"):
            return ()
        label = "nsubjpass" if self.tree.is_passive(verb) else "dobj"
        return self.tree.kids(verb, label)

    def roles(self, predicate: str, role: str, place: Place) -> list[Role]:
        """Return one role for each participant at a place.

        What is directed without being a person or a body is a domain, not a patient.
        """
        if place.clause:
            return self._clause(_general(predicate, role), place.word)
        if role == "duration":
            return [self._whole(role, self._term(place.word))]
        heads: list[int] = []
        for joint in self.tree.joined(place.word):
            if joint != place.word and self._says_the_same(joint, predicate):
                continue
            behind = self.resolve(joint)
            wider = [n for b in behind for n in self.tree.joined(b)] if joint not in behind else []
            heads += [n for w in wider for n in self.resolve(w)] or behind
        return [r for n in heads for r in self._one(predicate, role, n)]

    def _says_the_same(self, index: int, predicate: str) -> bool:
        """Tell whether a noun asserts a like relation itself ("ties to A and relations with B")."""
        triggers = self.tree.noun_triggers(index)
        return any(t.predicate == predicate and "self" not in t.roles for t in triggers)

    def _one(self, predicate: str, role: str, index: int) -> list[Role]:
        if self.tree[index].tag in {"WP", "WDT", "WP$"}:
            return []
        if role in _TITLES:
            return [Role(role=role, span=self.phrase(index), literal=True)]
        mention = self.mention(index)
        if role in _NO_PEOPLE and mention is not None and mention.kind in _PEOPLE:
            return []
        if mention is not None and mention.kind not in _VALUES:
            shared = self._names_before(index, mention)
            role = role if mention.kind in _PARTIES else _general(predicate, role)
            return [Role(role=role, span=m.span) for m in (*shared, mention)]
        if self.tree.is_one_of(index, "blank"):
            return []
        if self.kind(index) != "person":
            role = _general(predicate, role)
        return [Role(role=role, span=self.phrase(index), literal=True)]

    def _names_before(self, index: int, mention: Mention) -> list[Mention]:
        """Return the names joined before a name: "Ana and Luis Sol" is two people."""
        if mention.form != "name" or mention.kind != "person":
            return []
        first, _ = self.tree.noun_phrase(index)
        start, end = self.tree[first].start, mention.span.start
        near = [r.mention for n in range(first, index) for r in self._over.get(n, ())]
        before = [
            m
            for m in near
            if m.form == "name" and m.kind == "person" and start <= m.span.start < m.span.end <= end
        ]
        if not before:
            return []
        gap = self.layer.text[before[-1].span.end : end].strip().lower()
        return before if gap in {"and", "&", ", and"} else []

    def phrase(self, index: int) -> Span:
        """Return the noun phrase of a word as a span."""
        return self.span(*self.tree.noun_phrase(index))

    def names_in(self, span: Span) -> bool:
        """Tell whether a phrase holds the name of a person, body or place."""
        return any(m.form == "name" and span.holds(m.span) for m in self.mentions)

    def span(self, first: int, last: int) -> Span:
        """Return the words from one to another as a span."""
        return self.layer.span(self.tree[first].start, self.tree[last].end)

    def _term(self, index: int) -> int:
        """Return "years" of "a sentence of nine years"."""
        for preposition in self.tree.kids(index, "prep"):
            for thing in self.tree.objects(preposition):
                if self.tree.is_one_of(thing, "units"):
                    return thing
        return index

    def alone(self, role: str, index: int) -> list[Role]:
        """Return the role of one participant, whoever is joined to him left out."""
        found = []
        for n in self.resolve(index):
            mention = self.mention(n)
            if mention is not None and mention.kind not in _VALUES:
                found.append(Role(role=role, span=mention.span))
        return found

    def _whole(self, role: str, index: int) -> Role:
        """Return a coordination as one value: "21 years and eight months"."""
        chain = [n for n in self.tree.joined(index) if n == index or self._is_duration(n)]
        below = [n for n in self.tree.below(index) if self._measures(n)]
        first = min([index, *(n for n in below if n < index)])
        last = max(chain)
        return Role(role=role, span=self.span(first, last), literal=True)

    def _measures(self, index: int) -> bool:
        """Tell whether a word belongs to a term: "*life* imprisonment", "*two* *years*' …"."""
        token = self.tree[index]
        counts = token.dep in {"nummod", "det", "amod", "compound", "nmod"}
        return counts or (token.dep == "poss" and self.tree.is_one_of(index, "units"))

    def _clause(self, role: str, verb: int) -> list[Role]:
        """Return a complement clause as its verb with the first object, then the others."""
        objects = [n for first in self.tree.kids(verb, "dobj")[:1] for n in self.tree.joined(first)]
        if not objects:
            last = max((n for n in self.tree.below(verb) if self.tree[n].pos != "PUNCT"), default=0)
            return [Role(role=role, span=self.span(verb, max(verb, last)), literal=True)]
        _, last = self.tree.noun_phrase(objects[0])
        first = Role(role=role, span=self.span(verb, max(verb, last)), literal=True)
        return [first, *(r for n in objects[1:] for r in self._one("", role, n))]


def _general(predicate: str, role: str) -> str:
    return "domain" if role == "patient" and predicate in GENERAL_TO_DOMAIN else role
