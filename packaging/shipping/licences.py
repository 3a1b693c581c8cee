"""What stands in ROOT/licenses: the texts, a README with the offer of sources, and the bill of materials.

    README.txt          whose work this is, Qt under the LGPL, where its files lie, and the written offer (zh, en)
    sbom.json           every part with version and licence: shipping/sbom.py
    NAME-VERSION/       the texts of one part, word for word
    sboms/              the bills that some wheels bring of themselves: what was written in Rust

The About page of the program reads these with no network (app/workspace/about.py). What is listed is what the finished
layers hold: a Python package whose files were all left out is not shipped, and so not listed.
"""

import email
import re
import shutil
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shipping import inputs, sbom, site, tools
from shipping.context import Context
from shipping.cpython_build import SOURCE
from shipping.problems import Stop
from shipping.sbom import Part
from shipping.steps import step

TEXTS = Path("packaging", "licences")
#: Where the runtime of Linux carries a package (shipping/crypto_modules.py).
DYNAMIC = Path("lib", f"python{site.PYTHON}", "lib-dynload")
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_BILL = re.compile(r"sboms/[^/]+\.json$")
#: PySide6's wheels name three licences and bring the text of none; this is the one under which we pass them on.
_CHOSEN = {"pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only"}
#: Packages whose metadata say nothing, and what their texts say.
_UNSAID = {"sqlcipher3": "Zlib"}
#: The archives in which the Qt project publishes what the wheels were built from.
_QT_SOURCES = ("qtbase", "qtsvg", "qttranslations", "qtwayland", "pyside-setup")
_CHANGES = {
    "linux": (
        "只是去掉了调试用的符号，并把 ICU 的数据换成只有中文、英文和通用规则的一份。",
        "Symbols for debuggers were taken out, and ICU's data cut down to Chinese, English and what all share.",
    ),
    "windows": ("文件就是 Qt 项目发布的原样。", "The files are as the Qt project published them."),
}


def licences(context: Context, system: str, runtime: Path, libraries: Path) -> Path:
    """The folder for ROOT/licenses of a package for ``system``, from its two finished layers."""
    whole, root = site.site(context, system), context.root
    given = [root / "packaging" / "components.toml", root / TEXTS, root / inputs.LIST]

    def make(folder: Path) -> None:
        parts = list(packages(context, whole, (libraries, runtime / DYNAMIC), folder))
        parts += components(context, (runtime, libraries), folder)
        own = Part("Tongxing", context.version, "Apache-2.0", "")
        copy(root / "LICENSE", folder / "Tongxing" / "LICENSE")
        copy(root / "NOTICE", folder / "Tongxing" / "NOTICE")
        (folder / "README.txt").write_text(readme(context, system, parts), encoding="utf-8")
        (folder / "sbom.json").write_text(sbom.bill(own, parts, context.epoch), encoding="utf-8")

    words = [system, context.version, str(context.epoch)]
    return step(context, f"licences-{system}", make, [runtime, libraries, whole, *given, *words, sbom])


# The Python packages --------------------------------------------------------------------------------------------------


def packages(context: Context, whole: Path, places: tuple[Path, ...], folder: Path) -> Iterator[Part]:
    """The packages of which one of the places holds files; their texts are copied on the way."""
    for information in sorted(whole.glob("*.dist-info")):
        told = email.message_from_string((information / "METADATA").read_text(encoding="utf-8"))
        name, version = str(told["Name"]), str(told["Version"])
        files = [line.split(",")[0] for line in (information / "RECORD").read_text(encoding="utf-8").splitlines()]
        if not any(is_shipped(file, places) for file in files if ".dist-info/" not in file):
            continue
        place = folder / f"{name}-{version}"
        for file in files:
            inside = file.partition(".dist-info/")[2].removeprefix("licenses/")
            if _BILL.match(inside):
                copy(whole / file, folder / "sboms" / f"{name}-{version}-{Path(inside).name}")
            elif inside and _TEXT.search(inside):
                copy(whole / file, place / inside)
        plain = re.sub("[-_.]+", "-", name).lower()
        licence = _CHOSEN.get(plain, "")
        if licence:
            copy(context.root / TEXTS / f"{licence.removesuffix('-only')}.txt", place / "LICENSE.txt")
        yield Part(name, version, licence or _UNSAID.get(plain) or said_licence(told), f"pkg:pypi/{plain}@{version}")


