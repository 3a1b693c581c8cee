"""A wait is broken off by whoever is asked between two slices of it, and ends by itself when its time is up."""

import socket
from collections.abc import Callable

import pytest

from app.errors import LinkError
from app.protocol.messages import Hello, SpaceAt
from app.sync.links.http import HttpLink
from app.sync.links.traffic import Timeouts
from app.sync.links.waiting import connect, until


class _Stopped(Exception):
    """Somebody pressed the button."""


def _after(questions: int) -> Callable[[], None]:
    left = iter(range(questions))

    def ask() -> None:
        if next(left, None) is None:
            raise _Stopped

    return ask


def _never() -> None:
    """Go on."""


def _silent() -> socket.socket:
    """A server that takes connections and says nothing."""
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen(5)
    return server


def test_a_connection_is_made() -> None:
    with _silent() as server, connect("127.0.0.1", server.getsockname()[1], 5, _never) as made:
        assert made.getpeername() == server.getsockname()


def test_who_refuses_does_so_at_once() -> None:
    with _silent() as server:
        port = server.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        connect("127.0.0.1", port, 5, _never)


def test_a_wait_ends_when_it_is_stopped_and_when_its_time_is_up() -> None:
    with _silent() as server, connect("127.0.0.1", server.getsockname()[1], 5, _never) as made:
        with pytest.raises(_Stopped):
            until(made, 60, _after(1))
        with pytest.raises(TimeoutError):
            until(made, 0.01, _never)
        until(made, 5, _never, write=True)


def test_a_connection_that_nobody_answers_is_given_up_when_it_is_stopped() -> None:
    """A full queue takes no one and refuses no one, as an address behind a cell that is down."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        port = server.getsockname()[1]
        waiting = [socket.socket() for _ in range(8)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        with pytest.raises(_Stopped):
            connect("127.0.0.1", port, 60, _after(2))
        for one in waiting:
            one.close()


def test_a_visit_to_a_server_that_is_silent_stops_when_it_is_told() -> None:
    """In the greeting, where until then nobody was asked; sixty seconds of silence were allowed."""
    hello = Hello(1, bytes(8), 1, 0, 0, b"", (SpaceAt(bytes(16), 0, 0),), (), (), bytes(64))
    with _silent() as server:
        link = HttpLink(f"https://127.0.0.1:{server.getsockname()[1]}", bytes(32), timeouts=Timeouts(60.0, 60.0))
        asked = 0

        def went(_done: int, _whole: int) -> None:
            nonlocal asked
            asked += 1
            if asked == 3:
                link.cancel()

        with pytest.raises(LinkError) as caught:
            list(link.exchange(hello, [], went))
        link.close()
    assert caught.value.code == "link.lost"
    assert asked == 3, "it was not asked again after it had been told"


def test_an_address_that_nobody_has_is_unreachable_and_not_waited_for() -> None:
    with _silent() as server:
        port = server.getsockname()[1]
    hello = Hello(1, bytes(8), 1, 0, 0, b"", (SpaceAt(bytes(16), 0, 0),), (), (), bytes(64))
    link = HttpLink(f"https://127.0.0.1:{port}", bytes(32))
    with pytest.raises(LinkError) as caught:
        list(link.exchange(hello, []))
    link.close()
    assert caught.value.code == "link.unreachable"
