"""Who is invited: lines that come and go, spaces that are likely, and what is complete."""

from app.ids import SpaceId
from app.records.purposes import PAIR, SCHOOL
from app.ui.kit.persons import Invited, PersonsCard, usual_spaces
from app.workspace.views import MemberView, SpaceView
from tests.helpers.windows import Stage, commit

_ME, _OTHER = MemberView("aa", "王敏", "keeper", True), MemberView("bb", "李秀兰", "writer", False)
FULL = SpaceView(SpaceId(bytes(16)), "秀兰和王敏", False, "keeper", (_ME, _OTHER), "", purpose=PAIR)
NEW = SpaceView(SpaceId(bytes(15) + b"1"), "桂芳和王敏", False, "keeper", (_ME,), "", purpose=PAIR)
ALL = SpaceView(SpaceId(bytes(15) + b"2"), "向阳小学", False, "keeper", (_ME, _OTHER), "", purpose=SCHOOL)


def card(stage: Stage, asked: str = "") -> PersonsCard:
    """Three spaces to choose from."""
    made = stage.show(PersonsCard(stage.texts))
    made.offer([FULL, NEW, ALL], ["李秀兰", "王敏"], asked)
    return made


def test_a_newcomer_comes_where_there_is_room_for_her() -> None:
    """Into no pair that has two already, unless that is the space from which one came."""
    assert usual_spaces([FULL, NEW, ALL]) == {NEW.space, ALL.space}
    assert usual_spaces([FULL, NEW, ALL], FULL.space.hex()) == {FULL.space}


def test_a_line_is_complete_with_a_name_and_a_space(stage: Stage) -> None:
    """And says so at every change."""
    made, heard = card(stage), []
    made.changed.connect(lambda: heard.append(made.invited()[0].complete))
    row = made.rows[0]
    commit(row.name, " 张桂芳 ")
    row.role.setCurrentIndex(row.role.findData("commenter"))
    first = made.invited()
    for chip in row.chips.values():
        chip.setChecked(False)
    row.changed.emit()

    assert first == [Invited("张桂芳", (NEW.space, ALL.space), "commenter")]
    assert heard == [True, True, False]


def test_lines_come_and_go(stage: Stage) -> None:
    """The last one stays; names of controls say whose they are."""
    made = card(stage)
    alone = made.rows[0].remove.isHidden()
    second = made.add_person()
    commit(second.name, "陈建国")
    said = second.chips[ALL.space].accessibleName()
    made.rows[0].remove.click()

    assert alone
    assert "陈建国" in said
    assert "向阳小学" in said
    assert [one.name for one in made.invited()] == ["陈建国"]
    assert made.rows[0].remove.isHidden()


def test_who_keeps_no_space_is_told_what_to_do(stage: Stage) -> None:
    """And is asked for nobody."""
    made = stage.show(PersonsCard(stage.texts))
    made.offer([], [])

    assert made.why.text() == stage.texts.say("kit.no_space")
    assert made.invited() == []
    assert made.add.isHidden() or not made.add.isVisible()


def test_what_was_typed_stays_when_the_page_is_shown_again(stage: Stage) -> None:
    """And goes when another stick is prepared."""
    made = card(stage)
    commit(made.rows[0].name, "张桂芳")
    made.offer([FULL, NEW, ALL], [])
    before = made.invited()[0].name
    made.clear()

    assert before == "张桂芳"
    assert [one.name for one in made.invited()] == [""]
