"""The verbs of whoever walks along with a lesson are verbs of every workspace."""

from app.workspace.companion import Companion
from app.workspace.workspace import Workspace


def test_a_workspace_has_them() -> None:
    verbs = {name for name in vars(Companion) if not name.startswith("_")}

    assert verbs <= set(dir(Workspace))
    assert not verbs & set(vars(Workspace))
