"""The wheel works where nothing else is: an empty environment, an empty folder."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def find_uv() -> str | None:
    """Return the uv beside this Python, where ``make`` puts it, else the one on the path."""
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else shutil.which("uv")


def done(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    result = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, timeout=600, check=False
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return result.stdout


def installed(uv: Sequence[str], place: Path) -> Path:
    """Build the wheel, install it with the locked versions, and return the new ``bin``."""
    done(*uv, "build", "--wheel", "--out-dir", place / "dist", cwd=ROOT)
    (wheel,) = (place / "dist").glob("*.whl")
    locked = ["--locked", "--no-dev", "--no-emit-project", "--no-hashes", "--quiet"]
    done(*uv, "export", *locked, "-o", place / "locked.txt", cwd=ROOT)
    done(*uv, "venv", "--quiet", "--python", sys.executable, place / "env", cwd=place)
    python = place / "env" / "bin" / "python"
    where: list[str | Path] = ["--quiet", "--python", python, "--constraint", place / "locked.txt"]
    done(*uv, "pip", "install", *where, wheel, cwd=place)
    return python.parent


def test_an_installed_wheel_makes_the_demo_dossier(tmp_path: Path) -> None:
    uv = find_uv()
    if uv is None:
        pytest.skip("uv is not here; make test installs it")
    bin_ = installed([uv], tmp_path)
    folder = tmp_path / "empty"
    folder.mkdir()
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "CAREO", "VIRTUAL"))}
    said = done(bin_ / "careo", "demo", cwd=folder, env=bare)
    assert str(folder / "demo" / "index.html") in said
    page = (folder / "demo" / "index.html").read_text(encoding="utf-8")
    assert "Ezequiel Távora Montiel" in page
    assert len(list((folder / "demo" / "sources").iterdir())) == 9
    said = done(bin_ / "careo", "verify", "demo.careo", cwd=folder, env=bare)
    assert "demo.careo" in said
