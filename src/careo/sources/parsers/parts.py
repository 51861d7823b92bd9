"""Reading the XML parts of a zipped document: what is refused as a whole, and what is only said."""

from __future__ import annotations

import mmap
from collections.abc import Callable

from careo.model.config import Limits
from careo.sources.parsers import xml
from careo.sources.parsers.office import EnoughError, part_name
from careo.sources.parsers.package import LockedError, Package, PartError
from careo.sources.wire import Answer

_XML = (".xml", ".rels", ".vml", ".rdf")


class RefusedPartError(Exception):
    """A part declares a document type or an entity; its argument is the part's name."""


class Parts:
    """The parts of one document on its way.

    Attributes:
        package: Where they are.
        limits: What they may cost.
        reasons: Why the text is only a part of the document.
        full: What more has come of than is read; empty where nothing has.
    """

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package = package
        self.limits = limits
        self.reasons: list[str] = []
        self.full = ""

    def read(self, name: str, handler: xml.Handler, prefixes: dict[str, str]) -> None:
        """Read a part, or as much of it as can be read.

        Raises:
            RefusedPartError: It has a document type, or an entity of its own.
            LockedError: It opens with a password only.
        """
        try:
            xml.read(self.package.chunks(name), handler, prefixes)
        except xml.DoctypeError:
            raise RefusedPartError(part_name(name)) from None
        except (xml.XmlError, PartError) as error:
            self.reasons.append(f"{part_name(name)} {error}")
        except EnoughError as error:
            self.full = str(error)

    def flaws(self) -> list[str]:
        """Return what is to be said of the archive, and of a text that was too long."""
        told = (
            (bool(self.full), self.full),
            (self.package.doubled, "two parts have the same name"),
            (self.package.damaged, "its directory is damaged"),
        )
        return [words for holds, words in told if holds]


def opened(
    data: bytes | mmap.mmap, limits: Limits, format_: str, read: Callable[[Parts], Answer]
) -> Answer:
    """Read a zipped document; a part that declares a document type refuses it as a whole.

    Args:
        data: Its bytes.
        limits: What it may cost.
        format_: What it would be, in a reason.
        read: Reads the parts.
    """
    try:
        package = Package(data, limits)
        for name in package.names:
            if name.lower().endswith(_XML):
                _check(package, name)
        return read(Parts(package, limits))
    except RefusedPartError as error:
        return Answer(status="refused", reason=f"a document type or an entity in {error}")
    except LockedError:
        return Answer(status="refused", reason="password")
    except PartError as error:
        return Answer(status="refused", reason=f"not a readable {format_}: {error}")


def _check(package: Package, name: str) -> None:
    try:
        xml.check_prolog(package.chunks(name))
    except PartError:
        return
    except xml.DoctypeError:
        raise RefusedPartError(part_name(name)) from None
