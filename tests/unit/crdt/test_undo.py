"""Taking back one's own: never a colleague's words, in any order of saves and merges."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from app.crdt import Document, cell
from app.crdt.undo import MOST_STEPS, Undo
from app.ids import DeviceId

MINE, THEIRS = DeviceId(b"teacher1"), DeviceId(b"mentor-1")
TEXT, ROW_TEXT = "t", cell("s", "one", "w")


class Desk:
    """One author with a document, and what she may take back. Documents are loaded anew for every verb, as they are
    in the program."""

    def __init__(self, device: DeviceId) -> None:
        self._device = device
        self._state: bytes | None = None
        self._now = 0
        self.undo = Undo()

    @property
    def document(self) -> Document:
        return Document.new(self._device) if self._state is None else Document.load(self._device, self._state)

    def save(self, change: Callable[[Document], object]) -> None:
        """One save of one's own."""
        document = self.document
        before = document.version()
        change(document)
        if self._commit(document):
            self.undo.saved(document, before)

    def take_back(self, *, again: bool = False) -> bool:
        """One step back, or forward; False when there is none."""
        document = self.document
        self.undo.follow(document)
        if self.undo.next_step(again=again) is None:
            return False
        before = document.version()
        self.undo.make(document, again=again)
        self._commit(document)
        self.undo.made(document, before, again=again)
        return True

    def merge(self, other: "Desk") -> None:
        """Take in what somebody else has."""
        document = self.document
        document.merge([other.document.export()])
        self._state = document.state()

    def _commit(self, document: Document) -> bool:
        self._now += 1
        changed = document.commit(self._now)
        self._state = document.state()
        return changed


class Letters:
    """Every character is written once, so that each can be followed."""

    def __init__(self) -> None:
        self._mine, self._theirs = 0x4E00, 0x7000

    def mine(self, count: int) -> str:
        self._mine += count
        return "".join(map(chr, range(self._mine - count, self._mine)))

    def theirs(self, count: int) -> str:
        self._theirs += count
        return "".join(map(chr, range(self._theirs - count, self._theirs)))


def is_mine(letter: str) -> bool:
    return 0x4E00 <= ord(letter) < 0x7000


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["write", "cut", "their write", "their cut", "meet", "back", "again"]), st.integers(0, 99)
    ),
    max_size=18,
)


def put_in(at: int, words: str) -> Callable[[Document], object]:
    return lambda one: one.insert_prose(TEXT, at, words)


def cut_out(at: int, end: int) -> Callable[[Document], object]:
    return lambda one: one.delete_prose(TEXT, at, end)


def setting(value: str) -> Callable[[Document], object]:
    return lambda one: one.set("t", value)


def play(moves: list[tuple[str, int]]) -> tuple[Desk, Desk, set[str]]:
    """Two authors write, cut and merge; returns them, and what the other one cut out herself."""
    me, her, letters = Desk(MINE), Desk(THEIRS), Letters()
    cut: set[str] = set()
    for move, number in moves:
        text = (her if move.startswith("their") else me).document.prose(TEXT)
        at = number % (len(text) + 1)
        end = min(at + 2, len(text))
        if move == "write":
            me.save(put_in(at, letters.mine(3)))
        elif move == "their write":
            her.save(put_in(at, letters.theirs(3)))
        elif move == "cut" and end > at:
            me.save(cut_out(at, end))
        elif move == "their cut" and end > at:
            cut |= set(text[at:end])
            her.save(cut_out(at, end))
        elif move == "meet":
            me.merge(her)
            her.merge(me)
        elif move in ("back", "again"):
            me.take_back(again=move == "again")
    return me, her, cut


@settings(max_examples=120, deadline=None)
@given(MOVES)
def test_after_all_of_mine_is_taken_back_all_of_theirs_is_there(moves: list[tuple[str, int]]) -> None:
    me, her, cut = play(moves)
    me.merge(her)
    while me.take_back():
        pass

    text = me.document.prose(TEXT)
    written = {letter for change in [her.document.prose(TEXT)] for letter in change if not is_mine(letter)}
    assert not any(is_mine(letter) for letter in text)
    assert written - cut <= set(text)
    assert len(text) == len(set(text))


@settings(max_examples=80, deadline=None)
@given(MOVES, st.booleans())
def test_made_again_it_is_as_it_was_and_everybody_agrees(moves: list[tuple[str, int]], late: bool) -> None:
    me, her, _cut = play(moves)
    me.merge(her)
    before = me.document.prose(TEXT)
    steps = 0
    while me.take_back():
        steps += 1
    if late:
        her.save(lambda one: one.insert_prose(TEXT, 0, "\u7fff"))
        me.merge(her)
    for _ in range(steps):
        me.take_back(again=True)
    after = me.document.prose(TEXT)
    her.merge(me)

    assert [one for one in after if one != "\u7fff"] == list(before)
    assert ("\u7fff" in after) == late
    assert her.document.prose(TEXT) == after


def test_a_value_goes_back_to_what_it_was_and_forward_again() -> None:
    me = Desk(MINE)
    me.save(lambda one: one.set("t", "一"))
    me.save(lambda one: one.set("t", "二"))

    assert me.take_back()
    assert me.document.get("t") == "一"
    assert me.take_back()
    assert me.document.get("t") is None
    assert not me.take_back()
    assert me.take_back(again=True)
    assert me.take_back(again=True)
    assert me.document.get("t") == "二"
    assert not me.take_back(again=True)


