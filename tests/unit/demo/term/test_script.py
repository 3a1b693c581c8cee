"""The script of the term: the same play in both languages, and marks that mean what they say."""

import re
from datetime import date

import msgspec
import pytest

from app.demo.term.script import Meaning, Script, first_day, read_script
from app.records.kinds import ALL

_WORDS = re.compile(r"^[^@=TN]|^[TN][^+-]")


def bare(value: object) -> object:
    """A script without its words: what happens, and to whom."""
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [bare(one) for one in value]
    return "words" if isinstance(value, str) and _WORDS.match(value) else value


def test_both_languages_play_the_same_term() -> None:
    scripts = [read_script(language) for language in ("zh", "en")]
    assert bare(msgspec.to_builtins(scripts[0])) == bare(msgspec.to_builtins(scripts[1]))


def test_only_kinds_that_there_are_are_written() -> None:
    script: Script = read_script("zh")
    written = {one.kind for one in script.records} | {one.kind for one in script.cared}
    assert written <= {kind.key for kind in ALL}
    assert len(written) > 20


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("T+0", "2026-08-31"),
        ("T+14 14:30", "2026-09-14T14:30"),
        ("N-3", "2026-11-19"),
        ("To be said", "To be said"),
        ("No", "No"),
        ("=rain", "the record"),
        ("@cls", "@" + "ab" * 8),
        ([{"who": "@cls", "n": 3}], [{"who": "@" + "ab" * 8, "n": 3}]),
    ],
)
def test_a_mark_means_a_person_a_record_or_a_day(written: object, meant: object) -> None:
    meaning = Meaning(lambda _key: "ab" * 8, lambda _key: "the record", date(2026, 11, 22))
    assert meaning.value(written) == meant


def test_the_term_began_on_a_monday() -> None:
    assert first_day(date(2026, 11, 22)).isoformat() == "2026-08-31"
