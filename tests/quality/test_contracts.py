"""The import contracts in pyproject.toml catch what they say they catch, and cover every module that there is.

A copy of the program gets one wrong import for each contract; import-linter must then call each of them broken.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.source import APP, ROOT

#: Contract, the file that gets the wrong import, and that import.
WRONG = {
    "The client is built in storeys": ("app/store/documents.py", "import app.workspace.editing"),
    "The relay is built in storeys": ("app/relay/log.py", "import app.relay.service"),
    "The relay cannot read what it carries": ("app/relay/service.py", "import app.crypto.sealing"),
    "The client does not know the relay's code": ("app/sync/push.py", "import app.relay.service"),
    "Qt lives in ui": ("app/workspace/editing.py", "from PySide6 import QtCore"),
    "SQL lives in the store and in the relay's log": ("app/ui/main_window.py", "import sqlite3"),
    "The screens speak to the workspace only": ("app/ui/tasks.py", "import app.store.database"),
    "Only the links touch the wire": ("app/sync/push.py", "import requests"),
    "Only crypto touches ciphers": ("app/spaces/ticket.py", "import hmac"),
    "Threads start in one place": ("app/workspace/editing.py", "from concurrent import futures"),
    "Only crdt touches the merging library": ("app/records/record.py", "import loro"),
    "Kinds do not lean on one another": ("app/records/kinds/comment.py", "import app.records.kinds.lesson_plan"),
    "No circles": ("app/errors.py", "import app.startup"),
}
#: What the relay's house may see of the client's (docs/architecture.md), beside itself.
FOR_THE_RELAY = {"protocol", "crypto", "errors", "paths", "logs", "text", "clock", "ids", "installed", "version"}
CIPHERS_FOR_THE_RELAY = {"signing", "purposes"}


def contracts() -> dict[str, dict[str, Any]]:
    """The contracts of pyproject.toml by name."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return {contract["name"]: contract for contract in tomllib.load(file)["tool"]["importlinter"]["contracts"]}


def lint(folder: Path) -> str:
    """What import-linter says of the program in a folder."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False).stdout


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> str:
    """import-linter's words about a copy of the program in which every wrong import was put."""
    folder = tmp_path_factory.mktemp("wrong")
    shutil.copytree(APP, folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, statement in WRONG.values():
        file = folder / name
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{statement}\n", encoding="utf-8")
    return lint(folder)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_import_is_caught(verdict: str, name: str) -> None:
    """Each contract is worth what it refuses."""
    assert f"{name} BROKEN" in verdict


def test_every_contract_was_tried() -> None:
    """A new contract brings the import that it is to catch."""
    assert set(WRONG) == set(contracts())


def top_level() -> set[str]:
    """The storeys: the packages and modules right below app."""
    return {path.stem for path in APP.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - {
        "__init__"
    }


def test_the_relay_s_contract_names_all_that_it_must_not_see() -> None:
    """A new storey, or a new module that handles keys, has to be closed to the relay before it can land."""
    closed = set(contracts()["The relay cannot read what it carries"]["forbidden_modules"])
    storeys = {f"app.{name}" for name in top_level() - FOR_THE_RELAY - {"relay", "__main__"}}
    ciphers = {f"app.crypto.{path.stem}" for path in (APP / "crypto").glob("[a-z]*.py")}

    assert storeys - closed == set()
    assert ciphers - closed == {f"app.crypto.{name}" for name in CIPHERS_FOR_THE_RELAY}


def test_the_client_s_contract_names_every_storey() -> None:
    """The relay's code is hidden from each of them."""
    listed = set(contracts()["The client does not know the relay's code"]["source_modules"])

    assert listed == {f"app.{name}" for name in top_level() - {"relay"}}
