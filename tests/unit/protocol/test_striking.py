"""One device of a member is struck out: by the member from another one, or by a keeper."""

from collections.abc import Callable

import pytest

from app.crypto.signing import key_id
from app.ids import DeviceId
from app.protocol.failures import Code, Refusal
from app.protocol.membership import Role
from tests.helpers.circle import Log, Somebody, somebody

WANG, LI, ZHAO = somebody("wang"), somebody("li"), somebody("zhao")
LI_TOO = Somebody(LI.keys, somebody("li", "second").device)


def log_of(role: Role = Role.WRITER) -> Log:
    """Wang keeps the space, Li has two devices in it, Zhao one."""
    log = Log(WANG)
    log.bring(WANG, LI, role)
    log.add_device(LI_TOO)
    log.bring(WANG, ZHAO)
    return log


def device(who: Somebody) -> DeviceId:
    return DeviceId(key_id(who.device.public))


def refused(log: Log, author: Somebody, whose: Somebody) -> Code:
    before = log.now
    with pytest.raises(Refusal) as caught:
        log.strike_device(author, whose)
    assert log.now is before
    return caught.value.code


@pytest.mark.parametrize("author", [WANG, LI_TOO], ids=["keeper", "herself"])
def test_a_struck_device_is_a_former_one_and_a_new_epoch_is_due(author: Somebody) -> None:
    log = log_of(Role.READER)
    log.strike_device(author, LI)

    assert log.now.member_of(device(LI)) is None
    assert log.now.member_of(device(LI_TOO)) is log.now.members[LI.keys.person]
    assert log.now.public_of(device(LI), 1) == LI.device.public
    assert log.now.public_of(device(LI), 2) is None
    assert log.now.epoch_due
    farewell = log.now.farewell_to(device(LI))
    assert farewell is not None
    assert farewell.removed == log.now.length - 1
    assert log.now.role_at(LI.keys.person, log.now.length) is Role.READER


def test_nobody_but_a_keeper_strikes_out_somebody_elses_device() -> None:
    log = log_of()

    assert refused(log, LI, ZHAO) is Code.ENTRY_RIGHT
    assert refused(log, LI, WANG) is Code.ENTRY_RIGHT
    assert refused(log, somebody("stranger"), LI) is Code.ENTRY_RIGHT


def test_nobody_strikes_out_the_device_he_signs_with() -> None:
    """So that with a keeper's entry a keeper with a device always remains."""
    log = log_of()

    assert refused(log, WANG, WANG) is Code.ENTRY_RULE
    assert refused(log, LI, LI) is Code.ENTRY_RULE


def test_a_struck_device_writes_nothing_and_does_not_come_back() -> None:
    log = log_of()
    log.strike_device(LI_TOO, LI)
    acts: list[Callable[[], None]] = [
        lambda: log.rename_person(LI),
        lambda: log.strike_device(LI, LI_TOO),
        lambda: log.remove(LI, LI),
        lambda: log.add_device(LI),
        lambda: log.strike_device(WANG, LI),
    ]
    for act in acts:
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code in (Code.ENTRY_RIGHT, Code.ENTRY_RULE)


def test_a_member_without_a_device_stays_one_and_adds_one_by_the_root_key() -> None:
    log = log_of()
    log.strike_device(WANG, ZHAO)
    again = Somebody(ZHAO.keys, somebody("zhao", "new laptop").device)

    assert log.now.members[ZHAO.keys.person].active
    log.new_epoch(WANG, [WANG, LI, ZHAO])
    log.add_device(again)
    assert log.now.member_of(device(again)) is not None
    assert not log.now.epoch_due
