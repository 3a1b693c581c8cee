"""Compiles all Python below a folder, run by the Python that will run it: ``python compiling.py FOLDER``.

Like ``python -m compileall -b`` with unchecked hashes, except that the descriptions of modules and functions are left
out: they are a seventh of the compiled code, and nobody reads them there. Assertions stay, so that what ships is what
the tests ran; the descriptions of classes stay too, for dataclasses without one write their own, at every start.
Only the standard library is used.
"""

import ast
import importlib.util
import marshal
import sys
from pathlib import Path

#: PEP 552: a .pyc with the hash of its source, which Python does not look at.
_UNCHECKED = b"\1\0\0\0"


def undescribed(tree: ast.Module) -> ast.Module:
    """The same code without the descriptions of the module and of its functions."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef) or not node.body:
            continue
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            del node.body[0]
            if not node.body and not isinstance(node, ast.Module):
                node.body.append(ast.copy_location(ast.Pass(), first))
    return tree


def compiled(source: bytes, name: str) -> bytes:
    """The .pyc of a source; ``name`` is what tracebacks call it."""
    tree = undescribed(ast.parse(source, name))
    code = compile(tree, name, "exec", dont_inherit=True, optimize=0)
    return importlib.util.MAGIC_NUMBER + _UNCHECKED + importlib.util.source_hash(source) + marshal.dumps(code)


def main(folder: Path) -> None:
    """Put a .pyc in the place of every .py."""
    for file in sorted(folder.rglob("*.py")):
        data = compiled(file.read_bytes(), file.relative_to(folder).as_posix())
        file.with_suffix(".pyc").write_bytes(data)
        file.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
