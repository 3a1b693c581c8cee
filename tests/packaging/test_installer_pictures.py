"""What the installer's windows have to say is taken from its own texts."""

from pathlib import Path

from shipping.testing.installer_pictures import LOCALES, texts


def test_a_text_is_compared_up_to_what_is_put_in_when_it_runs(tmp_path: Path) -> None:
    line = 'LangString ROOM ${LANG_ENGLISH} "Here $room MB are left.$\\r$\\nPlease choose."\n'
    (tmp_path / "texts-en.nsh").write_text("; a remark\n" + line, encoding="utf-8")
    assert texts("en", tmp_path) == {"ROOM": "Here "}


def test_every_text_begins_with_words_that_can_be_looked_for_in_a_window() -> None:
    for language in LOCALES:
        known = texts(language)
        assert {"WELCOME_TITLE", "FINISH_AGAIN", "REMOVED_SUBTITLE"} <= set(known)
        assert [name for name, text in known.items() if not text.strip()] == []
