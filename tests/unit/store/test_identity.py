"""Small values of this person."""

from pathlib import Path

from app.store.store import Store
from tests.helpers.stores import open_store


def test_a_value_is_kept_until_it_is_replaced_or_removed(store: Store, tmp_path: Path) -> None:
    """Also over a closing; secrets are bytes, names are text in any script."""
    store.identity.set("root", bytes(range(32)))
    store.identity.set_text("name", "李𠮷")
    store.identity.set_text("language", "zh")
    store.identity.set_text("language", "en")
    store.close()
    again = open_store(tmp_path)

    assert again.identity.get("root") == bytes(range(32))
    assert again.identity.text("name") == "李𠮷"
    assert again.identity.text("language", "zh") == "en"
    again.identity.remove("root")
    assert again.identity.get("root") is None
    again.close()


def test_what_was_never_set_is_the_default(store: Store) -> None:
    """Removing it is no error."""
    store.identity.remove("nothing")

    assert store.identity.get("nothing") is None
    assert store.identity.text("nothing", "default") == "default"


def test_half_a_character_does_not_stop_a_setting(store: Store) -> None:
    """A lone surrogate, as a broken clipboard gives it, cannot be encoded."""
    store.identity.set_text("name", "李\ud800")

    assert store.identity.text("name") == "李?"
