"""What agreements promise, and what fulfils it: every usual number exists, every duty that is fulfilled is offered."""

from app.records.kinds import ALL
from app.records.numbers import BY_KEY
from app.records.pairing import USUAL
from app.records.terms import Terms


def test_every_usual_number_is_one_that_a_school_can_set() -> None:
    offered = {term.code for term in Terms().offer("pair_duties")}
    periods = {term.code for term in Terms().offer("duty_periods")}

    assert {usual.number for usual in USUAL.values()} <= set(BY_KEY)
    assert {duty for duty, _side in USUAL} <= offered
    assert {usual.per for usual in USUAL.values()} <= periods


def test_every_kind_fulfils_a_duty_that_exists_by_fields_that_it_has() -> None:
    offered = {term.code for term in Terms().offer("pair_duties")}
    fulfilling = [(kind, one) for kind in ALL for one in kind.fulfils]

    assert {one.duty for _kind, one in fulfilling} == {"w", "d", "p"}
    for kind, one in fulfilling:
        assert one.duty in offered
        assert {key for key in (one.by, one.whom, one.on) if key} <= {field.key for field in kind.fields()}


def test_every_field_of_an_agreement_is_there() -> None:
    """Of whatever kind declares to be one."""
    for kind in ALL:
        if kind.pairing is not None:
            pairing = kind.pairing
            keys = (pairing.mentor, pairing.mentees, pairing.begins, pairing.ends, pairing.step, pairing.next_on)
            assert set(keys) <= {field.key for field in kind.fields()}
            for rows in (pairing.mentor_duties, pairing.mentee_duties):
                for column in (pairing.duty, pairing.words, pairing.times, pairing.per):
                    assert kind.path(f"{rows}/x/{column}")
