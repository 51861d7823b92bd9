"""Finding tesseract, which recognises words in pictures, and all that it needs to run.

Source:
    tesseract(1), version 5: ``--psm 1`` finds out how a page is turned, ``3`` does not.
"""

from __future__ import annotations

import functools
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from careo.sources.wire import Program

_LANGUAGES = ("eng", "spa")
_TURNED = "osd"
_SECONDS = 20
_VERSION = re.compile(r"tesseract v?(\d[\w.-]*)")
_FOLDER = re.compile(r'in "(.+)"')
_LIBRARY = re.compile(r"^\s*(?:\S+ => )?(/\S.*) \(0x[0-9a-f]+\)$", re.MULTILINE)
_LOADER = re.compile(r"^\s*(/\S+) \(0x[0-9a-f]+\)$", re.MULTILINE)
_LOADER_CACHE = "/etc/ld.so.cache"
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TESSDATA_PREFIX")


class Tesseract(NamedTuple):
    """An installed tesseract.

    Attributes:
        name: Its version, and the languages that it knows and is asked for.
        program: How it is run on a page at its standard input.
    """

    name: str
    program: Program


@functools.cache
def find() -> Tesseract | None:
    """Return the tesseract of this machine; None where there is none that reads our languages."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    path = str(Path(path).resolve())
    version = _VERSION.search(_told(path, "--version"))
    listed = _told(path, "--list-langs")
    folder = _FOLDER.search(listed)
    known = set(listed.split("\n"))
    languages = [one for one in _LANGUAGES if one in known]
    if version is None or folder is None or not languages:
        return None
    asked = "+".join(languages)
    data = Path(folder[1]).resolve()
    models = [one for one in (*languages, _TURNED) if one in known]
    arguments = (
        *(path, "stdin", "stdout", "-l", asked, "--tessdata-dir", str(data)),
        *("--psm", "1" if _TURNED in known else "3", "--dpi", "300"),
        *("-c", "tessedit_create_tsv=1"),
    )
    files = tuple(str(data / f"{one}.traineddata") for one in models)
    return Tesseract(f"tesseract {version[1]} ({asked})", confined(arguments, files))


def confined(arguments: tuple[str, ...], files: tuple[str, ...] = ()) -> Program:
    """Return a program that may open its libraries and some files, and nothing else.

    Args:
        arguments: The first is its path.
        files: What else it may read.
    """
    path = arguments[0]
    return Program(
        arguments=arguments,
        environment=("OMP_THREAD_LIMIT=1", "LC_ALL=C", *_environment()),
        run=(path, *_loader(path)),
        read=(*_libraries(path), *files),
    )


def _told(path: str, *arguments: str, **environment: str) -> str:
    """Return what the program says of itself; nothing where it does not run."""
    try:
        done = subprocess.run(  # noqa: S603  # the user's own program, without a shell
            (path, *arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**dict(one.split("=", 1) for one in _environment()), **environment},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _environment() -> tuple[str, ...]:
    return tuple(f"{name}={os.environ[name]}" for name in _KEPT if name in os.environ)


@functools.cache
def _linked(path: str) -> str:
    """Return what the loader of Linux says that it would load."""
    return _told(path, LD_TRACE_LOADED_OBJECTS="1")


def _libraries(path: str) -> tuple[str, ...]:
    """Return the files that a program needs to begin; on macOS the folders in which they are."""
    if platform.system() == "Darwin":
        return tuple(sorted({str(Path(path).parents[1]), "/opt/homebrew", "/usr/local"}))
    return (_LOADER_CACHE, *_LIBRARY.findall(_linked(path)))


def _loader(path: str) -> tuple[str, ...]:
    return () if platform.system() == "Darwin" else tuple(_LOADER.findall(_linked(path)))
