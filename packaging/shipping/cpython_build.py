"""CPython for Linux with a glibc as old as 2.28, compiled from Debian's source package: slow, and kept.

Of Debian's own patches only the mends are taken (security, crashes); those that adapt Python to Debian's folders are
not. What comes out is a whole Python: the build compiles the program's code with it, and `cpython.py` makes from it the
small runtime that is shipped. With it come its headers and the object of its _ssl, for `crypto_modules.py`.
"""

import shutil
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from shipping import cpython_libraries, inputs, toolchain, tools
from shipping.context import Context
from shipping.problems import Stop
from shipping.site import PYTHON
from shipping.steps import step

SOURCE = f"python{PYTHON}"
#: Beginnings of the names of those of Debian's patches that mend something.
MENDS = ("CVE-", "ssl-", "dict-use-after-free", "traverse-managed-dicts", "issue127330")
#: Modules that nothing here uses, or that need libraries which nothing here wants. _hashlib would bring another OpenSSL
#: of 5 MB for ciphers that the program takes from `cryptography`: hashlib has SHA-2, SHA-3 and BLAKE2 of its own.
#: _sqlite3 would be a second SQLite beside SQLCipher's: app/store/database.py gives that one to who asks for the name.
LEFT_OUT = (
    "_tkinter readline _curses _curses_panel _dbm _gdbm _uuid nis _lsprof _asyncio _multiprocessing _posixshmem"
    " _interpreters _interpchannels _interpqueues syslog resource xxlimited xxlimited_35 xxsubtype _statistics"
    " _hashlib _sqlite3 _bz2 _lzma _codecs_jp _codecs_kr _codecs_iso2022"
)
#: Folders of the standard library that are no use to a program: tests, and an editor.
NOT_COPIED = shutil.ignore_patterns("__pycache__", "test", "tests", "idlelib", "turtledemo", "tkinter", "ensurepip")
PREFIX = "/opt/tongxing-python"
#: All that our shipped Python may know of how it was built; the real list names folders of the machine that built it.
BUILT = {
    "ABIFLAGS": "",
    "EXT_SUFFIX": ".cpython-313-x86_64-linux-gnu.so",
    "HOST_GNU_TYPE": "x86_64-pc-linux-gnu",
    "MULTIARCH": "x86_64-linux-gnu",
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "SHLIB_SUFFIX": ".so",
    "SOABI": "cpython-313-x86_64-linux-gnu",
    "VERSION": PYTHON,
    "WITH_PYMALLOC": 1,
}


def unpack(context: Context, place: Path) -> Path:
    """The original source with Debian's mends in it."""
    files = inputs.fetch(context, "source", SOURCE)
    for archive in (next(files.glob("*.orig.tar.xz")), next(files.glob("*.debian.tar.xz"))):
        with tarfile.open(archive) as packed:
            packed.extractall(place, filter="data")
    source = next(place.glob("Python-*"))
    series = (place / "debian" / "patches" / "series").read_text(encoding="utf-8").split()
    mends = [name for name in series if name.startswith(MENDS)]
    if not mends:
        raise Stop("Debian's source of Python brings no mends any more; look at what MENDS should take.")
    for name in mends:
        tools.run("patch", "-p1", "-s", "-f", "-i", place / "debian" / "patches" / name, cwd=source)
    return source


def surroundings(context: Context, scratch: Path, libraries: Path) -> dict[str, str]:
    """What configure and make are told: the compiler, our static libraries, and what to leave out."""
    include = f"-I{libraries}/include"
    archives = {
        "LIBFFI": "-lffi",
        "ZLIB": "-lz",
    }
    found = {f"{name}_CFLAGS": include for name in archives}
    found |= {f"{name}_LIBS": f"-L{libraries}/lib {words}" for name, words in archives.items()}
    return {
        **toolchain.environment(context, scratch),
        **found,
        **{f"py_cv_module_{name}": "n/a" for name in LEFT_OUT.split()},
        "OPT": "-DNDEBUG -fwrapv -O3",
        "CPPFLAGS": include,
        "LDFLAGS": f"-L{libraries}/lib -Wl,-s",
    }


def cpython(context: Context) -> Path:
    """The folder of a whole Python: bin/python3.13, lib/python3.13 with its lib-dynload, include/ and objects/."""
    libraries = cpython_libraries.libraries(context)
    moment = datetime.fromtimestamp(toolchain.EPOCH, UTC)
    dates = f'-Wno-date-time -DDATE="\\"{moment:%b %d %Y}\\"" -DTIME="\\"{moment:%H:%M:%S}\\""'

    def make(folder: Path) -> None:
        tools.need("make", "patch", "pkg-config", "strip")
        scratch = folder / "scratch"
        scratch.mkdir()
        source = unpack(context, scratch)
        environment = surroundings(context, scratch, libraries)
        print("compiling CPython", flush=True)
        flags = ["--disable-shared", "--without-ensurepip", "--disable-test-modules", "--without-readline"]
        openssl = [f"--with-openssl={libraries}", "--with-openssl-rpath=no"]
        tools.run("./configure", f"--prefix={PREFIX}", *flags, *openssl, cwd=source, environment=environment)
        tools.run("make", "-j2", "build_all", f"EXTRA_CFLAGS={dates}", cwd=source, environment=environment)
        gather(source, folder)
        shutil.rmtree(scratch)

    return step(context, "cpython", make, [libraries, inputs.version(context, "source", SOURCE)], slow=True)


def gather(source: Path, folder: Path) -> None:
    """Copy what was made into the layout of an installed Python; stop if a module that was wanted is missing."""
    library = folder / "lib" / f"python{PYTHON}"
    shutil.copytree(source / "Lib", library, ignore=NOT_COPIED)
    built = source / (source / "pybuilddir.txt").read_text(encoding="utf-8").strip()
    dynamic = library / "lib-dynload"
    dynamic.mkdir()
    for module in sorted(built.glob("*.so")):
        shutil.copy(module.resolve(), dynamic / module.name)
    data = next(built.glob("_sysconfigdata_*.py"))
    lines = "".join(f"    {name!r}: {value!r},\n" for name, value in BUILT.items())
    (library / data.name).write_text(f"build_time_vars = {{\n{lines}}}\n", encoding="utf-8")
    (folder / "bin").mkdir()
    program = folder / "bin" / f"python{PYTHON}"
    shutil.copy(source / "python", program)
    tools.run("strip", "--strip-unneeded", "-R", ".comment", program, *sorted(dynamic.glob("*.so")))
    (folder / "LICENSE").write_bytes((source / "LICENSE").read_bytes())
    shutil.copytree(source / "Include", folder / "include")
    shutil.copy(source / "pyconfig.h", folder / "include")
    (folder / "objects").mkdir()
    shutil.copy(source / "Modules" / "_ssl.o", folder / "objects")
    tools.run(program, "-I", "-c", "import ssl, hashlib, ctypes, zlib, decimal, pyexpat, zoneinfo")
