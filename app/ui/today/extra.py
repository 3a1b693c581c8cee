"""The cards of the start page that stand there only while they have something to say: a line in ``EXTRAS`` each.

A card asks the workspace for what it shows by itself, so that none makes the others wait.
"""

from collections.abc import Callable

from app.ui.desk import Desk
from app.ui.extra_card import ExtraCard
from app.ui.families.today import requests_card
from app.ui.matching.today import matching_card
from app.ui.today.welcome import WelcomeCard

#: In the order of the page.
EXTRAS: tuple[Callable[[Desk], ExtraCard], ...] = (WelcomeCard, requests_card, matching_card)
