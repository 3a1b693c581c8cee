"""The relay's packages hold the relay, all of it and nothing else, and one tree serves several Pythons."""

import zipfile
from pathlib import Path

import pytest
from shipping.context import ROOT, Context
from shipping.relay import house, libraries, wheel


def test_the_house_is_whole_and_holds_nothing_of_the_teacher_s(tmp_path: Path) -> None:
    """Every module of the relay, what these import, and neither screens nor stores; one that is new comes by itself."""
    names = {path.as_posix() for path in house.files(ROOT)}
    own = {path.relative_to(ROOT).as_posix() for path in (ROOT / "app/relay").rglob("*") if path.suffix != ".pyc"}
    folders = {path.relative_to(ROOT).as_posix() for path in (ROOT / "app/relay").rglob("*") if path.is_dir()}

    assert own - folders <= names
    assert {"app/__init__.py", "app/protocol/__init__.py", "app/crypto/signing.py"} <= names
    assert not [name for name in names if name.startswith(("app/ui", "app/store", "app/workspace", "app/crypto/seal"))]


def test_an_import_inside_a_function_counts(tmp_path: Path) -> None:
    """And so do the packages around a module, which Python imports first."""
    (tmp_path / "app/relay/pages").mkdir(parents=True)
    (tmp_path / "app/deep").mkdir()
    for name in ("app/__init__.py", "app/deep/__init__.py", "app/deep/well.py", "app/alone.py"):
        (tmp_path / name).touch()
    (tmp_path / "app/relay/a.py").write_text("def f():\n    from app.deep.well import water\n", "utf-8")

    assert [path.as_posix() for path in house.files(tmp_path)] == [
        "app/__init__.py", "app/deep/__init__.py", "app/deep/well.py", "app/relay/a.py",
    ]  # fmt: skip


def test_the_wheel_is_the_same_twice_and_asks_for_no_qt(tmp_path: Path) -> None:
    context = Context(version="1.2.3", epoch=1795305600, out=tmp_path)
    first = wheel.build(context)[0].read_bytes()
    (made,) = wheel.build(context)

    assert made.read_bytes() == first
    with zipfile.ZipFile(made) as archive:
        metadata = archive.read("tongxing_relay-1.2.3.dist-info/METADATA").decode()
        assert "app/relay/pages/style.css" in archive.namelist()
        assert len(archive.read("tongxing_relay-1.2.3.dist-info/RECORD").splitlines()) == len(archive.namelist())
    assert "Requires-Dist: starlette" in metadata
    assert "pyside" not in metadata.partition("\n\n")[0].lower()


def test_each_python_gets_what_the_lock_has_for_it() -> None:
    """Markers are judged for the Python that will run it, not for the one that builds."""
    lock = "# head\none==1 ; python_full_version < '3.12' \\\n    --hash=sha256:aa\ntwo==2 \\\n    --hash=sha256:bb\n"

    assert libraries.wanted(lock, "3.11") == ["one==1 \\\n    --hash=sha256:aa", "two==2 \\\n    --hash=sha256:bb"]
    assert libraries.wanted(lock, "3.13") == ["two==2 \\\n    --hash=sha256:bb"]


def test_trees_are_laid_over_one_another_unless_their_code_differs(tmp_path: Path) -> None:
    """What describes a wheel may differ, and nothing is kept that only builders need."""
    for python, text in (("a", "1"), ("b", "2")):
        folder = tmp_path / python
        for name in ("m/x.py", f"m/y.{python}.so", "m/x.pyi", "bin/tool"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("same", "ascii")
        (folder / "m-1.dist-info").mkdir()
        (folder / "m-1.dist-info/WHEEL").write_text(text, "ascii")
        libraries.lay_over(tmp_path / "whole", folder)
    found = {path.relative_to(tmp_path / "whole").as_posix() for path in (tmp_path / "whole").rglob("*.*")}
    assert found == {"m/x.py", "m/y.a.so", "m/y.b.so", "m-1.dist-info"}

    (tmp_path / "b/m/x.py").write_text("other", "ascii")
    with pytest.raises(libraries.Differs, match=r"m/x\.py"):
        libraries.lay_over(tmp_path / "whole", tmp_path / "b")
