"""The term of two schools runs whole, with real keys and a real relay. Pictures are looked at elsewhere."""

import functools
from pathlib import Path

import pytest

from app.crypto import passphrase
from app.demo.term import play
from app.text import Texts
from app.workspace import signing_in


def test_the_term_is_played_to_its_end_and_every_claim_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim that does not hold ends the play; what is told is what was seen."""
    monkeypatch.setattr(play.Term, "take_pictures", lambda *_: None)
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))
    told: dict[str, dict[str, object]] = {}

    def tell(key: str, **values: object) -> None:
        told[key] = values

    play.play_term(tmp_path, tmp_path, Texts("zh"), tell)

    assert told["people"]["count"] == 5
    assert told["matched"] == {"pupils": 8, "without": 1, "joined": 4}
    assert told["cared"]["leader"] == "师春梅"
    assert list(told) == ["people", "records", "matched", "cared", "talked", "progress", "mentor"]
    assert (tmp_path / "village" / "people").is_dir()
