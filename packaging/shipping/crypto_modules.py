"""The two modules of Linux that encrypt, Python's _ssl and SQLCipher's, on one OpenSSL that both share.

    libtongxing-openssl.so    what the two call of OpenSSL, and nothing else is seen of it
    _ssl.*.so                 Python's own, linked anew
    sqlcipher3/               the package as its authors publish it, compiled here

The wheel of sqlcipher3 brings a whole OpenSSL of its own: 6.6 MB more than this. All of it belongs to the runtime, for
layers are updated apart, and a library may not look for a file in another layer. Windows takes the wheel.

The shared library has a name and a symbol version of its own, so that no other OpenSSL of a desktop or of
`cryptography` can take its place, nor it theirs.
"""

import shutil
import tarfile
from collections.abc import Iterable
from pathlib import Path

from shipping import cpython_build, cpython_libraries, inputs, site, store_trial, toolchain, tools
from shipping.context import Context
from shipping.problems import Stop
from shipping.steps import Input, step

PACKAGE = "sqlcipher3"
LIBRARY = "libtongxing-openssl.so"
VERSION = "TONGXING_OPENSSL"
#: What setup.py of sqlcipher3 defines; `store_trial` holds the outcome against the wheel.
DEFINED = (
    'MODULE_NAME="sqlcipher3.dbapi2" HAVE_STDINT_H SQLITE_HAS_CODEC SQLITE_TEMP_STORE=2 SQLITE_THREADSAFE=1'
    " SQLITE_EXTRA_INIT=sqlcipher_extra_init SQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown"
    " SQLITE_ENABLE_FTS3 SQLITE_ENABLE_FTS3_PARENTHESIS SQLITE_ENABLE_FTS4 SQLITE_ENABLE_FTS5 SQLITE_ENABLE_JSON1"
    " SQLITE_ENABLE_LOAD_EXTENSION SQLITE_ENABLE_RTREE SQLITE_ENABLE_STAT4 SQLITE_ENABLE_UPDATE_DELETE_LIMIT"
    " SQLITE_SOUNDEX SQLITE_USE_URI SQLITE_MAX_VARIABLE_NUMBER=250000 SQLITE_DEFAULT_PAGE_SIZE=4096"
    " SQLITE_DEFAULT_CACHE_SIZE=-8000"
)
#: NDEBUG as in every package: SQLite's assertions are for its own tests.
COMPILED = ("-c", "-fPIC", "-O2", "-fvisibility=hidden", "-fwrapv", "-w", "-DNDEBUG", "-Isrc", "-Ivendor")
LINKED = ("-shared", "-Wl,-s", "-Wl,--gc-sections")


def crypto_modules(context: Context) -> Path:
    """The folder with all of it, laid out as in lib-dynload."""
    whole, libraries = cpython_build.cpython(context), cpython_libraries.libraries(context)
    wheels, archive = site.site(context, "linux"), next(inputs.fetch(context, "pypi", PACKAGE).glob("*.tar.gz"))

    def make(folder: Path) -> None:
        tools.need("nm", "strip")
        scratch = folder / "scratch"
        scratch.mkdir()
        environment = toolchain.environment(context, scratch)
        source = unpack(archive, scratch)
        ours = compile_sqlcipher(source, [whole / "include", libraries / "include"], environment)
        theirs = whole / "objects" / "_ssl.o"
        share(folder, [theirs, *ours], libraries / "lib", environment)
        suffix = cpython_build.BUILT["EXT_SUFFIX"]
        link(folder / f"_ssl{suffix}", [theirs], "$ORIGIN", environment)
        shutil.copytree(source / PACKAGE, folder / PACKAGE)
        link(folder / PACKAGE / f"_sqlite3{suffix}", ours, "$ORIGIN/..", environment)
        tools.run("strip", "--strip-unneeded", "-R", ".comment", *sorted(folder.rglob("*.so")))
        try_against(whole / "bin" / f"python{site.PYTHON}", folder, wheels, scratch)
        shutil.rmtree(scratch)

    given: list[Input] = [whole, libraries, wheels, archive.name, archive.parent.name, toolchain.TARGET, store_trial]
    return step(context, "crypto-modules", make, given, slow=True)


