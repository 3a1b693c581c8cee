"""Pictures become small, stay upright, and carry nothing but what one sees."""

import os
from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.errors import FileError
from app.ui.forms.shrinking import read_shown, shrink, shrink_image
from tests.helpers.photographs import PLACE, blackboard, bomb, encoded, photograph


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Fonts are drawn in the pictures of these tests."""


def test_a_photograph_becomes_small_and_loses_where_it_was_taken() -> None:
    """Longest side 1,600 pixels, at most 200 KB, no place, no camera."""
    before = photograph(2_400, 1_800)
    assert PLACE in before
    after = shrink("a.jpg", before, "jpeg", 1_600, 200_000)
    assert (after.width, after.height, after.sort, after.before) == (1_600, 1_200, "jpeg", len(before))
    assert len(after.content) <= 200_000
    assert PLACE not in after.content
    assert b"Exif" not in after.content


def test_a_blackboard_fits_forty_kilobytes() -> None:
    after = shrink("a.jpg", photograph(2_400, 1_800), "jpeg", 1_000, 40_000)
    assert len(after.content) <= 40_000
    assert max(after.width, after.height) <= 1_000


@pytest.mark.parametrize(("turned", "upright"), [(1, (800, 600)), (3, (800, 600)), (6, (600, 800)), (8, (600, 800))])
def test_it_stays_upright(turned: int, upright: tuple[int, int]) -> None:
    """A telephone writes how it was held; that goes with the rest of the Exif part, so the picture itself is turned."""
    after = shrink("a.jpg", photograph(800, 600, turned), "jpeg", 1_600, 200_000)
    assert (after.width, after.height) == upright


def test_noise_becomes_small_too() -> None:
    """The worst that a compressor can meet."""
    noise = QImage(os.urandom(1_500 * 1_000 * 4), 1_500, 1_000, QImage.Format.Format_RGB32)
    after = shrink_image(noise, 1_600, 40_000)
    assert len(after.content) <= 40_000


def test_what_was_transparent_is_white() -> None:
    clear = QImage(50, 50, QImage.Format.Format_ARGB32)
    clear.fill(0)
    shown = read_shown("a", shrink("a.png", encoded(clear, "png"), "png", 1_600, 200_000).content, "jpeg", 50)
    assert shown.pixelColor(25, 25).lightness() > 250


@pytest.mark.parametrize(
    ("data", "picture_format", "code"),
    [
        (lambda: encoded(blackboard(100, 80))[:400], "jpeg", "file.not_a_picture"),
        (lambda: b"\xff\xd8\xff" + b"<svg/>", "jpeg", "file.not_a_picture"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "jpeg", "file.not_a_picture"),
        (bomb, "png", "file.picture_too_large"),
        (lambda: bomb(14_000, 14_000), "png", "file.picture_too_large"),
    ],
    ids=["cut in its head", "a disguise", "a drawing", "900 million pixels", "more memory than allowed"],
)
def test_bad_pictures_are_refused_calmly(data: Callable[[], bytes], picture_format: str, code: str) -> None:
    """Also within memory: a bomb of a few kilobytes would take gigabytes."""
    with pytest.raises(FileError) as refused:
        shrink("坏.jpg", data(), picture_format, 1_600, 200_000)
    assert refused.value.code == code
    assert refused.value.fields["name"] == "坏.jpg"


def test_a_picture_out_of_a_record_is_read_within_narrower_limits() -> None:
    """Another member's program may put anything there."""
    with pytest.raises(FileError, match=r"picture_too_large"):
        read_shown("a", bomb(5_000, 5_000), "png", 300)
    with pytest.raises(FileError, match=r"not_a_picture"):
        read_shown("a", b"%PDF-1.7", "pdf", 300)
    with pytest.raises(FileError, match=r"not_a_picture"):
        read_shown("a", encoded(blackboard(100, 80), "png"), "jpeg", 300)


def test_an_empty_picture_from_the_clipboard_is_refused() -> None:
    with pytest.raises(FileError):
        shrink_image(QImage(), 1_600, 200_000)
