"""The baseline on the wire: what one would write in an afternoon.

Each changed record is taken whole, compressed with zstd -19, encrypted with AES-256-GCM under a fresh nonce, and PUT
with requests as it comes out of the box. Every byte of the conversation is counted at the socket.
"""

import os
import socketserver
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import requests
from backports import zstd
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class _Counter(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    passed = 0


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, _Counter)
        while True:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                byte = self.rfile.read(1)
                if not byte:
                    return
                head += byte
            length = next(
                int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
            )
            self.rfile.read(length)
            answer = b"HTTP/1.1 204 No Content\r\n\r\n"
            # Counted first: whoever has the answer may ask for the sum at once.
            self.server.passed += len(head) + length + len(answer)
            self.wfile.write(answer)


@contextmanager
def _counting() -> Iterator[_Counter]:
    with _Counter(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()


def naive_bytes(records: Sequence[bytes]) -> int:
    """Bytes both ways to put these records (whole, as UTF-8) on a server, one PUT each, over one connection."""
    key = AESGCM(os.urandom(32))
    with _counting() as server, requests.Session() as session:
        for number, record in enumerate(records):
            nonce = os.urandom(12)
            body = nonce + key.encrypt(nonce, zstd.compress(record, 19), None)
            session.put(f"http://127.0.0.1:{server.server_address[1]}/records/{number:012}", data=body)
        return server.passed
