"""Spanish sentences as a reader would hand them over, and what they assert as short lines.

Names are marked in the text: ``{a person}``, ``[a body]``, ``<a place>``. The parts of speech are
those of a few closed lists and of the lexicon; ``word/ADJ`` gives one that these do not know. There
is no parse unless a test gives one.
"""

from __future__ import annotations

import re

import msgspec

from careo.claims.relations.relations import relations
from careo.model.claim import Relation
from careo.model.reading import Attribution, Mention, MentionKind, Reading, Sentence, Token
from careo.reading import lexicon
from tests.unit.claims.relations_of import layer_of, line

_KINDS: dict[str, MentionKind] = {"{": "person", "[": "organization", "<": "place"}
_CLOSED = {
    "DET": "el la los las un una unos unas su sus este esta estos estas ningún ninguna",
    "ADP": "a al ante bajo con contra de del desde en entre hacia hasta para por según sin "
    "sobre como",
    "CCONJ": "y e o u ni pero sino",
    "SCONJ": "que si porque aunque mientras",
    "PRON": "se le les lo quien quienes él ella nadie me nos",
    "ADV": "no nunca jamás tampoco también ayer ya cuando donde además",
    "VERB": "huyó huyeron viajó habló abrió",
    "ADJ": "presunto presunta",
    "NUM": "dos tres cuatro cinco seis siete ocho nueve diez doce veinte",
    "AUX": (
        "es era fue son eran fueron sido ser siendo está estaba están estuvo ha han había habían "
        "habría habrían haber haya sería será podría puede"
    ),
}
_PARTS = {word: pos for pos, words in _CLOSED.items() for word in words.split()}
_WORD = re.compile(r"[{}\[\]<>]|\d+(?:[.,/]\d+)*|\w+(?:/[A-Z]+)?|[^\w\s]")


def _lemma(word: str, pos: str = "") -> str:
    known = lexicon("es")
    found = known.forms.get(f"{word}/{pos}") or known.forms.get(word)
    single = word.removesuffix("s")
    return found or (single if single in known.roles else word)


def _pos(word: str, *, named: bool) -> str:
    lower, known = word.lower(), lexicon("es")
    lemma = _lemma(lower)
    kinds = {t.pos for t in known.triggers.get(lemma, ())}
    telling = (
        ("PUNCT", not word[0].isalnum()),
        (_PARTS.get(lower, ""), lower in _PARTS),
        ("PROPN", named),
        ("NUM", word[0].isdigit()),
        ("ADV", lower.endswith("mente")),
        ("NOUN", lower in known.roles or lemma in known.roles or kinds == {"NOUN"}),
        ("VERB", lemma.endswith(("ar", "er", "ir")) and (bool(kinds) or lemma != lower)),
    )
    return next((pos for pos, holds in telling if holds), "NOUN")


def reading(marked: str) -> tuple[str, Reading]:
    """Return the text without its marks, and its reading."""
    text, tokens, mentions = "", list[Token](), list[tuple[int, int, MentionKind]]()
    opened: tuple[int, MentionKind] | None = None
    at = 0
    for match in _WORD.finditer(marked):
        gap = marked[at : match.start()]
        at = match.end()
        text += " " if gap else ""
        word = match.group()
        if word in _KINDS:
            opened = (len(text), _KINDS[word])
            continue
        if word in "}]>" and opened is not None:
            mentions.append((opened[0], len(text), opened[1]))
            opened = None
            continue
        spelt, _, given = word.partition("/")
        if given and not given.isalpha():
            spelt, given = word, ""
        tokens.append(_token(text, spelt, given, named=opened is not None))
        text += spelt
    layer = layer_of(text)
    sentence = Sentence(start=0, end=len(text), segment=0, tokens=tuple(tokens))
    return text, Reading(
        layer=layer.id,
        language="es",
        readable=True,
        sentences=(sentence,),
        mentions=tuple(
            Mention(span=layer.span(a, b), kind=kind, form="name", head=text[a:b].split()[-1])
            for a, b, kind in mentions
        ),
    )


def _token(text: str, word: str, given: str, *, named: bool) -> Token:
    pos = given or _pos(word, named=named)
    return Token(
        start=len(text),
        end=len(text) + len(word),
        text=word,
        lemma=_lemma(word.lower(), pos),
        pos=pos,
        tag=pos,
        dep="dep",
        head=0,
    )


def with_parse(read: Reading, *arcs: tuple[int, str, int]) -> Reading:
    """Return a reading whose words have these labels and heads: word, label, head."""
    tokens = list(read.sentences[0].tokens)
    for word, label, head in arcs:
        tokens[word] = msgspec.structs.replace(tokens[word], dep=label, head=head)
    sentence = msgspec.structs.replace(read.sentences[0], tokens=tuple(tokens))
    return msgspec.structs.replace(read, sentences=(sentence,))


def found(marked: str, content: str = "", cue: str = "") -> tuple[Relation, ...]:
    """Return the relations of a text, or of what it attributes with a cue."""
    text, read = reading(marked)
    return asserted(text, read, content, cue)


def asserted(text: str, read: Reading, content: str = "", cue: str = "") -> tuple[Relation, ...]:
    """Return the relations of a reading."""
    layer = layer_of(text)
    start = text.index(content) if content else 0
    spans = (layer.span(start, start + len(content or text)),)
    if cue:
        begin = text.index(cue)
        said = Attribution(source=None, cue=layer.span(begin, begin + len(cue)), content=spans)
        read = msgspec.structs.replace(read, attributions=(said,))
    result = relations(layer, read, spans, lexicon("es"))
    for relation in result:
        for role in relation.roles:
            role.span.verify(text)
    return result


def lines(marked: str, content: str = "", cue: str = "") -> list[str]:
    """Return what a text asserts, one line a relation."""
    return [line(relation) for relation in found(marked, content, cue)]
