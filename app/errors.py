"""The exceptions that Tongxing raises, and nothing else.

    TongxingError
    ├─ Known        the world's doing: a calm sentence is shown and work goes on
    │   ├─ LinkError     the way to a relay: lost, refused, too old, wrong certificate
    │   ├─ StoreError    the person's file: full, locked, damaged, too new
    │   ├─ AccessError   keys and rights: wrong PIN, ticket used, key not yet received
    │   ├─ UpdateError   a newer version of the program cannot be taken
    │   ├─ RecordError   a rule of a record was not met
    │   └─ FileError     a file somebody handed in: cannot read, too large, not that format
    └─ Bug          ours: kept for a report; the window stays, what was typed is stored first

An exception carries a stable ``code`` and the ``fields`` that its sentence needs. The sentence itself stands in
``resources/i18n`` under that code, in three parts (what happened, what is safe, what to do next), so that no
sentence is ever written in code. ``detail`` is for engineers only and must hold no key and no teacher's text.
"""


class TongxingError(Exception):
    """Root of everything we raise; ``code`` names the sentence that a person is shown."""

    def __init__(self, code: str, detail: str = "", **fields: str | int) -> None:
        super().__init__(code, detail, fields)
        self.code = code
        self.detail = detail
        self.fields = fields

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


class Known(TongxingError):
    """Something the world did; the person can go on working."""


class LinkError(Known):
    """A relay could not be reached, or did not answer as a relay does."""


class StoreError(Known):
    """The person's encrypted file could not be opened or written."""


class AccessError(Known):
    """A key or a right is missing."""


class UpdateError(Known):
    """A newer version of the program cannot be taken, or not from here; the one that runs goes on."""


class RecordError(Known):
    """A rule of a record was not met; nothing of what was typed is lost."""


class FileError(Known):
    """A file that somebody handed in cannot be taken."""


class Bug(TongxingError):
    """Our mistake: a promise between our own modules was broken."""


#: Every code that may be raised, by class. Tests compare this table with the sentences and with the code.
CODES: dict[type[TongxingError], tuple[str, ...]] = {
    LinkError: (
        "link.unreachable", "link.lost", "link.slow", "link.certificate", "link.not_a_relay", "link.too_old",
        "link.denied", "link.busy", "link.relay_full", "link.refused",
        "stick.gone", "stick.full", "stick.read_only", "stick.too_new", "stick.none", "stick.spoilt", "kit.none",
    ),
    StoreError: (
        "store.full", "store.locked", "store.read_only", "store.damaged", "store.too_new", "store.in_use",
        "store.missing",
        "backup.not_one", "backup.unreadable", "backup.store_damaged", "backup.other_person", "backup.is_here",
        "backup.none", "backup.bound",
    ),
    AccessError: (
        "access.wrong_pin", "access.wait", "access.weak_pin", "access.no_key", "access.no_right",
        "access.who", "access.other_circle",
        "access.wrong_place", "access.keepers_field", "access.not_yours", "access.no_founding",
        "access.no_box", "access.not_known", "story.not_hers",
        "access.both_first", "access.both_written", "access.closed", "access.no_common_space",
        "trail.not_one", "trail.changed", "trail.nothing", "trail.too_long", "trail.no_relay",
        "ticket.damaged", "ticket.used", "ticket.expired", "ticket.withdrawn", "ticket.own", "relay_card.damaged",
        "kit.wrong_code", "kit.damaged", "kit.not_heard", "kit.no_log", "kit.not_let_in", "kit.guest_late",
        "membership.refused", "membership.last_keeper", "membership.removed", "membership.key_missing",
        "membership.put_back", "membership.removal_lost", "membership.forgotten",
        "envelope.refused", "envelope.missing", "envelope.stranger",
        "recovery.words_count", "recovery.words_unknown", "recovery.words_wrong", "recovery.code_damaged",
        "recovery.request_damaged", "recovery.answer_damaged",
        "recovery.other_request", "recovery.same_answer", "recovery.answers_differ", "recovery.other_person",
        "recovery.wrong_number", "recovery.no_circle", "recovery.no_share", "access.key_store", "access.no_key_store",
        "attachment.refused", "attachment.no_room",
    ),
    UpdateError: (
        "update.not_one", "update.not_ours", "update.later_format", "update.older", "update.other_system",
        "update.system_too_old", "update.step_between", "update.damaged", "update.gone", "update.no_room",
        "update.not_writable", "update.not_installed", "update.no_previous", "update.stopped", "update.no_relay",
    ),
    RecordError: ("record.text_too_long", "record.no_such_field", "record.bad_value", "record.unknown_kind",
                  "record.missing", "record.no_table", "record.too_many_rows", "record.delta_damaged",
                  "record.too_large", "pairing.reason", "pairing.twice"),
    FileError: (
        "file.not_text", "file.too_large", "file.unreadable", "file.empty", "file.unwritable", "file.locked",
        "file.old_word", "file.not_word", "file.broken", "file.swollen",
        "file.old_sheet", "file.not_sheet", "file.no_names",
        "file.not_attachable", "file.not_a_picture", "file.picture_too_large", "file.attachment_too_large",
        "file.not_here", "file.not_empty",
        "kit.not_vouched", "kit.older_there",
        "file.disk_full", "file.in_use", "print.no_printer", "print.refused",
    ),
    Bug: ("bug",),
}  # fmt: skip
