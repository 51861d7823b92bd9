"""Who is the same across documents."""

from careo.identity.keys import keys
from careo.identity.schemas import schema

__all__ = ["keys", "schema"]
