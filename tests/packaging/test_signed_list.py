"""A build makes its own signed list: of what was built and nothing else, under the key that the program believes."""

from dataclasses import replace
from pathlib import Path

import pytest
from shipping import releasing, signed_list
from shipping.context import ROOT, Context
from shipping.problems import Stop

from app.installed import Installation
from app.workspace import updating_offer
from app.workspace.installers import find_installers
from app.workspace.releases import Manifest, read_release
from app.workspace.updating_apply import apply
from app.workspace.updating_offer import find_updates
from tests.helpers.installed_tree import said, small_tree

KEY = releasing.read_key(ROOT / signed_list.DEVELOPMENT)


@pytest.fixture
def built(context: Context, monkeypatch: pytest.MonkeyPatch) -> Context:
    """A build of the checkout whose Linux tree is a small program."""
    tree = small_tree(context.cache / "steps" / "linux-tree-1", "1.2.3").root
    linux, windows = signed_list.SYSTEMS["linux"], signed_list.SYSTEMS["windows"]
    monkeypatch.setattr(signed_list, "SYSTEMS", {"linux": (linux[0], lambda _: tree), "windows": windows})
    context.out.mkdir()
    return replace(context, root=ROOT)


def packages(context: Context, **names: str) -> dict[str, list[Path]]:
    """Files of these names as what was built."""
    made = {target.replace("_", "-"): [context.out / name] for target, name in names.items()}
    for (path,) in made.values():
        path.write_bytes(path.name.encode())
    return made


def listed(folder: Path) -> Manifest:
    """The list in a folder."""
    found = read_release(folder)
    assert found is not None
    return found


def test_a_build_makes_a_list_that_a_stick_is_prepared_with_and_an_older_program_takes(
    built: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The relay's package lies in the same folder and sets no laptop up; what lay in the folder of updates is gone."""
    old = small_tree(tmp_path / "old", "1.2.2")
    (built.out / signed_list.FOLDER).mkdir()
    (built.out / signed_list.FOLDER / "of-last-time.txl").touch()
    made = packages(built, run="tongxing-1.2.3-linux.run", relay_deb="tongxing-relay_1.2.3_amd64.deb")

    signed_list.make(built, made, KEY, [("linux", old.root)])

    assert [one.path.name for one in find_installers(built.out)] == ["tongxing-1.2.3-linux.run"]
    updates = built.out / signed_list.FOLDER
    assert listed(built.out) == listed(updates)
    assert listed(updates).counter == signed_list.said_of(ROOT)[0]
    assert not (updates / "of-last-time.txl").exists()
    monkeypatch.setattr(updating_offer, "this_system", lambda: ("linux", "2.28"))
    offer = find_updates(Installation(old.root, "1.2.2"), updates)
    assert offer is not None
    apply(old, offer, updates)
    assert said(old) == "1.2.3"


def test_the_same_layers_are_packed_once(built: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """A layer of libraries takes a minute; the second build takes its archives from the cache."""
    made = packages(built, run="tongxing-1.2.3-linux.run")
    signed_list.make(built, made, KEY)
    first = {path.name: path.read_bytes() for path in (built.out / signed_list.FOLDER).iterdir()}
    monkeypatch.setattr(releasing, "pack_layer", lambda *_: pytest.fail("packed again"))

    signed_list.make(built, made, KEY)

    assert {path.name: path.read_bytes() for path in (built.out / signed_list.FOLDER).iterdir()} == first


def test_no_list_is_made_of_a_relay_alone_or_under_a_key_that_the_program_does_not_believe(
    built: Context, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list that every laptop refuses would be worse than none."""
    public = releasing.new_key(tmp_path / "own.key", "four words of one's own")
    made = packages(built, relay_deb="tongxing-relay_1.2.3_amd64.deb")

    signed_list.make(built, made, KEY)
    assert not (built.out / signed_list.FOLDER).exists()
    signed_list.make(replace(built, release_key=public), packages(built, run="tongxing-1.2.3-linux.run"), KEY)

    assert not (built.out / signed_list.FOLDER).exists()
    assert "believes another key" in capsys.readouterr().out


def test_a_wrong_passphrase_stops_before_anything_is_built(built: Context, tmp_path: Path) -> None:
    releasing.new_key(tmp_path / "own.key", "four words of one's own")

    with pytest.raises(Stop, match="cannot be read"):
        signed_list.read_key(built, tmp_path / "own.key", lambda _: "another passphrase")
    assert signed_list.read_key(built, None).public == KEY.public
