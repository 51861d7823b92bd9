"""One layer with its parse, looked at for mentions: word classes, labels, quotations."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from careo.model import names
from careo.model.lexicon import Lexicon
from careo.model.once import once
from careo.model.reading import MentionForm, MentionKind, Number, Sentence, Token
from careo.model.text import TextLayer
from careo.reading.parser import Parse

_QUOTES = re.compile(r"[“”„«»\"]|``|''")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_HANDLE = re.compile(r"@[^\W_][\w.]*|[^\W\d_][\w.]*[\d_]\w*")
_HEADLINE_WORDS = 4
_HEADLINE_SHARE = 0.6


@functools.lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the letters and digits of ``text`` in ASCII and lower case.

    "Távora" and "TAVORA" fold to one key; nothing else is levelled, a misspelling stays another.
    """
    return "".join(names.words(text))


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before it is written down: places are token indexes of its sentence.

    Attributes:
        words: Folded words of a name, without particles.
        titles: Folded title and role words that stand before a name, or the role of a description.
        title: First token of the title before a name.
        modifiers: Folded words that narrow a description or a title.
        determiner: ``the``, ``this``, ``a``, ``own`` (a possessor), ``none`` or empty.
        owner: Token index of the possessor's head.
        predicative: Says what somebody is ("is a general"), refers to nobody by itself.
        surname: Folded surname shared with the next name ("Tobías and Marcela Ilíquez").
        surname_text: That surname as written.
        gender: ``m`` or ``f`` where the words of a description show it ("la testigo").
        aside: A description tells in passing an age or how many children one has ("the
            43-year-old", "the mother of three").
    """

    sentence: int
    start: int
    end: int
    head: int
    kind: MentionKind
    form: MentionForm
    number: Number = "one"
    words: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    title: int | None = None
    modifiers: frozenset[str] = frozenset()
    determiner: str = ""
    owner: int | None = None
    predicative: bool = False
    surname: tuple[str, ...] = ()
    surname_text: str = ""
    gender: str = ""
    aside: bool = False

    @property
    def place(self) -> tuple[int, int, int]:
        """Order in the text; of two that start together the longer comes first."""
        return self.sentence, self.start, -self.end


@dataclass(frozen=True)
class Context:
    """A layer, its parse and the lexicon, with look-ups that cost nothing twice."""

    layer: TextLayer
    parse: Parse
    lexicon: Lexicon
    labels: tuple[tuple[str, ...], ...] = ()
    entity: tuple[tuple[int, ...], ...] = ()
    quotes: tuple[tuple[int, int], ...] = ()
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    children: tuple[tuple[tuple[int, ...], ...], ...] = ()

    @classmethod
    def of(cls, layer: TextLayer, parse: Parse, lexicon: Lexicon) -> Context:
        """Return the context of one layer."""
        labels, entity = _entities(parse)
        return cls(
            layer=layer,
            parse=parse,
            lexicon=lexicon,
            labels=labels,
            entity=entity,
            quotes=tuple(_quotations(layer)),
            words=word_classes(lexicon),
            given=_given(lexicon),
            children=tuple(_children(s) for s in parse.sentences),
        )

    def tokens(self, sentence: int) -> tuple[Token, ...]:
        """Return the words of a sentence."""
        return self.parse.sentences[sentence].tokens

    def text(self, sentence: int, start: int, end: int) -> str:
        """Return what the layer says from token ``start`` to before token ``end``."""
        words = self.tokens(sentence)
        return self.layer.text[words[start].start : words[end - 1].end]

    def quotation(self, at: int) -> int:
        """Return the index of the quotation that holds the character ``at``, or -1."""
        index = bisect_right(self.quotes, (at, len(self.layer.text))) - 1
        return index if index >= 0 and at < self.quotes[index][1] else -1

    def quoted(self, sentence: int) -> bool:
        """Tell whether a sentence stands in a quotation from its first word to its last."""
        words = [t for t in self.tokens(sentence) if t.text[0].isalnum()]
        first = self.quotation(words[0].start) if words else -1
        return first >= 0 and first == self.quotation(words[-1].start)

    def headline(self, sentence: int) -> bool:
        """Tell whether most words of the sentence are capitalised, so that capitals say nothing."""
        if self.tokens(sentence)[-1].text[-1] in '.!?”"»':
            return False
        words = [t.text for t in self.tokens(sentence) if t.text[0].isalpha()]
        raised = sum(w[0].isupper() for w in words)
        return len(words) >= _HEADLINE_WORDS and raised > _HEADLINE_SHARE * len(words)

    def named(self, word: str, kind: str) -> bool:
        """Tell whether a word, full stop or not, is of a class of the lexicon."""
        return word.lower().rstrip(".") in self.words[kind]

    def handle(self, sentence: int, index: int) -> bool:
        """Tell whether a word is the handle of whose turn a line is ("lenka_voss: …")."""
        if index:
            return False
        tokens = self.tokens(sentence)
        if len(tokens) == 1 or tokens[1].text != ":":
            return False
        first = sentence == 0 or self.parse.sentences[sentence - 1].segment != (
            self.parse.sentences[sentence].segment
        )
        return first and bool(_HANDLE.fullmatch(tokens[0].text))

    def is_age(self, text: str) -> bool:
        """Tell whether a word tells an age ("43-year-old")."""
        return text[0].isdigit() and any(text.lower().endswith(a) for a in self.words["ages"])

    def ends_in_title(self, sentence: int) -> bool:
        """Tell whether a sentence was cut behind the full stop of a title ("Maj-Gen.")."""
        tokens = self.tokens(sentence)[-2:] if sentence >= 0 else ()
        title = tokens[0].text.lower().rstrip(".") if tokens and tokens[-1].text[-1] == "." else ""
        return title in self.lexicon.naming.abbreviations or title in self.words["rank"]

    def gender(self, role: str) -> str:
        """Return who a role says that one is: ``m``, ``f`` or nobody can tell."""
        gendered = self.lexicon.naming.gendered
        if role not in gendered:
            former = (p for p in self.words["former"] if role.startswith(p))
            role = role.removeprefix(next(former, ""))
        return gendered.get(role, "")

    def before(self, sentence: int, index: int, kind: str) -> bool:
        """Tell whether one of the phrases of a class ("my name is") ends just before a token."""
        tokens = self.tokens(sentence)
        for phrase in self.words[kind]:
            words = phrase.split()
            start = index - len(words)
            if start >= 0 and [t.text.lower() for t in tokens[start:index]] == words:
                return True
        return False


@once(8)
def word_classes(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return the lexicon's lists as sets, by what they name."""
    naming = lexicon.naming
    starts = frozenset(naming.place_starts)
    roles = frozenset(lexicon.roles) | frozenset(lexicon.ranks)
    saying = {w: [c for c in cues if c.act != "orders"] for w, cues in lexicon.cues.items()}
    strong = {w for w, cues in saying.items() if any(not c.weak for c in cues)}
    return {
        **{use: frozenset(words) for use, words in lexicon.mentions.items()},
        "rank": frozenset(lexicon.ranks),
        "role": roles | {p + r for p in lexicon.mentions.get("former", ()) for r in roles},
        "title": (frozenset(naming.titles) | frozenset(lexicon.ranks)) - starts,
        "body": frozenset(naming.bodies),
        "conveyor": frozenset(lexicon.conveyors),
        "organization": frozenset(w.rstrip(".") for w in naming.organization_words),
        "place": frozenset(naming.place_words),
        "place_start": starts,
        "particle": frozenset(naming.particles) - frozenset(lexicon.mentions.get("and", ())),
        "polity": frozenset(naming.polities),
        "portfolio": frozenset(naming.portfolio_roles),
        "domain": frozenset(naming.portfolios),
        "unit": frozenset(naming.units),
        "post": frozenset(lexicon.posts.get("force_posts", ())),
        "numbered_unit": frozenset(lexicon.posts.get("numbered_units", ())),
        "force": frozenset(lexicon.posts.get("bare_forces", ())),
        "short_rank": frozenset(w.upper() for w in lexicon.posts.get("short_ranks", ())),
        "armed": frozenset(lexicon.posts.get("force_adjectives", ())),
        "arm": frozenset(lexicon.posts.get("arms", ())),
        "no_name": frozenset(naming.not_names),
        "undertaking": frozenset(naming.undertakings),
        "kin": frozenset(naming.kin),
        "cue": frozenset(strong),
        "weak_cue": frozenset(w for w, cues in saying.items() if cues) - strong,
        "write": frozenset(naming.writing_verbs),
        "loose": frozenset(fold(w) for w in naming.loose_modifiers),
    }


@once(8)
def _given(lexicon: Lexicon) -> dict[str, str]:
    return {fold(word): gender for word, gender in lexicon.naming.given_names.items()}


def _entities(
    parse: Parse,
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[int, ...], ...]]:
    starts = [e.start for e in parse.entities]
    labels, numbers = [], []
    for sentence in parse.sentences:
        found = [_entity_at(parse, starts, t) for t in sentence.tokens]
        numbers.append(tuple(found))
        labels.append(tuple(parse.entities[n].label if n >= 0 else "" for n in found))
    return tuple(labels), tuple(numbers)


def _entity_at(parse: Parse, starts: list[int], token: Token) -> int:
    index = bisect_right(starts, token.start) - 1
    return index if index >= 0 and token.start < parse.entities[index].end else -1


def _children(sentence: Sentence) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in sentence.tokens]
    for index, token in enumerate(sentence.tokens):
        if token.head != index:
            found[token.head].append(index)
    return tuple(tuple(c) for c in found)


def _quotations(layer: TextLayer) -> Iterator[tuple[int, int]]:
    """Yield the quoted stretches; one that a paragraph leaves open ends with the paragraph."""
    for segment in layer.segments:
        open_at = -1
        for mark in _QUOTES.finditer(layer.text, segment.start, segment.end):
            sign = mark.group()
            if open_at < 0 and sign not in _CLOSING:
                open_at = mark.end()
            elif open_at >= 0 and sign not in _OPENING:
                yield open_at, mark.start()
                open_at = -1
        if open_at >= 0:
            yield open_at, segment.end
