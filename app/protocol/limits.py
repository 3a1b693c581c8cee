"""Every number that bounds what may arrive, with its reason. docs/protocol.md has the same table, and a test compares.

Sizes are bytes unless the name says otherwise. Nothing is parsed, expanded or kept before its limit was checked.
"""

#: The protocol's version, the first byte of a hello and of an envelope.
VERSION = 1

#: One record's delta: a whole school year of one long plan is far below it, and the CRDT library is slow above it.
MAX_DELTA = 1_000_000

#: An expanded payload: one largest delta, and as much again for what travels beside it.
MAX_EXPANSION = 2_000_000

#: A sealed envelope: one largest delta that does not compress, with everything around it.
MAX_ENVELOPE = 1_048_576

#: What the sender aims at for an envelope that holds something urgent: on 40 kbit/s it is there in two seconds.
PACK_AIM = 8_192

#: What the sender aims at for every other envelope: a compressor that sees this much comes near one that sees all.
BULK_AIM = 262_144

#: The same on a link that was measured as slow, where nothing else could leave for too long behind a larger one.
SLOW_AIM = 65_536

#: What the maker of a snapshot aims at for a chunk: on 80 kbit/s it is there, and can be read, in three seconds.
CHUNK_AIM = 32_768

#: Chunks of one snapshot: text of forty teachers for ten years is about 100 MB, most of it below this.
MAX_CHUNKS = 4_096

#: An attached picture or file: six minutes on 40 kbit/s, and thirty of them in a school's mailbox.
MAX_ATTACHMENT = 2_000_000

#: Content of one piece of an attachment: seven seconds on 80 kbit/s, and a signature for less than its thousandth part.
PIECE = 65_536

#: A sealed piece with everything around it.
MAX_PIECE = 65_792

#: Pieces of one attachment: as many as MAX_ATTACHMENT needs.
MAX_PIECES = 31

#: Attachments that one request asks about.
MAX_ASKS = 64

#: One item's share of an envelope, and the longest envelope that travels in one item: under a second on 40 kbit/s.
PART = 4_096

#: zstd's window while expanding, as a power of two: 4 MB of memory, enough for MAX_EXPANSION and a dictionary.
MAX_WINDOW_LOG = 22

#: Deltas in one payload: with short lesson plans about as many fill BULK_AIM.
MAX_DELTAS = 1_024

#: (device, number) pairs in one payload: every device of a full space.
MAX_SEEN = 4_096

#: Records in one payload that its author has read since the last one.
MAX_READ = 4_096

#: Spaces in one hello: a mentor of sixty pairs is more than a partner school has.
MAX_SPACES = 64

#: Blobs asked for in one hello: one wrapped key and one public key for each of a day's newcomers.
MAX_WANTS = 64

#: A relay's admission code, shown once to whoever founds a space there.
MAX_ADMISSION = 32

#: A hello with MAX_SPACES spaces and MAX_WANTS wants, and some air.
MAX_HELLO = 8_192

#: A membership entry: a new epoch with a digest for each of MAX_MEMBERS.
MAX_ENTRY = 16_384

#: A blob beside the log: a hybrid public key of 1,216 bytes or a wrapped key of 1,168, and air for later kinds.
MAX_BLOB = 4_096

#: The longest item of an exchange, and so what a reader holds at most: a membership entry with its space.
MAX_ITEM = 16_392

#: An item with a part of an envelope in it, or a whole short one, and the numbers that say where it belongs.
MAX_PART_ITEM = 4_128

#: Any item without an envelope, entry or blob in it.
MAX_SMALL_ITEM = 64

#: Entries in one space's log: sixteen a member, for years.
MAX_ENTRIES = 4_096

#: A Join entry that another entry brings in: cards, consent and one wrap, with the longest name.
MAX_JOIN = 1_024

#: Members of one space who are there at once; beyond a county's mentor team keys should not be shared.
MAX_MEMBERS = 256

#: Devices of one member, counted over the years: every restored backup is a new one.
MAX_DEVICES = 64

#: Tickets of one space that are open at once.
MAX_INVITES = 256

#: Names of one member, and titles of one space, over the years; beyond it whoever may only read could fill the log.
MAX_RENAMES = 64

#: A sealed name or title: 80 Chinese characters with nonce and tag.
MAX_SEALED_NAME = 272

#: The largest count, cursor, visit or envelope number.
MAX_NUMBER = 9_007_199_254_740_991

#: Bytes of a varint that counts up to MAX_NUMBER: eight groups of seven bits.
MAX_VARINT = 8

#: The most that a client asks back in one visit unless the person said otherwise: two minutes at 80 kbit/s.
ANSWER_BUDGET = 1_200_000

#: A relay's address in a card or a ticket.
MAX_URL = 200

#: The names in a ticket, each; longer ones are cut, so that the ticket still fits a QR picture.
MAX_TICKET_NAME = 24

#: A relay's certificate in DER: its own has 300 bytes, one with RSA about 1,500.
MAX_CERTIFICATE = 2_048

#: The signature that a relay puts under an answer: P-256 takes 72 bytes, RSA with 4,096 bits 512.
MAX_PROOF = 512

#: A file on a stick: four of the largest envelopes, and little enough for a laptop to hold at once.
MAX_STICK_FILE = 4_194_304

#: Envelopes in one file on a stick: more than a device seals in a year.
MAX_STICK_ENVELOPES = 4_096

#: Files in one folder of a stick: FAT32 becomes slow above it, and with long names full at about twice as many.
MAX_STICK_FILES = 4_096

#: A name in a ticket file, written open on it or sealed in it: 60 Chinese characters.
MAX_KIT_NAME = 192

#: Tickets in one ticket file: a teacher's pair, groups and school.
MAX_KIT_TICKETS = 16

#: Memory in KiB that a ticket file may ask of a laptop while its code is tried: one of 2 GB still has it.
MAX_KIT_MEMORY = 262_144

#: Rounds that a ticket file may ask for: half a minute with the most memory.
MAX_KIT_ROUNDS = 16

#: What is sealed in a ticket file: its tickets with their longest addresses and names, and the name.
MAX_KIT_SEALED = 12_288
