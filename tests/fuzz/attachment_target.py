"""The parser of an attachment's pieces, and of what a record says of a file."""

from app.ids import FileId
from app.protocol.attachment import PieceHead, parse_piece
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_PIECE
from app.records.files import Attached, attached
from tests.fuzz.target import Target, split_mode


def run_attachment(data: bytes) -> None:
    """A piece as a relay or stick gives it; or, behind a first odd byte, the line in a record that names a file."""
    mode, data = split_mode(data, 2)
    if mode == 0:
        piece = parse_piece(data)
        assert piece.head_bytes + piece.body + piece.signature == data
        assert piece.head.encode() == piece.head_bytes
        assert len(data) <= MAX_PIECE
        return
    text = data.decode("utf-8", "replace")
    found = attached(text)
    if found is None:
        raise Refusal(Code.FILE_MALFORMED, "no file")
    assert found.member() == text


def attachment_seeds() -> list[bytes]:
    last = PieceHead(bytes(range(12)), 3, b"a device", 2, 1)
    only = PieceHead(bytes(12), 2**40, b"b device", 1, 0)
    file = Attached(1_790_000_000, FileId(bytes(range(12))), 184_320, "jpeg", bytes(32), None, "黑板.jpg")
    return [
        *(b"\0" + head.encode() + bytes(40) + bytes(16 + 64) for head in (last, only)),
        b"\1" + file.member().encode(),
    ]


_MODULES = ("app.protocol.attachment", "app.protocol.codec", "app.records.files")
ATTACHMENT = Target("attachment", run_attachment, attachment_seeds, _MODULES)
