"""The look of every control, as one style sheet over Fusion, and the palette that goes with it.

Sheet and palette are made from a theme's colours and a size. Both may change while windows are open: nothing is built
anew, so whatever is being typed stays where it is, with its caret.
"""

import re

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTextEdit

from app.resources import resource
from app.ui.theme import colours as the_colours
from app.ui.theme import scale
from app.ui.theme.colours import DARK, LIGHT, Colours
from app.ui.theme.fonts import BODY, HEAD, HERO, SMALL, TITLE, apply_fonts
from app.ui.theme.icons import draw_again
from app.ui.theme.scale import hold_again
from app.ui.theme.written import rewrite

_SHEET = """
QWidget#window, QDialog, QWidget[role="page"], QScrollArea[role="page"], QWidget[role="page-body"] {{ background:
    {paper}; }}
QScrollArea {{ border: 2px solid transparent; background: transparent; }}
QScrollArea[role="bare"] {{ border: none; }}
QScrollArea:focus {{ border: 2px solid {accent}; }}
QScrollArea[walked="false"]:focus {{ border: 2px solid transparent; }}
QScrollArea[role="bare"][walked="false"]:focus {{ border: none; }}
QWidget[role="clear"] {{ background: transparent; }}
QToolTip {{ background: {ink}; color: {surface}; border: none; padding: 4px 8px; }}
/* Windows has smaller faces of its own for these, and gives them back whenever its look changes. */
QAbstractItemView, QMenu, QToolTip, QMessageBox {{ font-size: {body}px; }}

QLabel {{ background: transparent; }}
QLabel[role="hero"] {{ font-size: {hero}px; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {title}px; font-weight: 600; }}
QLabel[role="head"] {{ font-size: {head}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="small"] {{ font-size: {small}px; color: {quiet}; }}
QLabel[role="quiet"] {{ color: {quiet}; }}
QLabel[role="field"] {{ font-weight: 600; font-size: {small}px; color: {ink}; }}
QLabel[role="danger"] {{ color: {danger}; font-size: {small}px; }}
QLabel[role="quote"] {{ color: {quiet}; border-left: 3px solid {note_edge}; padding-left: 8px; font-size: {small}px; }}
QLabel[role="chip"] {{ background: {sunken}; color: {quiet}; border-radius: 9px; padding: 2px 9px; font-size:
    {small}px; }}
QLabel[role="chip-accent"] {{ background: {accent_soft}; color: {accent_deep}; border-radius: 9px; padding: 2px 9px;
    font-size: {small}px; }}
QLabel[role="chip-note"] {{ background: {note}; color: {note_ink}; border-radius: 9px; padding: 2px 9px;
    font-size: {small}px; }}
QLabel[role="series-1"] {{ color: {author_1}; border-left: 10px solid {author_1}; padding-left: 6px; }}
QLabel[role="series-2"] {{ color: {author_2}; border-left: 10px solid {author_2}; padding-left: 6px; }}
QLabel[role="series-3"] {{ color: {author_3}; border-left: 10px solid {author_3}; padding-left: 6px; }}
QLabel[role="series-4"] {{ color: {author_4}; border-left: 10px solid {author_4}; padding-left: 6px; }}
QLabel[role="series-5"] {{ color: {author_5}; border-left: 10px solid {author_5}; padding-left: 6px; }}
QLabel[role="series-6"] {{ color: {author_6}; border-left: 10px solid {author_6}; padding-left: 6px; }}
QLabel[role="key"] {{ background: {sunken}; border: 1px solid {line}; border-radius: 4px; padding: 1px 7px;
    font-size: {small}px; }}
QLabel[role="count"] {{ background: {accent_soft}; color: {accent_deep}; border-radius: 9px; padding: 1px 8px;
    font-size: {small}px; font-weight: 600; }}

QFrame[role="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="card-chosen"] {{ background: {surface}; border: 2px solid {note_edge}; border-radius: 8px; }}
QFrame[role="card"]:focus, QFrame[role="card-chosen"]:focus {{ border: 2px solid {accent}; }}
QFrame[role="row-card"] {{ background: {surface}; border: 1px solid {line}; border-radius: 6px; }}
QFrame[role="row-line"] {{ background: transparent; border: none; }}
QFrame[role="drop"] {{ background: {accent}; border: none; border-radius: 1px; }}
QFrame[role="sunken"] {{ background: {sunken}; border: none; border-radius: 6px; }}
QFrame[role="note"] {{ background: {note}; border: 1px solid {note_edge}; border-radius: 6px; }}
QFrame[role="trouble"] {{ background: {danger_soft}; border: 1px solid {danger}; border-radius: 6px; }}
QFrame[role="good"] {{ background: {accent_soft}; border: 1px solid {accent}; border-radius: 6px; }}
QFrame[role="rail"] {{ background: {rail}; border: none; border-right: 1px solid {line}; }}
QFrame[role="foot"] {{ background: {surface}; border: none; border-top: 1px solid {line}; }}
QFrame[role="bar"] {{ background: {surface}; border: none; border-bottom: 1px solid {line}; }}
QFrame[role="side"] {{ background: {surface}; border: none; border-left: 1px solid {line}; }}
QFrame[role="rule"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}

QPushButton, QToolButton {{ background: {surface}; border: 1px solid {edge}; border-radius: 6px; padding: 5px 12px;
    min-height: 20px; outline: none; }}
QPushButton:hover, QToolButton:hover {{ background: {sunken}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {line}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: 4px 11px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {edge}; border-color: {line}; background: {paper}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; font-weight:
    600; }}
QPushButton[role="primary"]:hover {{ background: {accent_deep}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {ink}; }}
QPushButton[role="primary"]:disabled {{ background: {line}; color: {quiet}; border-color: {line}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent; border: 1px solid transparent; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {sunken}; }}
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked {{ background: {accent_soft}; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border: 2px solid {accent}; }}
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled {{ border-color: transparent; background:
    transparent; }}
QToolButton[role="tiny"] {{ background: transparent; border: 1px solid transparent; padding: 3px; min-height: 16px; }}
QToolButton[role="tiny"]:hover {{ background: {sunken}; }}
QToolButton[role="tiny"]:focus {{ border: 2px solid {accent}; padding: 2px; }}
QToolButton[role="face"] {{ background: {sunken}; border: 1px solid {line}; border-radius: 6px; padding: 0;
    min-width: 180px; min-height: 112px; }}
QToolButton[role="face"][small="true"] {{ min-width: 108px; min-height: 64px; }}
QToolButton[role="face"]:hover {{ border-color: {edge}; }}
QToolButton[role="face"]:focus {{ border: 2px solid {accent}; }}
QLineEdit QToolButton, QLineEdit QToolButton:focus {{ background: transparent; border: none; padding: 0; min-height: 0;
    }}
QPushButton[role="danger"] {{ color: {danger}; border-color: {danger}; }}
QPushButton[role="rail"] {{ background: transparent; border: 1px solid transparent; text-align: left; padding: 7px
    10px; }}
QPushButton[role="rail"]:hover {{ background: {line}; }}
QPushButton[role="rail"]:checked {{ background: {surface}; color: {accent_deep}; font-weight: 600;
    border: 1px solid {line}; }}
QPushButton[role="rail"]:focus {{ border: 2px solid {accent}; padding: 6px 9px; }}
QPushButton[role="rail"][tight="true"] {{ padding: 2px 10px; }}
QPushButton[role="rail"][tight="true"]:focus {{ padding: 1px 9px; }}
QPushButton[role="search"] {{ background: {surface}; color: {quiet}; border: 1px solid {edge}; text-align: left;
    padding: 6px 10px; }}
QPushButton[role="search"]:checked {{ color: {accent_deep}; border: 1px solid {accent}; }}
QPushButton[role="search"]:focus {{ border: 2px solid {accent}; padding: 5px 9px; }}
QPushButton[role="line"] {{ background: transparent; border: none; border-radius: 6px; text-align: left;
    padding: 0; min-height: 0; }}
QPushButton[role="line"]:hover {{ background: {sunken}; }}
QPushButton[role="line"]:focus {{ border: 2px solid {accent}; padding: 0; }}
QPushButton[role="section"] {{ background: transparent; border: 1px solid transparent; text-align: left; padding:
    4px 4px;
    font-size: {head}px; font-weight: 600; }}
QPushButton[role="section"]:focus {{ border: 2px solid {accent}; padding: 3px 3px; }}
QPushButton[role="chip"] {{ border-radius: 13px; padding: 2px 11px; border: 1px solid {edge}; background: {surface}; }}
QPushButton[role="chip"]:checked {{ background: {accent_soft}; color: {accent_deep}; border: 1px solid {accent};
    font-weight: 600; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {accent}; padding: 1px 10px; }}
QPushButton[role="chip"]:disabled {{ color: {quiet}; border-color: {line}; }}
QPushButton[role="chip"]:checked:disabled {{ color: {accent_deep}; }}
QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="tab"] {{ background: transparent; border: none; border-bottom: 2px solid transparent;
    border-radius: 0;
    padding: 7px 10px; color: {quiet}; }}
QPushButton[role="tab"]:checked {{ border-bottom: 2px solid {accent}; color: {accent_deep}; }}
QPushButton[role="tab"]:focus {{ background: {accent_soft}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{ background: {surface}; border: 1px solid {edge}; border-radius: 6px;
    padding: 4px 8px; selection-background-color: {selection}; selection-color: {ink}; }}
QLineEdit, QComboBox {{ min-height: 22px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{ border: 2px solid {accent}; padding: 3px
    7px; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {paper}; border-color: {line}; }}
QLineEdit:disabled, QComboBox:disabled {{ background: {paper}; border-color: {line}; color: {quiet}; }}
QLineEdit[role="headline"] {{ font-size: {title}px; font-weight: 600; }}
QLineEdit[role="cell"], QPlainTextEdit[role="cell"] {{ border: 1px solid {line}; border-radius: 4px; padding: 3px
    6px; }}
QLineEdit[role="cell"]:focus, QPlainTextEdit[role="cell"]:focus {{ border: 2px solid {accent}; padding: 2px 5px; }}
QTextEdit[role="sheet"] {{ border: 2px solid {surface}; border-radius: 0; background: {surface}; padding: 0; }}
QTextEdit[role="sheet"]:focus {{ border: 2px solid {accent}; padding: 0; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; background: transparent; min-height: 0; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {edge}; padding: 2px; outline: none;
    selection-background-color: {accent_soft}; selection-color: {ink}; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 6px; }}
QCheckBox {{ outline: none; background: transparent; spacing: 8px; padding: 3px; border: 1px solid transparent;
    border-radius: 4px; }}
QCheckBox:focus {{ border: 1px solid {accent}; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {edge}; border-radius: 4px;
    background: {surface}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ border-color: {line}; }}

QTableView, QListWidget, QListView {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; outline:
    none;
    selection-background-color: {accent_soft}; selection-color: {ink}; gridline-color: {line}; }}
QTableView:focus, QListWidget:focus {{ border: 1px solid {accent}; }}
QTableView::item {{ padding: 0 8px; border: none; border-bottom: 1px solid {sunken}; }}
QTableView::item:selected, QTableView::item:hover {{ background: {accent_soft}; color: {ink}; }}
QListWidget::item {{ padding: 9px 10px; border-radius: 6px; }}
QListWidget::item:selected, QListWidget::item:hover {{ background: {accent_soft}; color: {ink}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: {surface}; color: {quiet}; border: none; border-bottom: 1px solid {line};
    padding: 7px 11px; font-size: {small}px; font-weight: 600; }}
QHeaderView::section:first {{ border-top-left-radius: 7px; }}
QHeaderView::section:last {{ border-top-right-radius: 7px; }}
QHeaderView::section:hover {{ color: {ink}; background: {sunken}; }}

QMenu {{ background: {surface}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 7px 22px 7px 10px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {ink}; }}
QMenu::item:disabled {{ color: {quiet}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 6px; }}
QProgressBar {{ background: {sunken}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QProgressBar[role="over"]::chunk {{ background: {note_edge}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {handle}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {edge}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; border:
    none;
    width: 0; height: 0; }}
QSplitter::handle {{ background: {line}; }}
QCalendarWidget QWidget {{ alternate-background-color: {sunken}; }}
QCalendarWidget QToolButton {{ border: none; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {accent}; selection-color: {on_accent}; }}
"""


