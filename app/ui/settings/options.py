"""Everything that can be chosen, in one list; the page is made from it.

A new choice is one ``Option`` here and its sentences in resources/i18n/<language>/settings.toml: ``settings.<key>``,
``settings.<key>_why``, and ``settings.<key>_<value>`` for each value, unless ``words`` says another key.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.settings import CHOICES
from app.ui.desk import LOCK_AFTER, Desk
from app.ui.forms.total import LESSONS
from app.ui.lock import idle

#: The preference that holds a person's own length of a lesson, in minutes; empty where she follows her school.
LESSON_MINUTES = "lesson_minutes"


@dataclass(frozen=True)
class Option:
    """One choice. ``computer`` is kept for everybody on this computer, else in the person's own file.

    ``words`` gives the sentence's key for a value, and what it is filled with; ``then`` is called when another value
    has been kept, for what must know at once.
    """

    key: str
    values: tuple[str, ...]
    usual: str
    computer: bool = False
    words: Callable[[str], tuple[str, dict[str, str]]] | None = None
    then: Callable[[Desk, str], None] | None = None

    def say(self, desk: Desk, value: str) -> str:
        """A value in words."""
        name, filled = self.words(value) if self.words is not None else (f"settings.{self.key}_{value}", {})
        return desk.texts.say(name, **filled)


def _percent(value: str) -> tuple[str, dict[str, str]]:
    return "settings.percent", {"percent": value}


def _minutes(value: str) -> tuple[str, dict[str, str]]:
    return "settings.minutes" if value != "0" else "settings.never", {"minutes": value}


def _lesson(value: str) -> tuple[str, dict[str, str]]:
    return _minutes(value) if value else ("settings.as_school", {})


def _lock_after(desk: Desk, value: str) -> None:
    if desk.protection is not None:
        desk.protection.lock_after(int(value))


#: Cards of the page with their drawing, and the choices on each.
CARDS: tuple[tuple[str, str, tuple[Option, ...]], ...] = (
    (
        "display",
        "panel",
        (
            Option("theme", CHOICES["theme"], "light", computer=True),
            Option("size", CHOICES["size"], "100", computer=True, words=_percent),
            Option("language", CHOICES["language"], "zh", computer=True),
        ),
    ),
    (
        "writing",
        "pen",
        (Option(LESSON_MINUTES, ("", *(str(minutes) for minutes in LESSONS)), "", words=_lesson),),
    ),
    (
        "lock",
        "lock",
        (
            Option(
                LOCK_AFTER,
                tuple(str(minutes) for minutes in idle.CHOICES),
                str(idle.USUAL),
                words=_minutes,
                then=_lock_after,
            ),
        ),
    ),
)
