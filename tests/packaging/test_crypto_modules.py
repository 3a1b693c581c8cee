"""Linux' two modules that encrypt share one OpenSSL, and what is compiled is what the wheel's authors published."""

import io
import re
import tarfile
from pathlib import Path

import pytest
from shipping import crypto_modules, inputs, site, tools, trees
from shipping.context import ROOT
from shipping.problems import Stop

#: What nm prints, after the line that asked it: of an archive with two members, and of an object.
ARCHIVE = "$ nm\nlibssl.a[one.o]:\nSSL_new T 0 10\nSSL_free T 10 8\nlibssl.a[two.o]:\nOSSL_private t 0 4\n"
OBJECT = "$ nm\nSSL_new U         \nPyErr_Clear U         \n"


class Machine:
    """Stands in for nm and the linker, and keeps what they were asked."""

    def __init__(self, lacking: str = OBJECT) -> None:
        self.lines: list[list[str]] = []
        self.lacking = lacking

    def run(self, *words: str | Path, environment: object = None) -> str:
        line = [str(word) for word in words]
        self.lines.append(line)
        return self.lacking if "-u" in line else ARCHIVE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scratch").mkdir()
    return tmp_path


def test_of_openssl_only_what_is_called_is_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a version of its own: another OpenSSL on a desktop has the same names, and must not take their place."""
    machine = Machine()
    monkeypatch.setattr(tools, "run", machine.run)

    crypto_modules.share(folder, [folder / "_ssl.o"], folder, {})

    shown = (folder / "scratch" / "shown.map").read_text("ascii")
    assert shown == "TONGXING_OPENSSL {\n  global: SSL_new;\n  local: *;\n};\n"
    assert "-Wl,-u,SSL_new" in machine.lines[-1]
    assert "-Wl,-soname,libtongxing-openssl.so" in machine.lines[-1]


def test_objects_that_call_nothing_of_openssl_stop_the_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else an empty library would be linked, and the modules fail on a teacher's laptop."""
    monkeypatch.setattr(tools, "run", Machine(lacking="$ nm\nPyErr_Clear U         \n").run)

    with pytest.raises(Stop, match="calls anything of OpenSSL"):
        crypto_modules.share(folder, [folder / "_ssl.o"], folder, {})


@pytest.mark.parametrize(
    ("module", "where", "start"),
    [("_ssl.x.so", "$ORIGIN", "PyInit__ssl"), ("sqlcipher3/_sqlite3.x.so", "$ORIGIN/..", "PyInit__sqlite3")],
)
def test_a_module_finds_the_library_in_its_own_layer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, module: str, where: str, start: str
) -> None:
    machine = Machine()
    monkeypatch.setattr(tools, "run", machine.run)

    crypto_modules.link(folder / module, [folder / "one.o"], where, {})

    assert {f"-Wl,-rpath,{where}", f"-L{folder}"} <= set(machine.lines[-1])
    assert (folder / module).parent.joinpath(where.replace("$ORIGIN", ".")).resolve() == folder
    assert f"global: {start};" in (folder / "scratch" / f"{Path(module).name}.map").read_text("ascii")


def test_a_package_that_is_another_than_the_wheels_stops_the_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that one writes and the other cannot open would be lost by an update."""

    def run(*words: str | Path) -> str:
        return f"$ {words[-3]}\ncompile_options {'ENABLE_FTS5' if 'ours' in str(words[-3]) else 'none'}\n"

    monkeypatch.setattr(tools, "run", run)
    crypto_modules.try_against(folder / "python", folder / "ours", folder / "ours too", folder)

    with pytest.raises(Stop, match="another one than the wheel's"):
        crypto_modules.try_against(folder / "python", folder / "ours", folder / "theirs", folder)


def test_the_source_is_found_whatever_its_version(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "given.tar.gz", "w:gz") as packed:
        member = tarfile.TarInfo("sqlcipher3-9.9/src/module.c")
        packed.addfile(member, io.BytesIO())

    assert (crypto_modules.unpack(tmp_path / "given.tar.gz", tmp_path) / "src" / "module.c").is_file()


def test_source_and_wheel_are_of_one_version() -> None:
    """Windows takes the wheel of requirements/app.txt: stores go from one system to the other on a stick."""
    lock = (ROOT / "packaging" / "requirements" / "app.txt").read_text(encoding="utf-8")
    (locked,) = re.findall(r"(?m)^sqlcipher3==(\S+)", lock)

    assert inputs.listed(ROOT)["pypi"]["sqlcipher3"]["version"] == locked
    assert any(line.startswith("sqlcipher3==") for line in site.requirements(lock, "windows"))


@pytest.mark.parametrize(("system", "carries"), [("linux", False), ("windows", True)])
def test_the_wheel_is_carried_by_windows_alone(system: str, carries: bool) -> None:
    """On Linux it would be a second SQLCipher, with a second OpenSSL: 8.4 MB that nobody loads."""
    lines = [line for path in trees.keep_lists(ROOT, system) for line, _, keeps in trees.read_keep_list(path) if keeps]

    assert any(line.startswith("sqlcipher3/") for line in lines) is carries
