"""The trail as verbs: witnesses are asked, a page says plainly what it shows, colleagues sign."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import AccessError
from app.records.blocks import text_of
from app.workspace.trails import check_file, pages_of_trail, words_of
from app.workspace.workspace import Workspace
from tests.helpers.sticks import LetterWorld
from tests.helpers.world import World, desk_of


@pytest.fixture
def letters(tmp_path: Path) -> Iterator[LetterWorld]:
    made = LetterWorld(tmp_path)
    yield made
    made.close()


def test_the_page_says_what_is_shown_and_what_is_not(letters: LetterWorld) -> None:
    teacher, _ = letters.pair()
    log = teacher.create("mentoring_log", {"step": "等三秒", "discussion": "先等。"})
    assert "还没有" in text_of(teacher.trail_pages([log], "zh"))
    by_post = Workspace(desk_of(teacher), letters.open_link, letters.post)
    by_post.ask_witness()
    view = by_post.trail()
    assert (view.since, view.relays, view.witnessed) == (0, 1, letters.clock.now())
    said = text_of(by_post.trail_pages([log], "zh"))
    for words in (
        "等三秒",
        "身份码 " + teacher.me.person,
        "时钟可以调",
        "改动一个字节就查得出来",
        letters.pin.hex()[:16],
    ):
        assert words in said
    assert "check-trail" in text_of(by_post.trail_pages([log], "en"))


def test_a_colleague_signs_that_she_has_seen_it(world: World) -> None:
    teacher, mentor = world.pair()
    log = teacher.create("mentoring_log", {"step": "等三秒", "discussion": "先等。"})
    found = check_file(mentor.sign_seen(teacher.trail_file([log])))
    assert [(name, code.hex()) for name, code, _ in found.seen] == [(mentor.me.name, mentor.me.person)]
    assert mentor.me.name in text_of(pages_of_trail(found, "zh"))
    assert "先等。" in words_of(found.records[0], "zh")


def test_without_records_or_a_relay_it_is_said_plainly(world: World) -> None:
    teacher = world.person("李秀兰")
    with pytest.raises(AccessError, match=r"trail\.nothing"):
        teacher.trail_file([])
    with pytest.raises(AccessError, match=r"trail\.no_relay"):
        teacher.ask_witness()
