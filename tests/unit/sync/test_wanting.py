"""Members' public keys are asked for until they are here."""

from app.sync.push import request_for
from app.sync.wanting import CIRCLE, want_keys, wanted_keys
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import World


def test_a_wanted_key_comes_with_the_next_visit_and_is_asked_for_no_more(world: World) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    owner, space = owner_of(teacher), world.shared()
    state = owner.membership(space)
    assert state is not None
    digest = state.members[owner_of(mentor).person.person].sealing_key_digest
    before = list(wanted_keys(owner, space))
    want_keys(owner, space, [digest, digest], CIRCLE)
    asked = [want.digest for want in request_for(owner, owner.store.spaces.relays()[0]).hello.wants]
    teacher.visit()

    assert (before, asked) == ([], [digest])
    assert owner.store.spaces.blob(space, digest) == owner_of(mentor).person.public_sealing
    assert list(wanted_keys(owner, space)) == []
    want_keys(owner, space, [], CIRCLE)
    assert owner.store.identity.get(f"wanted keys {CIRCLE} {space.hex()}") is None
