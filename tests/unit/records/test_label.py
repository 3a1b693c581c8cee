"""A term in both languages."""

from app.records.label import Label


def test_a_label_speaks_chinese_and_else_english() -> None:
    label = Label("教案", "Lesson plan")
    assert [label.in_language(language) for language in ("zh", "en", "fr")] == ["教案", "Lesson plan", "Lesson plan"]
