"""What a newcomer reads is true: commands, links, the files that pages name, and a reason for every dependency."""

import re
import shlex
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import app.relay.cli
import app.startup
import dev
from app.relay.settings import HOME_VARIABLE
from tests.helpers.source import ROOT, links, name_of, pages, paths_named

REQUIREMENTS = ROOT / "packaging" / "requirements"
LOCKS = ("app", "relay", "dev", "fuzz")
#: Files that a page asks its reader to make.
EXAMPLES = {"app/records/kinds/quiz.py"}


def test_links_lead_to_files() -> None:
    """Links between pages and to pictures, from the folder in which the page stands."""
    broken = [
        f"{name_of(page)}: {target}"
        for page in pages()
        for target in links(page)
        if not (page.parent / target.partition("#")[0]).exists()
    ]

    assert broken == []


def test_files_named_in_pages_exist() -> None:
    """A page that names a file which was renamed sends its reader astray."""
    named = [(name_of(page), path) for page in pages() for path in paths_named(page) if path not in EXAMPLES]

    assert [f"{page}: {path}" for page, path in named if not (ROOT / path).exists()] == []
    assert [path for path in EXAMPLES if (ROOT / path).exists()] == []


def test_commands_in_pages_exist() -> None:
    """Every ``dev.py WORD`` that a page tells somebody to type."""
    strays = [
        f"{name_of(page)}: {word}"
        for page in pages()
        for word in re.findall(r"(?:python3|py) dev\.py ([a-z]+)", page.read_text(encoding="utf-8"))
        if word not in dev.COMMANDS
    ]

    assert strays == []


def test_benchmarks_in_pages_exist() -> None:
    """Every ``dev.py bench NAME`` is one that can be started."""
    known = {file.stem for file in dev.BENCHMARKS.glob("*.py") if "__main__" in file.read_text(encoding="utf-8")}
    named = {
        name for page in pages() for name in re.findall(r"dev\.py bench ([a-z_]+)", page.read_text(encoding="utf-8"))
    }

    assert named - known == set()


def test_lines_to_type_are_understood(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every indented line of a page that starts one of our programs, read by that program's own parser."""
    monkeypatch.setenv(HOME_VARIABLE, "/var/lib/tongxing-relay")  # as the installed command sets it
    parsers = {"tongxing": app.startup._parser(), "tongxing-relay": app.relay.cli._parser()}
    lines = {
        line.strip()
        for page in pages()
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("    tongxing")
    }
    for line in lines:
        program, *arguments = shlex.split(line)
        assert parsers[program].parse_args(arguments), line

    assert lines
    assert capsys.readouterr().err == ""


def test_the_readme_shows_both_commands_on_its_first_screen() -> None:
    """One runs the main job, one the tests; a reader should not have to scroll for them."""
    first_screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40])

    assert "python3 dev.py run" in first_screen
    assert "python3 dev.py test" in first_screen


def declared() -> dict[str, Requirement]:
    """What pyproject.toml asks for, the relay's part included, by name."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["relay"]]
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in lines}


def asked(name: str) -> dict[str, Requirement]:
    """What an .in file asks for, by name."""
    lines = (REQUIREMENTS / f"{name}.in").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]
    return {canonicalize_name(requirement.name): requirement for requirement in wanted}


def locked(name: str) -> dict[str, str]:
    """The versions in a locked file, by name."""
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))


def test_every_dependency_is_explained() -> None:
    """docs/dependencies.md has a row for each library that we chose, with what it is for."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = {canonicalize_name(name) for name in re.findall(r"^\| `([^`]+)`", page, flags=re.MULTILINE)}
    chosen = set(declared()) | {name for lock in LOCKS for name in asked(lock)}

    assert chosen - rows == set()
    assert rows - chosen == set()


def test_locks_keep_to_what_is_declared() -> None:
    """Each declared dependency is locked, at a version that the declaration allows."""
    versions = locked("app") | locked("relay")
    wrong = [name for name, wanted in declared().items() if not wanted.specifier.contains(versions.get(name, "0"))]

    assert wrong == []


def test_locks_are_made_from_their_inputs() -> None:
    """Somebody who changed an .in file has run lock.py; and all locks agree on every version."""
    for name in LOCKS:
        versions = locked(name)
        assert [
            f"{n} in {name}" for n, wanted in asked(name).items() if not wanted.specifier.contains(versions[n])
        ] == []
    everything = locked("dev")
    assert locked("app").items() | locked("relay").items() <= everything.items()


def test_locks_name_no_place() -> None:
    """Where packages come from is the machine's setting; a lock holds names, versions and hashes alone."""
    for name in LOCKS:
        text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        assert text.count("--hash=sha256:") >= len(locked(name))
