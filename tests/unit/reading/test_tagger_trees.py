"""Scores to labels and trees: whatever the scores, what comes out is whole."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.reading.tagger.arrays import Floats, Ints
from careo.reading.tagger.chains import certainty, viterbi, well_formed
from careo.reading.tagger.trees import heads, mended

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue")
NEVER = -1e4
seeds = st.integers(0, 2**32 - 1)


def table(chance: np.random.Generator) -> tuple[Floats, Floats]:
    moves = chance.normal(size=(5, 5)).astype(np.float32)
    first = chance.normal(size=5).astype(np.float32)
    for a, b in product(range(5), range(5)):
        if LABELS[b].startswith("I-") and LABELS[a][2:] != LABELS[b][2:]:
            moves[a, b] += NEVER
            first[b] = NEVER
    return moves, first


def best(logits: Floats, moves: Floats, first: Floats) -> float:
    """Return the score of the best path, found by trying all."""
    paths = product(range(5), repeat=len(logits))
    return max(score(logits, path, moves, first) for path in paths)


def score(logits: Floats, path: tuple[int, ...], moves: Floats, first: Floats) -> float:
    steps = sum(moves[a, b] for a, b in pairwise(path))
    return float(first[path[0]] + steps + sum(logits[n, x] for n, x in enumerate(path)))


@given(seeds, st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=3), min_size=1, max_size=4))
def test_no_path_of_a_chain_is_better(seed: int, packs: list[list[int]]) -> None:
    chance = np.random.default_rng(seed)
    moves, first = table(chance)
    logits = chance.normal(size=(len(packs), max(map(sum, packs)), 5)).astype(np.float32)
    chains = [
        (row, sum(pack[:n]), size) for row, pack in enumerate(packs) for n, size in enumerate(pack)
    ]
    found = viterbi(logits, np.array(chains), moves, first)
    for row, start, size in chains:
        own = logits[row, start : start + size]
        path = tuple(found[row, start : start + size].tolist())
        assert score(own, path, moves, first) == pytest.approx(best(own, moves, first), abs=1e-4)


def test_certainty_is_per_mille_of_the_chosen_label() -> None:
    logits = np.log(np.array([[[0.7, 0.2, 0.1], [0.25, 0.5, 0.25]]], np.float32))
    assert certainty(logits, np.array([[0, 2]])).tolist() == [[700, 250]]


@given(seeds)
def test_an_inside_label_follows_its_own_kind(seed: int) -> None:
    chance = np.random.default_rng(seed)
    chosen = chance.integers(0, 5, size=(3, 12))
    begins = chance.random((3, 12)) < 0.2
    begins[:, 0] = True
    made = well_formed(chosen, begins, LABELS)
    for row in range(3):
        for n in range(12):
            label = LABELS[made[row, n]]
            assert label[2:] == LABELS[chosen[row, n]][2:]
            if label.startswith("I-"):
                assert not begins[row, n]
                assert LABELS[made[row, n - 1]][2:] == label[2:]


def is_tree(found: Ints) -> bool:
    """Tell whether all words come to one root, which is its own head."""
    roots = {n for n, head in enumerate(found) if n == head}
    for n in range(len(found)):
        at = n
        for _ in found:
            at = int(found[at])
        roots.add(at)
    return len(roots) == 1


@given(seeds, st.lists(st.integers(0, 25), min_size=1, max_size=4), st.sampled_from([0.05, 0.3]))
def test_every_sentence_is_a_tree(seed: int, sizes: list[int], share: float) -> None:
    chance = np.random.default_rng(seed)
    wide = max(sizes) + 1
    there = np.arange(wide) < np.array(sizes)[:, None] + 1
    begins = (chance.random(there.shape) < share) & there
    begins[:, 0] = True
    found = heads(chance.normal(size=(*there.shape, wide + 1)).astype(np.float32), begins, there)
    for row, size in enumerate(sizes):
        bounds = [*np.flatnonzero(begins[row]).tolist(), size + 1]
        for start, end in pairwise(bounds):
            own = found[row, start:end] - start
            assert ((own >= 0) & (own < end - start)).all()
            assert is_tree(own)


def test_equal_scores_make_a_tree_too() -> None:
    there = np.ones((1, 40), np.bool_)
    begins = np.arange(40)[None] == 0
    assert is_tree(heads(np.zeros((1, 40, 41), np.float32), begins, there)[0])


def test_a_circle_is_opened_where_least_is_lost() -> None:
    scores = np.array(
        [[-np.inf, 1, 1, 1], [2, -np.inf, 9, 0], [5, 8, -np.inf, 0], [0, 0, 7, -np.inf]], np.float32
    )
    assert mended(scores, np.array([0, 2, 1, 2]), 0).tolist() == [0, 2, 0, 2]
