"""The verbs of whoever gathers what she did are a part of the workspace, and all of them are her own."""

from app.workspace.chronicler import Chronicler
from app.workspace.workspace import Workspace
from tests.helpers.world import World


def test_a_workspace_has_them(world: World) -> None:
    assert issubclass(Workspace, Chronicler)
    teacher = world.person("李秀兰")
    assert teacher.archive(None, "zh").name == teacher.me.name
    assert teacher.pack().words == ""
