"""The verbs of whoever gathers what she did: archive, work statement, copies without names, the trail.

A part of ``Workspace``. Each speaks of the person who is signed in: none takes another person to ask about.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app.ids import RecordId, SpaceId
from app.records.blocks import Pages
from app.sync.carrying import Post
from app.sync.engine import directly
from app.sync.stages import Do
from app.workspace import archive, packs, stories, summaries, trails
from app.workspace.archive import ArchiveView
from app.workspace.desk import Desk
from app.workspace.names_out import Names
from app.workspace.packs import PackChoice, PackView
from app.workspace.stories import NameChoice, Nameless
from app.workspace.trails import TrailView
from app.workspace.views import Changes


class Chronicler:
    """Verbs on ``_desk`` and, for the network, ``_post``, which ``Workspace`` sets."""

    _desk: Desk
    _post: Post

    # The growth archive: archive.py

    def archive(self, year: int | None, language: str, term: int = 0) -> ArchiveView:
        """What has gathered of this person's own in a school year (by the year in which it began), or in all; in its
        term 1 or 2, or in both."""
        return archive.archive(self._desk, year, language, term)

    def star(self, record: RecordId, on: bool = True) -> Changes:
        """Put one of her records among her best, or take it from there."""
        return archive.star(self._desk, record, on)

    def give_feedback(self, given_on: str, by: str, said: str, answer: str = "") -> Changes:
        """Note in her archive what somebody told her, and what she makes of it."""
        return archive.give_feedback(self._desk, given_on, by, said, answer)

    def say_of_myself(self, words: str) -> Changes:
        """Keep her own words about her growth."""
        return archive.say_of_oneself(self._desk, words)

    # Work statement and evidence pack: packs.py

    def pack(self, begins: str = "", ends: str = "") -> PackView:
        """What a pack of this span (ISO days) may hold; without one, of the present school year."""
        return packs.pack(self._desk, begins, ends)

    def keep_pack(self, choice: PackChoice) -> Changes:
        """Keep what she wrote and chose, in her private space."""
        return packs.keep_pack(self._desk, choice)

    def pack_names(self, choice: PackChoice) -> Names | None:
        """The stand-ins of the pupils in a pack; None where names stay."""
        return packs.pack_names(self._desk, choice)

    def pack_front(self, choice: PackChoice, names: Names | None) -> tuple[Pages, ...]:
        """Title page, contents and statement of a pack."""
        return packs.front(self._desk, choice, names)

    def pack_part(self, record: RecordId, choice: PackChoice, names: Names | None) -> Pages:
        """One chosen record as it stands in a pack."""
        return packs.part_pages(self._desk, record, choice, names)

    def pack_word(self, choice: PackChoice, numbers: Mapping[int, int]) -> bytes:
        """A whole pack as one Word file; ``numbers``: on which page each part began when it was last set."""
        return packs.pack_word(self._desk, choice, numbers)

    # Copies without names: stories.py

    def nameless(self, record: RecordId, choice: NameChoice) -> Nameless:
        """How a record of hers would read without names. Raises AccessError("story.not_hers") for anybody else's."""
        return stories.nameless(self._desk, record, choice)

    def make_story(
        self, record: RecordId, choice: NameChoice, sort: str = "", learnt: str = "", space: SpaceId | None = None
    ) -> RecordId:
        """A story made of a record of hers: her own draft, or, with a space, shared there with her consent."""
        return stories.make_story(self._desk, record, choice, sort, learnt, space)

    # The trail: trails.py

    def trail(self) -> TrailView:
        """What could stand in a trail of hers, and how the witnesses stand."""
        return trails.sorts_of(self._desk)

    def ask_witness(self, do: Do[Any] | None = None) -> int:
        """Let her relays sign that what she saved so far is there; gives their time. Uses the network."""
        return trails.ask_relays(self._desk, self._post, do or directly)

    def trail_file(self, records: Sequence[RecordId]) -> bytes:
        """The trail of these records of hers, as a file to hand over. Raises AccessError("trail.nothing")."""
        return trails.trail_file(self._desk, records)

    def trail_pages(self, records: Sequence[RecordId], language: str) -> Pages:
        """The same as a page to print."""
        return trails.trail_paper(self._desk, records, language)

    def sign_seen(self, data: bytes) -> bytes:
        """A colleague's trail with this person's signature that she has seen it today. Raises AccessError."""
        return trails.sign_seen(self._desk, data)

    # The summary of a group's term: summaries.py

    def summary_pages(self, space: SpaceId, begins: str, ends: str, language: str) -> Pages:
        """A group's term on a sheet: numbers, what was held, what authors released. Everybody in it sees the same."""
        return summaries.summary_paper(self._desk, space, begins, ends, language)

    def summary_word(self, space: SpaceId, begins: str, ends: str, language: str) -> bytes:
        """The same as a Word file."""
        return summaries.summary_word(self._desk, space, begins, ends, language)

    def unreleased(self, space: SpaceId, begins: str, ends: str) -> int:
        """Of how many activities no text has been released."""
        return summaries.term_summary(self._desk, space, begins, ends).unreleased
