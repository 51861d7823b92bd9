"""The model: pieces to logits."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from careo.reading.tagger.arrays import Floats, Ints
from careo.reading.tagger.coding import Coder

_EXACT = "session.x64quantprecision"
"""ONNX Runtime's option to add products of 8 bits without saturation. Processors with AVX2 or
AVX-512 and without VNNI else cut sums of two off at 16 bits: logits were off by up to 2 there, and
the same document gave other claims than elsewhere."""

FOLDER = Path(__file__).parent / "model"


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a word can be, and how the model's output is laid out.

    Attributes:
        version: Of the model.
        attribution: ``O``, and ``B-`` and ``I-`` of source, cue and content.
        names: ``O``, and ``B-`` and ``I-`` of person, organization and place.
        tags: Universal part of speech and Penn tag (``NOUN|NN``).
        deps: ClearNLP dependencies.
        moves: Score of each attribution label after each.
        first: Score of each attribution label at the start of a part.
        pieces: Of a pack.
    """

    version: str
    attribution: tuple[str, ...]
    names: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    moves: tuple[tuple[float, ...], ...]
    first: tuple[float, ...]
    pieces: int


Runner = Callable[[Ints, Ints, Ints], tuple[Floats, Floats]]
"""Takes ids (packs by pieces), a mask (1 where there is a piece) and the place of each word's first
piece (packs by words; 0 where there is none). Returns the logits of the labels and the scores of
the heads."""


class Model(NamedTuple):
    """All that reading words needs."""

    labels: Labels
    coder: Coder
    run: Runner


@functools.cache
def model(folder: Path = FOLDER) -> Model:
    """Load the model, once a process."""
    from tokenizers import Tokenizer

    labels = msgspec.json.decode((folder / "labels.json").read_bytes(), type=Labels)
    coder = Coder(Tokenizer.from_file(str(folder / "tokenizer.json")))
    return Model(labels, coder, _runner(folder / "tagger.onnx"))


def _runner(path: Path) -> Runner:
    """Return the network on one thread: the work is split by documents, not inside one."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.enable_mem_pattern = False
    options.add_session_config_entry(_EXACT, "1")
    session = onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])

    def run(ids: Ints, mask: Ints, words: Ints) -> tuple[Floats, Floats]:
        labels, arcs = session.run(["labels", "arcs"], {"ids": ids, "mask": mask, "words": words})
        return labels, arcs

    return run
