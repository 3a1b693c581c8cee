"""The size of everything that words stand in: 100 to 150 %, for eyes that tire.

``px`` gives a length at the present size. A length that a widget keeps (a fixed width, a least height) goes through
``hold``, so that it grows with the rest when the size is changed while the window is open.
"""

from PySide6.QtWidgets import QWidget

#: In percent of the usual size.
SIZES = (100, 110, 125, 150)
_HELD = "held"


class _Present:
    percent = 100


def use(percent: int) -> None:
    """From now on ``px`` gives lengths of this size. For ``theme.style`` alone."""
    _Present.percent = percent


def percent() -> int:
    """The present size, in percent of the usual one: one of ``SIZES``."""
    return _Present.percent


def px(length: float) -> int:
    """A length of the usual size, in device-independent pixels, at the present one."""
    return round(length * _Present.percent / 100)


def hold(
    widget: QWidget,
    *,
    width: int | None = None,
    height: int | None = None,
    least_width: int | None = None,
    least_height: int | None = None,
    most_width: int | None = None,
    most_height: int | None = None,
) -> None:
    """Give a widget lengths of the usual size that follow the present one; ``width`` and ``height`` are fixed ones."""
    asked = {
        "setFixedWidth": width,
        "setFixedHeight": height,
        "setMinimumWidth": least_width,
        "setMinimumHeight": least_height,
        "setMaximumWidth": most_width,
        "setMaximumHeight": most_height,
    }
    lengths = {name: length for name, length in asked.items() if length is not None}
    widget.setProperty(_HELD, {**(widget.property(_HELD) or {}), **lengths})
    _give(widget, lengths)


def hold_again(widget: QWidget) -> None:
    """Give a widget the lengths that it holds at the present size."""
    lengths = widget.property(_HELD)
    if lengths:
        _give(widget, lengths)


def _give(widget: QWidget, lengths: dict[str, int]) -> None:
    for name, length in lengths.items():
        getattr(widget, name)(px(length))
