"""The archive of one layer, as it travels: its list, and the bytes of its files, compressed with zstd (RFC 8878).

    magic "TXLAYER1" · sort, 1 byte · list, one frame · sort 0: all files as one frame
                                                        sort 1: one frame for each file that is not in the older layer

In a delta (sort 1) the list is compressed with the older list as the dictionary, and a file with the older file of the
same path; a file that the older layer has under any path is taken from there. A frame for each file keeps the memory
for applying at about three times the largest file, where one frame for a whole layer of Qt would take 300 MB.
Nothing is trusted here: whoever reads compares digests.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from app.protocol.failures import Code, Refusal
from app.protocol.release import MAX_LAYER, MAX_LIST, LayerList, Listed, read_list

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAGIC = b"TXLAYER1"
WHOLE, DELTA = 0, 1
_LEVEL, _BLOCK, _MAX_WINDOW_LOG = 19, 65_536, 25

#: Gives the content of a file of a layer that is at hand, by its row in the list.
Content = Callable[[Listed], bytes]


def _options(content: int, dictionary: int) -> dict[int, int]:
    window = min(max((content + dictionary).bit_length(), 17), _MAX_WINDOW_LOG)
    return {
        zstd.CompressionParameter.compression_level: _LEVEL,
        zstd.CompressionParameter.window_log: window,
        zstd.CompressionParameter.enable_long_distance_matching: 1,
        zstd.CompressionParameter.checksum_flag: 0,
    }


def _dictionary(older: bytes) -> Any:
    return zstd.ZstdDict(older, is_raw=True).as_prefix if len(older) >= 8 else None


def _squeeze(data: bytes, older: bytes = b"") -> bytes:
    return zstd.compress(data, options=_options(len(data), len(older)), zstd_dict=_dictionary(older))


def whole_file(listed: bytes, content: Content) -> Iterator[bytes]:
    """The archive of a layer, in blocks; ``listed`` are the bytes of its list."""
    files = read_list(listed)
    yield MAGIC + bytes([WHOLE]) + _squeeze(listed)
    squeezer = zstd.ZstdCompressor(options=_options(files.size, 0))
    for file in files.files:
        yield squeezer.compress(content(file))
    yield squeezer.flush()


def delta_file(listed: bytes, content: Content, older: bytes, older_content: Content) -> Iterator[bytes]:
    """The same, out of an older layer: what changed, and where nothing is like it, the file as it is."""
    before = read_list(older)
    there, at = {file.digest for file in before.files}, {file.path: file for file in before.files}
    yield MAGIC + bytes([DELTA]) + _squeeze(listed, older)
    for file in read_list(listed).files:
        if file.digest not in there:
            yield _squeeze(content(file), older_content(at[file.path]) if file.path in at else b"")


class LayerReader:
    """Reads an archive from ``read``, which gives so many bytes or fewer. Raises Refusal(MALFORMED), TOO_LARGE."""

    def __init__(self, read: Callable[[int], bytes], older: bytes = b"", older_content: Content | None = None) -> None:
        """``older`` are the bytes of the older layer's list, for a delta."""
        self._read, self._left = read, b""
        self._older, self._older_content = older, older_content
        head = self._take(len(MAGIC) + 1)
        if head not in (MAGIC + bytes([WHOLE]), MAGIC + bytes([DELTA])):
            raise Refusal(Code.MALFORMED, "no layer")
        self._delta = head[-1] == DELTA
        if self._delta and older_content is None:
            raise Refusal(Code.MALFORMED, "a delta without its older layer")
        #: The bytes of the list; the release names their digest.
        self.listed = b"".join(self._frame(MAX_LIST, older if self._delta else b""))

    def files(self, wanted: LayerList) -> Iterator[tuple[Listed, Iterable[bytes]]]:
        """Each file of the list with its bytes in blocks, which have to be taken before the next file."""
        if not self._delta:
            yield from self._one_frame(wanted)
            return
        before = read_list(self._older)
        there = {file.digest: file for file in before.files}
        at = {file.path: file for file in before.files}
        assert self._older_content is not None  # __init__ saw to it
        for file in wanted.files:
            if file.digest in there:
                yield file, [self._older_content(there[file.digest])]
            else:
                yield file, self._frame(file.size, self._older_content(at[file.path]) if file.path in at else b"")

    def end(self) -> None:
        """Raises Refusal unless everything was read."""
        if self._left or self._read(1):
            raise Refusal(Code.MALFORMED, "something is left over")

    def _one_frame(self, wanted: LayerList) -> Iterator[tuple[Listed, Iterable[bytes]]]:
        stream, waiting = self._frame(min(wanted.size, MAX_LAYER), b""), bytearray()

        def part(size: int) -> Iterator[bytes]:
            while size > 0:
                if not waiting:
                    block = next(stream, b"")
                    if not block:
                        raise Refusal(Code.MALFORMED, "content is cut")
                    waiting.extend(block)
                piece = bytes(waiting[:size])
                del waiting[:size]
                size -= len(piece)
                yield piece

        for file in wanted.files:
            yield file, part(file.size)
        if waiting or next(stream, b""):
            raise Refusal(Code.TOO_LARGE, "more than the list says")

    def _take(self, size: int) -> bytes:
        while len(self._left) < size:
            block = self._read(_BLOCK)
            if not block:
                raise Refusal(Code.MALFORMED, "archive is cut")
            self._left += block
        taken, self._left = self._left[:size], self._left[size:]
        return taken

    def _frame(self, limit: int, older: bytes) -> Iterator[bytes]:
        """What one frame holds, never more than ``limit`` bytes."""
        opener = zstd.ZstdDecompressor(
            zstd_dict=_dictionary(older), options={zstd.DecompressionParameter.window_log_max: _MAX_WINDOW_LOG}
        )
        given = 0
        while not opener.eof:
            data = b""
            if opener.needs_input:
                data, self._left = self._left or self._read(_BLOCK), b""
                if not data:
                    raise Refusal(Code.MALFORMED, "archive is cut")
            try:
                block = opener.decompress(data, _BLOCK * 16)
            except zstd.ZstdError as error:
                raise Refusal(Code.MALFORMED, "no zstd") from error
            given += len(block)
            if given > min(limit, MAX_LAYER):
                raise Refusal(Code.TOO_LARGE, f"more than {limit} bytes")
            if block:
                yield block
        self._left = opener.unused_data
