"""Each verb of the kit is a line over its module; the workspace has them all."""

from app.workspace.kitting import Kitting
from app.workspace.workspace import Workspace
from tests.helpers.world import World


def test_the_workspace_has_the_verbs(world: World) -> None:
    teacher, _ = world.pair()
    assert issubclass(Workspace, Kitting)
    assert teacher.prepared_tickets() == []
    assert teacher.find_kit(world.folder) is None
