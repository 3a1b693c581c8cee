"""Pictures of asking and answering: the page of questions, an answer begun, a question without a name."""

from app.records.purposes import PAIR, SCHOOL
from app.ui.listening.page import QuestionsPage
from app.ui.main_window import MainWindow
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.world import World

_LONG = (
    "村里的孩子平时在家里读什么书？我想给三年级配一个能带回家的读书单，最好不要家长帮忙，"
    "也不要在线的；两个年级坐在一间教室里，谁先读完谁就坐不住了，怎么安排才好？"
)
_ANSWER = "先让他们两个人说，再四个人说。每人一张“发言牌”，说过就放下。\n下周我听您一节，咱们一起看看谁还没有开口。"


def take_listening(camera: Camera, window: MainWindow, world: World, mentor: Workspace) -> None:
    """All of them, at the end of the teacher's part of the tour; the shared space is a school's with a box for them."""
    teacher, space = window.desk.workspace, world.shared()

    def prepare() -> None:
        mentor.set_purpose(space, SCHOOL)
        mentor.open_box(space, "意见箱")
        to_her = next(one for one in mentor.addressees() if teacher.me.name in one.names)
        to_mentor = next(one for one in teacher.addressees() if mentor.me.name in one.names)
        mentor.ask(_LONG, to_her, urgent=True)
        world.clock.pass_seconds(4 * 86_400)
        mentor.ask("复式班的自习怎么安排？\n我这边是单班，没有经验。", to_her)
        asked = teacher.ask("学生不敢开口，小组讨论总是那两个人说，怎么办？", to_mentor)
        for one in (mentor, teacher, mentor):
            one.visit()
        mentor.answer(asked, _ANSWER)
        for one in (mentor, teacher):
            one.visit()
        teacher.ask_unsigned(space, "教研会能不能不占午休？大家都很累。")

    camera.tasks.do(prepare)
    window.turn_to("today")
    window.turn_to("questions")
    page = window.page("questions")
    assert isinstance(page, QuestionsPage)
    camera.settle(lambda: len(page.mine.cards) > 1 and page.ask.whom.menu() is not None)
    next(iter(page.waiting.cards.values())).answer.click()
    menu = page.ask.whom.menu()
    assert menu is not None
    menu.actions()[-1].trigger()
    camera.take("questions", window)
    camera.settle()
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("questions-asked", window)

    def restore() -> None:
        mentor.set_purpose(space, PAIR)
        for one in (mentor, teacher):
            one.visit()

    camera.tasks.do(restore)
