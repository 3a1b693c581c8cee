"""Compiles tongxing.exe, the launcher on Windows, with mingw-w64: no console, no date, icon and version in it."""

from pathlib import Path

from shipping import tools
from shipping.context import Context
from shipping.steps import step

NAME = "tongxing.exe"
COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
#: Address space layout randomised, data never run, 64-bit addresses used; and the stack that python.exe has, doubled.
HARDENING = ("--no-insert-timestamp", "--dynamicbase", "--nxcompat", "--high-entropy-va", "--stack,4194304")


def tongxing_exe(context: Context) -> Path:
    """The folder with the launcher of this version."""
    sources = context.root / "packaging" / "windows"
    files = [sources / name for name in ("launcher.c", "launcher.rc", "launcher.manifest", "tongxing.ico")]

    def make(folder: Path) -> None:
        tools.need(COMPILER)
        resources = folder / "launcher.res"
        numbers = ",".join([*context.version.split("."), "0"])
        tools.run(
            *(RESOURCES, "-I", sources, f"-DVERSION_WORDS={numbers}", f'-DVERSION_TEXT=\\"{context.version}\\"'),
            *(sources / "launcher.rc", "-O", "coff", "-o", resources),
        )
        tools.run(
            *(COMPILER, "-std=c11", "-Wall", "-Wextra", "-Werror", "-Os", "-s", "-municode", "-mwindows"),
            *(f"-Wl,{option}" for option in HARDENING),
            *(sources / "launcher.c", resources, "-o", folder / NAME),
        )
        resources.unlink()

    return step(context, "launcher", make, [context.version, *files])
