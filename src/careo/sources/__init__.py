"""Bytes to documents and text layers.

`extract` is the door. Parsers run in a sandboxed child; `protections` tells what holds
here, `recogniser` what recognises words in pictures.
"""

from careo.sources.door import extract, protections, recogniser
from careo.sources.media import media_type
from careo.sources.protection import Protection

__all__ = ["Protection", "extract", "media_type", "protections", "recogniser"]
