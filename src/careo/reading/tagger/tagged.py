"""Tagged words, and what the rest of the reading wants of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from careo.model.lexicon import Lexicon
from careo.model.reading import Sentence, Token
from careo.reading.linking.words import Word
from careo.reading.tagger.arrays import Numbers
from careo.reading.tagger.decode import Decoded
from careo.reading.tagger.lemmas import Lemmas, lemmas
from careo.reading.tagger.session import Labels


class Name(NamedTuple):
    """A name in the text.

    Attributes:
        start: First character in the layer, code points from 0.
        end: One past the last character.
        kind: ``person``, ``organization`` or ``place``.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, eq=False)
class Tagged:
    """The words of one layer and their labels.

    Attributes:
        text: Of the layer.
        starts: First character of each word.
        ends: One past its last character.
        segments: Index of the layer's segment that holds it.
        found: Its labels, as numbers.
        labels: What the numbers stand for.
    """

    text: str
    starts: Numbers
    ends: Numbers
    segments: Numbers
    found: Decoded
    labels: Labels

    def __len__(self) -> int:
        return len(self.starts)

    def attribution(self) -> list[str]:
        """Return the attribution label of each word (BIO)."""
        return [self.labels.attribution[n] for n in self.found.said.tolist()]

    def scores(self) -> list[int]:
        """Return the probability of each attribution label, per mille."""
        scores: list[int] = self.found.scores.tolist()
        return scores

    def names(self) -> list[Name]:
        """Return the names, in order of place."""
        found: list[Name] = []
        chosen = self.found.names
        for at in np.flatnonzero(chosen).tolist():
            label = self.labels.names[chosen[at]]
            start, end = int(self.starts[at]), int(self.ends[at])
            if label.startswith("I-") and found:
                found[-1] = found[-1]._replace(end=end)
            else:
                found.append(Name(start, end, label[2:]))
        return found

    def words(self, lexicon: Lexicon) -> list[Word]:
        """Return the words as the linking wants them."""
        lemma = lemmas(lexicon).of
        tags = [name.partition("|") for name in self.labels.tags]
        found = self.found
        every = zip(
            self.starts.tolist(),
            self.ends.tolist(),
            self.segments.tolist(),
            found.begins.tolist(),
            found.tags.tolist(),
            strict=True,
        )
        text = self.text
        return [
            Word(
                start=start,
                end=end,
                paragraph=segment,
                begins=begins,
                text=(word := text[start:end]),
                tag=tags[n][2],
                lemma=lemma(word, tags[n][0], tags[n][2]),
            )
            for start, end, segment, begins, n in every
        ]

    def sentences(self, lexicon: Lexicon) -> tuple[Sentence, ...]:
        """Return the words as parsed sentences."""
        return tuple(self._sentences(lemmas(lexicon)))

    def _sentences(self, forms: Lemmas) -> Iterator[Sentence]:
        bounds = [*np.flatnonzero(self.found.begins).tolist(), len(self)]
        tags = [name.partition("|") for name in self.labels.tags]
        for first, last in pairwise(bounds):
            tokens = tuple(self._tokens(first, last, forms, tags))
            yield Sentence(
                start=tokens[0].start,
                end=tokens[-1].end,
                segment=int(self.segments[first]),
                tokens=tokens,
            )

    def _tokens(
        self, first: int, last: int, forms: Lemmas, tags: list[tuple[str, str, str]]
    ) -> Iterator[Token]:
        here = slice(first, last)
        every = zip(
            self.starts[here].tolist(),
            self.ends[here].tolist(),
            self.found.tags[here].tolist(),
            self.found.deps[here].tolist(),
            self.found.heads[here].tolist(),
            strict=True,
        )
        for start, end, n, dep, head in every:
            pos, _, tag = tags[n]
            word = self.text[start:end]
            yield Token(
                start=start,
                end=end,
                text=word,
                lemma=forms.of(word, pos, tag),
                pos=pos,
                tag=tag,
                dep=self.labels.deps[dep],
                head=head - first,
            )
