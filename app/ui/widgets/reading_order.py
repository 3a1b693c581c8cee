"""The order in which places come on a record's page, so that comments stand beside it in the same order."""

from collections.abc import Sequence

from app.records.fields import columns_of
from app.workspace.views import CommentView, RecordView


def in_reading_order(view: RecordView) -> Sequence[CommentView]:
    """The comments of a record as a reader meets their places: first those on all of it, last those whose text is
    gone."""
    if view.kind is None:
        return view.comments
    places: dict[str, int] = {}
    for field in view.kind.fields():
        places[field.key] = len(places)
        rows = view.values.get(field.key)
        for row in rows if isinstance(rows, list) else ():
            for column in columns_of(field) if isinstance(row, dict) else ():
                if isinstance(row, dict):
                    places[f"{field.key}/{row['id']}/{column.key}"] = len(places)
    last = len(places)

    def place(comment: CommentView) -> tuple[bool, int, int, int]:
        at = places.get(comment.path, last) if comment.path else -1
        return comment.gone, at, comment.start or 0, comment.written

    return sorted(view.comments, key=place)
