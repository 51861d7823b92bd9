"""XML of office documents, told as it comes: no tree, no entities, no document type.

Source:
    XML 1.0, section 2.8 (prolog); ECMA-376 part 2, 8.1.4, and OpenDocument 1.3 part 2, 2.2.1 (no
    document type declarations); ISO/IEC 29500-4 annex A (the names of transitional documents).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat

_TOKEN_BYTES = 8 << 20
_ELEMENTS = 4_000_000
_DEPTH = 10_000
_NAMES = 10_000
_SEPARATOR = "\n"


class DoctypeError(Exception):
    """The part declares a document type, or uses an entity that nothing declares."""


class XmlError(Exception):
    """The part cannot be read further; its argument says why."""


class Handler(Protocol):
    """Who is told of elements and text; names as ``prefix:local`` by `prefixes`."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an element's begin."""
        ...

    def end(self, tag: str) -> None:
        """Take an element's end."""
        ...

    def text(self, data: str) -> None:
        """Take some text, perhaps not all that stands together."""
        ...


def read(
    chunks: Iterable[bytes],
    handler: Handler,
    prefixes: dict[str, str],
    *,
    elements: int = _ELEMENTS,
) -> None:
    """Tell a handler what XML holds, up to the first fault.

    Args:
        chunks: Its bytes.
        handler: Who is told.
        prefixes: The prefix for each namespace; others give ``?:local``.
        elements: How many are read.

    Raises:
        DoctypeError: It has a DOCTYPE, or an entity of its own; the handler's text is void then.
        XmlError: It is not well-formed, or has more of something than is read.
    """
    interned: dict[str, str] = {}
    parser = _parser(interned)
    teller = _Teller(handler, prefixes, interned, elements)
    parser.StartElementHandler = teller.start
    parser.EndElementHandler = teller.end
    parser.CharacterDataHandler = handler.text
    fed = 0
    for chunk in chunks:
        _feed(parser, chunk)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > _TOKEN_BYTES:
            raise XmlError(f"has a name or a mark of more than {_TOKEN_BYTES} bytes")
    _feed(parser, b"", last=True)


def check_prolog(chunks: Iterable[bytes]) -> None:
    """Look at what stands before the first element.

    Raises:
        DoctypeError: A document type.
    """
    parser = _parser({})
    parser.StartElementHandler = _begun
    try:
        for fed, chunk in enumerate(chunks):
            _feed(parser, chunk)
            if fed > _TOKEN_BYTES // len(chunk):
                return
    except (XmlError, _BegunError):
        return


class _BegunError(Exception):
    """The first element has begun."""


def _begun(*_: object) -> None:
    raise _BegunError


def _doctype(*_: object) -> None:
    raise DoctypeError


def _parser(interned: dict[str, str]) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR, intern=interned)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _doctype
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


def _feed(parser: expat.XMLParserType, data: bytes, *, last: bool = False) -> None:
    try:
        parser.Parse(data, last)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
            raise DoctypeError from None
        raise XmlError("is cut off" if last else "is not well-formed") from None
    except (LookupError, ValueError, ImportError):
        raise XmlError("is in an encoding that is not read") from None


class _Teller:
    """Passes elements on with short names."""

    def __init__(
        self, handler: Handler, prefixes: dict[str, str], interned: dict[str, str], most: int
    ) -> None:
        self._handler = handler
        self._prefixes = prefixes
        self._interned = interned
        self._short: dict[str, str] = {}
        self._elements = self._depth = 0
        self._most = most

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > self._most:
            raise XmlError(f"has more than {self._most} elements")
        self._depth += 1
        if self._depth > _DEPTH:
            raise XmlError(f"has elements nested deeper than {_DEPTH}")
        short = self._short
        name = short.get(tag) or self._shorten(tag)
        if attributes:
            attributes = {short.get(k) or self._shorten(k): v for k, v in attributes.items()}
        self._handler.start(name, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._handler.end(self._short.get(tag) or self._shorten(tag))

    def _shorten(self, name: str) -> str:
        space, _, local = name.rpartition(_SEPARATOR)
        short = f"{self._prefixes.get(space, '?')}:{local}" if space else local
        if len(self._short) >= _NAMES:
            self._short.clear()
            self._interned.clear()
        self._short[name] = short
        return short
