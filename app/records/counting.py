"""How records of a kind are counted for the school's progress page: whole numbers of a school's terms, nobody's own."""

from dataclasses import dataclass

from app.records.label import Label


@dataclass(frozen=True)
class Counted:
    """Records of a kind make one number a term on the progress page, called ``label``.

    ``day`` names the date or moment that says when it was, and what lies ahead does not count; without one, the day on
    which the record was begun. ``origin`` names the link by which a record says that it was made out of another one:
    how many were is a number of its own, called ``reused``. ``shared``: they are nobody's own, as visits of the partner
    school are, and count once, however many colleagues read them.
    """

    label: Label
    day: str = ""
    origin: str = ""
    reused: Label | None = None
    shared: bool = False


#: What stands behind a kind's key for how many of its records were made out of another one.
REUSED = ":reused"
