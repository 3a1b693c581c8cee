"""The parts of which packages are made, each a step in the cache: the libraries, and our own code.

Of the libraries goes what no line of ``packaging/keep/`` names; Python's sources are compiled, so that nothing is
compiled on a teacher's laptop, where the folder may not be writable; Linux libraries lose their symbols. Nothing else
is changed.
"""

import hashlib
import shutil
from pathlib import Path

from shipping import compiling, cpython, icu, inputs, layers, site, tools, trees
from shipping.context import Context
from shipping.layers import empty_app_layer, make_app_layer
from shipping.steps import step
from shipping.trees import compile_tree, files_in, keep_lists, prune, strip_tree

#: Small X libraries that Qt's xcb plugin wants and stock desktops with Qt 5 lack; each with Debian's package of it.
#: Never libxkbcommon-x11 among them: it shares private structures with the system's libxkbcommon, and one of another
#: version ends the program at once.
X_HELPERS = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-util.so.1": "libxcb-util1",
}
_QT = Path("PySide6", "Qt", "lib")
#: The file by which Qt's text handling finds its data (shipping.icu makes a small one).
ICU_DATA = "libicudata.so.73"


def libraries(context: Context, system: str) -> Path:
    """The layer of libraries for ``system`` (linux or windows): what lies on Python's path of an installed program."""
    whole, python = site.site(context, system), cpython.interpreter(context)
    lists = keep_lists(context.root, system)
    given = [*lists, whole]
    if system == "linux":
        helpers, small = _x_helpers(context), icu.small_icu(context)
        given += [helpers, small]

    def make(folder: Path) -> None:
        shutil.copytree(whole, folder, symlinks=True, dirs_exist_ok=True)
        prune(folder, lists)
        compile_tree(python, folder)
        if system == "linux":
            for file in [*files_in(helpers), small / ICU_DATA]:
                shutil.copyfile(file, folder / _QT / file.name)
            strip_tree(folder)

    return step(context, f"libraries-{system}", make, [*given, trees, compiling])


def app_layer(context: Context) -> Path:
    """The layer of our own code for this build, with the public key by which it will know its updates."""

    def make(folder: Path) -> None:
        if context.without_app:
            empty_app_layer(context.version, folder)
            return
        layer = make_app_layer(context.root, context.version, folder, cpython.interpreter(context))
        if context.release_key is not None:
            shutil.copyfile(context.release_key, layer / "resources" / "keys" / "release.pub")

    kind = "none" if context.without_app else _sources(context.root)
    keys = [context.release_key] if context.release_key is not None else []
    return step(context, "app", make, [context.version, kind, layers, compiling, *keys]) / f"app-{context.version}"


def _sources(root: Path) -> str:
    """What our code and resources hold, in one word; what Python leaves beside them does not count."""
    whole = hashlib.sha256()
    for top in ("app", "resources"):
        for file in files_in(root / top):
            if "__pycache__" not in file.parts:
                whole.update(f"{file.relative_to(root)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _x_helpers(context: Context) -> Path:
    """A folder with the small X libraries, each finding the others beside itself."""
    debs = {package: inputs.fetch(context, "debian", package) for package in X_HELPERS.values()}

    def make(folder: Path) -> None:
        tools.need("dpkg-deb", "patchelf")
        for library, package in X_HELPERS.items():
            unpacked = folder / package
            tools.run("dpkg-deb", "-x", next(debs[package].glob("*.deb")), unpacked)
            (found,) = unpacked.glob(f"usr/lib/*/{library}")
            shutil.copyfile(found, folder / library)
            tools.run("patchelf", "--set-rpath", "$ORIGIN", folder / library)
            shutil.rmtree(unpacked)

    return step(context, "x-helpers", make, [str(sorted(path.name for path in debs.values()))])
