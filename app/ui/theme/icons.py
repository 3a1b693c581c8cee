"""Icons: strokes on a grid of 24, drawn sharp at every scale, in the colour of the words beside them.

A drawing is a line of commands: M move, L line, H and V across and down, C curve, Z close, O circle (x y radius),
D dot. Always shown with words, never instead of them.
"""

import functools
import re

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.errors import Bug
from app.ui.theme.colours import COLOURS, Colours
from app.ui.theme.scale import px

DRAWINGS: dict[str, str] = {
    "today": "O12 12 4 M12 2 V4.5 M12 19.5 V22 M2 12 H4.5 M19.5 12 H22 M5 5 L6.7 6.7 M17.3 17.3 L19 19 M5 19 L6.7 17.3"
    " M17.3 6.7 L19 5",
    "document": "M6 3 H14.5 L19 7.5 V21 H6 Z M14 3.5 V8 H18.5",
    "plan": "M6 3 H14.5 L19 7.5 V21 H6 Z M14 3.5 V8 H18.5 M9 12 H16 M9 16 H14",
    "talk": "M3 5 H16 V14 H9 L5.5 17 V14 H3 Z M19 9.5 H21 V17 H19 V20 L15.8 17 H11",
    "circle": "O12 6 2.6 O5 12.5 2.2 O19 12.5 2.2 M7.5 20 C8 15.5 16 15.5 16.5 20 M2 19 C2 17.5 3 16.8 4.5 16.6"
    " M22 19 C22 17.5 21 16.8 19.5 16.6",
    "review": "M4 4 H20 V16 H12 L8 20 V16 H4 Z M8 8.5 H16 M8 12 H13",
    "people": "O9 8 3.5 M2.5 20 C2.5 13 15.5 13 15.5 20 M15.5 4.8 C19.5 5 19.5 11 15.5 11.2 M17.5 14 C20 14.6 21.5 16.6"
    " 21.5 20",
    "person": "O12 8 4 M4.5 21 C4.5 13 19.5 13 19.5 21",
    "sync": "M20 11 C19 4.5 10 2.5 6 7.5 L4 10 M4 5 V10 H9 M4 13 C5 19.5 14 21.5 18 16.5 L20 14 M20 19 V14 H15",
    "settings": "M3.5 7 H11 M17 7 H20.5 O14 7 2.6 M3.5 16.5 H6 M12 16.5 H20.5 O9 16.5 2.6",
    "chart": "M4 4 V20 H20.5 M8.5 16.5 V12 M12.5 16.5 V7.5 M16.5 16.5 V10",
    "keyboard": "M2.5 6 H21.5 V18 H2.5 Z M8 14.5 H16 D6.5 10 D10.2 10 D13.8 10 D17.5 10",
    "search": "O10.5 10.5 6 M15 15 L20.5 20.5",
    "add": "M12 5 V19 M5 12 H19",
    "close": "M6 6 L18 18 M18 6 L6 18",
    "back": "M14.5 5 L7.5 12 L14.5 19",
    "down": "M5.5 9 L12 15.5 L18.5 9",
    "right": "M9.5 5 L16.5 12 L9.5 19",
    "up": "M5.5 15 L12 8.5 L18.5 15",
    "done": "M4.5 12.5 L10 18 L20 6.5",
    "lock": "M5.5 11 H18.5 V20.5 H5.5 Z M8.5 11 C8.5 2.5 15.5 2.5 15.5 11",
    "share": "O6 12 2.5 O17.5 5.5 2.5 O17.5 18.5 2.5 M8.2 10.8 L15.2 6.8 M8.2 13.2 L15.2 17.2",
    "history": "O12 12 8.5 M12 7 V12 L15.5 14",
    "delete": "M4.5 6.5 H19.5 M9.5 6 V3.5 H14.5 V6 M6.5 6.5 L7.5 20.5 H16.5 L17.5 6.5 M10.3 10.5 V16.5"
    " M13.7 10.5 V16.5",
    "undo": "M4 9.5 H15 C22 9.5 22 19 15 19 H9 M8.5 5 L4 9.5 L8.5 14",
    "redo": "M20 9.5 H9 C2 9.5 2 19 9 19 H15 M15.5 5 L20 9.5 L15.5 14",
    "heading": "M6 4.5 V19.5 M18 4.5 V19.5 M6 12 H18",
    "bullets": "D5 6 D5 12 D5 18 M9.5 6 H20 M9.5 12 H20 M9.5 18 H20",
    "numbers": "M3.5 4.5 L5 3.7 V8.5 M3.2 15.5 C3.5 13.2 7 13.7 6.2 16 L3.2 19.5 H6.7 M10 6 H20.5 M10 12 H20.5 M10 18"
    " H20.5",
    "table": "M3.5 5 H20.5 V19 H3.5 Z M3.5 9.7 H20.5 M3.5 14.3 H20.5 M10 5 V19",
    "calendar": "M4 5.5 H20 V20.5 H4 Z M4 10 H20 M8.5 3 V7 M15.5 3 V7",
    "step": "M5 3.5 V21 M5 4.5 H18.5 L15 8.7 L18.5 13 H5",
    "ticket": "M3.5 6 H20.5 V18 H3.5 Z M3.5 7 L12 13.5 L20.5 7",
    "copy": "M8.5 8.5 H20 V20.5 H8.5 Z M15.5 8 V3.5 H4 V15.5 H8",
    "save": "M12 3.5 V15 M7 10.5 L12 15.5 L17 10.5 M4 17 V20.5 H20 V17",
    "warning": "M12 3.5 L21.5 20.5 H2.5 Z M12 10 V15 D12 17.8",
    "info": "O12 12 9 M12 11 V17 D12 7.6",
    "language": "O12 12 9 M3 12 H21 M12 3 C6.5 8 6.5 16 12 21 M12 3 C17.5 8 17.5 16 12 21",
    "leave": "M14 4 H5 V20 H14 M10 12 H21 M17 8 L21 12 L17 16",
    "pen": "M4 20 L5 15.5 L16 4.5 L19.5 8 L8.5 19 Z M13.8 6.8 L17.2 10.2",
    "panel": "M3.5 4.5 H20.5 V19.5 H3.5 Z M14.5 4.5 V19.5",
    "more": "D6 12 D12 12 D18 12",
    "stick": "M7.5 9.5 H16.5 V21 H7.5 Z M9.5 9 V3.5 H14.5 V9 D11 6 D13 6",
    "grip": "D9 5 D15 5 D9 12 D15 12 D9 19 D15 19",
    "template": "M4 4 H20 V9 H4 Z M4 12 H11 V20 H4 Z M14 12 H20 V20 H14 Z",
    "picture": "M3.5 4.5 H20.5 V19.5 H3.5 Z O8.5 9 1.7 M4 17.5 L9.5 12.5 L13 15.5 L16 12.5 L20 16.5",
    "print": "M7 8.5 V3.5 H17 V8.5 M7 17 H3.5 V8.5 H20.5 V17 H17 M7 13.5 H17 V20.5 H7 Z",
    "pupils": "M12 4 L22 8.5 L12 13 L2 8.5 Z M6.5 10.8 V15.5 C9 18.5 15 18.5 17.5 15.5 V10.8 M22 8.5 V14.5",
    "growth": "M12 21 V10 M12 14.5 C5.5 14.5 4 10.5 4 6.5 C9 6.5 12 9 12 14.5 M12 11.5 C12 7 15 4 20 4 C20 8.5"
    " 17.5 11.5 12 11.5",
    "school": "M3.5 20.5 V11 L12 5 L20.5 11 V20.5 Z M10 20.5 V15 H14 V20.5 M12 5 V2.5 H16",
    "research": "M9 3.5 H15 M10.5 3.5 V9.5 L4.8 18.5 C4 20 4.8 20.8 6 20.8 H18 C19.2 20.8 20 20 19.2 18.5 L13.5 9.5"
    " V3.5 M7.5 15 H16.5",
    "flower": "O12 8.5 2.4 O12 4.4 1.8 O15.9 7.2 1.8 O14.4 11.8 1.8 O9.6 11.8 1.8 O8.1 7.2 1.8 M12 13.5 V21 M12 18"
    " C15 18 16.5 16.5 17 14.5",
    "box": "M3.5 7.5 L12 3.5 L20.5 7.5 V17 L12 21 L3.5 17 Z M3.5 7.5 L12 11.5 L20.5 7.5 M12 11.5 V21",
    "case": "M4 4 H20 V16 H12 L8 20 V16 H4 Z O9.5 9 1.8 O14.5 9 1.8 M7 13 H17",
    "ask": "O12 12 9 M9 9.5 C9 5.5 15 5.5 15 9.3 C15 12 12 11.5 12 14.2 D12 17.2",
    "relay": "M3.5 5 H20.5 V11 H3.5 Z M3.5 13.5 H20.5 V19.5 H3.5 Z D7 8 D7 16.5",
    "home": "M3.5 11.5 L12 4 L20.5 11.5 M5.5 10 V20 H18.5 V10 M10 20 V14 H14 V20",
    "phone": "M6 3.5 H9.5 L11.3 8.3 L9 10.3 C10 12.7 11.5 14.2 13.8 15.2 L15.8 12.8 L20.5 14.6 V18.5 C20.5 20 19.4 20.5"
    " 18 20.4 C10.5 19.6 4.5 13.5 3.6 6 C3.5 4.6 4.4 3.5 6 3.5 Z",
    "star": "M12 3 L14.6 9 L21 9.6 L16.2 13.8 L17.6 20.2 L12 16.8 L6.4 20.2 L7.8 13.8 L3 9.6 L9.4 9 Z",
}  # fmt: skip

