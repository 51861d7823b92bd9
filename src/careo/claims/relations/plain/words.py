"""The words of a sentence in their order: which are nouns, names, participles."""

from __future__ import annotations

from typing import NamedTuple

from careo.claims.relations.tree import Tree
from careo.model.lexicon import Trigger
from careo.model.reading import Mention
from careo.model.text import TextLayer

PEOPLE = frozenset({"person", "role"})
NOUNS = frozenset({"NOUN", "PROPN"})
BEFORE = frozenset({"ADJ", "NUM"})
_COUNTED = BEFORE | {"SYM"}
DASHES = frozenset({"—", "\u2013"})


class Named(NamedTuple):
    """A mention with its words."""

    first: int
    last: int
    mention: Mention


class Words:
    """One sentence, word by word.

    Attributes:
        tree: The sentence; its heads and labels are not looked at here.
        names: The names in it, in order of place.
        of: Prepositions that join what a noun is of.
        to: Prepositions before a person who is an object.
        former: Words before a noun that belong to its title ("ex", "antiguo").
        others: Descriptions and pronouns by their first word.
    """

    def __init__(self, layer: TextLayer, tree: Tree, mentions: tuple[Mention, ...]) -> None:
        self.layer = layer
        self.tree = tree
        self.of = tree.lexicon.grammar["plain_of"]
        self.to = tree.lexicon.grammar["plain_to"]
        self.former = frozenset(tree.lexicon.naming.loose_modifiers)
        self.tokens = tree.tokens
        self._texts = [token.text.lower() for token in self.tokens]
        starts = {token.start: n for n, token in enumerate(self.tokens)}
        ends = {token.end: n for n, token in enumerate(self.tokens)}
        held = [
            Named(starts[m.span.start], ends[m.span.end], m)
            for m in mentions
            if m.span.start in starts and m.span.end in ends
        ]
        self.names = tuple(
            h
            for h in held
            if h.mention.form == "name"
            and not h.mention.span.exact[0].islower()
            and not (h.first == h.last and self.is_one_of(h.first, "plain_adjectives"))
        )
        self._at: dict[int, Named] = {}
        for one in sorted(self.names, key=lambda h: h.last - h.first):
            self._at[one.first] = one
        self._over = {n: h for h in self.names for n in range(h.first, h.last + 1)}
        self.others: dict[int, list[Named]] = {}
        for one in held:
            if one.mention.form != "name":
                self.others.setdefault(one.first, []).append(one)

    def __len__(self) -> int:
        return len(self.tokens)

    def text(self, at: int) -> str:
        """Return a word in lower case; nothing outside the sentence."""
        return self._texts[at] if 0 <= at < len(self._texts) else ""

    def lemma(self, at: int) -> str:
        """Return a word's dictionary form; nothing outside the sentence."""
        return self.tree.lemma(at) if 0 <= at < len(self.tokens) else ""

    def is_one_of(self, at: int, words: str) -> bool:
        """Tell whether a word, as written, is in a list of the lexicon's grammar."""
        return self.text(at) in self.tree.listed(words)

    def pos(self, at: int) -> str:
        """Return a word's part of speech; nothing outside the sentence."""
        return self.tokens[at].pos if 0 <= at < len(self.tokens) else ""

    def name_at(self, at: int) -> Named | None:
        """Return the name that begins at a word, the longest."""
        return self._at.get(at)

    def name_over(self, at: int) -> Named | None:
        """Return a name that holds a word."""
        return self._over.get(at)

    def triggers(self, at: int) -> tuple[Trigger, ...]:
        """Return what a noun asserts; its fuller form first ("primer ministro")."""
        known = self.tree.lexicon.triggers
        for key in (f"{self.text(at)} {self.text(at + 1)}", self.tree.lemma(at), self.text(at)):
            found = tuple(t for t in known.get(key, ()) if t.pos == "NOUN")
            if found:
                return found
        return ()

    def is_noun(self, at: int) -> bool:
        """Tell whether a word can head a phrase and is no name's part.

        Also what was taken for an adjective or a verb, but stands like a noun ("el exalcalde",
        "primo de", "el traslado de").
        """
        if self.name_over(at) is not None:
            return False
        counted = self.pos(at) in _COUNTED and at < len(self.tokens)
        if self.pos(at) in NOUNS or (counted and self._measures(at)):
            return True
        if self._titles_name(at) or self._is_bare_noun(at):
            return True
        alone = self.is_one_of(at - 1, "plain_articles") and self.pos(at + 1) not in NOUNS
        used = alone or self.is_one_of(at + 1, "plain_of")
        if self.pos(at) == "VERB":
            return self.is_one_of(at - 1, "plain_firm") and self.is_one_of(at + 1, "plain_of")
        return self.pos(at) == "ADJ" and used and bool(self.triggers(at))

    def _titles_name(self, at: int) -> bool:
        """Tell whether a word is a title right before somebody's name: "el *mayor* Juan Rey"."""
        name = self.name_at(at + 1)
        if name is None or name.mention.kind not in PEOPLE:
            return False
        ranked = self.text(at) in self.tree.lexicon.ranks
        titled = ranked or any(t.roles.get("self") == "agent" for t in self.triggers(at))
        return titled and self.pos(at - 1) in {"DET", "ADP", "PUNCT", ""}

    def _is_bare_noun(self, at: int) -> bool:
        """Tell whether a rank or a crime stands right behind a preposition: "por *cohecho*"."""
        before, word = self.pos(at - 1) == "ADP", self.text(at)
        if not before or self.pos(at + 1) in NOUNS or self.pos(at) not in {"ADJ", "VERB"}:
            return False
        crime = self.is_one_of(at, "crimes") and self.verb_of(at) != word
        return crime or (word in self.tree.lexicon.ranks and self.text(at - 1) in self.to)

    def _measures(self, at: int) -> bool:
        return self.tree.is_one_of(at, "units") or self.tree.is_one_of(at, "money")

    def last_of_noun(self, head: int) -> int:
        """Return a noun's last word: "teniente *coronel*", "cadena *perpetua*", else itself."""
        lexicon, both = self.tree.lexicon, f"{self.text(head)} {self.text(head + 1)}"
        if f"{both} {self.text(head + 2)}" in lexicon.ranks:
            return head + 2
        short = self.text(head).rstrip(".") in lexicon.naming.abbreviations
        if short and self.text(head + 1).rstrip(".") in lexicon.naming.abbreviations:
            return head + 1
        term = self.pos(head) == "NOUN" and both in lexicon.triggers
        return head + (term or both in lexicon.ranks or both in lexicon.grammar["plain_terms"])

    def deed(self, at: int) -> bool:
        """Tell whether a word is a participle that asserts ("detenido")."""
        return bool(self.participle_of(at)) and self.participle_of(at) in self.tree.lexicon.triggers

    def participle_of(self, at: int) -> str:
        """Return the verb of a participle, or nothing."""
        word = self.text(at)
        endings = self.tree.lexicon.grammar["participles"]
        if not word.endswith(endings) or self.pos(at) not in {"VERB", "AUX", "ADJ", "NOUN"}:
            return ""
        return self.verb_of(at)

    def verb_of(self, at: int) -> str:
        """Return a word's dictionary form as a verb, or nothing."""
        forms, word = self.tree.lexicon.forms, self.text(at)
        found = forms.get(f"{word}/VERB") or forms.get(word) or self.tree.lemma(at)
        return found if found.endswith(self.tree.lexicon.grammar["infinitives"]) else ""
