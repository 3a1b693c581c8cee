"""The HTTPS link against servers that fail in every way we know, and its honest count of bytes."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import LinkError
from app.protocol.messages import Done, EnvelopeDown, Item, PartDown, Welcome, encode_item
from app.sync.links.http import PATH, HttpLink
from app.sync.links.traffic import Timeouts
from tests.helpers.devices import Device
from tests.helpers.odd_server import Behaviour, OddServer, resets, says, stays_silent

ROOT = Path(__file__).resolve().parents[4]
SHORT = Timeouts(connect=20, silence=0.3)


def answer(*items: Item, head: bytes = b"", cut: int = 0) -> bytes:
    """A relay's answer, whole, or without its last ``cut`` bytes though its length promises them."""
    body = b"".join(encode_item(item) for item in items)
    whole = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n%s\r\n%s" % (len(body), head, body)
    return whole[: len(whole) - cut]


def visit(url: str, pin: bytes, timeouts: Timeouts | None = None) -> Iterator[Item]:
    """One visit of a fresh device."""
    link = HttpLink(url, pin, timeouts=timeouts)
    device = Device(link, pin, seed=1)
    uploads = device.found()
    return link.exchange(device.hello(), uploads)


GOOD = (Welcome(1_700_000_000, bytes(4), 0), EnvelopeDown(0, 1, b"x" * 300), Done(more=False))


def test_items_come_as_they_were_sent(tmp_path: Path) -> None:
    with OddServer(tmp_path, says(answer(*GOOD))) as server:
        assert list(visit(server.url, server.pin)) == list(GOOD)


