"""Products that see in training what 8 bits will leave of their input.

Source:
    Jacob et al., Quantization and training of neural networks for efficient integer-arithmetic-only
    inference, 2018.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

STEPS = 255


def rounded(x: Tensor) -> Tensor:
    """Return a tensor as dynamic 8-bit quantisation spells it; its gradient is that of ``x``.

    One scale a tensor, from its lowest to its highest value, zero among them.
    """
    with torch.no_grad():
        low, high = torch.aminmax(x)
        low, high = low.float().clamp(max=0.0), high.float().clamp(min=0.0)
        scale = ((high - low) / STEPS).clamp(min=1e-8)
        zero = torch.round(-low / scale)
        steps = torch.round(x.float() / scale) + zero
        near = ((steps.clamp(0, STEPS) - zero) * scale).to(x.dtype)
    return x + (near - x).detach()


def prepare(encoder: nn.Module) -> None:
    """Round what enters the last product of every layer of a BERT encoder, the most sensitive."""

    def enter(_: nn.Module, inputs: tuple[Any, ...]) -> tuple[Any, ...]:
        return (rounded(inputs[0]), *inputs[1:])

    for layer in encoder.encoder.layer:  # type: ignore[attr-defined]
        layer.output.dense.register_forward_pre_hook(enter)
