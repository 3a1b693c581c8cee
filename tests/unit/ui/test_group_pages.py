"""Which pages belong to which group."""

from app.records.groups import GROUPS
from app.records.kinds import ALL
from app.records.registry import Registry
from app.text import Texts
from app.ui.group_pages import GROUP_PAGES, first_of, group_of, shown_groups
from app.ui.theme.icons import DRAWINGS

KINDS = Registry(ALL)


def test_lists_and_pages_know_their_group() -> None:
    """Anything else belongs to none."""
    for group in shown_groups(KINDS):
        assert group_of(KINDS, first_of(KINDS, group)) == group
        assert [group_of(KINDS, page.name) for page in GROUP_PAGES[group]] == [group] * len(GROUP_PAGES[group])
    assert [group_of(KINDS, name) for name in ("today", "record:x", "list:quiz", "list:comment")] == [""] * 4


def test_every_page_of_a_group_has_its_words_and_its_drawing() -> None:
    assert set(GROUP_PAGES) == set(GROUPS)
    for pages in GROUP_PAGES.values():
        for page in pages:
            assert page.icon in DRAWINGS
            assert all(Texts(language).say(page.words) for language in ("zh", "en"))
