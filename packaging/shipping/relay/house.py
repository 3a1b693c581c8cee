"""Which files of the program the relay consists of: its own house, and whatever that reaches by its imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

#: Where it begins.
FIRST = "app.relay"
#: Files that no import names.
_PAGES = "app/relay/pages"


def files(root: Path) -> list[Path]:
    """The relay's files, relative to the checkout, in order."""
    found: set[str] = set()
    waiting = [name_of(path, root) for path in (root / "app" / "relay").rglob("*.py")]
    while waiting:
        module = waiting.pop()
        path = _file_of(module, root)
        if path is None or module in found:
            continue
        found.add(module)
        waiting += imported(path, module)
    code = {path.relative_to(root) for module in found if (path := _file_of(module, root)) is not None}
    pages = {path.relative_to(root) for path in (root / _PAGES).iterdir() if path.is_file()}
    return sorted(code | pages)


def name_of(path: Path, root: Path) -> str:
    """app/relay/log.py is app.relay.log, app/relay/__init__.py is app.relay."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, module: str) -> Iterator[str]:
    """The modules of ours that a file names in its imports, wherever they stand in it, and the packages around them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if name.split(".")[0] == FIRST.split(".")[0]:
                yield name
    yield from (module.rsplit(".", depth)[0] for depth in range(1, module.count(".") + 1))


def _file_of(module: str, root: Path) -> Path | None:
    path = root.joinpath(*module.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None
