"""Finding a mentor: by what she teaches and can help with, in the order of names."""

from app.ui.people.directory import DirectoryPage
from tests.helpers.stories import settle
from tests.helpers.windows import Stage

CARDS = {
    "周老师": {"school": "城关小学", "subjects": ["ma"], "grades": ["3"], "strengths": "计算教学", "capacity": 9},
    "安老师": {"school": "山背小学", "subjects": ["zh"], "grades": ["3"], "duties": ["m"], "editions": ["tb"]},
}


def test_colleagues_are_found_by_subject_grade_textbook_and_words(stage: Stage) -> None:
    for name, card in CARDS.items():
        person = stage.world.person(name)
        stage.world.bring(stage.mentor, person)
        person.set_profile(card)  # type: ignore[arg-type]  # values as a form has them
        settle(person, stage.mentor)
    page = stage.show(DirectoryPage(stage.desk(stage.mentor)))
    page.shown()
    stage.settle(lambda: len(page.cards) == 3)

    def names() -> list[str]:
        return [card.accessibleName() for card in page.cards]

    assert names() == ["安老师（山背小学）", "李秀兰", "周老师（城关小学）"]
    page.choices["grades"].setCurrentIndex(page.choices["grades"].findData("3"))
    assert names() == ["安老师（山背小学）", "周老师（城关小学）"]
    page.choices["subjects"].setCurrentIndex(page.choices["subjects"].findData("zh"))
    assert names() == ["安老师（山背小学）"]
    page.choices["subjects"].setCurrentIndex(0)
    page.words.setText("计算")
    page.words.typed.emit()
    assert names() == ["周老师（城关小学）"]
    page.words.setText("没有这样的人")
    page.words.typed.emit()
    assert names() == []
    page.mine.click()
    stage.settle(lambda: bool(stage.shell.calls))
    assert stage.shell.calls[0][0] == "open_record"