#: Which drawing stands for a kind in the rail and in lists; a kind without one has the plain sheet.
KIND_ICONS: dict[str, str] = {
    "lesson_plan": "plan",
    "mentoring_log": "talk",
    "plc_meeting": "circle",
    "talk": "talk",
    "bright_spot": "star",
    "growth_message": "ticket",
    "home_visit": "home",
    "family_contact": "phone",
    "contact_request": "review",
    "contact_grant": "lock",
    "family_event": "people",
    "phone_tree": "phone",
    "charter": "people",
    "plc_plan": "calendar",
    "profile": "person",
    "activity": "step",
    "partnership_agreement": "people",
    "partnership_year": "calendar",
    "resource_list": "bullets",
    "teaching_visit": "language",
    "calendar": "calendar",
    "school": "school",
    "term_report": "chart",
    "research_project": "research",
    "development_plan": "growth",
    "training": "pupils",
    "recognition": "flower",
    "resource": "box",
    "case_discussion": "case",
    "school_plan": "school",
    "class_observation": "review",
    "reflection": "pen",
    "mentorship_agreement": "people",
    "assessment": "talk",
    "joint_preparation": "people",
    "question": "ask",
    "comment": "review",
    "action_step": "step",
    "second_preparation": "pen",
    "pupil": "pupils",
    "attention": "lock",
    "work_statement": "document",
    "story": "pen",
}

