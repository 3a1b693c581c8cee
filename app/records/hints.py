"""Rules of what is written about pupils and their families: friendly reminders, which refuse nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.records.rules import Notice, Situation
from app.records.values import Values


@dataclass(frozen=True)
class WriteSoon:
    """What was talked over is written down while it is fresh: within so many hours of a moment (a school's number).

    The program knows days, not hours, of the present: the remark comes on the day on which the hours end.
    """

    moment: str
    words: str
    hours: str

    def check(self, values: Values, situation: Situation) -> list[Notice]:
        """One notice beside the words, once the moment lies that far back and they are still missing."""
        moment, hours = values.get(self.moment), situation.numbers.get(self.hours)
        if not isinstance(moment, str) or hours is None or values.get(self.words):
            return []
        try:
            latest = (datetime.fromisoformat(moment) + timedelta(hours=hours)).date().isoformat()
        except ValueError:
            return []
        late = moment[:10] <= situation.today and latest <= situation.today
        return [Notice("notice.write_soon", self.words, {"hours": hours})] if late else []


@dataclass(frozen=True)
class LengthHint:
    """How long a text is, where it has a good length (two of a school's numbers): a slip holds about so much."""

    words: str
    least: str
    most: str

    def check(self, values: Values, situation: Situation) -> list[Notice]:
        """No notice while nothing is written or the length fits; else how much there is, and how much is good."""
        text, least, most = (
            values.get(self.words),
            situation.numbers.get(self.least),
            situation.numbers.get(self.most),
        )
        length = len("".join(text.split())) if isinstance(text, str) else 0
        if not length or least is None or most is None or least <= length <= most:
            return []
        key = "notice.could_grow" if length < least else "notice.could_shrink"
        return [Notice(key, self.words, {"length": length, "least": least, "most": most})]
