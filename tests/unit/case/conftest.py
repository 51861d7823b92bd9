from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from careo.case.handle import Case
from careo.model.config import Config
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Any]:
    """Open cases with the plain reader; close them all at the end."""
    made = []

    def open_case(name: str = "case") -> Any:
        file = CaseFile.open(
            tmp_path / name, create=True, clock=lambda: "2026-03-01T10:00:00Z", user="ana"
        )
        made.append(Case(file, Config(), read_plainly))
        return made[-1]

    yield open_case
    for case in made:
        case.close()


@pytest.fixture
def case(opened: Callable[..., Case]) -> Any:
    return opened()


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Write a file of the user's and return its path."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write_file
