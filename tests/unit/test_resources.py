"""Files that ship with the program are found, or the program says that it is not whole."""

import pytest

from app.errors import Bug
from app.resources import LANGUAGES, resource, resource_bytes


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_folder(language: str) -> None:
    """The list of languages and the folders are one thing."""
    assert resource("i18n", language, "errors.toml").is_file()


def test_the_bytes_are_those_of_the_file() -> None:
    """Read as they are, for what is no text."""
    assert resource_bytes("i18n", "zh", "errors.toml") == resource("i18n", "zh", "errors.toml").read_bytes()


def test_a_missing_file_is_our_mistake() -> None:
    """And named, so that the installer can be mended."""
    with pytest.raises(Bug, match="i18n/nowhere"):
        resource("i18n", "nowhere")
