"""What each key and each signature is for. No two strings are equal, so no key or signature serves two ends.

A signature is over ``purpose NUL message``; a derived key is HKDF-SHA256 (RFC 5869) with the purpose as ``info``.
The number at the end rises when what is signed or derived changes its meaning.
"""

# Signatures (Ed25519). The relay checks all of them.
ENVELOPE_SIGNATURE = b"tongxing envelope 1"  # device: space, header, body
SNAPSHOT_SIGNATURE = b"tongxing snapshot 1"  # keeper's device: relay id, space, head, body of a chunk
ATTACHMENT_SIGNATURE = b"tongxing attachment 1"  # device: space, head, body of a piece
HELLO_SIGNATURE = b"tongxing hello 1"  # device or ticket: relay id, hello
ENTRY_SIGNATURE = b"tongxing entry 1"  # device or ticket: a membership entry's body
CONSENT_SIGNATURE = b"tongxing consent 1"  # newcomer's device: the entry before his Join, the ticket
TRAIL_SIGNATURE = b"tongxing trail 1"  # device: digest of the trail's body
SEEN_SIGNATURE = b"tongxing trail seen 1"  # a colleague's device: digest of the whole trail, her time, her name
RELEASE_SIGNATURE = b"tongxing release 1"  # whoever publishes Tongxing: a release's body
CERTIFICATE_SIGNATURE = b"tongxing device 1"  # person's root: a device's public key

# Keys derived from a person's root secret.
ROOT_SIGNING = b"tongxing root signing 1"
ROOT_SEALING_MLKEM = b"tongxing root sealing mlkem 1"
ROOT_SEALING_X25519 = b"tongxing root sealing x25519 1"

STORE_LOCK = b"tongxing store lock 1"  # seals the key of the person's store beside the PIN's lock
TRAIL_SALT = b"tongxing trail salt 1"  # hides from others what the saves are that they are not shown
OWN_NOTE = b"tongxing own note 1"  # seals what a person tells her own later self

# Keys derived from the seed of a request for recovery.
REQUEST_MLKEM = b"tongxing request mlkem 1"
REQUEST_X25519 = b"tongxing request x25519 1"

# Keys derived from a ticket's seed.
TICKET_SIGNING = b"tongxing ticket signing 1"
TICKET_SEALING = b"tongxing ticket sealing 1"

# Keys derived from an epoch key.
ENVELOPE_KEY = b"tongxing envelope key 1"  # and the device id
SNAPSHOT_KEY = b"tongxing snapshot key 1"  # and the snapshot's id
ATTACHMENT_KEY = b"tongxing attachment key 1"  # and the file's id and the device id
NAME_KEY = b"tongxing name key 1"
HISTORY_KEY = b"tongxing history key 1"  # seals the epoch key before this one
EPOCH_CHECK = b"tongxing epoch check 1"  # 16 bytes that stand in the log

RELAY_ANSWER = b"tongxing relay answer 1"  # by the relay's certificate: digests of hello and answer

# Contexts of what is wrapped or sealed; each is followed by a NUL and what it is bound to.
WRAP_CONTEXT = b"tongxing wrap 1"  # salt, epoch, sender, receiver
PASSPHRASE_CONTEXT = b"tongxing passphrase 1"  # costs and salt
TITLE_CONTEXT = b"tongxing title 1"  # salt
NAME_CONTEXT = b"tongxing name 1"  # salt, person
HISTORY_CONTEXT = b"tongxing history 1"  # salt, epoch
TICKET_CONTEXT = b"tongxing ticket 1"  # salt, epoch
SHARE_CONTEXT = b"tongxing recovery share 1"  # circle, giver, colleague
ANSWER_CONTEXT = b"tongxing recovery answer 1"  # request
STORE_LOCK_CONTEXT = b"tongxing locked store 1"  # person
OWN_NOTE_CONTEXT = b"tongxing sealed note 1"  # person
BOX_CONTEXT = b"tongxing question box 1"  # box, keeper
INVITATION_CONTEXT = b"tongxing invitation 1"  # space in which it lies, giver, receiver

CODE_CONTEXT = b"tongxing ticket file 1"  # the name on it, costs, salt

# Not a key: what two people compare on the telephone is made from this, the request and the number that was asked.
REQUEST_NUMBER = b"tongxing request number 1"
