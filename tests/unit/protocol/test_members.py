"""What a log adds up to: whose device, in which epochs, and which role somebody had at which time."""

import pytest

from app.crypto.signing import key_id
from app.protocol.membership import Role
from tests.helpers.circle import Log, Somebody, somebody

WANG, LI, ZHAO = somebody("wang"), somebody("li"), somebody("zhao")


def test_a_role_is_that_of_its_time() -> None:
    log = Log(WANG)
    log.bring(WANG, LI, Role.WRITER)  # entries 1 and 2
    log.change_role(WANG, LI, Role.READER)  # 3
    log.change_role(WANG, LI, Role.KEEPER)  # 4

    roles = [log.now.role_at(LI.keys.person, position) for position in range(5)]
    assert roles == [None, None, Role.WRITER, Role.READER, Role.KEEPER]
    assert log.now.role_at(WANG.keys.person, 0) is Role.KEEPER
    assert log.now.role_at(ZHAO.keys.person, 4) is None


def test_who_was_gone_had_no_role_and_has_the_new_tickets_afterwards() -> None:
    log = Log(WANG)
    log.bring(WANG, LI, Role.WRITER)  # 1, 2
    log.remove(WANG, LI)  # 3
    log.new_epoch(WANG, [WANG])  # 4
    back = Somebody(LI.keys, somebody("li", "another").device)
    log.bring(WANG, back, Role.COMMENTER, name="again")  # 5, 6

    roles = [log.now.role_at(LI.keys.person, position) for position in range(2, 7)]
    assert roles == [Role.WRITER, None, None, None, Role.COMMENTER]


def test_somebody_comes_back_with_the_same_device() -> None:
    """What she wrote before is not held to the role of her second ticket."""
    log = Log(WANG)
    log.bring(WANG, LI, Role.WRITER)
    log.remove(WANG, LI)
    log.new_epoch(WANG, [WANG])
    log.bring(WANG, LI, Role.READER, name="again")

    device = key_id(LI.device.public)
    assert log.now.member_of(device) is not None
    assert log.now.earliest(device, 1) == 2
    assert log.now.role_at(LI.keys.person, log.now.earliest(device, 1)) is Role.WRITER
    assert log.now.role_at(LI.keys.person, log.now.earliest(device, 2)) is None


def test_nobody_wrote_before_his_device_and_the_epoch_were_there() -> None:
    log = Log(WANG)
    log.bring(WANG, LI)  # 1, 2
    second = Somebody(LI.keys, somebody("li", "second").device)
    log.add_device(second)  # 3
    log.new_epoch(WANG, [WANG, LI])  # 4

    devices = [key_id(who.device.public) for who in (WANG, LI, second)]
    assert [log.now.earliest(device, 1) for device in devices] == [0, 2, 3]
    assert [log.now.earliest(device, 2) for device in devices] == [4, 4, 4]
    with pytest.raises(KeyError):
        log.now.earliest(key_id(ZHAO.device.public), 1)


@pytest.mark.parametrize(
    ("before", "after", "due"),
    [
        (Role.WRITER, Role.READER, True),
        (Role.KEEPER, Role.WRITER, True),
        (Role.READER, Role.COMMENTER, False),
        (Role.COMMENTER, Role.KEEPER, False),
    ],
)
def test_a_lowered_role_asks_for_a_new_epoch(before: Role, after: Role, due: bool) -> None:
    log = Log(WANG)
    log.bring(WANG, LI, before)
    log.change_role(WANG, LI, after)
    assert log.now.epoch_due is due


def test_a_raised_role_does_not_take_back_that_an_epoch_is_due() -> None:
    log = Log(WANG)
    for who, role in ((LI, Role.READER), (ZHAO, Role.WRITER)):
        log.bring(WANG, who, role)
    log.remove(WANG, ZHAO)
    log.change_role(WANG, LI, Role.WRITER)
    assert log.now.epoch_due
    log.new_epoch(WANG, [WANG, LI])
    assert not log.now.epoch_due
