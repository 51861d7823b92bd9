"""The tagger: an encoder with one head for each thing that is read of a word."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

ATTRIBUTION = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAMES = ("O", "B-person", "I-person", "B-organization", "I-organization", "B-place", "I-place")
ARC = 128
NEVER = -1e4


@dataclass(frozen=True)
class Labels:
    """The closed lists of what a word can be."""

    tags: tuple[str, ...]
    deps: tuple[str, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """Return how many values attribution, names, tags, deps and starts take."""
        return (len(ATTRIBUTION), len(NAMES), len(self.tags), len(self.deps), 1)


class Tagger(nn.Module):
    """Words to logits of their labels and of their heads.

    `forward` takes ids and mask of pieces (batch × pieces) and the place of each word's first
    piece (batch × words). It returns the logits of all labels side by side (batch × words ×
    the sum of the widths) and of the heads (batch × words × words + 1; the last column: the root).

    Source:
        Dozat and Manning, Deep biaffine attention for neural dependency parsing, 2017.
    """

    def __init__(self, encoder: nn.Module, labels: Labels, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder, self.labels = encoder, labels
        width = encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(width, sum(labels.widths))
        self.arc_word = nn.Linear(width, ARC)
        self.arc_head = nn.Linear(width, ARC)
        self.root = nn.Parameter(torch.zeros(1, 1, ARC))
        self.crf = Crf(ATTRIBUTION)

    def forward(self, ids: Tensor, mask: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        out = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        at = words.unsqueeze(-1).expand(-1, -1, out.shape[-1])
        out = self.dropout(out.gather(1, at).float())
        own = self.arc_word(out)
        arcs = torch.cat([own @ self.arc_head(out).transpose(1, 2), own @ self.root[0].T], dim=-1)
        return self.heads(out), arcs * ARC**-0.5

    def split(self, logits: Tensor) -> tuple[Tensor, ...]:
        """Return the logits of attribution, names, tags, deps and starts."""
        return logits.split(self.labels.widths, dim=-1)


def allowed(names: tuple[str, ...]) -> Tensor:
    """Return 0 where one label may follow another, else `NEVER`: I- follows its own B- or I-."""
    table = torch.zeros(len(names), len(names))
    for a, before in enumerate(names):
        for b, after in enumerate(names):
            if after.startswith("I-") and before[2:] != after[2:]:
                table[a, b] = NEVER
    return table


class Crf(nn.Module):
    """A linear chain over BIO labels.

    The partition function is a product of matrices in the log semiring, folded in pairs, so that
    a chain of n words takes log n steps.

    Source:
        Lafferty, McCallum and Pereira, Conditional random fields, 2001; Särkkä and
        García-Fernández, Temporal parallelization of Bayesian smoothers, 2021 (the folding).
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(len(names), len(names)))
        self.first = nn.Parameter(torch.zeros(len(names)))
        self.register_buffer("fixed", allowed(names))
        starts = [NEVER if name.startswith("I-") else 0.0 for name in names]
        self.register_buffer("fixed_first", torch.tensor(starts))

    def table(self) -> tuple[Tensor, Tensor]:
        """Return the scores of moving from label to label, and of starting with one."""
        return self.moves + self.fixed, self.first + self.fixed_first

    def forward(self, logits: Tensor, gold: Tensor, breaks: Tensor, there: Tensor) -> Tensor:
        """Return the negative log likelihood a word.

        Args:
            logits: batch × words × labels.
            gold: batch × words, any label where ``there`` is false.
            breaks: batch × words; true where a paragraph begins: the chain starts anew.
            there: batch × words; false for padding.
        """
        moves, first = self.table()
        steps = torch.where(breaks[..., None, None], first.expand_as(moves), moves)
        steps = steps + logits[..., None, :]
        unit = torch.full_like(moves, NEVER).fill_diagonal_(0.0)
        steps = torch.where(there[..., None, None], steps, unit)
        total = self._fold(steps)
        whole = torch.logsumexp(total[:, 0, :], -1)
        path = logits.gather(-1, gold[..., None]).squeeze(-1)
        before = torch.cat([gold[:, :1], gold[:, :-1]], 1)
        turn = torch.where(breaks, first[gold], moves[before, gold])
        told = ((path + turn) * there).sum(1)
        return (whole - told).sum() / there.sum()

    @staticmethod
    def _fold(steps: Tensor) -> Tensor:
        """Return the product of batch × n × k × k matrices in the log semiring."""
        while steps.shape[1] > 1:
            odd = steps[:, -1:] if steps.shape[1] % 2 else None
            even = steps[:, : steps.shape[1] // 2 * 2]
            left, right = even[:, 0::2], even[:, 1::2]
            steps = torch.logsumexp(left.unsqueeze(-1) + right.unsqueeze(-3), dim=-2)
            if odd is not None:
                steps = torch.cat([steps, odd], 1)
        return steps[:, 0]

    @torch.no_grad()
    def decode(self, logits: Tensor, breaks: Tensor) -> Tensor:
        """Return the best labels of one chain (words × labels): Viterbi."""
        moves, first = self.table()
        score, back = first + logits[0], []
        for n in range(1, len(logits)):
            ways = score[:, None] + (first.expand_as(moves) if breaks[n] else moves)
            score, best = ways.max(0)
            score = score + logits[n]
            back.append(best)
        at = int(score.argmax())
        path = [at]
        for best in reversed(back):
            at = int(best[at])
            path.append(at)
        return torch.tensor(path[::-1])
