"""The demonstration's pictures."""

from pathlib import Path

from PySide6.QtGui import QImage

from app.ui.pictures import take_pictures
from tests.helpers.windows import Stage


def test_three_pictures_of_a_person_s_window(stage: Stage, tmp_path: Path) -> None:
    """Large enough to read, and named after who sat there."""
    taken = take_pictures(stage.mentor, stage.plan(), stage.texts, tmp_path, "mentor")

    assert [path.name for path in taken] == ["mentor-today.png", "mentor-form.png", "mentor-review.png"]
    assert all(QImage(str(path)).width() >= 1366 for path in taken)
