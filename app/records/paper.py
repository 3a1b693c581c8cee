"""How a kind goes on paper: what its declaration says about that, and what a person chooses before printing."""

import enum
from dataclasses import dataclass

from app.records.label import Label


class Layout(enum.Enum):
    """Schools ask for one of two: everything in ruled tables, or running text under headings."""

    TABLE = "table"
    TEXT = "text"


class Length(enum.Enum):
    """Everything that was written, or what the declaration keeps for the short version."""

    FULL = "full"
    SHORT = "short"


@dataclass(frozen=True)
class OnPaper:
    """What is special about a kind's paper. A kind that declares nothing prints: every field in its order.

    Fields are named by key, cells as ``rows/column``. ``facts`` stand in the table at the top, also when they are
    empty, so that they can be filled in by hand; without any, they are the short fields of the first section.
    ``short`` is what the short version keeps besides the facts; a kind without it has one length only. ``joined``
    are pairs of columns that share one, the second under the first. ``margin`` names a prose that is printed beside
    the rows of ``main_rows``. ``left_out`` is never printed. ``to_a_sheet``: so many records share one sheet of A4, or
    as many as the school's number ``sheet_number`` says. A ``slip`` is words under a heading in either layout, with
    room for what is written ``by_hand``: prose fields that are still empty. So many ``copies`` are signed.
    """

    facts: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    margin: str | None = None
    left_out: tuple[str, ...] = ()
    signatures: tuple[Label, ...] = ()
    landscape: bool = False
    to_a_sheet: int = 1
    copies: int = 1
    sheet_number: str = ""
    slip: bool = False
    by_hand: tuple[str, ...] = ()


#: How many records may share one sheet of A4.
SHARING = (1, 2, 4)
#: The paper of a kind that says nothing about it.
PLAIN = OnPaper()


@dataclass(frozen=True)
class PrintChoice:
    """What a person chose. ``signatures`` None: as declared. ``margin``: print its column also when it is empty."""

    language: str
    layout: Layout = Layout.TABLE
    length: Length = Length.FULL
    margin: bool = False
    comments: bool = False
    steps: bool = False
    signatures: tuple[str, ...] | None = None
