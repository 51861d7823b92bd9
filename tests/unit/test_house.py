"""The house stays simple: sizes, no data of others, and docs that name what is there."""

import ast
import re
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


PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
ENGLISH = "reading/languages/en"
PATH = re.compile(r"`([\w./*-]+/[\w./*-]*|[\w-]+\*?\.(?:py|json))`")


def missing(page: Path) -> list[str]:
    """Return what a page names and the project lacks; a bare file is of a folder named before."""
    text = page.read_text(encoding="utf-8")
    gone = [name for name in LINK.findall(text) if not (page.parent / name).exists()]
    for line in text.splitlines():
        folders = [ROOT, *(ROOT / "src/careo" / each for each in ("", "reading", ENGLISH))]
        for name in PATH.findall(line):
            if any(name.startswith(other) for other in ("originals/", "sources/*", "OUT")):
                continue
            hits = [hit for folder in folders for hit in folder.glob(name.rstrip("/"))]
            gone += [] if hits else [name]
            folders += [hit.parent for hit in hits]
    return gone


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_and_every_path_of_the_docs_leads_somewhere(page: Path) -> None:
    assert missing(page) == []
