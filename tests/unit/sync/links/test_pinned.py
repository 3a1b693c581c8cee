"""Whatever goes wrong below requests becomes one of our codes; parts become one body of known length."""

import http.client
import inspect
import socket
import ssl
from types import ModuleType

import pytest
import requests
import urllib3

from app.errors import CODES, LinkError
from app.sync.links.pinned import FAILURES, MEANINGS, PLAIN_MEANINGS, Body, code_of


def exceptions_of(module: ModuleType) -> list[type[BaseException]]:
    """Every exception class of a module's own package, warnings aside."""
    found = [kind for _, kind in inspect.getmembers(module, inspect.isclass)]
    own = [kind for kind in found if kind.__module__.partition(".")[0] == module.__name__.partition(".")[0]]
    return [kind for kind in own if issubclass(kind, Exception) and not issubclass(kind, Warning)]


#: Roots that are never raised themselves.
ROOTS = {requests.exceptions.RequestException, urllib3.exceptions.HTTPError}
BELOW = {*exceptions_of(requests.exceptions), *exceptions_of(urllib3.exceptions), *exceptions_of(http.client)} - ROOTS


@pytest.mark.parametrize("kind", sorted(BELOW, key=str), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_exception_from_below_is_caught_and_has_a_row(kind: type[BaseException]) -> None:
    """A new release of requests or urllib3 with a new exception fails here, and not before a teacher."""
    rows = [row for row, _ in (*MEANINGS[:-1], *PLAIN_MEANINGS) if issubclass(kind, row)]

    assert issubclass(kind, FAILURES)
    assert rows != []


def test_every_row_leads_to_a_link_code() -> None:
    assert {code for _, code in (*MEANINGS, *PLAIN_MEANINGS)} <= set(CODES[LinkError])


def wrapped(cause: BaseException) -> requests.ConnectionError:
    """As requests wraps: as an argument's reason."""
    return requests.ConnectionError(urllib3.exceptions.MaxRetryError(None, "/", cause))  # type: ignore[arg-type]  # a pool is not needed to wrap


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (wrapped(urllib3.exceptions.NewConnectionError(None, "refused")), "link.unreachable"),  # type: ignore[arg-type]  # no connection here
        (wrapped(socket.gaierror(-2, "no such name")), "link.unreachable"),
        (wrapped(urllib3.exceptions.ProtocolError("aborted", ConnectionResetError(104, "reset"))), "link.lost"),
        (wrapped(urllib3.exceptions.ProtocolError("x", http.client.RemoteDisconnected("gone"))), "link.lost"),
        (wrapped(urllib3.exceptions.ProtocolError("x", http.client.BadStatusLine("SSH-2.0"))), "link.not_a_relay"),
        (wrapped(urllib3.exceptions.SSLError("Fingerprints did not match")), "link.certificate"),
        (wrapped(urllib3.exceptions.SSLError(ssl.SSLEOFError(8, "eof"))), "link.lost"),
        (wrapped(urllib3.exceptions.SSLError(ssl.SSLError(1, "WRONG_VERSION_NUMBER"))), "link.not_a_relay"),
        (requests.ReadTimeout(), "link.slow"),
        (requests.ConnectTimeout(), "link.unreachable"),
        (requests.exceptions.InvalidURL("https://"), "link.unreachable"),
        (requests.ConnectionError("bare"), "link.lost"),
        (requests.exceptions.ChunkedEncodingError("cut"), "link.lost"),
        (OSError(5, "I/O error"), "link.lost"),
        (TimeoutError(), "link.slow"),
        (ValueError("closed under us"), "link.lost"),
    ],
    ids=repr,
)
def test_the_cause_decides(error: BaseException, code: str) -> None:
    """requests wraps nearly everything as ConnectionError; what happened stands further in."""
    assert code_of(error) == code


def test_causes_that_name_each_other_end() -> None:
    """A circle of causes must not hang a visit."""
    first, second = requests.ConnectionError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first

    assert code_of(first) == "link.lost"


def test_a_body_knows_its_length_and_fills_records() -> None:
    """Small parts share a TLS record, large ones are divided."""
    parts = [b"a" * 10, b"b" * 4_000, b"c" * 500]
    body = Body(parts)

    blocks = list(body)

    assert b"".join(blocks) == b"".join(parts)
    assert len(body) == 4_510
    assert [len(block) for block in blocks] == [2_048, 2_048, 414]


@pytest.mark.parametrize("sizes", [[], [0], [1], [2_048], [2_048, 0], [2_048, 2_048], [1, 4_095], [100, 4_105, 4_105]])
def test_a_body_tells_what_has_gone_when_the_next_is_asked_for(sizes: list[int]) -> None:
    """And not before: a block that was handed over may still wait for the socket."""
    told: list[tuple[int, int]] = []
    given = 0
    for block in Body([bytes(size) for size in sizes], lambda done, whole: told.append((done, whole))):
        assert sum(done for done, _ in told[-1:]) == given
        given += len(block)

    assert given == sum(sizes)
    assert told[-1:] == ([(given, given)] if given else [])
