"""The Windows installer: ``tongxing-<version>-setup.exe``, per user, without administrator and without network."""

import sys
from pathlib import Path

from shipping import setup_exe
from shipping.context import Context
from shipping.figures import figure, figure_size
from shipping.setup_exe import Tree, make_setup
from shipping.steps import Input, step
from shipping.trees import files_in
from shipping.windows_tree import tree


def build(context: Context) -> list[Path]:
    """The installer. What of it weighs how much is printed too."""
    root = tree(context)
    scripts = context.root / "packaging" / "windows"
    name = f"tongxing-{context.version}-setup.exe"

    def make(folder: Path) -> None:
        make_setup(Tree.read(root), context.version, scripts, folder / name, quick=context.fast)

    given: list[Input] = [
        root,
        *sorted(file for file in scripts.iterdir() if file.suffix in {".nsi", ".nsh", ".h", ".c"}),
        scripts / "tongxing.ico",
        scripts / "side.bmp",
        sys.modules[setup_exe.__name__],
    ]
    made = step(context, "setup-exe", make, [context.version, str(context.fast), *given]) / name
    bare = "-without-our-code" if context.without_app else ""
    figure_size(f"windows-installed{bare}", root)
    if not context.without_app:
        for layer in sorted((root / "layers").iterdir()):
            figure_size(f"windows-installed-{layer.name.split('-')[0]}", layer)
        for part, size in largest(root):
            figure(f"windows-installed-of-which-{part}", size / 1e6, "MB")
    context.out.mkdir(parents=True, exist_ok=True)
    setup = context.out / name
    setup.write_bytes(made.read_bytes())
    return [setup]


def largest(root: Path, most: int = 12) -> list[tuple[str, int]]:
    """Where the megabytes are: the largest libraries and parts of Python, with their bytes."""
    sizes: dict[str, int] = {}
    for layer in (root / "layers").iterdir():
        for file in files_in(layer):
            part = file.relative_to(layer).parts[0].partition(".")[0].lower()
            sizes[part] = sizes.get(part, 0) + file.stat().st_size
    return sorted(sizes.items(), key=lambda item: -item[1])[:most]
