"""The versions of the libraries that get text out, asked once, before files are closed."""

from __future__ import annotations

import functools
from importlib import metadata


@functools.cache
def version(package: str) -> str:
    """Return the version of an installed package."""
    return metadata.version(package)