#: Empty room between icon and words, in buttons and in the rail, in usual pixels.
BUTTON_GAP, RAIL_GAP = 4, 6
#: In place of a role: quiet, and deeper in colour while the button is the chosen one.
RAIL = "rail_entry"
_SCALES = (1.0, 1.25, 1.5, 2.0)
_TOKEN = re.compile(r"([MLHVCZOD])|(-?\d+\.?\d*)")
_DRAWING = "drawing"


def icon(name: str, role: str = "ink", size: int = 18, gap: int = 0) -> QIcon:
    """The icon ``name`` in a role's colour of the present theme, sharp at every scale that the screens are tested with.

    ``gap`` is empty room at its right: Qt sets words closer to an icon than reads well. What stays on the screen takes
    its icon by ``give_icon`` and follows when the theme changes; this is for what is soon gone, as a menu.
    """
    if role == RAIL:
        return _icon(name, COLOURS.quiet, px(size), px(gap), COLOURS.accent_deep)
    return _icon(name, _colour(role), px(size), px(gap))


def give_icon(target: QAbstractButton | QAction, name: str, role: str = "ink", size: int = 18, gap: int = 0) -> None:
    """Give a button or a menu's entry an icon that follows theme and scale."""
    target.setProperty(_DRAWING, (name, role, size, gap))
    draw_again(target)


