"""What the start page says on the very first day."""

from app.workspace.views import Today


def is_new(today: Today) -> bool:
    """Has nothing been written and nothing come yet?"""
    return not (today.to_read or today.comments or today.steps or today.drafts or today.came)
