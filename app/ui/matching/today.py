"""What the start page says of matchings: how many are without, and whose yes is waited for; one click to the page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.extra_card import ExtraCard
from app.ui.widgets.lines import Line
from app.workspace.pupil_views import MatchingCounts


def matching_card(desk: Desk) -> ExtraCard:
    """The card; for a leader the counts of those without, for everybody the yeses that she can give."""
    return ExtraCard(
        desk,
        desk.texts.say("matching.today"),
        "circle",
        lambda workspace: workspace.matching_counts(),
        partial(_lines, desk),
    )


def _lines(desk: Desk, found: Sequence[MatchingCounts]) -> list[QWidget]:
    lines: list[QWidget] = []
    for counts in found:
        page = f"matching:{counts.space.hex()}"
        for words, count in (
            ("today_mine", counts.mine),
            ("today_without", counts.without_mentor),
            ("today_idle", counts.without_pupils),
            ("today_full", counts.full),
            ("today_circles", counts.circles),
        ):
            if count:
                said = desk.texts.say(f"matching.{words}", count=count, limit=counts.limit)
                lines.append(Line(said, counts.space_name, partial(desk.shell.open_page, page), icon="circle"))
    return lines
