"""What the relay hands out besides visits: newer versions of Tongxing, out of one folder, to whoever asks.

    GET /updates/<name>   a file of the folder that `run --updates FOLDER` names; "Range: bytes=N-" goes on where a cut
                          was, and nothing else of ranges is understood

They are public and signed, so nobody has to say who he is, and the relay need not be believed. Names are plain: small
letters, digits, points and strokes; a link, a folder or anything larger than a layer can be is not there.
"""

import os
import re
import stat
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
from starlette.routing import Route

from app.logs import note_failure
from app.protocol.release import MAX_LAYER

PATH = "/updates/"
#: Files that go out at the same time; one more visitor is told to come again, so that visits keep their room.
_DOWNLOADS = 32
#: Bytes that are read at once, and held for each visitor.
_BLOCK = 65_536
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,98}[a-z0-9]")
_RANGE = re.compile(rb"bytes=([0-9]{1,12})-")

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True)
class _Found:
    """An open file and its length."""

    file: int
    size: int


class Updates:
    """The folder as a bare ASGI application: Starlette's own answers would add headers."""

    def __init__(self, folder: Path, silence: float) -> None:
        """``silence``: seconds for which a visitor may take nothing."""
        self._folder, self._silence, self._under_way = folder, silence, 0

    def routes(self) -> list[Route]:
        """To be added to the relay's own."""
        return [Route(PATH + "{name}", self, methods=["GET"])]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if self._under_way >= _DOWNLOADS:
            await self._head(send, 503, 0)
            return
        self._under_way += 1
        try:
            await self._answer(str(scope["path_params"]["name"]), dict(scope["headers"]).get(b"range", b""), send)
        except OSError as error:
            note_failure(error)
            raise
        finally:
            self._under_way -= 1

    async def _answer(self, name: str, wanted: bytes, send: Send) -> None:
        found = await anyio.to_thread.run_sync(_open, self._folder, name)
        if found is None:
            await self._head(send, 404, 0)
            return
        try:
            asked = _RANGE.fullmatch(wanted)
            first = int(asked[1]) if asked else 0
            if first > found.size or (first == found.size and found.size):
                await self._head(send, 416, 0)
                return
            length = found.size - first
            extra = [(b"content-range", f"bytes {first}-{found.size - 1}/{found.size}".encode())] if asked else []
            await self._head(send, 206 if asked else 200, length, extra, more=True)
            while length > 0:
                block = await anyio.to_thread.run_sync(_read, found.file, first, min(length, _BLOCK))
                if not block:
                    raise OSError("a file of the updates became shorter while it was read")
                first, length = first + len(block), length - len(block)
                await self._send(send, {"type": "http.response.body", "body": block, "more_body": True})
            await self._send(send, {"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            os.close(found.file)

    async def _head(
        self, send: Send, status: int, length: int, extra: list[tuple[bytes, bytes]] | None = None, more: bool = False
    ) -> None:
        headers = [(b"content-length", str(length).encode()), *(extra or [])]
        await self._send(send, {"type": "http.response.start", "status": status, "headers": headers})
        if not more:
            await self._send(send, {"type": "http.response.body", "body": b"", "more_body": False})

    async def _send(self, send: Send, message: Message) -> None:
        with anyio.fail_after(self._silence):
            await send(message)


def _open(folder: Path, name: str) -> _Found | None:
    """The file of this name, if it is one of those that may be handed out."""
    if not _NAME.fullmatch(name) or ".." in name:
        return None
    try:
        # A link could lead anywhere, and a pipe would never end.
        file = os.open(folder / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
                       | getattr(os, "O_BINARY", 0))  # fmt: skip
    except OSError:
        return None
    about = os.fstat(file)
    if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_LAYER:
        os.close(file)
        return None
    return _Found(file, about.st_size)


def _read(file: int, at: int, size: int) -> bytes:
    os.lseek(file, at, os.SEEK_SET)
    return os.read(file, size)
