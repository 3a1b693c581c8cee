"""Attachments on a stick: a file for each, with its pieces from the first on, written once a visit.

Nobody believes a stick: what lies there counts only as far as devices of the space have signed it, so that junk which
somebody put there is written over by whoever brings the file.
"""

import re
from dataclasses import dataclass, replace

from app.crypto.signing import ATTACHMENT_SIGNATURE, verify
from app.protocol.attachment import PieceHead, parse_piece, piece_signed_bytes
from app.protocol.failures import Code, Refusal
from app.protocol.membership import Membership
from app.protocol.messages import FileUp
from app.protocol.stick import AttachmentFile, Kept
from app.sync.links.stick_files import FILES, StickFolder

NAME = re.compile(r"([0-9a-f]{32})-([0-9a-f]{24})\.txs")


@dataclass(frozen=True)
class Lying:
    """A file as far as it lies here: genuine pieces from the first on, of ``count``; 0: nothing does."""

    count: int = 0
    pieces: tuple[bytes, ...] = ()


class StickAttachments:
    """The attachments of one space on a stick, for one visit."""

    def __init__(self, folder: StickFolder, space: bytes) -> None:
        self._folder, self._space = folder, space
        self._names = set(folder.names(FILES))
        self._known: dict[bytes, Lying] = {}
        self._changed: set[bytes] = set()
        self._begun: tuple[bytes, int, int, bytes] | None = None

    def lying(self, file: bytes, state: Membership) -> Lying:
        """How far a file is here."""
        if file not in self._known:
            self._known[file] = self._read(file, state)
        return self._known[file]

    def held(self, file: bytes) -> int:
        """Bytes of the file's next piece that this visit has brought."""
        begun = self._begun
        return len(begun[3]) if begun is not None and begun[0] == file else 0

    def add(self, item: FileUp, state: Membership) -> None:
        """Take a part of the next piece; with its last part the piece is here. Raises Refusal."""
        known = self.lying(item.file, state)
        if item.number < len(known.pieces):
            return
        begun = self._begun
        if item.offset == 0:
            begun = (item.file, item.number, item.whole, b"")
        place = None if begun is None else (*begun[:3], len(begun[3]))
        if (
            begun is None
            or place != (item.file, item.number, item.whole, item.offset)
            or item.number > len(known.pieces)
        ):
            raise Refusal(Code.FILE_PLACE, f"piece {item.number}, byte {item.offset}")
        data = begun[3] + item.part
        if len(data) < item.whole:
            self._begun = (*begun[:3], data)
            return
        self._begun = None
        head = _genuine(data, self._space, state)
        if (head.file, head.number) != (item.file, item.number) or known.count not in (0, head.count):
            raise Refusal(Code.FILE_PLACE, "a piece of another file, or of another place in it")
        self._known[item.file] = replace(known, count=head.count, pieces=(*known.pieces, data))
        self._changed.add(item.file)

    def flush(self) -> None:
        """Write what was added. Raises LinkError when the stick does not take it; what was written stays."""
        if self._changed:
            self._folder.tidy(FILES)
        while self._changed:
            file = min(self._changed)
            known = self._known[file]
            name = f"{self._space.hex()}-{file.hex()}.txs"
            self._folder.put(f"{FILES}/{name}", AttachmentFile(self._space, file, tuple(map(Kept, known.pieces))))
            self._changed.discard(file)

    def _read(self, file: bytes, state: Membership) -> Lying:
        name = f"{self._space.hex()}-{file.hex()}.txs"
        found = self._folder.read(f"{FILES}/{name}", AttachmentFile) if name in self._names else None
        if found is None or (found.space, found.file) != (self._space, file):
            return Lying()
        lying = Lying()
        for number, kept in enumerate(found.pieces):
            try:
                head = _genuine(kept.data, self._space, state)
            except Refusal:
                break
            if (head.file, head.number) != (file, number) or lying.count not in (0, head.count):
                break
            lying = Lying(head.count, (*lying.pieces, kept.data))
        return lying


def _genuine(data: bytes, space: bytes, state: Membership) -> PieceHead:
    """The head of a piece that a device of the space signed. Raises Refusal."""
    piece = parse_piece(data)
    public = state.public_of(piece.head.device, piece.head.epoch)
    signed = piece_signed_bytes(space, piece.head_bytes, piece.body)
    if public is None or not verify(public, piece.signature, ATTACHMENT_SIGNATURE, signed):
        raise Refusal(Code.FILE_AUTHOR, "not signed by a device of the space")
    if piece.head.epoch > state.epoch:
        raise Refusal(Code.FILE_PLACE, f"epoch {piece.head.epoch} of {state.epoch}")
    return piece.head
