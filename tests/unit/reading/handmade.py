"""Parsed sentences written by hand, so that a test needs no model.

A word is written ``word/TAG/dep>head``, words apart by spaces, sentences on lines of their own and
paragraphs apart by a blank line.
"""

from careo.model.reading import Sentence, Token
from careo.model.text import TextLayer
from careo.reading.languages import lexicon
from careo.reading.parser import Entity, Parse
from careo.reading.tagger.lemmas import Lemmas
from tests.unit.reading.test_referents import layer_of

_POS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "JJ": "ADJ", "DT": "DET", "IN": "ADP"}


def parsed(written: str, language: str, names: dict[str, str]) -> tuple[TextLayer, Parse]:
    """Return the layer and the parse of what is written.

    Args:
        written: The words with their tags and heads.
        language: Of the lexicon that has the dictionary forms.
        names: What the tagger takes for names, to its label; every place of each.
    """
    blocks = [b.strip().split("\n") for b in written.strip().split("\n\n")]
    lines = [[[w.rsplit("/", 2) for w in line.split()] for line in block] for block in blocks]
    text = "\n".join(" ".join(w[0] for line in block for w in line) for block in lines)
    lemmas, at = Lemmas(lexicon(language)), 0
    sentences: list[Sentence] = []
    for segment, block in enumerate(lines):
        for line in block:
            tokens: list[Token] = []
            for word, tag, (dep, head) in ((w[0], w[1], w[2].split(">")) for w in line):
                start = text.index(word, at)
                at = start + len(word)
                pos = _POS.get(tag, "VERB" if tag[0] == "V" else "X")
                lemma = lemmas.of(word, pos, tag)
                tokens.append(Token(start, at, word, lemma, pos, tag, dep, int(head)))
            end = tokens[-1].end
            sentences.append(Sentence(tokens[0].start, end, segment, tuple(tokens)))
    entities = sorted(
        (
            Entity(start, start + len(name), label)
            for name, label in names.items()
            for start in _places(text, name)
        ),
        key=lambda e: (e.start, -e.end),
    )
    kept = [e for n, e in enumerate(entities) if not any(o.end > e.start for o in entities[:n])]
    return layer_of(text), Parse(tuple(sentences), tuple(kept))


def _places(text: str, name: str) -> list[int]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(at)
        at = text.find(name, at + 1)
    return found
