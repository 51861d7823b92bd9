"""A parsed sentence as a tree, with the parser's usual slips mended."""

from __future__ import annotations

from careo.claims.relations.mend import mend
from careo.claims.words import lists
from careo.model.lexicon import Lexicon, Trigger
from careo.model.predicates import PROCEEDINGS
from careo.model.reading import Sentence, Token
from careo.model.syntax import Syntax

_RELATIVE_TAGS = frozenset({"WP", "WP$", "WDT", "IN", "DT"})
_DASHES = frozenset({"\u2014", "\u2013", "--"})
_LONG = 6
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEAR = 8
_MANY = 40
"""Longest list that still counts as people acting together."""
_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "poss", "det"})


class Tree(Syntax):
    """One sentence, mended, and the questions that relations ask of its grammar.

    An odd parse gives a poor answer and never an endless one.

    Attributes:
        lexicon: The words of its language.
        listed: Returns a list of the lexicon's grammar as a set.
        asking: Its last question mark, or -1.
        plain: Relations are read off the order of its words: a parse of this language is too
            rough to be mended or trusted.
    """

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        plain = "plain_of" in lexicon.grammar
        super().__init__(sentence if plain else mend(sentence))
        self.lexicon = lexicon
        self.plain = plain
        self._lemmas = [token.lemma.lower() for token in self.tokens]
        self.listed = lists(lexicon).grammar
        self._triggers: dict[int, tuple[Trigger, ...]] = {}
        self.asking = max((n for n, t in enumerate(self.tokens) if t.text == "?"), default=-1)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    def lemma(self, index: int) -> str:
        """Return the dictionary form in lower case."""
        return self._lemmas[index]

    def is_one_of(self, index: int, words: str) -> bool:
        """Tell whether a word's dictionary form is in a list of the lexicon's grammar."""
        return self._lemmas[index] in self.listed(words)

    def noun_triggers(self, index: int) -> tuple[Trigger, ...]:
        """Return the triggers of a noun, with its second part where it has one ("sphere of …")."""
        if index not in self._triggers:
            self._triggers[index] = self._noun_triggers(index)
        return self._triggers[index]

    def _noun_triggers(self, index: int) -> tuple[Trigger, ...]:
        lemma, known = self.lemma(index), self.lexicon.triggers
        for preposition in self.kids(index, "prep"):
            for thing in self.objects(preposition):
                longer = f"{lemma} {self.lemma(preposition)} {self.lemma(thing)}"
                if longer in known:
                    return known[longer]
        return tuple(t for t in known.get(lemma, ()) if t.pos == "NOUN")

    def joined(self, index: int) -> tuple[int, ...]:
        """Return a noun and those joined to it by "and"; "A but not B" leaves B out."""
        found, at = [index], index
        while len(found) < _MANY:
            following = [n for n in self.kids(at, "conj") if self._is_joint(at, n)]
            if not following or following[-1] in found:
                break
            found += [n for n in following if n not in found]
            at = following[-1]
        ordered = sorted(found)
        if any(t.dep == "cc" for t in self.tokens[ordered[0] : ordered[-1]]):
            return tuple(ordered)
        return (index,)

    def _is_joint(self, first: int, second: int) -> bool:
        if self.tokens[second].pos in {"VERB", "AUX", "ADP"} and self.tokens[first].pos != "VERB":
            return False
        if any(self.tokens[n].tag == "WP$" for n in self._kids[second]):
            return False
        start = min([second, *(n for n in self._kids[second] if first < n < second)])
        clause = any(self.tokens[n].tag in _FINITE for n in range(first + 1, second))
        if clause and self.tokens[start - 1].dep != "cc" and self.tokens[second].pos != "VERB":
            return False
        near = range(max(first + 1, second - _NEAR), second)
        between = {self.lemma(n) for n in near}
        own = {self.lemma(n) for n in self.kids(second, "neg", "preconj")}
        return not (between & self.listed("not_joining") and not {"only"} & between) and not (
            own & {"not"}
        )

    def is_alternative(self, index: int) -> bool:
        """Tell whether a word is joined to another by "or": neither is then asserted alone."""
        chain = [index, *self.joined(index)]
        return any(self.lemma(n) in {"or", "nor"} for at in chain for n in self.kids(at, "cc"))

    def preposition(self, index: int) -> int | None:
        """Return the preposition that a noun or a gerund hangs on."""
        token = self.tokens[index]
        if token.dep in {"pobj", "pcomp"} and token.head != index:
            return token.head
        return None

    def objects(self, preposition: int) -> tuple[int, ...]:
        """Return what a preposition governs."""
        return self.kids(preposition, "pobj", "pcomp")

    def is_passive(self, verb: int) -> bool:
        """Tell whether a verb's grammatical subject suffers what it says."""
        token = self.tokens[verb]
        if self.kids(verb, "auxpass", "nsubjpass"):
            return True
        participle = token.tag == "VBN" or self._is_judged_too(verb)
        if not participle or self.kids(verb, "nsubj", "aux"):
            return False
        if token.dep == "conj":
            head = self.tokens[token.head]
            if head.pos not in {"VERB", "AUX"} or head.tag == "VBG":
                return not self.kids(verb, "dobj")
            return self.is_passive_head(token.head)
        return token.dep in {"acl", "advcl", "amod", "ccomp", "relcl"}

    def _is_judged_too(self, verb: int) -> bool:
        """Tell whether "sentenced" of "was convicted and sentenced" is tagged as a past tense."""
        token = self.tokens[verb]
        joined = token.dep == "conj" and token.tag == "VBD" and not self.kids(verb, "dobj")
        triggers = self.lexicon.triggers.get(self.lemma(verb), ()) if joined else ()
        judging = any(t.predicate in PROCEEDINGS for t in triggers)
        return judging and token.head != verb and self.is_passive(token.head)

    def is_passive_head(self, verb: int) -> bool:
        """Like `is_passive`, along a chain of joined participles."""
        at = verb
        for _ in self.tokens:
            token = self.tokens[at]
            if self.kids(at, "auxpass", "nsubjpass"):
                return True
            if token.dep != "conj" or self.kids(at, "aux", "nsubj"):
                return self.is_passive(at)
            at = token.head
        return False

    def is_infinitive(self, verb: int) -> bool:
        """Tell whether a verb has "to" before it."""
        return any(self.lemma(n) == "to" for n in self.kids(verb, "aux"))

    def particle(self, verb: int) -> int | None:
        """Return a verb's particle ("carry *out*"), an adverb where a trigger has it, too."""
        known = self.lexicon.triggers
        adverbs = [n for n in self.kids(verb, "advmod") if n == verb + 1]
        whole = [n for n in adverbs if f"{self.lemma(verb)} {self.lemma(n)}" in known]
        return next(iter((*self.kids(verb, "prt"), *whole)), None)

    def relative(self, index: int) -> bool:
        """Tell whether a word stands for the noun that its clause describes."""
        token = self.tokens[index]
        if token.text.lower() not in self.listed("relatives") or token.tag not in _RELATIVE_TAGS:
            return False
        return self.clause_of(index) is not None

    def clause_of(self, index: int) -> int | None:
        """Return the verb of the relative clause that a relative pronoun opens."""
        for head in self.above(index):
            if self.tokens[head].dep == "relcl":
                return head if index < head else None
            if self.tokens[head].dep in {"ccomp", "advcl", "ROOT"}:
                return None
        return None

    def antecedents(self, clause: int) -> tuple[int, ...]:
        """Return the nouns that a relative clause describes.

        Joined nouns count together where the verb is a plural ("A and B, who have …") or the
        parser hangs the clause on the first of them; otherwise the nearest noun alone.
        """
        head = self.tokens[clause].head
        verbs = [clause, *self.kids(clause, "aux", "auxpass")]
        forms = {self.tokens[n].text.lower() for n in verbs}
        while forms & self.listed("plural_verbs") and self.tokens[head].dep == "conj":
            above = self.tokens[head].head
            if above >= head:
                break
            head = above
        nouns = [n for n in self.joined(head) if n < clause]
        if len(nouns) > 1 and forms & self.listed("singular_verbs"):
            return (nouns[-1],)
        return tuple(nouns) or (head,)

    def host_of_participle(self, verb: int) -> int | None:
        """Return the noun that a participle without a subject describes.

        "a structure originating in prisons, protected by …": after a comma the participle
        describes what the participle before it does, or the subject of a passive: "X was arrested
        by Y, charged by …". "X, a member of Y and sentenced to …":
        it describes the noun that the apposition describes.
        """
        token = self.tokens[verb]
        if token.dep == "conj":
            return self._host_through_apposition(verb)
        head = token.head
        between = [self.tokens[n].text for n in range(head + 1, verb)]
        if "," in between:
            for above in self.above(head):
                if self.tokens[above].dep == "acl" and self.tokens[above].pos == "VERB":
                    return self.tokens[above].head
                if self.tokens[above].pos in {"VERB", "AUX"}:
                    agent = self.tokens[self.tokens[head].head].dep == "agent"
                    subject = self.kids(above, "nsubjpass") if agent else ()
                    return next(iter(subject), head)
        return head

    def _host_through_apposition(self, verb: int) -> int | None:
        before = verb - 1
        while before >= 0 and self.tokens[before].pos in {"CCONJ", "ADV", "PUNCT"}:
            before -= 1
        if before < 0:
            return None
        for n in (before, *self.above(before)):
            if self.tokens[n].dep == "appos":
                return self.tokens[n].head
        return None

    def noun_phrase(self, index: int) -> tuple[int, int]:
        """Return the first and the last word of a noun phrase.

        Without what is joined to it, clauses that describe it, appositions and marks.
        """
        first = index
        for n in sorted(self.kids(index), reverse=True):
            if n < index and self.tokens[n].dep in _MODIFIERS:
                first = min(first, *self.below(n))
        last = index
        for n in sorted(n for n in self.kids(index) if n > index):
            marks = {self.tokens[k].text for k in range(last + 1, n)}
            if marks & {",", *_DASHES} or not self._stays(n):
                break
            last = max(last, *self._unjoined(n))
        return self._trimmed(first, last)

    def _stays(self, index: int) -> bool:
        """Tell whether what follows a noun is shown with it: no long clause, no doer."""
        dep = self.tokens[index].dep
        if dep == "acl" and self.is_infinitive(index):
            return len(self.below(index)) <= 2 * _LONG
        if dep in {"acl", "relcl", "xcomp"}:
            return len(self.below(index)) <= _LONG
        return dep in {"case", "nummod"} or (dep == "prep" and self.lemma(index) != "by")

    def _unjoined(self, index: int) -> frozenset[int]:
        """Return a word with what is under it, cut at the first dash."""
        under = sorted(n for n in self.below(index) if n >= index)
        for place, n in enumerate(under):
            if place and (n != under[place - 1] + 1 or self.tokens[n].text in _DASHES):
                return frozenset(under[:place])
        return frozenset(under)

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        while last > first and self.tokens[last].pos in {"PUNCT", "CCONJ"}:
            last -= 1
        while first < last and self.tokens[first].pos in {"PUNCT", "CCONJ"}:
            first += 1
        return first, last

    def in_dashes(self, index: int) -> bool:
        """Tell whether a word stands between two dashes, as a remark in passing."""
        before = sum(1 for n in range(index) if self.tokens[n].text in _DASHES)
        after = any(self.tokens[n].text in _DASHES for n in range(index, len(self.tokens)))
        return before % 2 == 1 and after
