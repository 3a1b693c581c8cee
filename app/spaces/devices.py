"""A person's further device in a space: the entry by which it lets itself in, certified by her root key."""

from app.crypto.keys import PersonKeys
from app.crypto.signing import SigningKey, key_id
from app.protocol.membership import AddDevice, DeviceCard, Membership
from app.spaces.membership_log import sign_entry


def add_device(state: Membership, person: PersonKeys, device: SigningKey) -> bytes:
    """The signed entry that adds ``device`` to its person's devices, behind the newest entry of the log.

    It is good only while nobody else writes an entry first; then it is written anew. Raises nothing: whether the
    person is a member is for those to judge who read it.
    """
    card = DeviceCard(public=device.public, certificate=person.certify(device.public))
    return sign_entry(AddDevice(state.head, key_id(device.public), person.person, card), device)
