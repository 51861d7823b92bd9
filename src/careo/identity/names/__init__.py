"""Are two names one name: judged with a reason in words, and cheap keys to find candidates."""

from careo.identity.names.blocking import block_keys
from careo.identity.names.judging import compare, compare_all

__all__ = ["block_keys", "compare", "compare_all"]
