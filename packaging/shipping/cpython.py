"""The runtime layer for Linux: a Python of 17 MB that asks nothing of a system but its C library.

    bin/tongxing-python           the interpreter, stripped
    lib/python313.zip             the standard library, compiled and deflated; what nobody imports is left out
    lib/python3.13/lib-dynload    its compiled modules, and sqlcipher3, which shares OpenSSL with one of them
    LICENSE                       Python's own

`cpython_build.py` compiles it; here the small one is made from the whole.
"""

import shutil
from pathlib import Path

from shipping import cpython_build, crypto_modules, elf, stdlib, tools, trees, zips
from shipping.context import Context
from shipping.site import PYTHON
from shipping.steps import step

PROGRAM = "tongxing-python"
#: The date of every file in the zip of the standard library, 1 January 1980: a version's would change the layer's id.
_ZIP_DATE = 315_532_800
#: Imported at the end by the finished runtime, in a surrounding without any other Python.
_TRIAL = """
import ctypes, decimal, hashlib, json, ssl, sys, sysconfig, unicodedata, zipfile, zlib, zoneinfo
import sqlcipher3.dbapi2 as store
assert sys.flags.isolated and sysconfig.get_config_var("EXT_SUFFIX"), sys.flags
assert "汉".encode("gb18030") == b"\\xba\\xba" and hashlib.sha256(b"").hexdigest().startswith("e3b0c442")
assert ssl.create_default_context().get_ciphers() and store.connect(":memory:").execute("PRAGMA cipher_version")
assert all(path.startswith(sys.prefix) for path in sys.path), sys.path
"""


def interpreter(context: Context) -> Path:
    """A whole Python 3.13 that runs on the machine that builds: it compiles what both systems ship."""
    return cpython_build.cpython(context) / "bin" / f"python{PYTHON}"


def linux_runtime(context: Context) -> Path:
    """The folder of the runtime layer."""
    whole, crypto = cpython_build.cpython(context), crypto_modules.crypto_modules(context)

    def make(folder: Path) -> None:
        source, library = whole / "lib" / f"python{PYTHON}", folder / "lib"
        pure = folder / "pure"
        for file in sorted(source.rglob("*.py")):
            name = file.relative_to(source).as_posix()
            if not stdlib.unused(name):
                (pure / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, pure / name)
        trees.compile_tree(interpreter(context), pure)
        library.mkdir()
        zips.write(pure, library / f"python{PYTHON.replace('.', '')}.zip", _ZIP_DATE, deflated=True)
        shutil.rmtree(pure)
        dynamic = library / f"python{PYTHON}" / "lib-dynload"
        dynamic.mkdir(parents=True)
        for module in sorted((source / "lib-dynload").glob("*.so")):
            shutil.copy(module, dynamic / module.name)
        shutil.copytree(crypto, dynamic, dirs_exist_ok=True)
        trees.compile_tree(interpreter(context), dynamic)
        (folder / "bin").mkdir()
        shutil.copy(whole / "bin" / f"python{PYTHON}", folder / "bin" / PROGRAM)
        shutil.copyfile(whole / "LICENSE", folder / "LICENSE")
        elf.check(folder)
        tools.run(folder / "bin" / PROGRAM, "-I", "-X", "utf8", "-c", _TRIAL, environment={"PYTHONHOME": "/nowhere"})

    return step(context, "runtime-linux", make, [whole, crypto, stdlib, zips, trees, elf])
