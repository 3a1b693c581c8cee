"""Joining by ticket: damaged, used, and good."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.people.join import JoinDialog
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage


def dialog_of(stage: Stage, workspace: Workspace) -> JoinDialog:
    """The dialog of somebody."""
    dialog = JoinDialog(stage.desk(workspace), stage.show(QWidget()))
    dialog.open()
    return dialog


def ticket(stage: Stage) -> str:
    """One that the relay knows of."""
    made = stage.mentor.make_ticket(stage.world.shared(), "writer").text
    stage.mentor.visit()
    return made


def test_a_ticket_says_who_invites_before_it_is_used(stage: Stage) -> None:
    """Then the window syncs."""
    newcomer = stage.world.person("赵老师")
    dialog = dialog_of(stage, newcomer)
    dialog.text.insertPlainText(ticket(stage))
    stage.settle(lambda: dialog.go.isEnabled())
    said = dialog.says
    dialog.begin()
    stage.settle(lambda: not dialog.isVisible())

    assert "王敏" in said
    assert "秀兰和王敏" in said
    assert len([space for space in newcomer.spaces() if not space.private]) == 1
    assert stage.shell.calls == [("sync_now", "")]


def test_damaged_and_used_tickets_are_told_in_the_dialog(stage: Stage) -> None:
    """And nothing has changed."""
    good = ticket(stage)
    stage.world.person("钱老师").join(good)
    late = stage.world.person("赵老师")
    dialog = dialog_of(stage, late)
    dialog.text.insertPlainText(good[:40])
    stage.settle(lambda: dialog.notice.text != "")
    damaged = dialog.notice.text
    dialog.text.selectAll()
    dialog.text.insertPlainText(good)
    stage.settle(lambda: dialog.go.isEnabled())
    dialog.begin()
    stage.settle(lambda: dialog.notice.text != "")

    assert stage.texts.say("ticket.damaged.what") in damaged
    assert stage.texts.say("ticket.used.what") in dialog.notice.text
    assert [space.name for space in late.spaces() if not space.private] == []
    dialog.reject()


def test_a_ticket_s_file(stage: Stage, tmp_path: Path) -> None:
    """One that is not there, one that is no text, and a good one."""
    dialog = dialog_of(stage, stage.world.person("赵老师"))
    dialog.read_file(tmp_path / "none.txt")
    missing = dialog.notice.text
    (tmp_path / "photo.jpg").write_bytes(bytes(range(256)) * 2_000)
    dialog.read_file(tmp_path / "photo.jpg")
    stage.settle(lambda: dialog.notice.text not in ("", missing))
    nonsense = dialog.notice.text
    (tmp_path / "ticket.txt").write_text(ticket(stage) + "\n", "utf-8")
    dialog.read_file(tmp_path / "ticket.txt")
    stage.settle(lambda: dialog.go.isEnabled())

    assert stage.texts.say("file.unreadable.what") in missing
    assert stage.texts.say("ticket.damaged.what") in nonsense
    assert dialog.height() <= 600
    dialog.reject()
