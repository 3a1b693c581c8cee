"""Times, sizes and durations as people say them; the sentences stand in resources/i18n/<language>/words.toml."""

from collections.abc import Sequence
from datetime import date, datetime

from app.records.purposes import PURPOSES
from app.records.terms import Terms
from app.text import Texts


class Words:
    """Says numbers in the language of the screens."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._say = texts, texts.say

    def moment(self, when: int, now: int) -> str:
        """A past moment, more exactly the nearer it is: 今天 16:20, 周二 16:20, 11月3日, 2025年11月3日."""
        then, today = datetime.fromtimestamp(when), datetime.fromtimestamp(now)
        clock = f"{then:%H:%M}"
        days = (today.date() - then.date()).days
        if days == 0:
            return self._say("words.today_at", clock=clock)
        if days == 1:
            return self._say("words.yesterday_at", clock=clock)
        if 1 < days < 7:
            return self._say("words.weekday_at", day=self.weekday(then.date()), clock=clock)
        return self.day(then.date(), today.date())

    def day(self, day: date, today: date) -> str:
        """A day, with its year only when it is another one."""
        key = "words.day" if day.year == today.year else "words.day_of_year"
        return self._say(key, year=day.year, month=self._say(f"words.month_{day.month}"), day=day.day)

    def iso_day(self, text: str, now: int) -> str:
        """A date as a form keeps it; anything else is given back as it stands."""
        try:
            return self.day(date.fromisoformat(text[:10]), datetime.fromtimestamp(now).date())
        except ValueError:
            return text

    def terms(self, name: str, codes: Sequence[str]) -> str:
        """The words for stored terms of a list, in the order of the list: 语文、数学."""
        offered = [term.code for term in Terms().offer(name)]
        ordered = sorted(codes, key=lambda code: offered.index(code) if code in offered else len(offered))
        shown = [Terms().show(name, code, self._texts.language) for code in ordered if code]
        return self._say("form.comma").join(shown)

    def purpose(self, key: str | None) -> str:
        """What a space is for; "" where nobody has said so."""
        return self._texts.label(PURPOSES[key]) if key is not None and key in PURPOSES else ""

    def weekday(self, day: date) -> str:
        """The short name of a day of the week: 周二, Tue."""
        return self._say(f"words.weekday_{day.isoweekday()}")

    def size(self, count: int) -> str:
        """A size in bytes, KB, MB or GB (of 1,000), with no more figures than anybody needs."""
        if count < 1_000:
            return self._say("words.bytes", count=count)
        if count < 1_000_000:
            return self._say("words.kilobytes", count=f"{count / 1_000:.1f}" if count < 9_950 else round(count / 1_000))
        if count < 1_000_000_000:
            return self._say("words.megabytes", count=f"{count / 1_000_000:.1f}")
        return self._say("words.gigabytes", count=f"{count / 1_000_000_000:.1f}")

    def duration(self, seconds: int) -> str:
        """About how long: seconds under two minutes, then minutes."""
        if seconds < 120:
            return self._say("words.seconds", count=max(1, seconds))
        return self._say("words.minutes", count=round(seconds / 60))

    def due(self, text: str, now: int) -> tuple[str, bool]:
        """When a step is due, and whether that day is past."""
        try:
            days = (date.fromisoformat(text) - datetime.fromtimestamp(now).date()).days
        except ValueError:
            return (text or self._say("words.no_date"), False)
        if days == 0:
            return self._say("words.due_today"), False
        if days == 1:
            return self._say("words.due_tomorrow"), False
        day = self.iso_day(text, now)
        return self._say("words.overdue" if days < 0 else "words.due_on", day=day), days < 0

    def greeting(self, now: int, name: str) -> str:
        """Good morning, by the hour of this computer."""
        hour = datetime.fromtimestamp(now).hour
        part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
        return self._say(f"words.good_{part}", name=name)
