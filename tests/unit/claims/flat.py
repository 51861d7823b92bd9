"""Sentences without a parse, with an attribution marked in them: what order alone must do.

``[el/DET ministro] {no/ADV negó/VERB} <que/SCONJ pagara/VERB>``: a source, a cue and a content.
A word's part of speech follows a slash, its dictionary form another; without one it is a noun, with
a capital letter a name. All words of a sentence hang on its first verb; it ends at a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from careo.claims import build
from careo.claims.context import Context
from careo.model.claim import Claim
from careo.model.document import Source
from careo.model.lexicon import Lexicon
from careo.model.reading import (
    Attribution,
    Mention,
    MentionForm,
    Reading,
    Referent,
    Sentence,
    Token,
    referent_id,
)
from careo.model.text import Span, TextLayer
from careo.reading import lexicon
from tests.cases.reader import layer_of

_PIECE = re.compile(r"[\[\]{}<>]|[^\s\[\]{}<>]+")
_OPEN, _CLOSE = "[{<", "]}>"
_TAGS = {"VERB": "VBD", "AUX": "VBD", "PRON": "PRP", "SCONJ": "IN", "ADP": "IN"}


def flat(marked: str, language: str = "es") -> tuple[TextLayer, Reading]:
    """Return a layer of one paragraph and its reading: no heads, one attribution, names."""
    known = lexicon(language)
    words: list[tuple[tuple[int, int], str, str, str]] = []
    places: dict[str, list[tuple[int, int]]] = {mark: [] for mark in _OPEN}
    opened: dict[str, int] = {}
    text = ""
    for piece in _PIECE.findall(marked):
        if piece in _OPEN:
            opened[piece] = len(words)
        elif piece in _CLOSE:
            mark = _OPEN[_CLOSE.index(piece)]
            places[mark].append((words[opened[mark]][0][0], words[-1][0][1]))
        else:
            form, pos, lemma = [*piece.split("/"), "", ""][:3]
            start = len(text) + (1 if text and form[0] not in ",.;»" else 0)
            text = text.ljust(start) + form
            words.append(((start, len(text)), form, pos or _guess(form), lemma))
    layer = layer_of(text)
    tokens = [_token(known, *word) for word in words]
    spans = {mark: tuple(layer.span(*place) for place in found) for mark, found in places.items()}
    one = Attribution(
        source=next(iter(spans["["]), None),
        cue=next(iter(spans["{"]), None),
        content=spans["<"],
        extractor="tagger",
    )
    mentions = tuple(m for token in tokens if (m := _mention(layer, token)) is not None)
    return layer, Reading(
        layer=layer.id,
        language=language,
        readable=True,
        sentences=tuple(_sentences(tokens)),
        mentions=mentions,
        referents=tuple(_referent(layer, mention) for mention in mentions),
        attributions=(one,),
    )


def claim_of(marked: str, language: str = "es") -> Claim:
    """Return the claim of the attribution marked in a sentence."""
    layer, reading = flat(marked, language)
    claims = build(layer, reading, Source(kind="article"), lexicon(language))
    (found,) = (c for c in claims if c.chain[-1].cue == reading.attributions[0].cue)
    return found


def context_of(marked: str, language: str = "es") -> tuple[Context, Span]:
    """Return a sentence's context and its cue."""
    layer, reading = flat(marked, language)
    cue = reading.attributions[0].cue
    assert cue is not None
    return Context(layer, reading, Source(kind="article"), lexicon(language)), cue


def _sentences(tokens: list[Token]) -> Iterator[Sentence]:
    while tokens:
        size = next((n + 1 for n, t in enumerate(tokens) if t.text == "."), len(tokens))
        own, tokens = tokens[:size], tokens[size:]
        root = next((n for n, t in enumerate(own) if t.pos == "VERB"), 0)
        hung = [msgspec.structs.replace(token, head=root) for token in own]
        hung[root] = msgspec.structs.replace(hung[root], dep="ROOT")
        yield Sentence(start=own[0].start, end=own[-1].end, segment=0, tokens=tuple(hung))


def _guess(form: str) -> str:
    if not form[0].isalnum():
        return "PUNCT"
    return "PROPN" if form[0].isupper() else "NOUN"


def _token(known: Lexicon, place: tuple[int, int], form: str, pos: str, lemma: str) -> Token:
    start, end = place
    low = form.lower()
    kind = "VERB" if pos in {"VERB", "AUX"} else pos
    lemma = lemma or known.forms.get(f"{low}/{kind}") or known.forms.get(low, low)
    return Token(
        start=start,
        end=end,
        text=form,
        lemma=form if pos == "PROPN" else lemma,
        pos=pos,
        tag=_TAGS.get(pos, "NN"),
        dep="dep",
        head=0,
    )


def _mention(layer: TextLayer, token: Token) -> Mention | None:
    if token.pos not in {"PROPN", "NOUN"}:
        return None
    form: MentionForm = "name" if token.pos == "PROPN" else "description"
    span = layer.span(token.start, token.end)
    return Mention(span=span, kind="person", form=form, head=token.text)


def _referent(layer: TextLayer, mention: Mention) -> Referent:
    name = mention.form == "name"
    return Referent(
        id=referent_id(layer.id, mention.span),
        kind="person",
        mentions=(mention,),
        names=(mention.span.exact,) if name else (),
        identified="named" if name else "unnamed",
        number="one",
    )
