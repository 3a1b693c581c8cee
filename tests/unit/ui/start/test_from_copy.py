"""A file and a PIN bring a person to a laptop that has nothing of hers."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.paths import open_home
from app.text import Texts
from app.ui.start import from_copy
from app.ui.start.from_copy import FromCopy
from app.ui.tasks import Tasks
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.clock import FakeClock
from tests.helpers.copies import PERSON_PIN, copy_files, with_card
from tests.helpers.world import world_in


def test_a_copy_opens_with_its_pin_and_another_is_explained(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(from_copy, "tell", lambda _widget, _texts, sentence: told.append(sentence.what))
    with world_in(tmp_path) as world:
        teacher = with_card(world.person("李秀兰"))
        teacher.copy_now()
        file = copy_files(teacher)[-1]
        tasks = Tasks(lambda error: told.append(str(error)))
        way = FromCopy(People(open_home(tmp_path / "home"), FakeClock(), os.urandom), tasks, Texts("zh"))
        qtbot.addWidget(way)
        came: list[Workspace] = []
        way.entered.connect(lambda workspace, _first: came.append(workspace))
        way.bring(file, "0000")
        qtbot.waitUntil(lambda: bool(told))
        way.bring(file, PERSON_PIN)
        qtbot.waitUntil(lambda: bool(came))
        assert [one.me.name for one in came] == ["李秀兰"]
        came[0].close()
        tasks.close()
    assert len(told) == 1
