"""Every page by its name."""

from app.records.kinds import ALL
from app.records.registry import Registry
from app.ui.group_pages import GROUP_PAGES, first_of, shown_groups
from app.ui.main_window import MainWindow
from app.ui.pages import page_of
from tests.helpers.windows import Stage


def test_every_page_of_a_group_can_be_made(stage: Stage) -> None:
    """A button without a page behind it is found here."""
    desk = stage.desk()
    for pages in GROUP_PAGES.values():
        for page in pages:
            stage.bot.addWidget(page_of(desk, page.name))
    assert [type(page_of(desk, name)).__name__ for name in ("today", "reviews", "keys")] == [
        "TodayPage",
        "QueuePage",
        "KeysPage",
    ]


def test_a_group_opens_where_it_was_left(stage: Stage) -> None:
    """The first time with its first list."""
    window: MainWindow = stage.window()
    kinds = Registry(ALL)
    for group in shown_groups(kinds):
        window.turn_to(f"group:{group}")
        first = window.stack.currentWidget()
        last = kinds.in_group(group)[-1].key
        window.open_list(last)
        window.turn_to("today")
        window.turn_to(f"group:{group}")
        assert first is window.page(first_of(kinds, group))
        assert window.stack.currentWidget() is window.page(f"list:{last}")
