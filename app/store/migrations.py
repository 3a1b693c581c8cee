"""The schema of a person's file, as numbered steps; each is applied once, in one transaction with its own mark.

A step that was released is never changed; a change is a new step. Before an older file is brought up, it is copied
aside as ``<name>.before-<step>``. A file with a step that this program does not know was written by a newer one, and
is refused untouched. Tables of kinds are not made here: they follow the declarations (``tables``).

Times are unix seconds. Record ids are text of 12 characters; space, device, person and relay ids are bytes.
"""

from app.errors import StoreError
from app.store.database import Database, Migrations, mapped

#: The statements of each step, in order. Each column says what it holds.
STEPS: dict[str, tuple[str, ...]] = {
    "0001_first": (
        # Small values of this person: root secret, device seed, name, settings.
        "CREATE TABLE identity (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
        """CREATE TABLE records (
            id INTEGER PRIMARY KEY,               -- also the row of the search index
            record TEXT NOT NULL UNIQUE,
            space BLOB NOT NULL,                  -- the one space whose members share it
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,             -- of the kind's declaration, as its author had it
            title TEXT NOT NULL,                  -- for lists, also of kinds that are not known
            author BLOB NOT NULL,                 -- the device that made it
            mine INTEGER NOT NULL,                -- 1: this person made it
            deleted INTEGER NOT NULL,             -- 1: marked as deleted
            unread INTEGER NOT NULL,              -- 1: somebody else changed it since this person read it
            created INTEGER NOT NULL,             -- when it came to this file
            changed INTEGER NOT NULL,             -- when it last changed in this file
            saves INTEGER NOT NULL,               -- grows by one with each local save
            exported BLOB,                        -- CRDT version up to which the space has been sent everything
            sent_number INTEGER,                  -- the last envelope of its space that carried it
            shape TEXT,                           -- which declaration its projection followed
            indexed BLOB                          -- digest of what the search index holds of it
        )""",
        "CREATE INDEX records_of_kind ON records (kind, deleted, changed)",
        "CREATE INDEX records_by_change ON records (deleted, changed)",
        "CREATE INDEX records_of_space ON records (space)",
        # Beside the records, so that going through a list does not read every document.
        """CREATE TABLE states (
            id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
            state BLOB NOT NULL                   -- the CRDT document; a cache of the deltas
        )""",
        # The truth: every change that was saved here or came from others, as it was made.
        """CREATE TABLE deltas (
            id INTEGER PRIMARY KEY,
            record TEXT NOT NULL,                 -- may be ahead of the records table
            space BLOB NOT NULL,                  -- where it was saved or came from
            device BLOB NOT NULL,                 -- who made it
            number INTEGER,                       -- the envelope it came in; null: saved here
            part INTEGER NOT NULL,                -- its place in that envelope
            delta BLOB NOT NULL,
            time INTEGER NOT NULL,                -- when it was saved here, or came
            pending INTEGER NOT NULL,             -- 1: not in the document yet
            strikes INTEGER NOT NULL,             -- how often the program died while it was merged
            refused TEXT                          -- code of why it is never merged again
        )""",
        "CREATE UNIQUE INDEX deltas_once ON deltas (space, device, number, part) WHERE number IS NOT NULL",
        "CREATE INDEX deltas_of_record ON deltas (record)",
        "CREATE INDEX deltas_waiting ON deltas (record) WHERE pending = 1 OR refused IS NOT NULL",
        # What is being merged at this moment; rows that a start finds here name what the program died on.
        "CREATE TABLE importing (source TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (source, id)) WITHOUT ROWID",
        """CREATE TABLE outbox (
            record TEXT PRIMARY KEY,
            space BLOB NOT NULL,
            saves INTEGER NOT NULL,               -- the record's save counter when it was marked
            bytes INTEGER NOT NULL,               -- about how much there is to send, uncompressed
            since INTEGER NOT NULL                -- when the oldest unsent save was made
        ) WITHOUT ROWID""",
        """CREATE TABLE chains (
            space BLOB PRIMARY KEY,
            last_number INTEGER NOT NULL,         -- of the last envelope sealed here for this space
            last_digest BLOB NOT NULL,            -- of its bytes, for the next one's hash chain
            acknowledged INTEGER NOT NULL         -- the last number that the relay holds
        ) WITHOUT ROWID""",
        """CREATE TABLE envelopes (
            space BLOB NOT NULL,
            number INTEGER NOT NULL,
            envelope BLOB NOT NULL,               -- sealed; sent as it is
            sealed INTEGER NOT NULL,
            PRIMARY KEY (space, number)
        )""",
        """CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,               -- in the order they came
            relay BLOB NOT NULL,
            space BLOB NOT NULL,
            envelope BLOB NOT NULL,
            received INTEGER NOT NULL,
            strikes INTEGER NOT NULL,             -- how often the program died while it was merged
            reason TEXT                           -- code of why it was set aside; null: waiting
        )""",
        """CREATE TABLE cursors (
            relay BLOB NOT NULL,
            space BLOB NOT NULL,
            cursor INTEGER NOT NULL,              -- how far this device has the space's log
            entries_known INTEGER NOT NULL,       -- membership entries that the relay is known to hold
            PRIMARY KEY (relay, space)
        ) WITHOUT ROWID""",
        "CREATE TABLE visits (relay BLOB PRIMARY KEY, visit INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE spaces (
            space BLOB PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL,                   -- this person's
            relay BLOB,                           -- null: the private space, or not yet on a relay
            private INTEGER NOT NULL,             -- 1: holds only this person's own devices
            founder BLOB NOT NULL,                -- digest of the entry that founded it, as the ticket gave it
            joined INTEGER NOT NULL,
            active INTEGER NOT NULL               -- 0: this person left
        ) WITHOUT ROWID""",
        """CREATE TABLE entries (
            space BLOB NOT NULL,
            position INTEGER NOT NULL,            -- from 0, without gaps
            entry BLOB NOT NULL,                  -- of the membership log, signed
            PRIMARY KEY (space, position)
        )""",
        """CREATE TABLE blobs (
            space BLOB NOT NULL,
            digest BLOB NOT NULL,
            blob BLOB NOT NULL,
            sent INTEGER NOT NULL,                -- 1: the relay holds it
            PRIMARY KEY (space, digest)
        )""",
        """CREATE TABLE epoch_keys (
            space BLOB NOT NULL, epoch INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY (space, epoch)
        ) WITHOUT ROWID""",
        """CREATE TABLE relays (
            relay BLOB PRIMARY KEY,               -- digest of its certificate
            url TEXT NOT NULL,
            admission BLOB NOT NULL               -- the code that lets this person found spaces there; may be empty
        ) WITHOUT ROWID""",
        """CREATE TABLE people (
            space BLOB NOT NULL, person BLOB NOT NULL, name TEXT NOT NULL, PRIMARY KEY (space, person)
        ) WITHOUT ROWID""",
        """CREATE TABLE seen (
            space BLOB NOT NULL,
            device BLOB NOT NULL,                 -- whose envelopes
            number INTEGER NOT NULL,              -- the last one merged here
            digest BLOB NOT NULL,                 -- of that envelope, which the next one must name
            told INTEGER NOT NULL,                -- 1: an envelope of ours has said so
            PRIMARY KEY (space, device)
        ) WITHOUT ROWID""",
        """CREATE TABLE reports (
            space BLOB NOT NULL,
            reader BLOB NOT NULL,                 -- the device that says it
            device BLOB NOT NULL,                 -- whose envelopes it has merged
            number INTEGER NOT NULL,              -- up to which
            PRIMARY KEY (space, reader, device)
        ) WITHOUT ROWID""",
        """CREATE TABLE reads (
            record TEXT PRIMARY KEY,              -- that this person has read
            space BLOB NOT NULL,
            version BLOB NOT NULL,                -- the CRDT version that was read
            time INTEGER NOT NULL,
            told INTEGER NOT NULL                 -- 1: an envelope of ours has said so
        ) WITHOUT ROWID""",
        """CREATE TABLE readers (
            record TEXT NOT NULL,
            person BLOB NOT NULL,                 -- somebody else who has read it
            time INTEGER NOT NULL,                -- when word of it came
            PRIMARY KEY (record, person)
        ) WITHOUT ROWID""",
        # Bigrams as made by search.py; the text itself is not kept twice.
        "CREATE VIRTUAL TABLE search USING fts5(title, body, content='', contentless_delete=1, tokenize='ascii')",
    ),
    "0002_parts": (
        # The envelope that is under way from a relay: what has come of the one right behind the cursor.
        """CREATE TABLE parts (
            relay BLOB NOT NULL,
            space BLOB NOT NULL,
            offset INTEGER NOT NULL,              -- where in the envelope the part begins
            cursor INTEGER NOT NULL,              -- the envelope's position in the relay's log
            whole INTEGER NOT NULL,               -- the envelope's length
            part BLOB NOT NULL,
            PRIMARY KEY (relay, space, offset)
        )""",
    ),
    "0003_tried": (
        # deltas.pending is 2 for what was tried and waits for something else to come; what waits is found by one index.
        "DROP INDEX deltas_waiting",
        "CREATE INDEX deltas_waiting ON deltas (record) WHERE pending > 0 OR refused IS NOT NULL",
    ),
    "0004_positions": (
        # The place in the membership log that an author had been given when he wrote; null: saved here.
        "ALTER TABLE deltas ADD COLUMN entries INTEGER",
        # The furthest such place that a device has told.
        "ALTER TABLE seen ADD COLUMN entries INTEGER NOT NULL DEFAULT 0",
    ),
    "0005_former_devices": (
        # What this store was before it was put back from a copy, or noticed that it is one.
        """CREATE TABLE former_devices (
            device BLOB NOT NULL UNIQUE,
            seed BLOB NOT NULL,                   -- of its signing key: its drafts may be shared in spaces yet to come
            ended INTEGER NOT NULL,               -- when this store became another device
            reason TEXT NOT NULL                  -- why: restored, copied, repaired
        )""",
    ),
    "0007_sticks": (
        # Of what the relay holds, chains.acknowledged tells; what lies on a stick is another thing.
        """CREATE TABLE on_sticks (
            stick BLOB NOT NULL,                  -- the id on its label
            space BLOB NOT NULL,
            number INTEGER NOT NULL,              -- envelopes of ours up to this one lay on it
            since INTEGER NOT NULL,               -- when we saw that
            PRIMARY KEY (stick, space, number)
        ) WITHOUT ROWID""",
        """CREATE TABLE letters (
            relay BLOB NOT NULL,
            visit INTEGER NOT NULL,
            request BLOB NOT NULL,                -- the hello, and the blobs that went with it
            written INTEGER NOT NULL,
            PRIMARY KEY (relay, visit)
        ) WITHOUT ROWID""",
        # The last visit to the relay of which an answer was taken in.
        "ALTER TABLE visits ADD COLUMN answered INTEGER NOT NULL DEFAULT 0",
    ),
    "0008_snapshots": (
        # What has come of a snapshot that a relay gives us as newcomers.
        """CREATE TABLE snapshots_taken (
            relay BLOB NOT NULL,
            space BLOB NOT NULL,
            series BLOB NOT NULL,                 -- the head of its first chunk; empty until that is whole
            chunks INTEGER NOT NULL,              -- whole ones, whose records are stored
            part BLOB NOT NULL,                   -- what is here of the next one
            refused INTEGER NOT NULL,             -- 1: none is wanted from there any more
            PRIMARY KEY (relay, space)
        )""",
        # The snapshot that this keeper's device has made and a relay is not known to hold whole.
        """CREATE TABLE snapshots_made (
            relay BLOB NOT NULL,
            space BLOB NOT NULL,
            number INTEGER NOT NULL,
            chunk BLOB NOT NULL,
            PRIMARY KEY (relay, space, number)
        )""",
    ),
    "0010_attachments": (
        # Which pictures and files the records name; a projection of the documents, as the tables of kinds are.
        """CREATE TABLE attachments (
            record TEXT NOT NULL,
            file BLOB NOT NULL,                   -- its random id
            digest BLOB NOT NULL,                 -- SHA-256 of its content
            size INTEGER NOT NULL,                -- of its content, in bytes
            added INTEGER NOT NULL,               -- by its adder's clock
            PRIMARY KEY (record, file)
        ) WITHOUT ROWID""",
        "CREATE INDEX attachments_by_digest ON attachments (digest)",
        "CREATE INDEX attachments_by_file ON attachments (file)",
        # What they hold, as far as it is here.
        """CREATE TABLE contents (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            content BLOB NOT NULL,
            since INTEGER NOT NULL
        )""",
        # Of what is under way from somewhere: whole pieces, opened; and the sealed beginning of the next one.
        """CREATE TABLE pieces (
            space BLOB NOT NULL,
            file BLOB NOT NULL,
            number INTEGER NOT NULL,
            whole INTEGER NOT NULL,               -- length of the sealed piece; 0: it is whole, and opened
            data BLOB NOT NULL,
            PRIMARY KEY (space, file, number)
        )""",
        # Where a file of a space is known to lie whole: a relay's id.
        """CREATE TABLE attachments_there (
            place BLOB NOT NULL,
            space BLOB NOT NULL,
            file BLOB NOT NULL,
            since INTEGER NOT NULL,               -- when it was last said to
            PRIMARY KEY (place, space, file)
        ) WITHOUT ROWID""",
        """CREATE TABLE attachment_wishes (
            file BLOB PRIMARY KEY,
            asked INTEGER NOT NULL,               -- 1: the person wants it to travel over any link
            spoilt INTEGER NOT NULL,              -- how often what came was not what the record names
            again INTEGER NOT NULL                -- when it may be asked for anew
        ) WITHOUT ROWID""",
    ),
    # 1: a template, from which records begin; it stands in no list of records.
    "0011_templates": ("ALTER TABLE records ADD COLUMN template INTEGER NOT NULL DEFAULT 0",),
    "0012_waiting": (
        # Since when somebody else's words in the record wait to be read; kept when more of them come.
        "ALTER TABLE records ADD COLUMN waiting_since INTEGER",
        "UPDATE records SET waiting_since = changed WHERE unread = 1",
        "CREATE INDEX records_waiting ON records (waiting_since) WHERE unread = 1",
        # Characters there are to read; written with the projection, which is made anew for that.
        "ALTER TABLE records ADD COLUMN size INTEGER NOT NULL DEFAULT 0",
        "UPDATE records SET shape = NULL",
    ),
    "0013_finding": (
        # The record's row in the index of words, which grows with each change; null: not in it yet. The former index
        # goes when everything is in this one: search.py.
        "ALTER TABLE records ADD COLUMN entry INTEGER",
        "CREATE UNIQUE INDEX records_by_entry ON records (entry)",
        "CREATE INDEX records_changed ON records (changed, entry)",
        # Lists ask for all their records by this, without looking at one of them.
        "CREATE INDEX records_listed ON records (kind, deleted, template, changed, id, record)",
        "DROP INDEX records_of_kind",
        # Tokens as made by grams.py; the text itself is not kept twice.
        "CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, tokenize='ascii')",
    ),
    "0016_links": (
        # Which records a record names, and where; a projection of the documents, which is made anew for that.
        """CREATE TABLE links (
            record TEXT NOT NULL,
            field TEXT NOT NULL,                  -- a field's key, or rows/column
            target TEXT NOT NULL,                 -- may be a record that is not here
            PRIMARY KEY (record, field, target)
        ) WITHOUT ROWID""",
        "CREATE INDEX links_by_target ON links (target, record)",
        "UPDATE records SET shape = NULL",
    ),
    "0018_urgent": (
        # 1: it says that somebody is needed now, and leaves before everything else; a projection of the document.
        "ALTER TABLE records ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX records_urgent ON records (urgent) WHERE urgent = 1",
        # 1: something urgent led it when it was sealed.
        "ALTER TABLE envelopes ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0",
        # Of a record that was urgent when this person sent it: who is known to have it, and since when that is known.
        """CREATE TABLE heard (
            record TEXT NOT NULL,
            person BLOB NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (record, person)
        ) WITHOUT ROWID""",
    ),
    "0020_trail": (
        # Everything that this person saved, each at a place of its own that it keeps.
        """CREATE TABLE trail (
            place INTEGER PRIMARY KEY,            -- from 0, without gaps
            delta INTEGER NOT NULL UNIQUE,        -- deltas.id
            leaf BLOB NOT NULL                    -- its digest in the tree
        )""",
        # What relays signed about the beginning of that list.
        """CREATE TABLE witnesses (
            id INTEGER PRIMARY KEY,
            upto INTEGER NOT NULL,                -- so many saves
            relay BLOB NOT NULL,
            hello BLOB NOT NULL,                  -- names the root of these saves
            answer BLOB NOT NULL,                 -- with the relay's time, certificate and signature
            told INTEGER NOT NULL                 -- that time
        )""",
    ),
}


def _migrations(database: Database) -> Migrations:
    migrations = Migrations("store")
    for name, statements in STEPS.items():

        def step(_: object, statements: tuple[str, ...] = statements) -> None:
            for statement in statements:
                database.run(statement)

        migrations(name=name)(step)
    return migrations


def check_not_newer(database: Database) -> None:
    """Raise StoreError store.too_new when the file holds a step that this program does not know; writes nothing."""
    with mapped():
        applied = [step.name for step in _migrations(database).applied(database.tables)]
    unknown = [name for name in applied if name not in STEPS]
    if unknown:
        raise StoreError("store.too_new", f"unknown steps: {', '.join(unknown)}")


def migrate(database: Database) -> list[str]:
    """Bring the file up to this program's schema; gives the names of the steps that were applied.

    An older file that holds anything is copied aside first. Raises StoreError: store.too_new (nothing was written),
    store.full, store.read_only.
    """
    check_not_newer(database)
    with mapped():
        pending = [step.name for step in _migrations(database).pending(database.tables)]
        if not pending:
            return []
        if database.value("SELECT count(*) FROM sqlite_master"):
            database.copy_aside(f"{database.path.name}.before-{pending[0]}")
        _migrations(database).apply(database.tables)
    return pending
