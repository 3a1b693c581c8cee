"""What a keeper writes about others is what the log's rules expect of him."""

from app.crypto.signing import key_id
from app.protocol.membership import Role
from app.spaces.keeping import change_role, remove, withdraw
from app.spaces.membership_log import extend
from tests.helpers.circle import Log, somebody

WANG, LI = somebody("wang"), somebody("li")


def test_each_entry_does_what_its_name_says() -> None:
    log = Log(WANG)
    log.bring(WANG, LI)
    ticket = log.invite(WANG, "open")

    state = extend(log.now, [withdraw(log.now, WANG.device, ticket.id)])
    assert ticket.id not in state.invites
    state = extend(state, [change_role(state, WANG.device, LI.keys.person, Role.READER)])
    assert state.members[LI.keys.person].role is Role.READER
    state = extend(state, [remove(state, WANG.device, LI.keys.person)])
    assert state.member_of(key_id(LI.device.public)) is None
