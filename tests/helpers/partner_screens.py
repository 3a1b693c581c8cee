"""Pictures of the pages of partner schools: the agreement over the years, a handover, moving school."""

import itertools

from app.ids import PersonId
from app.records.people import person_value
from app.records.values import Row, Value
from app.ui.main_window import MainWindow
from app.ui.partner.handover import HandoverPage
from app.ui.partner.moving import MovingPage
from app.ui.partner.page import PartnershipPage
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.world import World

_GIVER, _TAKER = "城关镇第一中心小学（实验校区）", "羊角塘镇向阳村教学点"
_DONE: tuple[tuple[str, str, str, str, str], ...] = (
    ("联合教研：怎样让三、四年级复式班的学生都说得上话", "j", "s", "2026-11-12", "羊角塘镇中心小学二楼会议室"),
    ("不见面的教研：一周里各自写一处想法", "j", "a", "2026-10-20", ""),
    ("联席会议：这学期先做哪三件事", "m", "c", "2026-09-10", ""),
    ("公开课《认识钟表》和课后讨论", "o", "s", "2026-04-16", "城关镇第一中心小学"),
    ("教案和学习单互相带回去试", "r", "u", "2025-12-03", ""),
)
#: Names of every length, as teachers have them.
_PEOPLE = ("阿依努尔·买买提", "欧阳𠮷春", "扎西多吉", "李思源", "周敏")


def partner_schools(world: World, keeper: Workspace, leaver: Workspace) -> None:
    """What two schools have done together for a while, in the circle that ``keeper`` keeps."""
    space, owner = world.shared(), person_value(PersonId(bytes.fromhex(leaver.me.person)))
    promises: list[Row] = [{"activity": sort, "times": times} for sort, times in (("j", 4), ("o", 2), ("s", 1))]
    issues: list[Row] = [
        {"item": "冬天山路结冰，十二月的送教改成通话", "sort": "q", "owner": owner, "due": "2026-12-01"},
        {"item": "把借出的教具登记清楚", "sort": "i", "owner": "周敏", "due": "2026-11-30"},
    ]
    contacts: list[Row] = [{"person": owner, "school": _TAKER}]
    values: dict[str, Value] = {
        "name": "城乡学校结对帮扶协议（第二批）",
        "giver": _GIVER,
        "taker": _TAKER,
        "begins": "2025-09-01",
        "ends": "2028-08-31",
        "programme": "全县城乡结对第二批",
        "promises": promises,
        "follow_ups": issues,
        "meetings": 1,
        "contacts": contacts,
    }
    agreement = keeper.create("partnership_agreement", values, space)
    for topic, sort, mode, day, place in _DONE:
        done: dict[str, Value] = {"topic": topic, "type": sort, "mode": mode, "held_on": day, "place": place}
        keeper.create("activity", {**done, "agreement": agreement}, space)
    keeper.create("partnership_year", {"name": "2026—2027 学年结对年度计划", "agreement": agreement}, space)
    leaver.set_profile({"school": _TAKER})


def take_partner(camera: Camera, window: MainWindow, world: World, leaver: Workspace) -> None:
    """Every page as its keeper sees it."""
    keeper = window.desk.workspace
    partner_schools(world, keeper, leaver)
    window.open_page("partnership")
    camera.take("partnership", window)
    pairs = window.page("partnership")
    assert isinstance(pairs, PartnershipPage)
    for name, pair in (("joint", keeper.partnerships()[0]), ("alliance", None)):
        dialog = pairs.open_gather(pair)
        camera.take(f"partnership-{name}", dialog)
        dialog.reject()
    window.open_page("handover")
    page = window.page("handover")
    assert isinstance(page, HandoverPage)
    camera.settle(lambda: bool(page.leaver.buttons))
    others = itertools.count(1)
    known = [*keeper.people_to_hand_over(), *((f"{next(others):016x}", name) for name in _PEOPLE)]
    for row in (page.leaver, page.successor):
        row.show_people(known)
    camera.take("handover", window)
    leaving, me = leaver.me.person, keeper.me.person
    page.leaver.buttons[leaving].click()
    page.successor.buttons[me].click()
    camera.settle(lambda: bool(page.ticks))
    camera.take("handover-preview", window)
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("handover-preview-end", window)
    window.open_page("moving")
    moving = window.page("moving")
    assert isinstance(moving, MovingPage)
    camera.settle(lambda: bool(moving.ticks))
    moving.school.setText(_GIVER)
    camera.take("moving", window)
