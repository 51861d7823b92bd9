"""A sentence is walked the same way by whoever reads it, and every walk ends."""

from careo.model.reading import Sentence, Token
from careo.model.syntax import Syntax


def sentence(*words: tuple[str, str, int]) -> Sentence:
    """Return a sentence of words, each with its dependency and the index of its head."""
    tokens: list[Token] = []
    at = 0
    for text, dep, head in words:
        tokens.append(
            Token(
                start=at,
                end=at + len(text),
                text=text,
                lemma=text,
                pos="X",
                tag="X",
                dep=dep,
                head=head,
            )
        )
        at += len(text) + 1
    return Sentence(start=0, end=at, segment=0, tokens=tuple(tokens))


PAID = sentence(
    ("Ana", "nsubj", 1), ("paid", "ROOT", 1), ("the", "det", 3), ("guards", "dobj", 1),
    ("yesterday", "npadvmod", 1),
)  # fmt: skip


def test_dependents_come_in_order_and_can_be_told_apart_by_their_label() -> None:
    tree = Syntax(PAID)
    assert tree.kids(1) == (0, 3, 4)
    assert tree.kids(1, "nsubj", "dobj") == (0, 3)
    assert tree.kids(2) == ()


def test_heads_come_nearest_first_and_the_root_last() -> None:
    assert Syntax(PAID).above(2) == (3, 1)
    assert Syntax(PAID).above(1) == ()


def test_a_word_is_below_itself() -> None:
    assert Syntax(PAID).below(3) == {2, 3}
    assert Syntax(PAID).below(1) == {0, 1, 2, 3, 4}


def test_a_walk_ends_also_where_words_hang_on_each_other() -> None:
    tree = Syntax(sentence(("a", "dep", 1), ("b", "dep", 2), ("c", "dep", 0)))
    assert tree.above(0) == (1, 2)
    assert tree.below(0) == {0, 1, 2}
