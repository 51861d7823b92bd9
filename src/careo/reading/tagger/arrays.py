"""The kinds of arrays that pass between the steps of the tagger."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]
Small = NDArray[np.int16]
Tiny = NDArray[np.int8]
