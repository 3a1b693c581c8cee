"""The verbs around a school are verbs of the workspace."""

import inspect

from app.workspace.reviewer import Reviewer
from app.workspace.schooling import Schooling
from app.workspace.workspace import Workspace


def test_no_verb_is_told_twice() -> None:
    """One that stood in two places would hide the other."""
    verbs = {name for name, _ in inspect.getmembers(Schooling, inspect.isfunction)}

    assert verbs
    assert not verbs & {*vars(Workspace), *vars(Reviewer)}
