"""What a name is the name of: a vote of titles, words, labels and grammar over the document.

The parser's label is one voice among others: its small model calls a surname an organization in
one sentence and a person in the next. A surname is of the kind of the full name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from careo.model.reading import MentionKind, Token
from careo.reading.mentions.context import Context, fold
from careo.reading.mentions.names import words_of
from careo.reading.mentions.titles import Name
from careo.reading.mentions.units import counts_units

_Votes = dict[str, int]
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_KIND = "thing"
_SURE = 8
_LONG_NAME = 6
_ABBREVIATION = 8
_MIXED = 5
_DATELINE = 12
_DASHES = frozenset({"--", "\N{EM DASH}", "\N{EN DASH}"})
_INITIALS = re.compile(r"(?:\w\.)+")


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


def _is_acronym(text: str) -> bool:
    capitals = sum(c.isupper() for c in text)
    return capitals > 1 and (text.isupper() or (len(text) <= _MIXED and text[-1].isupper()))


class _Vote:
    """The voices on one occurrence of a name."""

    def __init__(self, context: Context, name: Name, words: tuple[str, ...]) -> None:
        self.context, self.name, self.words = context, name, words
        self.tokens = context.tokens(name.sentence)
        self.texts = [t.text for t in self.tokens[name.start : name.end]]
        self.labels = context.labels[name.sentence][name.start : name.end]
        plain = not context.headline(name.sentence)
        self.lettered = plain and len(words) == 1 and _is_acronym(self.texts[0])

    def local(self) -> MentionKind | None:
        """Return the kind where this very place decides, whatever the form is elsewhere."""
        if self.name.title < self.name.start and not self._commanded():
            return "person"
        before = self.tokens[self.name.start - 1].text.lower() if self.name.start else ""
        if self._dateline():
            return "place"
        if self._home() and set(self.labels) & {"PERSON", "GPE", "LOC"}:
            return "place"
        if self._words(before, "in", "near") and set(self.labels) <= _PLACES:
            return "place"
        return None

    def _dateline(self) -> bool:
        """Tell whether a report opens with its place: "Port Sayle, Arcadia, 4 May — A …"."""
        if self.name.start or not self._opens():
            return False
        after = [t.text for t in self.tokens[self.name.end : self.name.end + _DATELINE]]
        dash = next((i for i, text in enumerate(after) if text in _DASHES), 0)
        between = after[:dash]
        words = [t for t in between if t[0].isalpha()]
        return between[:1] in (["("], [","]) and all(
            (t[0].isupper() and not self.context.named(t, "role"))
            or self._words(t, "of", "no_name")
            for t in words
        )

    def _opens(self) -> bool:
        """Tell whether the sentence is the first of its paragraph."""
        sentences, number = self.context.parse.sentences, self.name.sentence
        return not number or sentences[number - 1].segment != sentences[number].segment

    def all(self) -> Iterator[tuple[str, int]]:
        """Yield the voices: a kind and its weight."""
        if self.context.handle(self.name.sentence, self.name.start):
            yield "person", 10
        if self._cut_off() or (self.name.title < self.name.start and not self._commanded()):
            yield "person", 10
        yield from self._by_words()
        yield from self._by_labels()
        yield from self._by_grammar()

    def _cut_off(self) -> bool:
        """Tell whether a title's full stop ended the sentence before."""
        return not self.name.start and self.context.ends_in_title(self.name.sentence - 1)

    def _commanded(self) -> bool:
        """Tell whether a name after a title is of a body ("Commander TRADOC")."""
        if self._organization() or self.labels[-1] != "ORG":
            return self._organization()
        undertaking = self.context.named(self.texts[0], "undertaking")
        body = any(self.context.named(t, "organization") for t in self.texts)
        return undertaking or body or (self.lettered and len(self.texts[0]) > _MIXED)

    def _organization(self) -> bool:
        if len(self.texts) == 1 and fold(self.texts[0]) in self.context.given:
            return False
        if self.context.words["adjectives_after"]:
            texts = self.texts[counts_units(self.texts[0]) :]
            return any(self.context.named(" ".join(texts[:n]), "organization") for n in (1, 2))
        return self.context.named(self._before_of(), "organization")

    def _before_of(self) -> str:
        if self.context.words["adjectives_after"]:
            return self.texts[0]
        links = [i for i, t in enumerate(self.texts) if i > 0 and self._words(t, "links")]
        if links:
            return self.texts[links[0] - 1]
        first, last = self.texts[0], self.texts[-1]
        foreign = any(t in self.context.words["particle"] for t in self.texts)
        return first if foreign and self.context.named(first, "organization") else last

    def _by_words(self) -> Iterator[tuple[str, int]]:
        full = " ".join(t.lower() for t in self.texts)
        whole = any(self._words(t, "of") for t in self.texts)
        body = self._organization()
        polity = whole and not body and self.context.named(self.texts[0], "polity")
        if self._modifies():
            return
        if full in self.context.lexicon.naming.places or polity:
            yield "place", 12
        elif body:
            yield "organization", 10
        elif len(self.words) > 1 and self.context.named(self._before_of(), "place"):
            yield "place", 9
        else:
            yield from self._by_look()

    def _by_look(self) -> Iterator[tuple[str, int]]:
        if self._abbreviates_role():
            yield _NO_KIND, 40
        elif len(self.texts) > 1 and self.context.named(self.texts[0], "undertaking"):
            yield "organization", 6
        elif self.lettered:
            yield "organization", 4 if len(self.texts[0]) <= _ABBREVIATION else 1
        elif self._given():
            yield "person", 8 if len(self.words) > 1 or self.name.shared else 4
        elif len(self.words) > 1 and _INITIALS.fullmatch(self.texts[0]):
            yield "person", 5
        elif len(self.words) > 1 and self.context.named(self.texts[0], "place_start"):
            yield "place", 4
        elif self._plural() and "NORP" not in self.labels:
            yield "organization", 2

    def _abbreviates_role(self) -> bool:
        """Tell whether the letters in brackets stand for the role before them ("… (GOC)")."""
        start = self.name.start
        if not self.lettered or start < 2 or self.tokens[start - 1].text != "(":  # noqa: PLR2004
            return False
        before = self.tokens[start - 2].text
        return any(self.context.named(before, kind) for kind in ("role", "title", "domain"))

    def _plural(self) -> bool:
        return any(t.tag == "NNPS" for t in self.tokens[self.name.start : self.name.end])

    def _given(self) -> bool:
        """Tell whether the name starts as a person's does."""
        particles = self.context.words["particle"]
        whole = any(t in self.context.words["of"] - particles for t in self.texts)
        short = len(self.words) <= _LONG_NAME and not whole
        return short and bool(self.words) and self.words[0] in self.context.given

    def _by_labels(self) -> Iterator[tuple[str, int]]:
        label = "" if self._modifies() else self.labels[-1] or self.labels[0]
        if self._home():
            yield ("organization" if label == "ORG" else "place"), 5
        elif label == "PERSON":
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
        if any(self._words(t, "who") for t in texts[:2]) or self._aged(after):
            yield "person", 4
        if texts[:1] == [","]:
            yield from self._apposed()
        several = after and after[0].tag == "NNS" and self.context.named(after[0].lemma, "role")
        if several and not self._modifies():
            yield ("place" if self.labels[-1] == "GPE" else "organization"), 4
        if head.dep == "nsubj" and verb.lemma in self.context.words["cue"]:
            yield "person", 1
        before = self.tokens[self.name.start - 1].text.lower() if self.name.start else ""
        if self._words(before, "a") and self.context.words["adjectives_after"]:
            yield _NO_KIND, 5
        if len(self.words) > 1 and (
            (self._words(before, "by") and self.name.start == 1)
            or (before == "," and self._after_role())
        ):
            yield "person", 6
        if self._words(before, "in", "near"):
            yield "place", 5 if self._words(before, "in") and len(self.texts) == 1 else 2
        yield from self._by_noun_before()

    def _aged(self, after: Sequence[Token]) -> bool:
        """Tell whether an age follows: ", 44," or ", de 44 años"."""
        rest = [t for t in after if not self._words(t.text, "of")]
        return len(rest) > 1 and rest[0].text == "," and rest[1].tag == "CD"

    def _after_role(self) -> bool:
        """Tell whether the name follows "the opposition candidate,"."""
        start = self.name.start
        role = self.tokens[start - 2].text if start > 1 else ""
        return role.islower() and self.context.named(role, "role")

    def _by_noun_before(self) -> Iterator[tuple[str, int]]:
        """Yield what "the company", "the province of", "a man known as" before a name say."""
        verbs = self.context.lexicon.naming.naming_verbs
        index = self.name.title - 1
        links = 0
        while index >= 0 and (
            self._words(self.tokens[index].text, "before_names") or self.tokens[index].text in verbs
        ):
            links += self.tokens[index].text in verbs
            index -= 1
        noun = self.tokens[index].text if index >= 0 else ""
        direct = index == self.name.title - 1
        somebody = links and self.context.named(noun, "role")
        if (direct or links) and self.context.named(noun, "body") and not somebody:
            yield "organization", 40
        elif somebody or self._suffers(noun):
            yield "person", 8
        elif (
            not links
            and "," not in self._texts(index + 1)
            and noun
            and noun.islower()
            and self.context.named(noun, "place")
        ):
            yield "place", 9

    def _suffers(self, noun: str) -> bool:
        """Tell whether a name of several words follows what befalls people ("the trial of")."""
        fates = self.context.lexicon.saying.get("fates", ())
        return len(self.words) > 1 and not self._organization() and noun.lower() in fates

    def _words(self, text: str, *uses: str) -> bool:
        """Tell whether a word has one of these uses."""
        word = text.lower()
        return any(word in self.context.words[use] for use in uses)

    def _texts(self, start: int) -> list[str]:
        return [t.text for t in self.tokens[start : self.name.title]]

    def _modifies(self) -> bool:
        """Tell whether a word only narrows: a role, or what one for a follower stands before.

        "The Veranian general", "a Rojista rally".
        """
        end = self.name.end
        if self.lettered or end >= len(self.tokens) or len(self.texts) > 1:
            return False
        known = self.texts[0].lower() in self.context.lexicon.naming.places
        after = self.tokens[end]
        if not after.text.islower() or known:
            return False
        follower = self.texts[0].endswith(tuple(self.context.words["follower_endings"]))
        noun = follower and after.tag in {"NN", "NNS"}
        return noun or self.context.named(after.text, "role")

    def _home(self) -> bool:
        """Tell whether a role and a person follow ("Port Sayle mayor Ignacio Bustos")."""
        after = self.tokens[self.name.end : self.name.end + 2]
        role = len(after) > 1 and after[0].text.islower() and after[1].text[0].isupper()
        return role and self.context.named(after[0].text, "role")

    def _head(self) -> int:
        inside = range(self.name.start, self.name.end)
        return next((i for i in inside if self.tokens[i].head not in inside), self.name.end - 1)

    def _apposed(self) -> Iterator[tuple[str, int]]:
        """Yield what ", a member of …" or ", a construction firm" after the name says."""
        for token in self.tokens[self.name.end + 1 : self.name.end + 6]:
            if token.tag in {",", "VBD", "VBZ", "CC", "IN"}:
                return
            if self.context.named(token.text, "role"):
                yield "person", 3
                return
            if self.context.named(token.text, "body"):
                yield "organization", 9
                return
