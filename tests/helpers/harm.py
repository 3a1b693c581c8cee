"""What a test of bad input needs before and after: something written, somebody invited, a look whether all is well."""

from app.ids import RecordId
from app.records.edits import SetValue
from app.workspace.workspace import Workspace
from tests.helpers.clock import FakeClock
from tests.helpers.world import World, desk_of

YEAR = 366 * 86_400
WORDS = "同学们先看图，再数一数。"


def written(workspace: Workspace, world: World | None = None) -> RecordId:
    """A plan that must survive."""
    space = world.shared() if world is not None else None
    return workspace.create("lesson_plan", {"topic": "秋天", "notes": WORDS}, space)


def assert_unharmed(workspace: Workspace, plan: RecordId) -> None:
    """The plan is in its list, found by its words, whole, and can be written in."""
    assert plan in [row.record for row in workspace.list_records("lesson_plan", "先看图")]
    assert workspace.view(plan).values["notes"] == WORDS
    workspace.edit(plan, [SetValue("class_name", "三班")])
    assert workspace.view(plan).values["class_name"] == "三班"


def invited(world: World) -> tuple[Workspace, Workspace, str]:
    """A keeper, somebody with a draft of her own, and a ticket of which the relay knows."""
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    world.space = mentor.found_space("秀兰和王敏", world.card).space
    ticket = mentor.make_ticket(world.space, "writer")
    mentor.visit()
    return mentor, teacher, ticket.text


def turn_clock(workspace: Workspace, world: World, off: int) -> None:
    """Put a laptop's clock wrong by so many seconds."""
    desk = desk_of(workspace)
    clock = FakeClock(world.clock.now() + off)
    desk.clock = desk.owner.clock = clock
