"""Inputs of a form on their own, and a note of what they sent."""

from app.errors import RecordError
from app.ids import RecordId
from app.records.edits import Edit
from app.records.fields import Field
from app.records.kinds import ALL
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.forms.inputs import make_input
from app.workspace.views import MemberView
from tests.helpers.windows import Stage

WANG = "@" + "ab" * 8


class Tried:
    """An input, the edits it sent, and the refusals it told."""

    def __init__(self, stage: Stage, field: Field) -> None:
        members = (MemberView("ab" * 8, "王敏", "keeper", False),)
        around = Around(stage.desk(), RecordId("x"), ALL[0], members=members, today=lambda: "2026-11-21")
        self.edits: list[Edit] = []
        self.drafts: list[Draft] = []
        self.refusals: list[RecordError | None] = []
        self.input: Input = make_input(field, field.key, around)
        self.input.edited.connect(self._edited)
        self.input.edited_many.connect(self._edited_many)
        self.input.refused.connect(self.refusals.append)
        stage.show(self.input)

    def _edited_many(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            self._edited(draft)

    def _edited(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.edits.append(draft.edit)
