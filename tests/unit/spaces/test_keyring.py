"""Keys of epochs: kept, found, and recognised as everybody's."""

import pytest

from app.crypto.keys import epoch_check
from app.crypto.signing import digest, key_id
from app.crypto.wrap import wrap, wrap_context
from app.errors import AccessError
from app.protocol.membership import Membership, NewEpoch
from app.spaces.keyring import open_earlier, open_epochs, seal_previous, wanted_blob
from tests.helpers.circle import Log, Somebody, seeded, somebody

WANG, LI, ZHAO = somebody("wang"), somebody("li"), somebody("zhao")


def three_epochs(sealed_last: bytes | None = None) -> tuple[Membership, dict[int, bytes], dict[bytes, bytes]]:
    """A space of two in its third epoch: the state, the keys, and the blobs of the newest epoch."""
    log = Log(WANG)
    log.bring(WANG, LI)
    keys = {1: log.epoch_key, 2: seeded("two")(32), 3: seeded("three")(32)}
    blobs: dict[bytes, bytes] = {}
    for epoch in (2, 3):
        wraps = []
        for member in (WANG, LI):
            blob = wrapped_for(member, log.now, epoch, keys[epoch])
            blobs[digest(blob)] = blob
            wraps.append((member.keys.person, digest(blob)))
        sealed = seal_previous(keys[epoch], keys[epoch - 1], log.now.salt, epoch, seeded(f"seal {epoch}"))
        if epoch == 3 and sealed_last is not None:
            sealed = sealed_last
        entry = NewEpoch(
            log.now.head, key_id(WANG.device.public), epoch_check(keys[epoch]), sealed, tuple(sorted(wraps))
        )
        log.write(entry, WANG.device)
    return log.now, keys, blobs


def wrapped_for(member: Somebody, state: Membership, epoch: int, key: bytes) -> bytes:
    context = wrap_context(state.salt, epoch, key_id(WANG.device.public), member.keys.person)
    return wrap(member.keys.public_sealing, key, context)


def test_the_newest_key_opens_all_before() -> None:
    state, keys, blobs = three_epochs()
    wanted = wanted_blob(state, LI.keys.person)
    assert wanted is not None

    assert open_epochs(state, LI.keys, {wanted: blobs[wanted]}) == keys


def test_an_older_wrap_opens_what_is_older() -> None:
    """The newest blob has not come yet."""
    state, keys, blobs = three_epochs()
    older = state.epochs[2].wraps[LI.keys.person].digest

    assert open_epochs(state, LI.keys, {older: blobs[older]}) == {1: keys[1], 2: keys[2]}


def test_who_is_not_in_it_finds_nothing() -> None:
    state, _, blobs = three_epochs()

    assert wanted_blob(state, ZHAO.keys.person) is None
    with pytest.raises(AccessError) as caught:
        open_epochs(state, ZHAO.keys, blobs)
    assert caught.value.code == "access.no_key"


def test_a_relay_that_hands_out_another_blob_is_noticed() -> None:
    state, _, _ = three_epochs()
    wanted = wanted_blob(state, LI.keys.person)
    assert wanted is not None

    with pytest.raises(AccessError):
        open_epochs(state, LI.keys, {wanted: wrapped_for(LI, state, 3, bytes(32))})


def test_a_keeper_who_gives_one_member_another_key_is_noticed() -> None:
    """He would split the space: some would read what others cannot."""
    state, _, _ = three_epochs()

    with pytest.raises(AccessError, match="epoch 3"):
        open_earlier(state, 3, bytes(32))


def test_a_keeper_who_seals_a_wrong_key_before_is_noticed() -> None:
    wrong = seal_previous(seeded("three")(32), bytes(32), Log(WANG).now.salt, 3, seeded("wrong"))
    state, keys, _ = three_epochs(wrong)

    with pytest.raises(AccessError, match="epoch 2"):
        open_earlier(state, 3, keys[3])
