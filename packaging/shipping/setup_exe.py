"""Makes the Windows installer of a whole tree (``app/installed.py`` says what such a tree holds) with NSIS.

The list of files is written here, sorted, because NSIS would take them in the order in which the disk has them; so the
same tree gives the same bytes. The pointer ``current`` comes last, under another name: packaging/windows/tongxing.nsi
renames it when everything else is in place.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from shipping import tools
from shipping.launcher import COMPILER
from shipping.windows_files import SUFFIXES

#: MB beyond the program itself that must be free, so that Windows and the first records have room too.
SPARE = 30
#: What a file takes on an NTFS disk beyond its own bytes, on average half a cluster; in bytes.
CLUSTER = 4096
#: Behind the name of a file whose machine code the installer has to turn back (packaging/windows/restore.c).
TURNED = ".turned"


@dataclass(frozen=True)
class Tree:
    """What is installed: the files of a whole program, and the names of its three layers."""

    root: Path
    runtime: str
    lib: str
    app: str

    @classmethod
    def read(cls, root: Path) -> "Tree":
        """The tree in a folder, by its pointer ``current``."""
        words = (root / "current").read_text(encoding="ascii").split()
        return cls(root, words[1], words[3], words[5])

    def files(self) -> list[str]:
        """Every file but the pointer, as a path from the root: the layers first, what starts them last."""
        found = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        names = (path for path in found if path.as_posix() != "current")
        return [path.as_posix() for path in sorted(names, key=lambda path: (len(path.parts) == 1, path.as_posix()))]

    @property
    def kilobytes(self) -> int:
        """What the tree takes on a disk."""
        return sum(-(-(self.root / name).stat().st_size // CLUSTER) * (CLUSTER // 1024) for name in self.files())


def file_list(tree: Tree, turned: Path) -> str:
    """The NSIS lines that unpack a tree, ``current`` as ``current.new``; programs lie turned in the other folder."""
    lines: list[str] = []
    folder = ""
    for name in tree.files():
        parent, _, last = name.rpartition("/")
        if parent != folder or not lines:
            folder = parent
            inside = ("\\" + folder.replace("/", "\\")).rstrip("\\")
            lines.append(f'SetOutPath "$INSTDIR{inside}"')
        if (turned / name).exists():
            lines.append(f'File "/oname={last}{TURNED}" "{turned / name}"')
        else:
            lines.append(f'File "{tree.root / name}"')
    return "\n".join([*lines, 'SetOutPath "$INSTDIR"', f'File "/oname=current.new" "{tree.root / "current"}"', ""])


def turn(tree: Tree, scripts: Path, folder: Path) -> Path:
    """Turn the machine code of the layers (packaging/windows/turning.h tells how and why); the folder with the outcome.

    The program that does it makes sure of each file that it comes back as it was.
    """
    tools.need("gcc")
    program, out = folder / "turn", folder / "turned"
    tools.run("gcc", "-O2", scripts / "turn.c", "-o", program)
    for name in tree.files():
        if name.startswith("layers/") and Path(name).suffix in SUFFIXES:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            tools.run(program, tree.root / name, out / name)
    return out


def make_setup(tree: Tree, version: str, scripts: Path, setup: Path, quick: bool = False, spare: int = SPARE) -> None:
    """Write the installer ``setup`` of a tree with the NSIS script in ``scripts``; ``spare`` MB must be free beyond it.

    ``quick`` is for trials: made in less time, and larger.
    """
    tools.need("makensis", COMPILER)
    defined: dict[str, object] = {
        "VERSION": version,
        "RUNTIME": tree.runtime,
        "LIB": tree.lib,
        "APP": tree.app,
        "SETUP": setup.absolute(),
        "NEEDED": tree.kilobytes // 1024 + spare,
        "SIZE": tree.kilobytes,
    }
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # Without the second option the linker makes up an address out of the output's name, and so of this folder's.
        options = ("-Os", "-s", "-shared", "-Wl,--no-insert-timestamp,--disable-auto-image-base")
        tools.run(COMPILER, *options, scripts / "restore.c", "-o", folder / "restore.dll")
        (folder / "files.nsh").write_text(file_list(tree, turn(tree, scripts, folder)), encoding="utf-8")
        defined |= {"FILES": folder / "files.nsh", "RESTORE": folder / "restore.dll"}
        tools.run(
            *("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8"),
            *(f"-D{name}={value}" for name, value in defined.items()),
            *(["-DQUICK"] if quick else []),
            scripts / "tongxing.nsi",
        )
