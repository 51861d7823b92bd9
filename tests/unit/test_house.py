"""The house stays simple: sizes, and no data of others."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("bench/*.py")])


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_is_longer_than_400_lines_and_no_function_than_40(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 400
    for function in functions(ast.parse(source)):
        first = min([function.lineno, *(d.lineno for d in function.decorator_list)])
        assert (function.end_lineno or 0) - first + 1 <= 40, function.name


def test_no_tracked_file_is_larger_than_25_megabytes() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout
    paths = [ROOT / name.decode() for name in listed.split(b"\0") if name]
    assert [p for p in paths if p.is_file() and p.stat().st_size > 25 * 1024 * 1024] == []