#: A declaration of lengths that grow with the words in them. Borders and round corners stay as fine as they are.
_LENGTHS = re.compile(r"(?<=[\s;{])((?:padding|margin|spacing|min-|max-|width|height|font-size)[\w-]*:)([^;}]*)")
_LENGTH = re.compile(r"(-?\d+)px")
_RULE = re.compile(r"\{[^{}]*\}")
#: A frame of two pixels in place of one takes a pixel from the room inside it, at every size alike.
_THICK = "border: 2px"


def style_sheet(colours: Colours = LIGHT, percent: int = 100) -> str:
    """The style sheet with a theme's colours, and every length at a size in percent."""
    values = {name: getattr(colours, name) for name in colours.__dataclass_fields__}
    dark = "-dark" if colours is DARK else ""
    chevron, tick = (resource("icons", f"{name}{dark}.png").as_posix() for name in ("chevron", "tick"))
    sheet = _SHEET.format(
        **values, small=SMALL, head=HEAD, title=TITLE, body=BODY, hero=HERO, chevron=chevron, tick=tick
    )
    return sheet if percent == 100 else _RULE.sub(lambda rule: _grown(rule[0], percent), sheet)


def _grown(rule: str, percent: int) -> str:
    """One rule of the sheet with its lengths at a size."""

    def lengths(found: re.Match[str]) -> str:
        given = 1 if _THICK in rule and found[1].startswith("padding") else 0

        def length(one: re.Match[str]) -> str:
            usual = int(one[1])
            return f"{round((usual + given) * percent / 100) - given}px" if usual > 1 else one[0]

        return found[1] + _LENGTH.sub(length, found[2])

    return _LENGTHS.sub(lengths, rule)


