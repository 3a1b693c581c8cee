"""A record that is begun and ended in a minute: whom it is about, then the few fields that matter, then done."""

from dataclasses import dataclass

from app.records.label import Label


@dataclass(frozen=True)
class Quick:
    """Fields of a kind, by key, for the short way of writing one about a pupil.

    ``name`` and ``pupil`` take whom it is about, as a line and as a link to the roster; ``day`` is today and ``person``
    oneself, each where the kind has such a field; ``fields`` are asked for in this order. ``words`` stand on the
    button.
    """

    name: str
    pupil: str
    fields: tuple[str, ...]
    words: Label
    day: str = ""
    person: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """Every field that is meant."""
        return (self.name, self.pupil, *self.fields, *(key for key in (self.day, self.person) if key))
