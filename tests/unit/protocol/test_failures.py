"""Every failure has a rule and a sentence; a number that we do not know has them too."""

import pytest

from app.errors import CODES, AccessError, LinkError
from app.protocol.failures import FAILURES, Code, Refusal, Rule, code_of, known, rule_of


@pytest.mark.parametrize("code", list(Code))
def test_every_code_leads_to_a_sentence(code: Code) -> None:
    error = Refusal(code, "detail").known()

    assert isinstance(error, LinkError | AccessError)
    assert error.code in CODES[type(error)]
    assert error.detail == "detail"
    assert code.rule is rule_of(int(code)) is FAILURES[code].rule


def test_the_table_has_every_code_and_no_other() -> None:
    assert set(FAILURES) == set(Code)


def test_families_keep_their_numbers() -> None:
    """A number that once stood for something never stands for something else."""
    families = {
        "ENVELOPE": (50, 69),
        "SNAPSHOT": (70, 79),
        "FILE": (80, 89),
        "ENTRY": (30, 49),
        "TICKET": (30, 49),
        "HELLO": (20, 29),
    }
    for code in Code:
        low, high = families.get(code.name.split("_", maxsplit=1)[0], (1, 69))
        assert low <= code <= high


def test_a_number_of_a_later_version_stops_the_visit() -> None:
    assert code_of(9_999) is None
    assert rule_of(9_999) is Rule.STOP
    assert known(9_999).code == "link.too_old"


def test_a_refusal_says_what_it_is() -> None:
    assert str(Refusal(Code.BUSY)) == "BUSY"
    assert str(Refusal(Code.BUSY, "later")) == "BUSY: later"
