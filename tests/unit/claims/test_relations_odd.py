"""Odd parses: whatever the parser says, relations come back as values and their quotes hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from careo.claims.relations.relations import relations
from careo.model.reading import Mention, Reading, Sentence, Token
from careo.reading import lexicon
from tests.unit.claims.relations_of import layer_of

_WORDS = (
    "Ana Ilk and or ordered controlled by who which the general member of , \u2014 militia under "
    "command with between not sold gold as described is 21 years to from"
)
_DEPS = (
    "ROOT nsubj nsubjpass dobj pobj prep agent conj cc acl relcl advcl appos amod compound attr "
    "xcomp ccomp pcomp poss aux auxpass mark punct det"
)
_TAGS = ("VBN", "VBD", "VB", "VBG", "NN", "NNS", "NNP", "WP", "IN", "TO", "JJ", "CD")
_POS = ("VERB", "AUX", "NOUN", "PROPN", "ADP", "ADJ", "PUNCT", "CCONJ", "NUM", "PRON")

_token = st.tuples(
    st.sampled_from(_WORDS.split()),
    st.sampled_from(_DEPS.split()),
    st.sampled_from(_TAGS),
    st.sampled_from(_POS),
    st.integers(0, 30),
)


@given(st.lists(_token, min_size=1, max_size=14), st.data())
def test_no_parse_is_too_odd(
    words: list[tuple[str, str, str, str, int]], data: st.DataObject
) -> None:
    text = " ".join(word for word, *_ in words)
    layer = layer_of(text)
    tokens, start = [], 0
    for word, dep, tag, pos, head in words:
        end = start + len(word)
        tokens.append(
            Token(
                start=start,
                end=end,
                text=word,
                lemma=word.lower(),
                pos=pos,
                tag=tag,
                dep=dep,
                head=head % len(words),
            )
        )
        start = end + 1
    sentence = Sentence(start=0, end=len(text), segment=0, tokens=tuple(tokens))
    first = data.draw(st.integers(0, len(tokens) - 1))
    mention = Mention(
        span=layer.span(tokens[first].start, tokens[first].end),
        kind="person",
        form="name",
        head=tokens[first].text,
    )
    reading = Reading(
        layer=layer.id, language="en", readable=True, sentences=(sentence,), mentions=(mention,)
    )
    for relation in relations(layer, reading, (layer.span(0, len(text)),), lexicon("en")):
        for role in relation.roles:
            role.span.verify(text)
