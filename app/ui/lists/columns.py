"""The columns of a kind's list, from its declaration: the fields it names, then who, where, when and how far."""

from app.records.fields import Field, is_set
from app.records.kind import Kind
from app.text import Texts
from app.ui.lists.model import Column
from app.ui.theme.scale import px
from app.ui.widgets.cells import Manner, cell
from app.workspace.listing import AUTHOR, CHANGED, SPACE, TITLE, TRAVEL
from app.workspace.views import RecordRow

_FIELD_WIDTH, _SET_WIDTH, _AUTHOR_WIDTH, _SPACE_WIDTH, _CHANGED_WIDTH, _TRAVEL_WIDTH = 100, 130, 88, 124, 136, 96
#: The first column is never narrower than this; columns of fields give way, the last first.
LEAST_TITLE = 220


def columns_of_kind(kind: Kind, texts: Texts, manner: Manner) -> list[Column]:
    """Title first; then the other fields; then author, space, changed, travel."""
    say = texts.say
    title = Column(texts.label(kind.field(kind.title).label), lambda row: row.title or say("ui.untitled"), TITLE, 0)
    fields = [_field_column(kind.field(key), texts, manner) for key in kind.columns if key != kind.title]
    return [
        title,
        *fields,
        Column(say("lists.author"), lambda row: row.author, AUTHOR, _AUTHOR_WIDTH),
        Column(
            say("lists.space"), lambda row: say("ui.private") if row.private else row.space_name, SPACE, _SPACE_WIDTH
        ),
        Column(say("lists.changed"), lambda row: manner.words.moment(row.changed, manner.now), CHANGED, _CHANGED_WIDTH),
        Column(say("lists.travel"), lambda row: travel_words(texts, row), TRAVEL, _TRAVEL_WIDTH),
    ]


def travel_words(texts: Texts, row: RecordRow) -> str:
    """How far a record has come, in one word."""
    return texts.say(f"travel.{row.travel.value}")


def _field_column(field: Field, texts: Texts, manner: Manner) -> Column:
    def text(row: RecordRow) -> str:
        return cell(field, row.columns.get(field.key), manner)

    return Column(texts.label(field.label), text, field.key, _SET_WIDTH if is_set(field) else _FIELD_WIDTH)


def hidden_columns(columns: list[Column], room: int) -> set[int]:
    """Which columns give way in a list ``room`` pixels wide: fields from the last, then the author, then the travel."""
    fixed = [at for at, column in enumerate(columns) if at and column.width]
    last_field = len(columns) - 5
    order = [*range(last_field, 1, -1), len(columns) - 4, len(columns) - 1, 1]
    hidden: set[int] = set()
    for at in order:
        if room - sum(columns[one].width for one in fixed if one not in hidden) >= px(LEAST_TITLE):
            break
        if at in fixed:
            hidden.add(at)
    return hidden
