"""A PIN and a button, for whoever tries it."""

from app.errors import AccessError, StoreError
from app.ui.start.pin_entry import PinEntry
from tests.helpers.windows import Stage


def test_what_opens_is_handed_on_and_the_pin_forgotten(stage: Stage) -> None:
    entry = stage.show(PinEntry(stage.tasks, stage.texts, lambda: lambda pin: f"opened by {pin}", "start.enter"))
    found: list[object] = []
    entry.opened.connect(found.append)
    entry.pin.setText("2580")
    entry.enter.click()
    stage.settle(lambda: bool(found))

    assert found == ["opened by 2580"]
    assert entry.pin.text() == ""


def test_without_anybody_nothing_is_tried(stage: Stage) -> None:
    entry = stage.show(PinEntry(stage.tasks, stage.texts, lambda: None, "start.enter"))
    entry.enter.click()
    stage.settle()

    assert entry.enter.isEnabled()


def test_a_wait_counts_down_and_clearing_ends_it(stage: Stage) -> None:
    def late(_pin: str) -> object:
        raise AccessError("access.wait", seconds=2)

    entry = stage.show(PinEntry(stage.tasks, stage.texts, lambda: late, "start.enter"))
    entry.enter.click()
    stage.settle(lambda: not entry.enter.isEnabled())
    told = entry.enter.text()
    entry._count_down()
    entry._count_down()
    after = (entry.enter.isEnabled(), entry.notice.text)
    entry.enter.click()
    stage.settle(lambda: not entry.enter.isEnabled())
    entry.clear()

    assert "2" in told
    assert after == (True, "")
    assert entry.enter.isEnabled()


def test_a_failing_disk_is_told(stage: Stage) -> None:
    def full(_pin: str) -> object:
        raise StoreError("store.full")

    entry = stage.show(PinEntry(stage.tasks, stage.texts, lambda: full, "start.enter"))
    entry.enter.click()
    stage.settle(lambda: bool(entry.notice.text))

    assert stage.texts.say("store.full.what") in entry.notice.text
