"""What a space is for: the purposes that its charter may name, and on which the places of kinds are declared.

A home visit belongs into the circle that cares for a pupil and nowhere else: a kind names the purposes of the spaces
into which its records may go (``Kind.places``), and a space names its own in its charter.
"""

from collections.abc import Mapping
from types import MappingProxyType

from app.records.label import Label

#: The kind whose record says what a space is for, and the fields of it that programs read.
CHARTER = "charter"
PURPOSE, LIMITS, MEMBERS = "purpose", "limits", "members"

PAIR, PLC, SCHOOL, TEAM, CARE = "pair", "plc", "school", "team", "care"
ATTENTION, PARTNERSHIP, ALLIANCE, BOX, GUEST = "attention", "partnership", "alliance", "box", "guest"

#: The place of kinds whose records go into no space that anybody else is in; no space has this purpose.
ONLY_MINE = "only_mine"

#: Every purpose, by its key, in the order in which they are offered.
PURPOSES: Mapping[str, Label] = MappingProxyType(
    {
        PAIR: Label("师徒", "Mentor and teacher"),
        PLC: Label("教研组", "PLC group"),
        SCHOOL: Label("全校", "Whole school"),
        TEAM: Label("导师团", "Mentor team"),
        CARE: Label("关爱圈", "Care circle of a pupil"),
        ATTENTION: Label("重点关注", "Special guidance"),
        PARTNERSHIP: Label("校际结对", "Partnership of schools"),
        ALLIANCE: Label("学校联盟", "Alliance of schools"),
        BOX: Label("意见箱", "Question box"),
        GUEST: Label("特邀", "Invited guests"),
    }
)


def fits(places: frozenset[str], purpose: str | None) -> bool:
    """May a record that belongs into spaces of these purposes (empty: any) lie in a space of this one?"""
    return not places or purpose in places
