"""What stands above the fields takes no room where a kind declares nothing of it."""

from app.ui.forms.extras import Extras
from tests.helpers.windows import Stage


def test_all_parts_are_hidden_at_first_and_for_a_plain_record(stage: Stage) -> None:
    extras = Extras(stage.desk(), lambda: True)
    draft = stage.teacher.create("training", {"name": "培训"})
    extras.refresh(stage.teacher.view(draft))
    stage.settle()

    assert [part.isHidden() for part in (extras.related, extras.counters, extras.mutual)] == [True] * 3
    assert extras.isEmpty()
