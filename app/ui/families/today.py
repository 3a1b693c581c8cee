"""What the start page says of requests to reach a family that wait for this person: one click to where she answers."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.extra_card import ExtraCard
from app.ui.widgets.lines import Line
from app.workspace.contacts import RequestView


def requests_card(desk: Desk) -> ExtraCard:
    """The card; there only while somebody asks."""
    return ExtraCard(
        desk,
        desk.texts.say("families.requests"),
        "phone",
        lambda workspace: workspace.contact_requests(),
        partial(_lines, desk),
    )


def _lines(desk: Desk, found: Sequence[RequestView]) -> list[QWidget]:
    return [
        Line(
            desk.texts.say("families.asks", by=request.by, name=request.name),
            request.why,
            partial(desk.shell.open_page, "families"),
            icon="phone",
            strong=True,
        )
        for request in found
    ]
