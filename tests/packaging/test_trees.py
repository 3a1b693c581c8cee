"""Keep-lists say exactly what a package carries, and complain when a library has changed under them."""

import marshal
import subprocess
import sys
from pathlib import Path

import pytest
from shipping import trees
from shipping.problems import Stop

SOURCE = '''"""A module."""

from __future__ import annotations

class Kept:
    """A thing that is kept."""

def told():
    """Why."""
    assert not {"b", "a"}, "here"
'''


def fill(folder: Path, *names: str) -> None:
    """Empty files, with the folders in which they stand."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def keep(folder: Path, *lines: str) -> list[Path]:
    """A keep-list of these lines."""
    file = folder / "keep.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return [file]


def left(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in trees.files_in(folder)]


def test_only_what_a_line_names_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, "a/__init__.py", "a/deep/x.py", "a/x.so", "a/x.so.2", "b/one.qm", "b/two.qm", "c/old/y.txt")
    prune = keep(tmp_path, "# what we use", "a/**.py  # all of it", "a/*.so", "b/{one,three}.qm")

    trees.prune(site, prune)

    assert left(site) == ["a/__init__.py", "a/deep/x.py", "a/x.so", "b/one.qm"]
    assert not (site / "c").exists()


def test_a_later_line_takes_out_what_an_earlier_one_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, "a/x.py", "a/tests/y.py")

    trees.prune(site, keep(tmp_path, "a/**.py", "!a/tests/**"))

    assert left(site) == ["a/x.py"]


def test_a_line_that_names_nothing_stops_the_build(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, "a/x.py")
    with pytest.raises(Stop, match=r"b/gone\.so"):
        trees.prune(site, keep(tmp_path, "a/x.py", "b/gone.so"))


def test_what_is_compiled_names_no_place_and_needs_no_source(tmp_path: Path) -> None:
    for name in ("one", "two"):
        source = tmp_path / name / "pack" / "x.py"
        source.parent.mkdir(parents=True)
        source.write_text(SOURCE, encoding="utf-8")
        trees.compile_tree(Path(sys.executable), tmp_path / name)

        assert left(tmp_path / name) == ["pack/x.pyc"]
    first, second = ((tmp_path / name / "pack" / "x.pyc").read_bytes() for name in ("one", "two"))
    assert first == second
    assert str(tmp_path).encode() not in first
    asked = (
        "import sys; sys.path[:0] = [sys.argv[1]]; import x; print(x.__doc__, x.told.__doc__, x.Kept.__doc__); x.told()"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked, tmp_path / "one" / "pack"], capture_output=True, text=True, check=False
    )
    assert told.stdout == "None None A thing that is kept.\n"  # of descriptions, only those that dataclasses look for
    assert "AssertionError: here" in told.stderr  # what ships is what the tests ran
    assert 'pack/x.py", line 10' in told.stderr


def test_compiled_code_knows_lines_and_no_columns(tmp_path: Path) -> None:
    """Columns underline a source, and none is shipped; they would be a quarter of every update."""
    (tmp_path / "x.py").write_text(SOURCE, encoding="utf-8")
    trees.compile_tree(Path(sys.executable), tmp_path)

    code = marshal.loads((tmp_path / "x.pyc").read_bytes()[16:])

    places = list(code.co_positions())
    assert {line for line, *_ in places} > {5, 8}
    assert {column for *_, column in places} == {None}


def test_the_lists_of_both_systems_can_be_read() -> None:
    root = Path(trees.__file__).resolve().parents[2]
    for system in ("linux", "windows"):
        for file in trees.keep_lists(root, system):
            if file.exists():  # Windows' list comes with its installer
                lines = trees.read_keep_list(file)
                assert any(keeps for _, _, keeps in lines)
                assert len({line for line, _, _ in lines}) == len(lines), f"{file.name} says something twice"
