"""Are two names one name: judged with a reason in words, and cheap keys to find candidates."""

from careo.identity.names.blocking import block_keys
from careo.identity.names.judging import compare

__all__ = ["block_keys", "compare"]
