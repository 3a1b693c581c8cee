"""Words that are offered, and words that are not."""

from app.records.edits import Mark, SetValue
from app.records.fields import Choice, Choices, People, Person
from app.records.label import Label
from app.ui.forms.choosing import ChoicesInput, OneOfInput, PeopleInput
from tests.helpers.inputs import WANG, Tried
from tests.helpers.windows import Stage, commit

LABEL = Label("栏", "Field")


def test_a_word_that_is_offered_is_kept_by_its_code(stage: Stage) -> None:
    """Typed or chosen."""
    tried = Tried(stage, Choice("s", "s", LABEL, terms="subjects"))
    assert isinstance(tried.input, OneOfInput)
    commit(tried.input.line, "科学")
    tried.input.line.clear()
    commit(tried.input.line, "陶艺")
    tried.input.combo.setCurrentIndex(0)
    tried.input.combo.activated.emit(0)

    assert tried.edits == [SetValue("s", "sc"), SetValue("s", "陶艺"), SetValue("s", "zh")]


def test_a_member_is_kept_by_id_and_a_stranger_by_name(stage: Stage) -> None:
    """A new name of hers then shows everywhere."""
    tried = Tried(stage, Person("p", "p", LABEL))
    assert isinstance(tried.input, OneOfInput)
    commit(tried.input.line, "王敏")
    tried.input.line.clear()
    commit(tried.input.line, "张校长")

    assert tried.edits == [SetValue("p", WANG), SetValue("p", "张校长")]


def test_chips_are_marks(stage: Stage) -> None:
    """Another word is added by Enter and becomes a chip."""
    tried = Tried(stage, Choices("g", "g", LABEL, terms="grades"))
    assert isinstance(tried.input, ChoicesInput)
    tried.input.chips["3"].click()
    tried.input.chips["3"].click()
    commit(tried.input.line, "复式班")
    tried.input.line.returnPressed.emit()

    assert tried.edits == [Mark("g", "3", True), Mark("g", "3", False), Mark("g", "复式班", True)]
    assert tried.input.chips["复式班"].isChecked()
    assert tried.input.line.text() == ""


def test_attendance_is_ticking_names(stage: Stage) -> None:
    """Chips that nobody offers and nobody marks go away."""
    tried = Tried(stage, People("p", "p", LABEL))
    assert isinstance(tried.input, PeopleInput)
    tried.input.show_value(["张校长"])
    named = {chip.text() for chip in tried.input.chips.values()}
    tried.input.chips[WANG].click()
    tried.input.show_value([WANG])

    assert named == {"王敏", "张校长"}
    assert tried.edits == [Mark("p", WANG, True)]
    assert list(tried.input.chips) == [WANG]


def test_those_present_are_ticked_among_those_expected(stage: Stage) -> None:
    """All with one click; who is not there is offered as absent, at once; nobody is counted who was not expected."""
    around = Tried(stage, People("i", "i", LABEL)).input.around
    around.values["i"] = ["丙", "乙", "甲"]
    present = PeopleInput(People("p", "p", LABEL, among="i"), "p", around)
    absent = PeopleInput(People("a", "a", LABEL, among="i", but="p"), "a", around)
    for shown in (present, absent):
        stage.show(shown)
        shown.show_value([])
    present.all.click()
    present.chips["乙"].click()
    offered = [value for value, _words in absent.offers()]
    absent.all.click()

    assert present.marked() == ["丙", "甲"]
    assert present.count.text() == "2 / 3 人"
    assert offered == ["乙"]
    assert absent.marked() == ["乙"]
    assert not absent.all.isVisible()


def test_names_typed_before_are_offered(stage: Stage) -> None:
    """Of this field; a member is offered once."""
    tried = Tried(stage, People("p", "p", LABEL))
    tried.input.around.names = {"p": ("张校长", "王敏")}
    tried.input.show_value([])
    assert isinstance(tried.input, PeopleInput)

    assert [chip.text() for chip in tried.input.chips.values()] == ["王敏", "张校长"]
    assert not tried.input.all.isVisible()
