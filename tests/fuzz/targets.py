"""Every parser that is fuzzed: a new one is a function, some real bytes, and a line here."""

from tests.fuzz.attachment_target import ATTACHMENT
from tests.fuzz.code_targets import KIT, TICKET
from tests.fuzz.membership_target import ENTRY
from tests.fuzz.recovery_target import RECOVERY
from tests.fuzz.release_target import RELEASE
from tests.fuzz.snapshot_target import SNAPSHOT
from tests.fuzz.stick_target import STICK
from tests.fuzz.target import Target
from tests.fuzz.wire_targets import CODEC, COMPRESSION, ENVELOPE, EXCHANGE

TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        ATTACHMENT,
        ENVELOPE,
        CODEC,
        KIT,
        TICKET,
        ENTRY,
        EXCHANGE,
        COMPRESSION,
        STICK,
        RECOVERY,
        RELEASE,
        SNAPSHOT,
    )
}
