"""Sentences are found by key in the language of the person, and a failure is explained in three parts."""

from pathlib import Path

import pytest

from app.errors import Bug, FileError, LinkError
from app.resources import LANGUAGES
from app.text import Sentence, Texts, read_sentences


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A language with two files."""
    (tmp_path / "one.toml").write_text('[today]\nempty = "Nothing waits."\n[today.count]\nmany = "{n} wait"\n', "utf-8")
    (tmp_path / "two.toml").write_text('["link.lost"]\nwhat = "Lost."\n', "utf-8")
    return tmp_path


def test_a_key_is_the_path_down_to_the_sentence(folder: Path) -> None:
    """Also where a table's name has a point in it, as codes have."""
    assert read_sentences(folder) == {
        "today.empty": "Nothing waits.",
        "today.count.many": "{n} wait",
        "link.lost.what": "Lost.",
    }


def test_a_key_in_two_files_is_our_mistake(folder: Path) -> None:
    """One of the two would never be shown."""
    (folder / "three.toml").write_text('[today]\nempty = "Twice"\n', "utf-8")

    with pytest.raises(Bug, match=r"today\.empty"):
        read_sentences(folder)


def test_an_unknown_key_and_an_unknown_language_are_our_mistakes() -> None:
    """Tests of all keys written in code find them before a teacher does."""
    with pytest.raises(Bug, match=r"no\.such\.key"):
        Texts("zh").say("no.such.key")
    with pytest.raises(Bug, match="klingon"):
        Texts("klingon")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_has_three_parts_in_each_language(language: str) -> None:
    """What happened, what is safe, what to do next."""
    sentence = Texts(language).explain(LinkError("link.lost"))

    assert len(sentence.parts()) == 3
    assert all(part in sentence.whole() for part in sentence.parts())


def test_a_failure_without_a_sentence_is_explained_as_a_bug() -> None:
    """Better a general sentence than a code on a teacher's screen."""
    texts = Texts("zh")

    assert texts.explain(FileError("file.no_such_code")) == texts.explain(Bug("bug"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_that_was_not_given_does_not_stop_the_explanation(language: str) -> None:
    """An error about an error would leave her with nothing."""
    texts = Texts(language)
    whole = texts.explain(LinkError("link.busy")).whole()

    assert "{" not in whole
    assert whole == texts.explain(LinkError("link.busy", seconds_unheard_of=3)).whole()


def test_parts_join_as_each_language_joins_sentences() -> None:
    """Chinese without a space, English with one; an empty part leaves no trace."""
    assert Sentence("断了。", "都在。", "再试。").whole() == "断了。都在。再试。"
    assert Sentence("Lost.", "", "Try again.").whole() == "Lost. Try again."
