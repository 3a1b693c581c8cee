"""The operator's page and figures: only with the token, true, in both languages, and without a name."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest

from app.relay.database import Database
from app.relay.schools import add_school
from app.relay.service import Service
from app.relay.watching import _PAGES, language_of
from app.relay.web import make_app
from tests.helpers.asgi import Browser
from tests.helpers.clock import FakeClock
from tests.helpers.devices import Device

PIN, CODE, TOKEN = bytes(range(32)), b"0123456789", "0f" * 16


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Browser]:
    database = Database(tmp_path / "relay.db")
    service = Service(database, PIN, CODE, FakeClock())
    database.write(lambda connection: add_school(connection, "<b>one</b>", 1))
    device = Device(service, PIN, CODE, seed=1)
    device.exchange([*device.found(), *device.envelopes(3)])
    yield Browser(make_app(service, TOKEN))
    database.close()


def metrics(client: Browser, token: str = TOKEN) -> dict[str, float]:
    answer = client.ask("/metrics", authorization=f"Bearer {token}")
    lines = [line for line in answer.text.splitlines() if line and not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


@pytest.mark.parametrize("path", ["/status", "/status?token=", "/status?token=guessed", "/metrics", "/metrics?token=x"])
def test_without_the_token_nothing_is_told(client: Browser, path: str) -> None:
    answer = client.ask(path, authorization="Bearer guessed", cookie="__Host-tongxing-relay=guessed")

    assert answer.status == 401
    assert not re.search(r"\d{2,}", re.sub(r"<style>.*</style>", "", answer.text, flags=re.DOTALL))


def test_the_token_becomes_a_cookie_and_leaves_the_address(client: Browser) -> None:
    answer = client.ask(f"/status?token={TOKEN}")

    assert (answer.status, answer.headers["location"]) == (303, "/status")
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("__Host-", "HttpOnly", "Secure", "SameSite=strict", "Path=/"))
    assert client.ask("/status").status == 200


def test_the_page_tells_what_the_relay_holds_and_no_more(client: Browser) -> None:
    client.ask(f"/status?token={TOKEN}")
    page = client.ask("/status", accept_language="en")

    assert ">3<" in page.text
    assert "&lt;b&gt;one&lt;/b&gt;" in page.text
    assert '<p class="warning due">The last backup' in page.text
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


def test_both_languages_say_the_same(client: Browser) -> None:
    """The same places in both, and the page is in the language that the browser asks for."""
    client.ask(f"/status?token={TOKEN}")

    for name in ("status", "closed"):
        texts = [(_PAGES / f"{name}.{language}.html").read_text(encoding="utf-8") for language in ("zh", "en")]
        assert Template(texts[0]).get_identifiers() == Template(texts[1]).get_identifiers()
        assert re.findall(r"<(\w+)", texts[0]) == re.findall(r"<(\w+)", texts[1])
    assert "中转站" in client.ask("/status", accept_language="zh-CN,zh;q=0.9").text
    assert "It stores" in client.ask("/status", accept_language="en-GB,zh;q=0.5").text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "zh"), ("fr", "zh"), ("en", "en"), ("fr, en;q=0.2", "en"), ("en;q=0.1, zh;q=0.9", "zh"), ("en;q=x", "zh")],
)
def test_the_browsers_language_is_understood(accepted: str, language: str) -> None:
    assert language_of(accepted) == language


def test_prometheus_is_told_counts(client: Browser) -> None:
    """Of the database and of this process; a visit and a refusal are seen."""
    before = metrics(client)
    client.ask("/v1/exchange", b"\x63\x01x")
    after = metrics(client)

    assert before["tongxing_relay_up"] == 1
    assert (before["tongxing_relay_spaces"], before["tongxing_relay_envelopes"]) == (1, 3)
    assert before['tongxing_relay_visits_total{end="answered"}'] == 0
    assert after['tongxing_relay_visits_total{end="answered"}'] == 1
    assert after['tongxing_relay_refusals_total{code="UNKNOWN_ITEM"}'] == 1
    assert after["tongxing_relay_sent_bytes_total"] > 0
    assert metrics(client, "guessed") == {}


def test_every_line_is_in_prometheus_format(client: Browser) -> None:
    """Each name once with its type before its samples, as the format's grammar has it."""
    text = client.ask("/metrics", authorization=f"bearer {TOKEN}").text

    assert text.endswith("\n")
    line = r"# TYPE [a-z_]+ (counter|gauge)|[a-z_]+(\{[a-z]+=\"[A-Za-z_]+\"\})? [0-9.e+-]+"
    assert all(re.fullmatch(line, each) for each in text.splitlines()), text
    types = re.findall(r"# TYPE (\S+)", text)
    assert len(types) == len(set(types)) > 10


def test_a_relay_without_a_token_has_neither(tmp_path: Path) -> None:
    client = Browser(make_app(Service(Database(tmp_path / "relay.db"), PIN, CODE, FakeClock())))

    assert client.ask("/status").status == client.ask("/metrics").status == 404
