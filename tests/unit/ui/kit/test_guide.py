"""The guide on the stick: one page in each language, whose words can be found and whose pictures are there."""

import pytest

from app.records.blocks import Picture, Table, text_of
from app.resources import LANGUAGES
from app.text import Texts
from app.ui.kit.guide import STEPS, guide, guide_page
from app.ui.paper.job import Job
from tests.helpers.windows import Stage


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_page_with_a_picture_for_each_step(stage: Stage, language: str) -> None:
    """Nobody prints a second sheet."""
    texts = Texts(language)
    page = guide_page(texts)
    job = Job(lambda _page, _pages: texts.say("guide.foot"))
    job.add(page)
    tables = [block for block in page.blocks if isinstance(block, Table)]
    pictures = [block for row in tables[0].rows for cell in row for block in cell.blocks if isinstance(block, Picture)]

    assert len(job.printed().sheets) == 1
    assert [picture.name for picture in pictures] == list(STEPS)
    assert all(picture.data.startswith(b"\x89PNG") for picture in pictures)


def test_it_says_honestly_why_windows_asks(stage: Stage) -> None:
    """And whom to telephone when in doubt."""
    text = text_of(guide_page(stage.texts))

    assert "更多信息" in text
    assert "仍要运行" in text
    assert "签名" in text
    assert "打电话" in text


def test_its_file_stays_small(stage: Stage) -> None:
    """It lies on every stick that is prepared."""
    made = guide(stage.texts)

    assert made.startswith(b"%PDF")
    assert len(made) < 400_000