def unpack(archive: Path, place: Path) -> Path:
    """The published source of sqlcipher3: its own C code, and SQLCipher with SQLite in one file."""
    with tarfile.open(archive) as packed:
        packed.extractall(place, filter="data")
    (source,) = place.glob(f"{PACKAGE}-*")
    return source


def compile_sqlcipher(source: Path, include: Iterable[Path], environment: dict[str, str]) -> list[Path]:
    """The objects of the module; compiled by names below ``source``, so that no folder's name gets into them."""
    flags = [*COMPILED, *(f"-I{folder}" for folder in include), *(f"-D{word}" for word in DEFINED.split())]
    objects = []
    for file in [*sorted((source / "src").glob("*.c")), source / "vendor" / "sqlite3.c"]:
        name = file.relative_to(source)
        tools.run("tongxing-cc", *flags, name, "-o", name.with_suffix(".o"), cwd=source, environment=environment)
        objects.append(source / name.with_suffix(".o"))
    return objects


# Linking --------------------------------------------------------------------------------------------------------------


def symbols(files: Iterable[Path], *which: str) -> set[str]:
    """The names that nm lists of objects and archives: by ``--defined-only`` those they have, by ``-u`` they lack."""
    lines = tools.run("nm", "-g", "-P", *which, *files).splitlines()[1:]
    return {line.split()[0] for line in lines if " " in line}


def version_script(version: str, names: Iterable[str]) -> str:
    """What a linker reads to show these names under a version, and hide all others."""
    return f"{version} {{\n  global: {' '.join(f'{name};' for name in sorted(names))}\n  local: *;\n}};\n"


def share(folder: Path, objects: list[Path], archives: Path, environment: dict[str, str]) -> None:
    """Link from OpenSSL's archives the shared library with what the objects lack, and what that needs in turn."""
    openssl = [archives / "libssl.a", archives / "libcrypto.a"]
    wanted = sorted(symbols(openssl, "--defined-only") & symbols(objects, "-u"))
    if not wanted:
        raise Stop("Neither _ssl nor sqlcipher3 calls anything of OpenSSL; look at how their objects are made.")
    script = folder / "scratch" / "shown.map"
    script.write_text(version_script(VERSION, wanted), encoding="ascii")
    words = [f"-Wl,-soname,{LIBRARY}", f"-Wl,--version-script={script}", "-Wl,-Bsymbolic"]
    words += [f"-Wl,-u,{name}" for name in wanted]
    words += [str(archive) for archive in openssl]
    tools.run("tongxing-cc", *LINKED, "-o", folder / LIBRARY, *words, "-lpthread", "-ldl", environment=environment)


def link(module: Path, objects: list[Path], where: str, environment: dict[str, str]) -> None:
    """Link a module that finds the shared library at ``where``, beside or above itself."""
    folder = module.parent if where == "$ORIGIN" else module.parent.parent
    script = folder / "scratch" / f"{module.name}.map"
    script.write_text(version_script("", [f"PyInit_{module.name.partition('.')[0]}"]), encoding="ascii")
    words = [f"-Wl,-rpath,{where}", f"-Wl,--version-script={script}", f"-L{folder}", f"-l:{LIBRARY}", "-lm"]
    tools.run("tongxing-cc", *LINKED, "-o", module, *objects, *words, environment=environment)


# Against the wheel ----------------------------------------------------------------------------------------------------


def try_against(python: Path, ours: Path, theirs: Path, place: Path) -> None:
    """Stop unless ours is the SQLCipher of the wheel, with all its options, and each opens the other's files."""

    def ask(package: Path, does: str, file: str) -> str:
        return tools.run(python, "-I", "-B", store_trial.__file__, package, does, place / file).partition("\n")[2]

    same = ask(ours, "write", "ours.db") == ask(theirs, "write", "theirs.db")
    if not same or ask(ours, "read", "theirs.db") != ask(theirs, "read", "ours.db"):
        raise Stop("Our sqlcipher3 is another one than the wheel's; compare both by shipping/store_trial.py.")
