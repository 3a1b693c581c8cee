"""Writing a stick: one thing after another, each told."""

from pathlib import Path

import pytest

from app.errors import LinkError
from app.ui.kit.work import Wanted, guide_path, write
from app.ui.tasks import Stop
from app.workspace.kits import Guest
from tests.helpers.kit_screens import cheap_codes
from tests.helpers.windows import Stage


def test_every_step_is_told(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order in which they matter: without a ticket the rest is of no use."""
    cheap_codes(monkeypatch)
    told: list[str] = []
    wanted = Wanted(tmp_path, (Guest("张桂芳", (stage.world.shared(),)),), 30)
    written = write(stage.mentor, stage.texts, wanted, stage.tasks, lambda step, _a, _b: told.append(step), Stop())

    assert list(dict.fromkeys(told)) == ["tickets", "guide"]
    assert [one.name for one in written.tickets] == ["张桂芳"]
    assert written.trouble == ()


def test_a_folder_that_is_gone_ends_it(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the sentence of a stick that was pulled out."""
    cheap_codes(monkeypatch)
    wanted = Wanted(tmp_path / "gone", (Guest("张桂芳", (stage.world.shared(),)),), 30)

    with pytest.raises(LinkError) as raised:
        write(stage.mentor, stage.texts, wanted, stage.tasks, lambda _s, _a, _b: None, Stop())
    assert raised.value.code == "stick.gone"


def test_the_guide_lies_at_the_top(stage: Stage, tmp_path: Path) -> None:
    """Also where the inner folder was chosen."""
    assert guide_path(tmp_path / "TONGXING", stage.texts) == guide_path(tmp_path, stage.texts)
    assert guide_path(tmp_path, stage.texts).parent == tmp_path
