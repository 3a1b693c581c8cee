"""What a teacher reads when something fails: whole in both languages, with nothing left unfilled."""

from collections.abc import Callable

import pytest

from app.errors import CODES, Known, TongxingError
from app.resources import LANGUAGES
from app.text import Texts

TEXTS = {language: Texts(language) for language in LANGUAGES}
_UNFILLED = ("{", "}", "…")


def assert_explained(error: TongxingError) -> str:
    """Assert that a known failure has its own three parts in both languages, every place filled; gives its code."""
    assert isinstance(error, Known), repr(error)
    assert any(error.code in codes for codes in CODES.values()), error.code
    for texts in TEXTS.values():
        sentence = texts.explain(error)
        assert all(sentence.parts())
        assert len(sentence.parts()) == 3
        assert not [mark for mark in _UNFILLED if mark in sentence.whole()], sentence.whole()
        assert sentence.what != texts.say("bug.what")
        assert error.code not in sentence.whole()
    return error.code


def refused(verb: Callable[[], object]) -> str:
    """The code with which a verb is refused, after its sentence was found whole."""
    with pytest.raises(TongxingError) as raised:
        verb()
    return assert_explained(raised.value)


def told(troubles: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of a visit's troubles, which the screens explain by nothing but the code."""
    for code in troubles:
        assert_explained(Known(code))
    return troubles