def apply_theme(application: QApplication, colours: Colours = LIGHT, percent: int = 100) -> None:
    """Dress the application before its first window, or anew while windows are open.

    What the sheet and the palette do not reach is asked to follow: icons and pictures (``theme.icons``), lengths that
    a widget holds (``theme.scale``), and colours that a widget has written into a document: such a widget has a method
    ``retheme``.
    """
    the_colours.use(colours)
    scale.use(percent)
    if not application.styleSheet():  # once: a style sheet lies over whatever style there is
        application.setStyle("Fusion")
    apply_fonts(application)
    application.setPalette(_palette(colours))
    application.setStyleSheet(style_sheet(colours, percent))
    for widget in application.allWidgets():
        hold_again(widget)
        draw_again(widget)
        if isinstance(widget, QMenu):
            for action in widget.actions():
                draw_again(action)
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            rewrite(widget)
        if hasattr(widget, "retheme"):
            widget.retheme()


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in (
        (role.Window, colours.paper),
        (role.WindowText, colours.ink),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.sunken),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.quiet),
        (role.Button, colours.surface),
        (role.ButtonText, colours.ink),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.ToolTipBase, colours.ink),
        (role.ToolTipText, colours.surface),
    ):
        palette.setColor(where, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, role.WindowText, QColor(colours.quiet))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor(colours.quiet))
    palette.setBrush(QPalette.ColorGroup.Inactive, role.Highlight, QColor(colours.selection))
    palette.setBrush(QPalette.ColorGroup.Inactive, role.HighlightedText, QColor(colours.ink))
    return palette
