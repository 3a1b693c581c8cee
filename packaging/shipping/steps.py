"""Steps that are made once: each is a folder in the cache, named after everything that it was made from.

A step's key is the digest of its inputs (words, files, folders) and of the code that makes it. Change one of them and
the step is made anew; leave them, and the folder of last time is taken. A step is made in a folder of its own that gets
its final name when it is whole, and under a lock, so that two builds on one machine do not make the same thing twice.
"""

import fcntl
import hashlib
import inspect
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from shipping.context import Context

#: A word (a version, a flag), a file or folder whose contents count, or a module whose code counts.
Input = str | Path | ModuleType


def digest_of_file(file: Path) -> str:
    """SHA-256 of a file, in hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest_of_folder(folder: Path) -> str:
    """SHA-256 over the names, links, executable bits and contents of a folder, in hex; dates do not count."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            total.update(f"link {name} {path.readlink()}\n".encode())
        elif path.is_file():
            mark = "x" if path.stat().st_mode & 0o100 else "-"
            total.update(f"file {mark} {name} {digest_of_file(path)}\n".encode())
    return total.hexdigest()


def key(inputs: Iterable[Input]) -> str:
    """Twelve hex digits that change when any input changes. A folder of a step counts by its name: that is its key."""
    total = hashlib.sha256()
    for one in inputs:
        if isinstance(one, str):
            line = f"word {one}"
        elif isinstance(one, ModuleType):
            line = f"code {one.__name__} {hashlib.sha256(inspect.getsource(one).encode()).hexdigest()}"
        elif one.is_file():
            line = f"file {one.name} {digest_of_file(one)}"
        elif one.parent.name == "steps":
            line = f"step {one.name}"
        else:
            line = f"folder {digest_of_folder(one)}"
        total.update(f"{line}\n".encode())
    return total.hexdigest()[:12]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Only one process at a time; the others wait."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def step(
    context: Context,
    name: str,
    make: Callable[[Path], None],
    inputs: Iterable[Input],
    *,
    slow: bool = False,
) -> Path:
    """The folder that ``make(folder)`` fills, made now or taken from the cache.

    The code of the module in which ``make`` stands always counts as an input. ``slow`` says that a repetition for the
    sake of comparison (`--twice`) takes the folder from the cache all the same: a compiler's hour is not repeated.
    """
    module = inspect.getmodule(make)
    own = [module] if module is not None else []
    root = context.cache if slow or not context.again else context.cache / context.again
    folder = root / "steps" / f"{name}-{key([*own, *inputs])}"
    if folder.is_dir():
        return folder
    with locked(root / "locks" / folder.name):
        if folder.is_dir():  # another build made it while we waited
            return folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        print(f"making {folder.name}", flush=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        unfinished.chmod(0o755)
        try:
            make(unfinished)
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        print(f"made {folder.name} in {time.monotonic() - began:.0f} s", flush=True)
    return folder
