"""People on their laptops: a visit that fails ends the play."""

from pathlib import Path
from typing import cast

import pytest

from app.demo.relay_process import RunningRelay
from app.demo.term.script import read_script
from app.demo.term.town import open_town
from app.errors import Bug
from app.workspace.views import VisitReport
from app.workspace.workspace import Workspace


class Troubled:
    """Somebody whose visits go wrong."""

    closed = False

    def visit(self) -> VisitReport:
        return cast("VisitReport", type("Report", (), {"trouble": "link.unreachable", "sent": 0, "received": 0})())

    def close(self) -> None:
        self.closed = True


def test_a_visit_with_trouble_ends_the_play_and_closes_all_files(tmp_path: Path) -> None:
    somebody = Troubled()
    relay = RunningRelay("https://127.0.0.1:1", "TR1-none", tmp_path)
    with open_town(tmp_path, relay, read_script("zh")) as town:
        town.people["lead"] = cast("Workspace", somebody)
        with pytest.raises(Bug, match=r"link\.unreachable"):
            town.visit_all()
    assert somebody.closed
