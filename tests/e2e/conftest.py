"""The demo case, read once for all tests that leave it as it is."""

from pathlib import Path

import pytest

from careo.app.cli.main import run


@pytest.fixture(scope="session")
def demo_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo's dossier; its case stands beside it."""
    out = tmp_path_factory.mktemp("demo") / "demo"
    assert run(["demo", "-o", str(out)]) == 0
    return out
