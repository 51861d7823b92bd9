"""Export a trained tagger to int8 ONNX with its tokenizer and labels.

Usage: python -m training.export RUN MODEL_FOLDER --weights CONTAINER

Linear layers and words are quantised to 8 bits, a scale for each output (dynamic quantisation:
activations are scaled by each batch, so only paragraphs of one document may share one).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from training import encoders
from training.model import ATTRIBUTION, NAMES, Labels, Tagger

VERSION = "tagger/2"


class Reader(nn.Module):
    """The tagger as it is shipped: float32, mask as integers."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, mask: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        return self.tagger(ids, mask, words)


def loaded(run: Path, weights: Path) -> Tagger:
    """Return the tagger of a run, in float32."""
    kept = torch.load(run / "model.pt", map_location="cpu")
    labels = Labels(tags=tuple(kept["tags"]), deps=tuple(kept["deps"]))
    size = kept["state"]["encoder.embeddings.word_embeddings.weight"].shape[0]
    layers = int(kept["options"]["layers"])
    tagger = Tagger(encoders.e5(weights, layers, list(range(size))), labels)
    tagger.load_state_dict({k: v.float() for k, v in kept["state"].items()})
    return tagger.eval()


DYNAMIC = {
    "ids": {0: "b", 1: "t"},
    "mask": {0: "b", 1: "t"},
    "words": {0: "b", 1: "w"},
    "labels": {0: "b", 1: "w"},
    "arcs": {0: "b", 1: "w", 2: "h"},
}


def export(run: Path, target: Path, weights: Path) -> None:
    """Write tagger.onnx, tokenizer.json and labels.json."""
    tagger = loaded(run, weights)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fused = traced(tagger, Path(folder))
        quantize_dynamic(
            fused,
            target / "tagger.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    (target / "tokenizer.json").write_bytes((run / "tokenizer.json").read_bytes())
    tables = (x.detach().numpy().astype(float) for x in tagger.crf.table())
    moves, first = (np.round(x, 4).tolist() for x in tables)
    labels = {
        "version": VERSION,
        "attribution": ATTRIBUTION,
        "names": NAMES,
        "tags": tagger.labels.tags,
        "deps": tagger.labels.deps,
        "moves": moves,
        "first": first,
        "pieces": 192,
    }
    (target / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n")


def traced(tagger: Tagger, folder: Path) -> Path:
    """Write the model in float32 with its layer norms in one piece each; return the file."""
    plain, fused = folder / "plain.onnx", folder / "fused.onnx"
    ids = torch.ones(2, 12, dtype=torch.long)
    words = torch.arange(1, 7).repeat(2, 1)
    torch.onnx.export(
        Reader(tagger),
        (ids, torch.ones_like(ids), words),
        str(plain),
        opset_version=17,
        input_names=["ids", "mask", "words"],
        output_names=["labels", "arcs"],
        dynamic_axes=DYNAMIC,
        dynamo=False,
    )
    config = tagger.encoder.config
    options = FusionOptions("bert")
    options.enable_attention = False  # these kernels are slower than what they replace
    options.enable_skip_layer_norm = options.enable_embed_layer_norm = False
    options.enable_bias_gelu = False
    model = optimize_model(
        str(plain),
        "bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=options,
        opt_level=0,
    )
    model.save_model_to_file(str(fused))
    return fused


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("run", type=Path)
    p.add_argument("target", type=Path)
    p.add_argument("--weights", type=Path, required=True)
    o = p.parse_args()
    export(o.run, o.target, o.weights)
