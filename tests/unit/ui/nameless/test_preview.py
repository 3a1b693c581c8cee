"""The preview: names that stand can be clicked as well as stand-ins, and nothing else."""

from app.records.nameless import Piece
from app.ui.nameless.preview import NamelessPreview
from tests.helpers.windows import Stage


def test_a_click_tells_which_form_was_meant(stage: Stage) -> None:
    preview = stage.show(NamelessPreview("预览"))
    turned: list[str] = []
    preview.turned.connect(turned.append)
    preview.show_pieces([Piece("题目")], [Piece("王老师", "王敏老师", "王敏"), Piece("说张伟好")], ["张伟"])
    assert preview.toPlainText().split() == ["题目", "王老师说张伟好"]
    for place in (4, 8, 7, 0):
        cursor = preview.textCursor()
        cursor.setPosition(place)
        preview.turn_at(cursor)
    assert turned == ["王敏", "张伟", "张伟"]