def picture(name: str, role: str = "ink", size: int = 18) -> QLabel:
    """A drawing by itself, which follows theme and scale."""
    shown = QLabel()
    show_picture(shown, name, role, size)
    return shown


def show_picture(label: QLabel, name: str, role: str = "ink", size: int = 18) -> None:
    """Let a label show a drawing, which follows theme and scale."""
    label.setProperty(_DRAWING, (name, role, size, 0))
    draw_again(label)


def draw_again(target: QObject) -> None:
    """Draw what ``give_icon`` or ``show_picture`` gave it in the present colours and size; nothing if it has none."""
    drawing = target.property(_DRAWING)
    if not drawing:
        return
    name, role, size, gap = drawing
    if isinstance(target, QLabel):
        target.setPixmap(pixmap(name, _colour(role), px(size), target.devicePixelRatioF()))
    elif isinstance(target, QAbstractButton):
        target.setIcon(icon(name, role, size, gap))
        target.setIconSize(QSize(px(size) + px(gap), px(size)))
    elif isinstance(target, QAction):
        target.setIcon(icon(name, role, size, gap))


def _colour(role: str) -> str:
    if role not in Colours.__dataclass_fields__:
        raise Bug("bug", f"colour {role!r}")
    return str(getattr(COLOURS, role))


@functools.lru_cache(maxsize=256)
def _icon(name: str, colour: str, size: int, gap: int, chosen: str = "") -> QIcon:
    found = QIcon()
    for scale in _SCALES:
        found.addPixmap(_spaced(pixmap(name, colour, size, scale), gap), QIcon.Mode.Normal, QIcon.State.Off)
        if chosen:
            on = _spaced(pixmap(name, chosen, size, scale), gap)
            found.addPixmap(on, QIcon.Mode.Normal, QIcon.State.On)
    return found


def _spaced(picture: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return picture
    scale = picture.devicePixelRatio()
    wider = QPixmap(picture.width() + round(gap * scale), picture.height())
    wider.fill(Qt.GlobalColor.transparent)
    wider.setDevicePixelRatio(scale)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wider


@functools.lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    """One drawing as a picture of ``size`` device-independent pixels."""
    # Before the painter begins: one that is still open when its picture goes takes the whole program with it.
    strokes, dots = _paths(name)
    picture = QPixmap(round(size * scale), round(size * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(picture.width() / 24, picture.height() / 24)
    pen = QPen(QColor(colour), 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(strokes, pen)
    painter.fillPath(dots, QColor(colour))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def _paths(name: str) -> tuple[QPainterPath, QPainterPath]:
    if name not in DRAWINGS:
        raise Bug("bug", f"icon {name!r}")
    strokes, dots, command = QPainterPath(), QPainterPath(), ""
    numbers: list[float] = []
    for letter, number in _TOKEN.findall(DRAWINGS[name]):
        if letter:
            _draw(strokes, dots, command, numbers)
            command, numbers = letter, []
        else:
            numbers.append(float(number))
    _draw(strokes, dots, command, numbers)
    return strokes, dots


def _draw(strokes: QPainterPath, dots: QPainterPath, command: str, n: list[float]) -> None:
    here = strokes.currentPosition()
    if command == "M":
        strokes.moveTo(n[0], n[1])
    elif command == "L":
        strokes.lineTo(n[0], n[1])
    elif command == "H":
        strokes.lineTo(n[0], here.y())
    elif command == "V":
        strokes.lineTo(here.x(), n[0])
    elif command == "C":
        strokes.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5])
    elif command == "Z":
        strokes.closeSubpath()
    elif command == "O":
        strokes.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
    elif command == "D":
        dots.addEllipse(QRectF(n[0] - 1.3, n[1] - 1.3, 2.6, 2.6))
