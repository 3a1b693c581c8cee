"""The verbs of whoever cares for pupils are verbs of the workspace; each is tried where it is written out."""

from app.workspace.carer import Carer
from app.workspace.workspace import Workspace


def test_every_verb_is_the_workspaces() -> None:
    """None hides behind another one of the same name."""
    verbs = [name for name in vars(Carer) if not name.startswith("_")]

    assert len(verbs) >= 9
    assert all(getattr(Workspace, name) is getattr(Carer, name) for name in verbs)