def test_a_value_that_a_colleague_has_set_since_stays() -> None:
    me, her = Desk(MINE), Desk(THEIRS)
    me.save(lambda one: one.set("t", "我的"))
    her.merge(me)
    her.save(lambda one: one.set("t", "她的"))
    me.merge(her)

    assert me.take_back()
    assert me.document.get("t") == "她的"


def test_of_two_values_side_by_side_the_colleagues_one_stays() -> None:
    me, her = Desk(MINE), Desk(THEIRS)
    me.save(lambda one: one.set("t", "我的"))
    her.save(lambda one: one.set("t", "她的"))
    me.merge(her)
    me.take_back()

    assert me.document.get("t") == "她的"
    assert me.document.rivals("t") == ()


def test_of_three_values_side_by_side_none_is_chosen() -> None:
    me, her, third = Desk(MINE), Desk(THEIRS), Desk(DeviceId(b"third--1"))
    for one, value in ((me, "我的"), (her, "她的"), (third, "他的")):
        one.save(setting(value))
    me.merge(her)
    me.merge(third)
    me.take_back()

    assert {rival.value for rival in me.document.rivals("t")} == {"我的", "她的", "他的"}


def test_marks_of_a_set_are_taken_back() -> None:
    me = Desk(MINE)
    me.save(lambda one: one.mark("p", "王敏", True))
    me.save(lambda one: one.mark("p", "王敏", False))

    me.take_back()
    assert me.document.members("p") == ["王敏"]
    me.take_back()
    assert me.document.members("p") == []


def test_rows_come_and_go_and_move_back() -> None:
    me = Desk(MINE)
    me.save(lambda one: one.add_row("s", row="one"))
    me.save(lambda one: one.add_row("s", row="two"))
    me.save(lambda one: one.move_row("s", "two", "one"))
    me.save(lambda one: one.remove_row("s", "one"))

    seen = [me.document.rows("s")]
    while me.take_back():
        seen.append(me.document.rows("s"))
    assert seen == [["two"], ["two", "one"], ["one", "two"], ["one"], []]
    seen = []
    while me.take_back(again=True):
        seen.append(me.document.rows("s"))
    assert seen == [["one"], ["one", "two"], ["two", "one"], ["two"]]
    me.take_back()
    assert me.document.rows("s") == ["two", "one"]


def test_a_row_in_which_a_colleague_has_written_stays() -> None:
    me, her = Desk(MINE), Desk(THEIRS)

    def add(one: Document) -> None:
        one.add_row("s", row="one")
        one.write_prose(ROW_TEXT, "我的")

    me.save(add)
    her.merge(me)
    her.save(lambda one: one.insert_prose(ROW_TEXT, 1, "她"))
    me.merge(her)
    me.take_back()

    assert me.document.rows("s") == ["one"]
    assert me.document.prose(ROW_TEXT) == "她"


def test_a_row_made_again_after_a_colleague_wrote_in_it_is_not_taken_out() -> None:
    me, her = Desk(MINE), Desk(THEIRS)
    me.save(lambda one: one.add_row("s", row="one"))
    me.take_back()
    me.take_back(again=True)
    her.merge(me)
    her.save(lambda one: one.write_prose(ROW_TEXT, "她"))
    me.merge(her)
    me.take_back()

    assert me.document.rows("s") == ["one"]


def test_a_new_save_ends_what_could_be_made_again() -> None:
    me = Desk(MINE)
    me.save(lambda one: one.write_prose(TEXT, "一"))
    me.take_back()
    me.save(lambda one: one.write_prose(TEXT, "二"))

    assert not me.take_back(again=True)


def test_what_would_be_taken_back_is_told() -> None:
    me = Desk(MINE)
    me.save(lambda one: one.write_prose(TEXT, "一二三"))
    step = me.undo.next_step(again=False)

    assert step is not None
    assert (step.names, step.put_in, step.taken_out) == ((TEXT,), 0, 3)
    assert me.undo.next_step(again=True) is None


def test_a_step_that_comes_to_nothing_is_done_with() -> None:
    """A colleague has taken out what was written: there is nothing left to take back."""
    me, her = Desk(MINE), Desk(THEIRS)
    me.save(lambda one: one.write_prose(TEXT, "一"))
    her.merge(me)
    her.save(lambda one: one.write_prose(TEXT, ""))
    me.merge(her)

    assert me.take_back()
    assert not me.take_back()
    assert not me.take_back(again=True)


def test_of_a_document_from_another_life_nothing_is_taken_back() -> None:
    me, other = Desk(MINE), Desk(MINE)
    me.save(lambda one: one.write_prose(TEXT, "一"))
    other.undo = me.undo

    assert not other.take_back()


def test_only_so_many_steps_are_kept() -> None:
    undo, document = Undo(), Document.new(MINE)
    for number in range(MOST_STEPS + 5):
        before = document.version()
        document.set("t", number)
        document.commit(number)
        undo.saved(document, before)

    assert len(undo._back) == MOST_STEPS
