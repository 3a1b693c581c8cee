"""The C libraries that our Linux Python stands on: static archives from Debian's sources, with Debian's mends in them.

They end up inside the extension modules, so that nothing of them is asked of a school's machine.
"""

import shutil
from pathlib import Path

from shipping import inputs, toolchain, tools
from shipping.context import Context
from shipping.steps import step

#: Debian's names of the sources, in the order in which they are built.
SOURCES = ("zlib", "libffi", "openssl")
#: OpenSSL with what visits to a relay need, TLS 1.2 and 1.3, and without what nobody has called for years.
OPENSSL = (
    "no-shared no-tests no-apps no-docs no-legacy no-engine no-module no-quic no-dtls no-ssl-trace no-srp no-srtp"
    " no-aria no-bf no-camellia no-cast no-cmp no-cms no-comp no-ct no-des no-dsa no-ec2m no-gost no-idea no-md4"
    " no-mdc2 no-ml-dsa no-ocb no-rc2 no-rc4 no-rfc3779 no-rmd160 no-scrypt no-seed no-siphash no-siv no-slh-dsa no-sm2"
    " no-sm3 no-sm4 no-ts no-whirlpool"
)
POSITION = "-O2 -fPIC"
NEEDED = ("make", "perl", "pkg-config", "autoreconf", "automake", "libtoolize", "/usr/share/aclocal/ltdl.m4")


def unpack(context: Context, name: str, place: Path) -> Path:
    """Unpack a Debian source with its patches; gives its folder."""
    tools.need("dpkg-source", "patch")
    description = next(inputs.fetch(context, "source", name).glob("*.dsc"))
    folder = place / name
    tools.run("dpkg-source", "--no-check", "-x", description, folder, cwd=place)
    return folder


def libraries(context: Context) -> Path:
    """The folder with lib/*.a and include/ of all of them."""
    parts = [library(context, name) for name in SOURCES]

    def make(folder: Path) -> None:
        for part in parts:
            shutil.copytree(part, folder, dirs_exist_ok=True)

    return step(context, "cpython-libraries", make, parts, slow=True)


def library(context: Context, name: str) -> Path:
    """The same of one library."""

    def make(folder: Path) -> None:
        tools.need(*NEEDED)
        scratch = folder / "scratch"
        for part in ("lib", "include", "scratch"):
            (folder / part).mkdir()
        environment = {**toolchain.environment(context, scratch), "CFLAGS": POSITION, "P": str(folder)}
        source = unpack(context, name, scratch)
        for line in LINES[name]:
            tools.run("sh", "-ec", line, cwd=source, environment=environment)
        shutil.rmtree(scratch)

    version = inputs.version(context, "source", name)
    return step(context, f"library-{name}", make, [version, *LINES[name], toolchain.TARGET], slow=True)


#: The lines by which each becomes an archive and its headers; ``$P`` is the folder where these go.
LINES: dict[str, tuple[str, ...]] = {
    "zlib": (
        "./configure --static",
        "make -j2 libz.a",
        'cp libz.a "$P/lib"; cp zlib.h zconf.h "$P/include"',
    ),
    "libffi": (
        "autoreconf -fi",
        "./configure --prefix=/usr --disable-shared --disable-docs --disable-multi-os-directory",
        "make -j2",
        'cp x86_64-*/.libs/libffi.a "$P/lib"; cp -L x86_64-*/include/ffi*.h "$P/include"',
    ),
    "openssl": (
        f"./Configure linux-x86_64 {OPENSSL} --prefix=/usr --openssldir=/etc/ssl --libdir=lib"
        ' CC=$CC AR=$AR RANLIB=$RANLIB CFLAGS="-Os -fPIC"',
        "make -j2 build_libs",
        'cp libssl.a libcrypto.a "$P/lib"; cp -r include/openssl "$P/include"',
    ),
}
