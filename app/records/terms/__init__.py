"""Term lists, a file for each group of kinds, and how they are offered and shown."""

from app.records.terms.lists import LISTS as LISTS
from app.records.terms.lists import Terms as Terms
from app.records.terms.term import Term as Term
