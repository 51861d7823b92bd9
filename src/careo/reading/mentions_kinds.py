"""What a name is the name of: a vote of titles, words, labels and grammar over the document.

The parser's label is one voice among others: its small model calls a surname an organization in
one sentence and a person in the next. A surname is of the kind of the full name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from careo.model.reading import MentionKind
from careo.reading.mentions_context import Context, fold
from careo.reading.names import Name, words_of

_Votes = dict[str, int]
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_KIND = "thing"
_SURE = 8
_LONG_NAME = 6
_ABBREVIATION = 8


@dataclass
class _Form:
    """All votes on one spelling."""

    votes: _Votes = field(default_factory=lambda: defaultdict(int))
    count: int = 0

    def mean(self, kind: str) -> float:
        return self.votes[kind] / self.count


def kinds(context: Context, names: Sequence[Name]) -> list[MentionKind | None]:
    """Return for every name what it names; None where nothing in the document tells."""
    forms: dict[tuple[str, ...], _Form] = defaultdict(_Form)
    spelt = [words_of(context, name) for name in names]
    votes = [_Vote(context, name, words) for name, words in zip(names, spelt, strict=True)]
    for words, vote in zip(spelt, votes, strict=True):
        form = forms[words]
        form.count += 1
        for kind, weight in vote.all():
            form.votes[kind] += weight
    pool = _pool(forms)
    return [
        vote.local() or _decided(words, forms[words], pool, vote)
        for words, vote in zip(spelt, votes, strict=True)
    ]


def _pool(forms: dict[tuple[str, ...], _Form]) -> dict[str, float]:
    """Return for every surname how surely somebody bears it."""
    pool: dict[str, float] = defaultdict(float)
    for words, form in forms.items():
        weight = form.mean("person")
        if form.mean("organization") >= _SURE or form.mean("place") >= _SURE:
            continue
        for word in words[1:] or words:
            pool[word] = max(pool[word], weight)
    return pool


def _decided(
    words: tuple[str, ...], form: _Form, pool: dict[str, float], vote: _Vote
) -> MentionKind | None:
    scores: dict[MentionKind, float] = {
        "person": form.mean("person"),
        "place": form.mean("place"),
        "organization": form.mean("organization"),
        "thing": form.mean("thing"),
    }
    if scores["organization"] < _SURE and scores["place"] < _SURE and words:
        shared = pool.get(words[-1], 0.0)
        if len(words) == 1 or not vote.lettered:
            scores["person"] = max(scores["person"], shared)
    best = max(scores, key=lambda kind: scores[kind])
    return None if scores[best] <= 0 or best == _NO_KIND else best


class _Vote:
    """The voices on one occurrence of a name."""

    def __init__(self, context: Context, name: Name, words: tuple[str, ...]) -> None:
        self.context, self.name, self.words = context, name, words
        self.tokens = context.tokens(name.sentence)
        self.texts = [t.text for t in self.tokens[name.start : name.end]]
        self.labels = context.labels[name.sentence][name.start : name.end]
        self.lettered = len(words) == 1 and self.texts[0].isupper() and len(self.texts[0]) > 1

    def local(self) -> MentionKind | None:
        """Return the kind where this very place decides, whatever the form is elsewhere."""
        if self.name.title < self.name.start and not self._organization():
            return "person"
        before = self.tokens[self.name.start - 1].text.lower() if self.name.start else ""
        if before in {"in", "at", "near", "across"} and set(self.labels) <= _PLACES:
            return "place"
        return None

    def all(self) -> Iterator[tuple[str, int]]:
        """Yield the voices: a kind and its weight."""
        if self.name.title < self.name.start:
            yield "person", 10
        yield from self._by_words()
        yield from self._by_labels()
        yield from self._by_grammar()

    def _organization(self) -> bool:
        named = self.context.named
        if not self.texts or self._parenthesised():
            return False
        head = self._before_of()
        return named(head, "organization") or (
            head == self.texts[-1] and any(named(t, "organization") for t in self.texts[-2:])
        )

    def _parenthesised(self) -> bool:
        return len(self.texts) == 1 and fold(self.texts[0]) in self.context.given

    def _before_of(self) -> str:
        links = [i for i, t in enumerate(self.texts) if t in {"of", "for"} and i > 0]
        if links:
            return self.texts[links[0] - 1]
        first, last = self.texts[0], self.texts[-1]
        foreign = any(t in self.context.words["particle"] for t in self.texts)
        return first if foreign and self.context.named(first, "organization") else last

    def _by_words(self) -> Iterator[tuple[str, int]]:
        full = " ".join(t.lower() for t in self.texts)
        polity = self.context.named(self.texts[0], "polity") and "of" in self.texts
        if self._modifies():
            return
        if full in self.context.lexicon.naming.places or polity:
            yield "place", 12
        elif self._organization():
            yield "organization", 10
        elif len(self.words) > 1 and self.context.named(self._before_of(), "place"):
            yield "place", 9
        elif self.lettered:
            yield "organization", 4 if len(self.texts[0]) <= _ABBREVIATION else 1
        elif self._given():
            yield "person", 8 if len(self.words) > 1 or self.name.shared else 4
        elif self.tokens[self.name.end - 1].tag == "NNPS" and self.labels[-1] != "NORP":
            yield "organization", 2

    def _given(self) -> bool:
        """Tell whether the name starts as a person's does."""
        short = len(self.words) <= _LONG_NAME and "of" not in self.texts
        return short and bool(self.words) and self.words[0] in self.context.given

    def _by_labels(self) -> Iterator[tuple[str, int]]:
        label = "" if self._modifies() else self.labels[-1] or self.labels[0]
        if label == "PERSON":
            yield "person", 3
        elif label == "ORG":
            yield "organization", 2
        elif label in _PLACES:
            yield "place", 3
        elif label:
            yield _NO_KIND, 1

    def _by_grammar(self) -> Iterator[tuple[str, int]]:
        after = self.tokens[self.name.end : self.name.end + 3]
        head = self.tokens[self._head()]
        verb = self.tokens[head.head]
        texts = [t.text.lower() for t in after]
        if "who" in texts[:2] or (texts[:1] == [","] and len(after) > 1 and after[1].tag == "CD"):
            yield "person", 4
        if texts[:1] == [","] and self._apposed():
            yield "person", 3
        if head.dep == "nsubj" and verb.lemma in self.context.words["cue"]:
            yield "person", 1
        before = self.tokens[self.name.start - 1].text.lower() if self.name.start else ""
        if before in {"in", "across", "near", "at"}:
            yield "place", 2
        yield from self._by_noun_before()

    def _by_noun_before(self) -> Iterator[tuple[str, int]]:
        """Yield what "the company", "the province of", "a man known as" before a name say."""
        verbs = self.context.lexicon.naming.naming_verbs
        index = self.name.title - 1
        links = 0
        while index >= 0 and (
            self.tokens[index].text in {"of", "as", "the", "they", "The"}
            or self.tokens[index].text in verbs
        ):
            links += self.tokens[index].text in verbs
            index -= 1
        noun = self.tokens[index].text if index >= 0 else ""
        direct = index == self.name.title - 1
        if (direct or links) and self.context.named(noun, "body"):
            yield "organization", 40
        elif links and self.context.named(noun, "role"):
            yield "person", 8
        elif not links and noun and noun.islower() and self.context.named(noun, "place"):
            yield "place", 9

    def _modifies(self) -> bool:
        """Tell whether the word only narrows a role ("the Chavista general")."""
        end = self.name.end
        single = len(self.texts) == 1 and not self.lettered and end < len(self.tokens)
        known = self.texts[0].lower() in self.context.lexicon.naming.places
        role = single and self.tokens[end].text.islower()
        return role and not known and self.context.named(self.tokens[end].text, "role")

    def _head(self) -> int:
        inside = range(self.name.start, self.name.end)
        return next((i for i in inside if self.tokens[i].head not in inside), self.name.end - 1)

    def _apposed(self) -> bool:
        """Tell whether ", a member of …" with a word for a person follows."""
        for token in self.tokens[self.name.end + 1 : self.name.end + 6]:
            if token.tag in {",", "VBD", "VBZ", "CC", "IN"}:
                return False
            if self.context.named(token.text, "role"):
                return True
        return False
