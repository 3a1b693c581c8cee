"""The verbs of gathering are joined to the workspace; what each does is tested beside its module."""

from app.workspace.together import Together
from app.workspace.workspace import Workspace


def test_a_signed_in_person_has_all_of_them() -> None:
    verbs = [name for name in vars(Together) if not name.startswith("_")]

    assert verbs
    assert all(getattr(Workspace, name) is vars(Together)[name] for name in verbs)
