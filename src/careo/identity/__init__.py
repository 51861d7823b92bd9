"""Who is the same across documents."""

from careo.identity.asking import Meetings
from careo.identity.evidence import Held, evidence, posts
from careo.identity.facts import facts
from careo.identity.keys import keys, twofold
from careo.identity.meeting import blocks
from careo.identity.schemas import schema
from careo.identity.why import besides, rule

__all__ = [
    "Held",
    "Meetings",
    "besides",
    "blocks",
    "evidence",
    "facts",
    "keys",
    "posts",
    "rule",
    "schema",
    "twofold",
]