def is_shipped(file: str, places: tuple[Path, ...]) -> bool:
    """Does one of the places hold this file of a wheel, as it is or compiled?"""
    names = [file, f"{file}c"] if file.endswith(".py") else [file]
    return any((place / name).is_file() for place in places for name in names)


def said_licence(told: Any) -> str:
    """The licence as the package's metadata have it: an expression, a short name, or its classifiers."""
    for key in ("License-Expression", "License"):
        said = (told[key] or "").strip()
        if said and "\n" not in said and len(said) < 80:
            return str(said)
    sorts = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    return " AND ".join(sorts)


# What is inside other people's files ----------------------------------------------------------------------------------


def components(context: Context, layers: tuple[Path, ...], folder: Path) -> Iterator[Part]:
    """The parts of packaging/components.toml that the layers hold; stops if one is there in another version."""
    listed = tomllib.loads((context.root / "packaging" / "components.toml").read_text(encoding="utf-8"))["component"]
    for one in listed:
        file = found(one, layers)
        if file is None:
            continue
        name, version = str(one["name"]), str(one["version"])
        evidence = str(one.get("evidence", ""))
        if evidence.encode() not in file.read_bytes():
            raise Stop(f"{file.name} does not say {evidence!r}: its {name} is another one. Mend components.toml.")
        place = folder / f"{name}-{version}"
        for text in one.get("texts", ()):
            copy(context.root / TEXTS / text, place / text)
        if source := one.get("source"):
            from_source(context, source, "debian/copyright", place / "copyright.txt")
        for package in one.get("debian", ()):
            from_debian(context, package, place / f"{package}.txt")
        if inside := one.get("inside"):
            place.mkdir(exist_ok=True)
            (place / "where.txt").write_text(f"The licence of {name} stands in {inside}-*/.\n", encoding="utf-8")
        if name == "CPython":
            from_source(context, SOURCE, "LICENSE", place / "LICENSE")
            from_source(context, SOURCE, "Doc/license.rst", place / "licences-of-parts.txt")
        yield Part(name, version, str(one["licence"]), str(one.get("purl", "")))


def found(component: dict[str, Any], layers: tuple[Path, ...]) -> Path | None:
    """The first file of a component that a layer holds."""
    files = (file for layer in layers for pattern in component["files"] for file in sorted(layer.glob(pattern)))
    return next(files, None)


def from_source(context: Context, name: str, wanted: str, target: Path) -> None:
    """One file of a Debian source package: of its original archive, or what Debian wrote (debian/...)."""
    files = inputs.fetch(context, "source", name)
    pattern = "*.debian.tar.*" if wanted.startswith("debian/") else "*.orig.tar.*"
    archive = next(file for file in sorted(files.glob(pattern)) if file.suffix in {".xz", ".gz", ".bz2"})
    with tarfile.open(archive) as packed:
        for member in packed:
            if member.name.removeprefix("./") == wanted or member.name.partition("/")[2] == wanted:
                content = packed.extractfile(member)
                if content is not None:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content.read())
                    return
    raise Stop(f"{archive.name} holds no {wanted}.")


def from_debian(context: Context, package: str, target: Path) -> None:
    """The copyright page of a Debian binary package."""
    tools.need("dpkg-deb")
    deb = next(inputs.fetch(context, "debian", package).glob("*.deb"))
    unpacked = target.parent / "unpacked"
    unpacked.mkdir(parents=True)
    tools.run("dpkg-deb", "-x", deb, unpacked)
    copy(unpacked / "usr" / "share" / "doc" / package / "copyright", target)
    shutil.rmtree(unpacked)


# The page for people --------------------------------------------------------------------------------------------------


def readme(context: Context, system: str, parts: list[Part]) -> str:
    """README.txt: the notice on Qt and the written offer, with the versions of this package."""
    qt = next(part.version for part in parts if part.name == "Qt")
    archives = [f"{name}-everywhere-src-{qt}.tar.xz" for name in _QT_SOURCES]
    zh, en = _CHANGES[system]
    return (
        (context.root / TEXTS / "README.txt")
        .read_text(encoding="utf-8")
        .format(
            version=context.version,
            qt=qt,
            changes_zh=zh,
            changes_en=en,
            contact=inputs.listed(context.root)["contact"],
            sources="\n".join(f"    {name}" for name in archives),
        )
    )


def copy(source: Path, target: Path) -> None:
    """Copy a file, and make its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
