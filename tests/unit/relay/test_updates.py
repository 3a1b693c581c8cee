"""A relay hands out the files of one folder, from any byte on, and nothing else of its machine."""

import os
from pathlib import Path

import pytest

from app.relay.updates import Updates
from tests.helpers.asgi import Browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "updates"
    made.mkdir()
    (made / "release.txm").write_bytes(b"0123456789" * 20_000)
    (made / "empty.txd").write_bytes(b"")
    (tmp_path / "key.pem").write_text("secret", "utf-8")
    return made


@pytest.fixture
def browser(folder: Path) -> Browser:
    from starlette.applications import Starlette

    return Browser(Starlette(routes=Updates(folder, 5.0).routes()))


def test_a_file_comes_whole_or_from_a_byte_on(browser: Browser) -> None:
    """So that a cut costs only what was under way."""
    whole = browser.ask("/updates/release.txm")
    rest = browser.ask("/updates/release.txm", range="bytes=199995-")

    assert (whole.status, len(whole.text), whole.headers["content-length"]) == (200, 200_000, "200000")
    assert (rest.status, rest.text, rest.headers["content-range"]) == (206, "56789", "bytes 199995-199999/200000")
    assert browser.ask("/updates/empty.txd").text == ""


@pytest.mark.parametrize("wanted", ["bytes=200000-", "bytes=999999-"])
def test_there_is_nothing_behind_the_end(browser: Browser, wanted: str) -> None:
    """Whoever has it all asks for no more."""
    assert browser.ask("/updates/release.txm", range=wanted).status == 416


@pytest.mark.parametrize("wanted", ["bytes=-5", "bytes=1-2", "bytes=1-,3-", "lines=1-", "bytes=x-", ""])
def test_other_ranges_are_not_understood(browser: Browser, wanted: str) -> None:
    """The whole file comes then, as the standard (RFC 9110) has it."""
    assert browser.ask("/updates/release.txm", range=wanted).status == 200


@pytest.mark.parametrize(
    "name",
    [
        "nothing.txm", "..", "../key.pem", "..\\key.pem", "a/../release.txm", "Release.txm", "release.txm/", ".hidden",
        "link.txm", "folder.d", "x" * 200, "release.txm\0", "pipe.txm", "",
    ],
)  # fmt: skip
def test_nothing_else_is_there(folder: Path, browser: Browser, name: str) -> None:
    """No way out of the folder, no link, no pipe, no name that is not plain."""
    (folder / "link.txm").symlink_to(folder.parent / "key.pem")
    (folder / "folder.d").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txm")

    answer = browser.ask(f"/updates/{name}")

    assert answer.status in (404, 307)
    assert "secret" not in answer.text


def test_only_reading_is_possible(browser: Browser, folder: Path) -> None:
    """Nobody puts anything there but the operator."""
    assert browser.ask("/updates/release.txm", b"new").status == 405
    assert sorted(path.name for path in folder.iterdir()) == ["empty.txd", "release.txm"]


def test_visits_keep_their_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many downloads the next one is told to come again."""
    from starlette.applications import Starlette

    monkeypatch.setattr("app.relay.updates._DOWNLOADS", 0)

    assert Browser(Starlette(routes=Updates(folder, 5.0).routes())).ask("/updates/release.txm").status == 503
