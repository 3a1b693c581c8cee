"""A picture's way: added in the teacher's window, over a real relay, seen in the mentor's once he asks for it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import SystemClock
from app.paths import open_home
from app.records.files import all_attached
from app.text import Texts
from app.ui.forms import files
from app.ui.forms.adding import AddFiles
from app.ui.forms.files import FilesInput
from app.ui.main_window import MainWindow
from app.ui.tasks import Tasks
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.photographs import PLACE, photograph
from tests.helpers.relay_process import RelayProcess


class Program:
    """One person's window over a real file."""

    def __init__(self, bot: QtBot, workspace: Workspace) -> None:
        self.bot, self.workspace = bot, workspace
        self.failures: list[BaseException] = []
        self.tasks = Tasks(self.failures.append)
        self.window = MainWindow(workspace, self.tasks, Texts("zh"))
        bot.addWidget(self.window)
        self.window.show()

    def settle(self) -> None:
        """Let everything come to its end."""
        for _ in range(6):
            self.bot.waitUntil(lambda: self.tasks.idle, timeout=30_000)
            self.bot.wait(20)

    def files(self, plan: object) -> FilesInput:
        """The field of attachments in the open plan."""
        self.window.open_record(plan)  # type: ignore[arg-type]  # a record's id
        self.settle()

        def found() -> list[FilesInput]:
            inputs: list[FilesInput] = list(self.window.findChildren(FilesInput))
            return [one for one in inputs if one.path == "attachments" and one.isVisible()]

        self.bot.waitUntil(lambda: bool(found()), timeout=30_000)
        return found()[0]

    def close(self) -> None:
        """As at the end of the day."""
        self.window.close()
        self.tasks.close()
        self.workspace.close()


def test_a_picture_goes_from_window_to_window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the buttons that people press; nothing of where it was taken leaves the laptop."""
    photo = tmp_path / "IMG_0815.jpg"
    photo.write_bytes(photograph(2_000, 1_500))
    monkeypatch.setattr(files, "choose_files", lambda *_: [photo])

    def yes(dialog: AddFiles) -> int:
        qtbot.waitUntil(dialog.add.isEnabled, timeout=30_000)
        return AddFiles.DialogCode.Accepted.value

    monkeypatch.setattr(AddFiles, "exec", yes)
    with RelayProcess(tmp_path / "relay") as relay:
        mentor, teacher = (
            People(open_home(tmp_path / name), SystemClock()).create(name, "2580") for name in ("王敏", "李秀兰")
        )
        space = mentor.found_space("秀兰和王敏", relay.card.encode()).space
        ticket = mentor.make_ticket(space, "writer")
        mentor.visit()
        teacher.join(ticket.text)
        plan = teacher.create("lesson_plan", {"topic": "秋天的雨"}, space)
        hers, his = Program(qtbot, teacher), Program(qtbot, mentor)
        hers.files(plan).add.click()
        hers.settle()
        (file,) = all_attached(teacher.view(plan).values["attachments"])
        assert file.size < 200_000
        assert PLACE not in teacher.file_content(file)
        teacher.fetch_files()
        hers.window.sync_now()
        hers.settle()

        his.window.sync_now()
        his.settle()
        shown = his.files(plan)
        qtbot.waitUntil(lambda: bool(shown._cards) and bool(shown._states), timeout=30_000)
        card = shown._cards[file.file]
        if card.fetch.isVisible():
            card.fetch.click()
            his.settle()
        qtbot.waitUntil(lambda: file.file in shown._small, timeout=30_000)
        assert mentor.file_content(file) == teacher.file_content(file)
        assert hers.failures == his.failures == []
        hers.close()
        his.close()
