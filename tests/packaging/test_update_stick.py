"""The stick on which packed programs try an update: the good one is taken, the spoilt one refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from shipping import signed_list
from shipping.context import ROOT, Context
from shipping.testing.update_stick import later_than, lay, spoil

from app.errors import UpdateError
from app.workspace import updating_offer
from app.workspace.updating_apply import apply
from app.workspace.updating_offer import find_updates, updates_folder
from tests.helpers.installed_tree import said, small_tree


def test_a_stick_with_the_next_version_is_taken_and_a_spoilt_one_is_not(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made of the trees of two versions of one build."""
    old, newer = small_tree(tmp_path / "old", "1.2.3"), small_tree(tmp_path / "new", later_than("1.2.3"))
    trees = {"1.2.3": old.root, "1.2.4": newer.root}
    monkeypatch.setattr(signed_list, "SYSTEMS", {"linux": (("run",), lambda one: trees[one.version])})
    monkeypatch.setattr(updating_offer, "this_system", lambda: ("linux", "2.28"))
    stick, spoilt = tmp_path / "stick", tmp_path / "spoilt"

    whole = lay(replace(context, root=ROOT), "linux", "1.2.4", stick)
    spoil(stick, spoilt)

    bad, good = find_updates(old, spoilt), find_updates(old, stick)
    assert bad is not None
    assert good is not None
    assert good.size <= whole
    with pytest.raises(UpdateError, match="damaged"):
        apply(old, bad, updates_folder(spoilt))
    assert said(old) == "1.2.3"
    apply(old, good, updates_folder(stick))
    assert said(old) == "1.2.4"
