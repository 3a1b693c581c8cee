"""Empty, from the last one, from a template: two clicks each, counted."""

from app.records.values import Row
from app.ui.forms.page import FormPage
from app.ui.forms.texts import LineInput
from app.ui.forms.total import TotalLine
from app.ui.today.page import TodayPage
from tests.helpers.hands import Hand, form_in_front
from tests.helpers.windows import Stage, parts

STEPS: list[Row] = [{"name": "导入", "minutes": 5}, {"name": "练习", "minutes": 30}]


def test_a_plan_from_the_last_one_takes_two_clicks(stage: Stage) -> None:
    """From the start page; the minutes stand added up, the topic is ready to be typed over."""
    stage.plan(steps=STEPS, taught_on="2026-11-20")
    window = stage.window()
    today = window.page("today")
    assert isinstance(today, TodayPage)
    hand = Hand(stage)
    hand.click(today.begin.other)
    hand.choose("复制上一份")
    page = form_in_front(stage, window)
    view = stage.teacher.view(page.record)
    total = parts(page, TotalLine)[0].words.text()

    assert hand.clicks == 2
    assert (view.title, view.space.private, "taught_on" in view.values) == ("秋天的雨", True, False)
    assert total == "合计 35 / 40 分钟"
    assert page.form is not None
    title = page.form.frame("topic")
    assert title is not None
    assert isinstance(title.input, LineInput)
    assert title.input.box.selectedText() == "秋天的雨"


def test_a_plan_from_a_template_takes_two_clicks(stage: Stage) -> None:
    """One that came with the program, or one's own."""
    plan = stage.teacher.create("lesson_plan", {"topic": "我的", "steps": STEPS})
    stage.teacher.save_as_template(plan, "低年级识字课")
    window = stage.window()
    today = window.page("today")
    assert isinstance(today, TodayPage)
    began = []
    for words in ("新授课", "低年级识字课"):
        hand = Hand(stage)
        window.turn_to("today")
        stage.settle()
        hand.click(today.begin.other)
        hand.choose(words)
        began.append((hand.clicks, len(_steps(stage, form_in_front(stage, window)))))

    assert began == [(2, 5), (2, 2)]


def test_a_meeting_from_the_last_one_takes_three_clicks(stage: Stage) -> None:
    """From the start page; two from its list."""
    stage.teacher.create("plc_meeting", {"topic": "十一月", "invited": ["钱进"], "held_at": "2026-11-20T14:30"})
    window = stage.window()
    today = window.page("today")
    assert isinstance(today, TodayPage)
    hand = Hand(stage)
    hand.click(today.other)
    hand.choose("教研活动记录")
    hand.choose("复制上一份")
    page = form_in_front(stage, window)

    assert hand.clicks == 3
    assert stage.teacher.view(page.record).values["invited"] == ["钱进"]


def _steps(stage: Stage, page: FormPage) -> list[object]:
    steps = stage.teacher.view(page.record).values["steps"]
    assert isinstance(steps, list)
    return list(steps)
