"""The verbs of partner schools are verbs of the workspace."""

from app.workspace.partnering import Partnering
from app.workspace.workspace import Workspace
from tests.helpers.world import World


def test_the_workspace_has_them(world: World) -> None:
    teacher = world.person("李秀兰")

    assert issubclass(Workspace, Partnering)
    assert teacher.people_to_hand_over() == [(teacher.me.person, "李秀兰")]
    assert (teacher.partnerships(), teacher.alliances(), teacher.handovers_under_way()) == ([], [], [])
    assert teacher.moving().spaces == ()
