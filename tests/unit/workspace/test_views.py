"""What the screens are given adds up, and puts the reader first."""

from app.ids import RecordId, SpaceId
from app.workspace.views import Changes, MemberView, SpaceView, Travel


def test_changes_of_two_verbs_are_one_change() -> None:
    """A view that listens once must hear of both."""
    first = Changes(frozenset({RecordId("a")}), spaces=True)
    second = Changes(frozenset({RecordId("b")}), sync=True)

    assert first | second == Changes(frozenset({RecordId("a"), RecordId("b")}), spaces=True, sync=True)
    assert Changes() | Changes() == Changes()


def test_readers_of_a_space_begin_with_oneself() -> None:
    """So that "you and 王敏 can read this" can be said without looking for oneself."""
    members = tuple(MemberView(name, name, "writer", name == "李秀兰") for name in ("王敏", "李秀兰", "赵刚"))

    assert SpaceView(SpaceId(bytes(16)), "圈", False, "writer", members, "").readers == ("李秀兰", "王敏", "赵刚")


def test_every_state_of_travel_has_a_name_for_its_sentence() -> None:
    """The screens say travel.<value>; the six words are part of the contract with them."""
    assert [travel.value for travel in Travel] == ["private", "here", "on_stick", "on_relay", "arrived", "read"]
