"""The tokens of the index, and the expressions that ask for them."""

from app.ids import DeviceId, PersonId, SpaceId
from app.store.grams import about, asked, tokens_of


def test_the_index_holds_pairs_and_single_characters_by_their_code_points() -> None:
    """So that SQLite's own idea of letters, quotes and operators does not matter."""
    assert tokens_of(["教案设 a"], []) == [
        "h61", "h6559", "h6848", "h8bbe", "6559g6848g", "6848g8bbeg", "8bbeg", "61g",
    ]  # fmt: skip
    assert asked("教") == ["h6559"]
    assert asked("教案") == ['"6559g6848g"']
    assert asked('"*') == ['"22g2ag"']


def test_a_title_is_held_by_syllables_and_by_their_first_letters() -> None:
    assert " ".join(tokens_of([], ["教学设"])) == "ij ix is ijx ixs z sjiao sxue sshe z"


def test_letters_are_asked_for_as_they_are_and_as_every_likely_row_of_syllables() -> None:
    """A last syllable may go on; its ends are written out."""
    assert asked("jxsj")[1:] == ['"ijx ixs isj"']
    assert asked("jiaoxue")[1] == '"sjiao sxue"'
    assert {'"sjiao sxu"', '"sjiao sxue"', '"sjiao sxuan"', '"sjiao sxun"'} <= set(asked("jiaoxu"))
    assert {'"sxi san"', '"sxian"', '"sxiang"'} <= set(asked("xian"))
    assert asked("jiaox")[1] == '"ijx" AND "sjiao"'
    assert asked("jxue")[1] == '"ijx" AND "sxue"'
    assert asked("教x")[1:] == ['"ijx"']
    assert len(asked("internationalisation")) < 30


def test_a_record_is_held_by_its_kind_space_maker_and_people() -> None:
    assert about("comment", SpaceId(b"ab"), DeviceId(b"cd"), [PersonId(b"ef")]) == [
        "k636f6d6d656e74", "o6162", "m6364", "p6566",
    ]  # fmt: skip
