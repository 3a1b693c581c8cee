"""Compression of payloads: one tag byte, then the bytes.

tag 0   raw
tag 1   zstd (RFC 8878) without a dictionary, the frame without its four magic bytes
tag 2   the same with dictionary 1; later dictionaries take the tags that follow
"""

import sys

from app.errors import Bug
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_EXPANSION, MAX_WINDOW_LOG

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

RAW = 0
ZSTD = 1
ZSTD_DICTIONARY_1 = 2

_LEVEL = 19
_MAGIC = b"\x28\xb5\x2f\xfd"
_DICTIONARY_MAGIC = b"\x37\xa4\x30\xec"


class Compressor:
    """Compresses and expands with one dictionary, or with none (``b""``). Keeps no state between calls."""

    def __init__(self, dictionary: bytes) -> None:
        self._dictionary: zstd.ZstdDict | None = None
        self._tag = ZSTD
        if dictionary:
            self._dictionary = zstd.ZstdDict(dictionary, is_raw=not dictionary.startswith(_DICTIONARY_MAGIC))
            self._tag = ZSTD_DICTIONARY_1
        self._write_options: dict[int, int] = {
            zstd.CompressionParameter.compression_level: _LEVEL,
            zstd.CompressionParameter.content_size_flag: 0,
            zstd.CompressionParameter.checksum_flag: 0,
            zstd.CompressionParameter.dict_id_flag: 0,
        }
        self._read_options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: MAX_WINDOW_LOG}

    def compress(self, data: bytes) -> bytes:
        """The tag and whichever form is smallest. Raises Bug for more than could be expanded again."""
        if len(data) > MAX_EXPANSION:
            raise Bug("bug", f"payload of {len(data)} bytes")
        frame = zstd.compress(data, options=self._write_options, zstd_dict=self._dictionary)[len(_MAGIC) :]
        if len(frame) < len(data):
            return bytes([self._tag]) + frame
        return bytes([RAW]) + data

    def expand(self, data: bytes, limit: int = MAX_EXPANSION) -> bytes:
        """What was compressed, never more than ``limit`` bytes.

        Raises Refusal: COMPRESSION_UNKNOWN for a tag or dictionary that we have not, EXPANSION beyond the limit,
        PAYLOAD_MALFORMED for anything that is not exactly one whole frame.
        """
        if not data:
            raise Refusal(Code.PAYLOAD_MALFORMED, "no tag")
        tag, content = data[0], data[1:]
        if tag == RAW:
            if len(content) > limit:
                raise Refusal(Code.EXPANSION, f"{len(content)} bytes")
            return content
        if tag == ZSTD:
            return self._expand_frame(content, None, limit)
        if tag == ZSTD_DICTIONARY_1 and self._dictionary is not None:
            return self._expand_frame(content, self._dictionary, limit)
        raise Refusal(Code.COMPRESSION_UNKNOWN, f"tag {tag}")

    def _expand_frame(self, frame: bytes, dictionary: "zstd.ZstdDict | None", limit: int) -> bytes:
        reader = zstd.ZstdDecompressor(zstd_dict=dictionary, options=self._read_options)
        try:
            # One byte more than allowed, so that exactly ``limit`` bytes still reach the frame's end.
            content = reader.decompress(_MAGIC + frame, max_length=limit + 1)
        except zstd.ZstdError as error:
            raise Refusal(Code.PAYLOAD_MALFORMED, "not a zstd frame") from error
        if len(content) > limit:
            raise Refusal(Code.EXPANSION, f"over {limit} bytes")
        if not reader.eof or reader.unused_data:
            raise Refusal(Code.PAYLOAD_MALFORMED, "not one whole frame")
        return content
