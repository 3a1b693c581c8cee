"""Pages of a group that are no lists, as the matching of pupils and mentors: each a button above the group's lists.

A new page is a line here, a line in app/ui/pages.py that makes it, and its words in resources/i18n. The page itself
shows ``GroupStrip`` (lists/strip.py) at its top, with its own name, so that a person finds her way back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.records.groups import GROUPS
from app.records.registry import Registry

LIST, GROUP = "list:", "group:"


@dataclass(frozen=True)
class GroupPage:
    """A page by its name in the window, the key of its words, and the drawing beside them."""

    name: str
    words: str
    icon: str = "document"


#: The pages of each group, in the order of their buttons.
GROUP_PAGES: Mapping[str, tuple[GroupPage, ...]] = {
    "lessons": (),
    "mentoring": (
        GroupPage("directory", "directory.title", "search"),
        GroupPage("questions", "listening.title", "ask"),
    ),
    "plc": (GroupPage("summary", "summary.entry", "print"),),
    "pupils": (
        GroupPage("three", "three.title", "done"),
        GroupPage("matching", "matching.title", "circle"),
        GroupPage("messages", "growth.title", "ticket"),
        GroupPage("families", "families.title", "phone"),
    ),
    "growth": (
        GroupPage("archive", "archive.entry", "history"),
        GroupPage("pack", "packs.entry", "print"),
        GroupPage("trail", "trail.entry", "lock"),
    ),
    "school": (
        GroupPage("progress", "progress.title", "chart"),
        GroupPage("calendar", "calendar.page", "calendar"),
        GroupPage("partnership", "partner.title", "school"),
        GroupPage("handover", "handover.title", "people"),
        GroupPage("moving", "moving.title", "leave"),
    ),
}


def shown_groups(kinds: Registry) -> list[str]:
    """The groups in which there is a list, in the order of the rail."""
    return [group for group in GROUPS if kinds.in_group(group)]


def group_of(kinds: Registry, name: str) -> str:
    """The group to which a page of the window belongs, by the page's name; empty for a page of none."""
    kind = kinds.get(name.removeprefix(LIST)) if name.startswith(LIST) else None
    if kind is not None:
        return kind.group
    sort = name.partition(":")[0]  # what follows says which one
    return next((group for group, pages in GROUP_PAGES.items() if sort in {page.name for page in pages}), "")


def first_of(kinds: Registry, group: str) -> str:
    """The name of the page with which a group opens for the first time: its first list."""
    return LIST + kinds.in_group(group)[0].key
