"""Hits come in pages as somebody scrolls."""

from PySide6.QtCore import QModelIndex, Qt

from app.ids import RecordId
from app.records.label import Label
from app.records.sought import Span
from app.text import Texts
from app.ui.finding.model import Hits
from app.ui.words import Words
from app.workspace.finding import FoundRow, Marked


def hit(title: str = "秋天的雨", line: str = "读《秋天的雨》", *, private: bool = False) -> FoundRow:
    """One hit."""
    return FoundRow(
        RecordId("AAAAAAAAAAAA"), "lesson_plan", Marked(title, (Span(0, 2),)), Marked(line, (Span(2, 4),)),
        Label("备注", "Notes"), "notes", 0, 2, Marked("王敏"), Marked("秀兰和王敏"), private, 1_795_000_000,
    )  # fmt: skip


def hits(ask: list[int]) -> Hits:
    """A model that notes when it asks."""
    texts = Texts("zh")
    return Hits(texts, Words(texts), lambda: 1_795_000_100, lambda: ask.append(1))


def test_the_next_page_is_asked_for_once() -> None:
    asked: list[int] = []
    model = hits(asked)
    model.begin_anew([hit()] * 3, more=True)
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [1]

    model.append([hit()] * 2, more=False)

    assert model.rowCount() == 5
    assert not model.canFetchMore(QModelIndex())


def test_a_screen_reader_hears_all_of_a_hit() -> None:
    model = hits([])
    model.begin_anew([hit(), hit("", "", private=True)], more=False)
    heard = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("秋天的雨 · 备注 · 读《秋天的雨》 · 王敏 · 秀兰和王敏 · ")
    assert model.data(model.index(1)) == model.untitled
    assert model.place(model.rows[1]) == "仅自己"
