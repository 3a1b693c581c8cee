"""The C libraries that our Linux Python stands on: static archives from Debian's sources, with Debian's mends in them.

They end up inside the extension modules, so that nothing of them is asked of a school's machine.
"""

from pathlib import Path

from shipping import inputs, toolchain, tools
from shipping.context import Context
from shipping.steps import step

#: Debian's names of the sources, in the order in which they are built.
SOURCES = ("zlib", "bzip2", "xz-utils", "libffi", "sqlite3", "openssl")
#: SQLite's parts beyond the plain ones. The program's own store is not this one but SQLCipher's.
SQLITE = ("THREADSAFE=1", "ENABLE_FTS5", "ENABLE_RTREE", "ENABLE_MATH_FUNCTIONS")
#: OpenSSL without what a Python never calls.
OPENSSL = "no-shared no-tests no-apps no-docs no-legacy no-engine no-module no-quic no-srp no-idea no-seed"
POSITION = "-O2 -fPIC"
NEEDED = ("make", "perl", "pkg-config", "tclsh", "autoreconf", "automake", "libtoolize", "/usr/share/aclocal/ltdl.m4")


def unpack(context: Context, name: str, place: Path) -> Path:
    """Unpack a Debian source with its patches; gives its folder."""
    tools.need("dpkg-source", "patch")
    description = next(inputs.fetch(context, "source", name).glob("*.dsc"))
    folder = place / name
    tools.run("dpkg-source", "--no-check", "-x", description, folder, cwd=place)
    return folder


def libraries(context: Context) -> Path:
    """The folder with lib/*.a and include/."""
    versions = [f"{name} {inputs.version(context, 'source', name)}" for name in SOURCES]

    def make(folder: Path) -> None:
        tools.need(*NEEDED)
        for name in ("lib", "include"):
            (folder / name).mkdir()
        scratch = folder / "scratch"
        scratch.mkdir()
        shell = Shell(toolchain.environment(context, scratch), folder)
        for name in SOURCES:
            print(f"compiling {name}", flush=True)
            shell.build(name, unpack(context, name, scratch))
        shell.clear(scratch)

    return step(context, "cpython-libraries", make, [*versions, toolchain.TARGET], slow=True)


class Shell:
    """Runs each library's own build, and copies what it made into ``folder``."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = {**environment, "CFLAGS": POSITION}
        self.folder = folder

    def call(self, command: str, source: Path) -> None:
        """One line of shell in the source folder; ``$P`` is where the results go."""
        surroundings = {**self.environment, "P": str(self.folder)}
        tools.run("sh", "-ec", command, cwd=source, environment=surroundings)

    def build(self, name: str, source: Path) -> None:
        """The lines by which this library becomes an archive and its headers."""
        for line in LINES[name]:
            self.call(line, source)

    def clear(self, scratch: Path) -> None:
        """Throw away sources and objects: what counts has been copied."""
        self.call('rm -rf "$P/scratch" "$P/lib/"*.la "$P/lib/pkgconfig" "$P/lib/cmake" "$P/share"', scratch.parent)


LINES: dict[str, tuple[str, ...]] = {
    "zlib": (
        "./configure --static",
        "make -j2 libz.a",
        'cp libz.a "$P/lib"; cp zlib.h zconf.h "$P/include"',
    ),
    "bzip2": (
        'make -j2 libbz2.a CC=$CC AR=$AR RANLIB=$RANLIB CFLAGS="$CFLAGS -D_FILE_OFFSET_BITS=64"',
        'cp libbz2.a "$P/lib"; cp bzlib.h "$P/include"',
    ),
    "xz-utils": (
        "./configure --disable-shared --disable-xz --disable-xzdec --disable-lzmadec --disable-lzmainfo"
        " --disable-lzma-links --disable-scripts --disable-doc --disable-nls",
        "make -j2 -C src/liblzma",
        'cp src/liblzma/.libs/liblzma.a "$P/lib"; cp -r src/liblzma/api/lzma.h src/liblzma/api/lzma "$P/include"',
    ),
    "libffi": (
        "autoreconf -fi",
        "./configure --prefix=/usr --disable-shared --disable-docs --disable-multi-os-directory",
        "make -j2",
        'cp x86_64-*/.libs/libffi.a "$P/lib"; cp -L x86_64-*/include/ffi*.h "$P/include"',
    ),
    "sqlite3": (
        "./configure",
        "make sqlite3.c",
        f"$CC $CFLAGS {' '.join(f'-DSQLITE_{word}' for word in SQLITE)} -c sqlite3.c -o sqlite3.o",
        '$AR rcs "$P/lib/libsqlite3.a" sqlite3.o; cp sqlite3.h "$P/include"',
    ),
    "openssl": (
        f"./Configure linux-x86_64 {OPENSSL} --prefix=/usr --openssldir=/etc/ssl --libdir=lib"
        ' CC=$CC AR=$AR RANLIB=$RANLIB CFLAGS="-Os -fPIC"',
        "make -j2 build_libs",
        'cp libssl.a libcrypto.a "$P/lib"; cp -r include/openssl "$P/include"',
    ),
}
