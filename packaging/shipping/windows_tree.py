"""The installed program as the Windows installer carries it: the layers, ``boot.py``, the launcher, the licences."""

import shutil
from pathlib import Path

from shipping import launcher, layers, parts, tools, windows_files
from shipping.context import Context
from shipping.licences import licences
from shipping.steps import Input, step
from shipping.trees import settle
from shipping.windows_runtime import windows_runtime


def tree(context: Context) -> Path:
    """The folder that becomes ROOT on a laptop (app/installed.py tells its shape)."""
    runtime, lib, app, texts = _dummies(context) if context.fast else _parts(context)
    started, boot = launcher.tongxing_exe(context), context.root / "packaging" / "boot" / "boot.py"
    given: list[Input] = [runtime, lib, app, texts, started, boot, layers, windows_files, str(context.epoch)]

    def make(folder: Path) -> None:
        layers.assemble(folder, runtime, lib, app, boot, texts)
        shutil.copyfile(started / launcher.NAME, folder / launcher.NAME)
        windows_files.check(folder)
        settle(folder, context.epoch)

    return step(context, "windows-tree", make, given)


def _parts(context: Context) -> tuple[Path, Path, Path, Path]:
    runtime, lib = windows_runtime(context), parts.libraries(context, "windows")
    return runtime, lib, parts.app_layer(context), licences(context, "windows", runtime, lib)


def _dummies(context: Context) -> tuple[Path, Path, Path, Path]:
    """Three layers with a runtime that only writes down what it is told, for trials of the installer itself."""
    source = context.root / "packaging" / "windows" / "testing" / "dummy_python.c"

    def make(folder: Path) -> None:
        tools.need(launcher.COMPILER)
        runtime, lib = folder / "runtime", folder / "lib" / "docx" / "parts"
        runtime.mkdir()
        lib.mkdir(parents=True)
        (lib / "a.pyc").write_text(context.version, encoding="ascii")
        tools.run(launcher.COMPILER, "-Os", "-s", "-shared", source, "-o", runtime / "python313.dll")
        layers.empty_app_layer(context.version, folder)
        (folder / "licences").mkdir()
        (folder / "licences" / "README.txt").write_text("licences\n", encoding="ascii")

    folder = step(context, "windows-dummies", make, [context.version, source])
    return folder / "runtime", folder / "lib", folder / f"app-{context.version}", folder / "licences"
