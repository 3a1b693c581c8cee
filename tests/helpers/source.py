"""The program's source as the quality tests read it: files, syntax trees, the strings in them, and its Markdown."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"


def python_files(*folders: str) -> list[Path]:
    """Every Python file below these folders of the repository, in order."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def name_of(file: Path) -> str:
    """A file's path inside the repository, with forward slashes: ``app/store/outbox.py``."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree_of(file: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def docstrings(tree: ast.Module) -> set[ast.Constant]:
    """The constants that are docstrings, also those under an attribute or a constant."""
    return {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def strings(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string in the code; docstrings are not code. Pieces of f-strings count one by one."""
    tree = tree_of(file)
    left_out = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out:
            yield node.lineno, node.value


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def pages() -> list[Path]:
    """Every Markdown page that a reader of the repository meets."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def links(page: Path) -> list[str]:
    """Targets of a page's Markdown links and pictures, without those that lead out of the repository."""
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    return [target for target in targets if not re.match(r"[a-z]+:", target) and not target.startswith("#")]


def paths_named(page: Path) -> list[str]:
    """Paths of this repository that a page names in backquotes: ``app/sync/push.py``, ``tests/quality/``."""
    quoted = re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8"))
    first = re.compile(r"(app|docs|tests|resources|packaging|\.ci)/[\w./-]*")
    return [words for words in quoted if first.fullmatch(words)]
