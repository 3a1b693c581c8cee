"""What keepers write into a space's log about others, and anybody about himself: entries, signed, for the log's end.

Whether the author has the right is judged where the entry is put behind the log, by the same rules as everywhere.
"""

from app.crypto.signing import SigningKey, key_id
from app.ids import PersonId
from app.protocol.membership import ChangeRole, Membership, Remove, Role, Withdraw
from app.spaces.membership_log import sign_entry


def withdraw(state: Membership, device: SigningKey, ticket: bytes) -> bytes:
    """Close an open ticket, named by its key's id (8 bytes)."""
    return sign_entry(Withdraw(state.head, key_id(device.public), ticket), device)


def change_role(state: Membership, device: SigningKey, person: PersonId, role: Role) -> bytes:
    """Give a member another role."""
    return sign_entry(ChangeRole(state.head, key_id(device.public), person, role), device)


def remove(state: Membership, device: SigningKey, person: PersonId) -> bytes:
    """Remove a member, or leave."""
    return sign_entry(Remove(state.head, key_id(device.public), person), device)
