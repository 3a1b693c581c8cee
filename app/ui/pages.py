"""Every page of the window, by the first part of its name; what follows a colon says which one.

Imported when a page is first shown, so that the window opens sooner.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.today.page import TodayPage
from app.ui.widgets.quiet_focus import QuietFocus
from app.workspace.views import RecordView


def _today(desk: Desk, _which: str) -> QWidget:
    return TodayPage(desk)


def _list(desk: Desk, which: str) -> QWidget:
    from app.ui.lists.page import ListPage

    return ListPage(desk, which)


def _reviews(desk: Desk, _which: str) -> QWidget:
    from app.ui.review.queue import QueuePage

    return QueuePage(desk)


def _find(desk: Desk, _which: str) -> QWidget:
    from app.ui.finding.page import FindPage

    return FindPage(desk)


def _people(desk: Desk, _which: str) -> QWidget:
    from app.ui.people.page import PeoplePage

    return PeoplePage(desk)


def _safekeeping(desk: Desk, _which: str) -> QWidget:
    from app.ui.safekeeping.page import SafekeepingPage

    return SafekeepingPage(desk)


def _questions(desk: Desk, _which: str) -> QWidget:
    from app.ui.listening.page import QuestionsPage

    return QuestionsPage(desk)


def _settings(desk: Desk, _which: str) -> QWidget:
    from app.ui.settings.page import SettingsPage

    return SettingsPage(desk)


def _about(desk: Desk, _which: str) -> QWidget:
    from app.ui.about.page import AboutPage

    return AboutPage(desk)


def _kit(desk: Desk, which: str) -> QWidget:
    from app.ui.kit.page import KitPage

    return KitPage(desk, which)


def _updates(desk: Desk, _which: str) -> QWidget:
    from app.ui.updating.page import UpdatesPage

    return UpdatesPage(desk)


def _term(desk: Desk, _which: str) -> QWidget:
    from app.ui.term.page import TermPage

    return TermPage(desk)


def _calendar(desk: Desk, _which: str) -> QWidget:
    from app.ui.term.calendar import CalendarPage

    return CalendarPage(desk)


def _directory(desk: Desk, _which: str) -> QWidget:
    from app.ui.people.directory import DirectoryPage

    return DirectoryPage(desk)


def _three(desk: Desk, _which: str) -> QWidget:
    from app.ui.term.three import ThreePage

    return ThreePage(desk)


def _progress(desk: Desk, _which: str) -> QWidget:
    from app.ui.term.progress import ProgressPage

    return ProgressPage(desk)


def _answers(desk: Desk, _which: str) -> QWidget:
    from app.ui.term.answers import AnswersPage

    return AnswersPage(desk)


def _keys(desk: Desk, _which: str) -> QWidget:
    from app.ui.settings.keys_page import KeysPage

    return KeysPage(desk)


def _record(desk: Desk, which: str) -> QWidget:
    from app.ui.forms import spare
    from app.ui.forms.page import FormPage
    from app.ui.review.sheet import Sheet

    def as_text(view: RecordView) -> QWidget:
        sheet = Sheet(desk)
        sheet.show_record(view)
        return sheet

    def show_to_guests(title: str) -> None:
        from app.ui.people.guests import open_guests

        open_guests(desk, page, page.record, title)

    kept = spare.take(desk)
    if isinstance(kept, FormPage):
        kept.be_about(RecordId(which))
        page = kept
    else:
        page = FormPage(desk, RecordId(which), as_text)
    page.head.to_guests.connect(show_to_guests)
    return page


def _history(desk: Desk, which: str) -> QWidget:
    from app.ui.history.page import HistoryPage

    return HistoryPage(desk, RecordId(which))


def _review(desk: Desk, which: str) -> QWidget:
    from app.ui.review.page import ReviewPage

    return ReviewPage(desk, RecordId(which))


def _print(desk: Desk, which: str) -> QWidget:
    from app.ui.paper.page import PrintPage

    return PrintPage(desk, [RecordId(one) for one in which.split(",")])


def _archive(desk: Desk, _which: str) -> QWidget:
    from app.ui.archive.page import ArchivePage

    return ArchivePage(desk)


def _summary(desk: Desk, _which: str) -> QWidget:
    from app.ui.summary.page import SummaryPage

    return SummaryPage(desk)


def _trail(desk: Desk, _which: str) -> QWidget:
    from app.ui.trail.page import TrailPage

    return TrailPage(desk)


def _nameless(desk: Desk, which: str) -> QWidget:
    from app.ui.nameless.page import NamelessPage

    return NamelessPage(desk, RecordId(which))


def _pack(desk: Desk, _which: str) -> QWidget:
    from app.ui.packs.page import PackPage

    return PackPage(desk)


def _partnership(desk: Desk, _which: str) -> QWidget:
    from app.ui.partner.page import PartnershipPage

    return PartnershipPage(desk)


def _handover(desk: Desk, _which: str) -> QWidget:
    from app.ui.partner.handover import HandoverPage

    return HandoverPage(desk)


def _moving(desk: Desk, _which: str) -> QWidget:
    from app.ui.partner.moving import MovingPage

    return MovingPage(desk)


def _matching(desk: Desk, which: str) -> QWidget:
    from app.ui.matching.page import MatchingPage

    return MatchingPage(desk, which)


def _quick(desk: Desk, which: str) -> QWidget:
    from app.ui.quick.page import QuickPage

    return QuickPage(desk, which)


def _messages(desk: Desk, _which: str) -> QWidget:
    from app.ui.growth.page import MessagesPage

    return MessagesPage(desk)


def _families(desk: Desk, _which: str) -> QWidget:
    from app.ui.families.page import FamiliesPage

    return FamiliesPage(desk)


_PAGES: dict[str, Callable[[Desk, str], QWidget]] = {
    "today": _today,
    "list": _list,
    "reviews": _reviews,
    "find": _find,
    "people": _people,
    "safekeeping": _safekeeping,
    "settings": _settings,
    "about": _about,
    "kit": _kit,
    "updates": _updates,
    "questions": _questions,
    "term": _term,
    "directory": _directory,
    "calendar": _calendar,
    "three": _three,
    "progress": _progress,
    "answers": _answers,
    "keys": _keys,
    "record": _record,
    "review": _review,
    "history": _history,
    "print": _print,
    "archive": _archive,
    "pack": _pack,
    "trail": _trail,
    "summary": _summary,
    "partnership": _partnership,
    "handover": _handover,
    "moving": _moving,
    "matching": _matching,
    "nameless": _nameless,
    "quick": _quick,
    "messages": _messages,
    "families": _families,
}


def page_of(desk: Desk, name: str) -> QWidget:
    """Make the page of a name."""
    sort, _, which = name.partition(":")
    page = _PAGES[sort](desk, which)
    QuietFocus(page)
    return page
