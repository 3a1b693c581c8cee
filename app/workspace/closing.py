"""Whether a record is closed: its author has said "written" of it, and waits for the other of the two (mutual.py)."""

from app.workspace.desk import Desk, Opened


def is_closed(desk: Desk, opened: Opened) -> bool:
    """Does a mark of her own hold her to what a record says?"""
    kind = opened.record.kind
    if kind is None or kind.mutual is None or not opened.stored.mine:
        return False
    return any(mark.mine for mark in desk.store.queries.where(kind.mutual.mark, record=opened.stored.record))