def test_a_chunked_answer_is_read_too(tmp_path: Path) -> None:
    """A relay that answers more than a page does not know the length beforehand."""
    body = b"".join(encode_item(item) for item in GOOD)
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + 100]), body[i : i + 100]) for i in range(0, len(body), 100))
    whole = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"
    with OddServer(tmp_path, says(whole)) as server:
        assert list(visit(server.url, server.pin)) == list(GOOD)


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (says(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"), "link.not_a_relay"),
        (says(b"HTTP/1.1 302 Found\r\nlocation: https://example.org/\r\n\r\n"), "link.not_a_relay"),
        (says(b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n"), "link.busy"),
        (says(b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n"), "link.slow"),
        (says(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"), "link.busy"),
        (says(b"HTTP/1.1 507 Insufficient Storage\r\ncontent-length: 0\r\n\r\n"), "link.relay_full"),
        (says(b"HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n<html></html"), "link.not_a_relay"),
        (says(answer(Done(more=False))), "link.not_a_relay"),
        (says(b"SSH-2.0-OpenSSH_9.2\r\n"), "link.not_a_relay"),
        (says(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"), "link.lost"),
        (says(answer(*GOOD[:2])), "link.lost"),
        (says(b""), "link.lost"),
        (resets, "link.lost"),
        (stays_silent, "link.slow"),
    ],
    ids=["404", "302", "500", "408", "503", "507", "web page", "no welcome", "ssh", "bad chunk", "no done", "closes",
         "resets", "silent"],
)  # fmt: skip
def test_what_does_not_answer_as_a_relay_has_its_code(tmp_path: Path, behaviour: Behaviour, code: str) -> None:
    with OddServer(tmp_path, behaviour) as server, pytest.raises(LinkError) as caught:
        list(visit(server.url, server.pin, SHORT))

    assert caught.value.code == code


def test_what_speaks_no_tls_is_not_a_relay(tmp_path: Path) -> None:
    """A web server on a plain port, or a printer."""

    def greets(_server: OddServer, connection: "object") -> None:
        connection.sendall(b"220 mail.example ESMTP\r\n" * 10)  # type: ignore[attr-defined]  # a plain socket

    with OddServer(tmp_path, greets, tls=False) as server, pytest.raises(LinkError) as caught:
        list(visit(server.url, server.pin, SHORT))

    assert caught.value.code == "link.not_a_relay"


def test_a_cut_answer_gives_what_came_whole(tmp_path: Path) -> None:
    """The envelopes before the cut are kept; then the link says that it was lost."""
    got: list[Item] = []
    with OddServer(tmp_path, says(answer(*GOOD, cut=2))) as server, pytest.raises(LinkError) as caught:
        got.extend(visit(server.url, server.pin))  # what came before the cut stays in the list

    assert caught.value.code == "link.lost"
    assert got == list(GOOD[:2])


@pytest.mark.parametrize(
    "end", [b"content-length: 100000\r\n\r\n", b"connection: close\r\n\r\n"], ids=["length promised", "no length"]
)
@pytest.mark.parametrize("cut", [1, 100, 899, 900, 905])
def test_of_a_part_that_was_cut_what_arrived_is_given(tmp_path: Path, end: bytes, cut: int) -> None:
    """As a shorter part, before the link says that it was lost; of its numbers alone nothing can be given."""
    whole = PartDown(0, 1, 8_192, 100_000, b"x" * 900)
    said = b"HTTP/1.1 200 OK\r\n" + end + encode_item(GOOD[0]) + encode_item(whole)
    got: list[Item] = []
    with OddServer(tmp_path, says(said[:-cut])) as server, pytest.raises(LinkError) as caught:
        got.extend(visit(server.url, server.pin))  # what came before the cut stays in the list

    assert caught.value.code == "link.lost"
    torn = [PartDown(0, 1, 8_192, 100_000, b"x" * (900 - cut))] if cut < 900 else []
    assert got == [GOOD[0], *torn]


def test_what_has_gone_is_told_up_to_the_whole_and_the_length_stays_true(tmp_path: Path) -> None:
    """Bytes done and bytes in all, as they go into the socket."""
    told: list[tuple[int, int]] = []
    with OddServer(tmp_path, says(answer(*GOOD))) as server:
        link = HttpLink(server.url, server.pin)
        device = Device(link, server.pin, seed=5)
        list(link.exchange(device.hello(), device.found(), lambda done, whole: told.append((done, whole))))
        head, _, body = server.heard.partition(b"\r\n\r\n")

    assert b"content-length: %d" % len(body) in head.lower()
    assert [done for done, _ in told if done] == [*range(2_048, len(body), 2_048), len(body)]
    assert {whole for _, whole in told} == {len(body)}


def test_a_visit_may_be_stopped_from_where_it_is_told(tmp_path: Path) -> None:
    """Nothing more goes into the socket then."""
    with OddServer(tmp_path, stays_silent) as server:
        link = HttpLink(server.url, server.pin)
        device = Device(link, server.pin, seed=6)
        with pytest.raises(LinkError) as caught:
            list(link.exchange(device.hello(), device.found(), lambda _done, _whole: link.cancel()))

    assert (caught.value.code, caught.value.detail) == ("link.lost", "stopped")
    assert link.traffic.sent < 2_048 + 200


def test_another_certificate_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    """Somebody in between, or a school's portal: not one byte of the visit reaches him."""
    with OddServer(tmp_path, says(answer(*GOOD))) as server:
        with pytest.raises(LinkError) as caught:
            list(visit(server.url, bytes(32)))

        assert server.heard == b""
    assert caught.value.code == "link.certificate"


def test_a_relay_that_is_down_is_unreachable(tmp_path: Path) -> None:
    with OddServer(tmp_path, stays_silent) as server:
        url, pin = server.url, server.pin

    with pytest.raises(LinkError) as caught:
        list(visit(url, pin))

    assert caught.value.code == "link.unreachable"


@pytest.mark.parametrize("url", ["https://", "relay.example", "https://relay.example:port", "ftp://relay.example"])
def test_what_is_no_address_is_unreachable(url: str) -> None:
    with pytest.raises(LinkError) as caught:
        list(visit(url, bytes(32)))

    assert caught.value.code == "link.unreachable"


def test_every_byte_inside_tls_is_counted(tmp_path: Path) -> None:
    """Against what the other side heard and said."""
    said = answer(*GOOD)
    with OddServer(tmp_path, says(said)) as server:
        link = HttpLink(server.url, server.pin)
        device = Device(link, server.pin, seed=2)
        list(link.exchange(device.hello(), device.found()))

        assert link.traffic.sent == len(server.heard)
    assert (link.traffic.received, link.traffic.requests) == (len(said), 1)


def test_a_request_has_two_headers(tmp_path: Path) -> None:
    """Every further one would be paid for at every visit."""
    with OddServer(tmp_path, says(answer(*GOOD))) as server:
        list(visit(server.url, server.pin))
        head = server.heard.partition(b"\r\n\r\n")[0].split(b"\r\n")

    assert head[0] == b"POST %s HTTP/1.1" % PATH.encode()
    assert sorted(line.partition(b":")[0].lower() for line in head[1:]) == [b"content-length", b"host"]


def test_a_visit_is_stopped_from_another_thread(tmp_path: Path) -> None:
    """The teacher closes the laptop's lid or presses Stop: no waiting for the relay's silence to end."""
    with OddServer(tmp_path, stays_silent) as server:
        link = HttpLink(server.url, server.pin)
        device = Device(link, server.pin, seed=3)
        timer = threading.Timer(0.3, link.cancel)
        timer.start()
        with pytest.raises(LinkError) as caught:
            list(link.exchange(device.hello(), device.found()))
        timer.join()

    assert (caught.value.code, caught.value.detail) == ("link.lost", "stopped")


def test_stopping_before_the_visit_stops_it(tmp_path: Path) -> None:
    """Pressed between two clicks; the visit after that goes through."""
    with OddServer(tmp_path, says(answer(*GOOD))) as server:
        link = HttpLink(server.url, server.pin)
        device = Device(link, server.pin, seed=4)
        link.cancel()
        with pytest.raises(LinkError):
            list(link.exchange(device.hello(), []))

        assert server.heard == b""
        assert list(link.exchange(device.hello(), [])) == list(GOOD)


def test_proxies_of_the_environment_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that some other program left behind must not swallow a visit."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with OddServer(tmp_path, says(answer(*GOOD))) as server:
        assert list(visit(server.url, server.pin)) == list(GOOD)


def test_requests_is_imported_at_the_first_visit_only() -> None:
    """It costs a fifth of a second, which a start without network must not pay."""
    program = "import sys, app.sync.links.http; print('requests' in sys.modules, 'ssl' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=True
    )

    assert run.stdout.split() == ["False", "False"]
