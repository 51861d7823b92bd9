from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from careo.claims import build
from careo.model.document import Source
from careo.model.reading import Attribution, Reading, Sentence
from careo.reading import lexicon
from tests.unit.claims.flat import flat

MARKED = (
    "[La/DET hija/NOUN del/ADP general/NOUN ,/PUNCT Inés] ,/PUNCT {no/ADV negó/VERB} en/ADP "
    "una/DET carta/NOUN firmada/VERB por/ADP Rask <que/SCONJ ,/PUNCT según/ADP él/PRON ,/PUNCT "
    "nadie/PRON habría/AUX dicho/VERB que/SCONJ el/DET relato/NOUN de/ADP Lema fuera/AUX una/DET "
    "mentira> ./PUNCT"
)
DEPS = ("ROOT", "nsubj", "dobj", "pobj", "prep", "appos", "relcl", "ccomp", "conj", "cc", "det")
MORE_DEPS = ("poss", "aux", "neg", "advmod", "amod", "acl", "advcl", "xcomp", "attr", "agent")
POS = ("NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "ADP", "DET", "PRON", "SCONJ", "PUNCT")
TAGS = ("NN", "NNS", "NNP", "VB", "VBD", "VBG", "VBN", "WP", "WDT", "TO", "IN", "DT", "PRP")


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_tree_breaks_it(data: st.DataObject) -> None:
    layer, reading = flat(MARKED)
    sentence = reading.sentences[0]
    size = len(sentence.tokens)
    tokens = tuple(
        msgspec.structs.replace(
            token,
            head=data.draw(st.integers(0, size - 1)),
            dep=data.draw(st.sampled_from((*DEPS, *MORE_DEPS))),
            pos=data.draw(st.sampled_from((token.pos, *POS))),
            tag=data.draw(st.sampled_from(TAGS)),
        )
        for token in sentence.tokens
    )
    places = st.tuples(st.integers(0, size - 1), st.integers(0, 8)).map(
        lambda p: layer.span(tokens[p[0]].start, tokens[min(sum(p), size - 1)].end)
    )
    more = data.draw(
        st.lists(
            st.builds(
                Attribution,
                source=st.none() | places,
                cue=st.none() | places,
                content=st.lists(places, min_size=1, max_size=2).map(tuple),
                extractor=st.sampled_from(("rules", "tagger", "rules+tagger")),
            ),
            max_size=3,
        )
    )
    odd: Reading = msgspec.structs.replace(
        reading,
        sentences=(Sentence(start=sentence.start, end=sentence.end, segment=0, tokens=tokens),),
        attributions=(*reading.attributions, *more),
    )
    for claim in build(layer, odd, Source(kind="article"), lexicon("es")):
        assert set(claim.extractors) <= {"rules", "tagger"}
        for span in claim.spans():
            span.verify(layer.text)
