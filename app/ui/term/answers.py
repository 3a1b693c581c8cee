"""Answers about the numbers of a school: what the page shows, what it cannot show, and why."""

from __future__ import annotations

from functools import partial

from app.ui.desk import Desk
from app.ui.safekeeping.card import SectionCard
from app.ui.term.frame import TermFrame
from app.ui.term.progress import ANSWERS, NAME
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label

#: The questions, in the order of the page: answers.<name> and answers.<name>_said.
QUESTIONS = ("who_least", "what", "mine", "skilled", "small", "other_schools", "appraisal")


class AnswersPage(TermFrame):
    """Plain answers; the first is the one that offices ask for."""

    def __init__(self, desk: Desk) -> None:
        say = desk.texts.say
        super().__init__(desk, "school", ANSWERS, say("answers.title"), say("answers.why"))
        self.back = button(say("answers.back"), partial(desk.shell.open_page, NAME), role="quiet", icon="back")
        self.head.addWidget(self.back)
        for question in QUESTIONS:
            card = SectionCard(say(f"answers.{question}"), "info")
            card.body.addWidget(label(say(f"answers.{question}_said"), wrap=True))
            self.column.addWidget(card)
        self.column.addStretch(1)

    def shown(self) -> None:
        """Nothing to fetch."""
