"""What the operator can watch: a status page, and figures for Prometheus. Both need the token; nobody else sees either.

    GET /status?token=...   sets a cookie and leads to /status, so that the token does not stay in the address
    GET /status             the page, in Chinese or English as the browser asks; plain HTML without scripts
    GET /metrics            Prometheus' text format 0.0.4; the token as "Authorization: Bearer ..."

The token is printed by `tongxing-relay status`. Both stand on the relay's own port and certificate: one port to open,
and no second server. Nothing here can change anything.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from app.crypto.signing import digest
from app.logs import note_failure
from app.protocol.failures import Code
from app.relay import scan
from app.relay.counters import ENDS
from app.relay.database import StorageError
from app.relay.housekeeping import Figures, figures
from app.relay.schools import School, Usage, schools, usage
from app.relay.service import Service
from app.version import __version__

_PAGES = Path(__file__).parent / "pages"
_COOKIE = "__Host-tongxing-relay"
#: Devices on the page; a county has more, and who has not come for long is seen by the others' dates.
_DEVICES = 500
_BACKUP_AGE = 8 * 86_400
#: Free room below which the page warns: sixteen times what the relay keeps for itself.
_LITTLE_ROOM = 1024 * 1024 * 1024
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True)
class View:
    """Everything that the page shows of the database."""

    found: Figures
    schools: list[tuple[School, Usage]]
    contacts: list[tuple[bytes, int, int]]


class Watching:
    """The operator's routes of one relay process."""

    def __init__(self, service: Service, token: str) -> None:
        self._service, self._token = service, digest(token.encode())
        self._started = service.clock.now()

    def routes(self) -> list[Route]:
        """To be added to the relay's own."""
        return [Route("/status", self._status, methods=["GET"]), Route("/metrics", self._metrics, methods=["GET"])]

    async def _status(self, request: Request) -> Response:
        language = language_of(request.headers.get("accept-language", ""))
        given = request.query_params.get("token")
        if given is not None and self._opens(given):
            answer: Response = RedirectResponse("/status", status_code=303, headers=_HEADERS)
            answer.set_cookie(_COOKIE, given, path="/", secure=True, httponly=True, samesite="strict")
            return answer
        if not self._opens(request.cookies.get(_COOKIE, "")):
            return HTMLResponse(_page("closed", language, {}), status_code=401, headers=_HEADERS)
        try:
            view = await anyio.to_thread.run_sync(self._view)
        except StorageError as error:
            note_failure(error)
            return PlainTextResponse("503", status_code=503, headers=_HEADERS)
        counted = {"visits": str(sum(self._service.counters.visits.values())), "started": _when(self._started)}
        values = values_of(view, self._service.clock.now()) | counted
        return HTMLResponse(_page("status", language, values), headers=_HEADERS)

    async def _metrics(self, request: Request) -> Response:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not self._opens(given.strip()):
            return PlainTextResponse("", status_code=401, headers=_HEADERS | {"www-authenticate": "Bearer"})
        try:
            found: Figures | None = await anyio.to_thread.run_sync(figures, self._service.database)
        except StorageError as error:
            note_failure(error)
            found = None
        text = "".join(self._lines(found))
        return PlainTextResponse(text, headers=_HEADERS, media_type="text/plain; version=0.0.4")

    def _opens(self, given: str) -> bool:
        # Digests are compared, so that the time it takes says nothing about the token.
        return digest(given.encode()) == self._token

    def _view(self) -> View:
        now, database = self._service.clock.now(), self._service.database
        with database.reading() as connection:
            listed = schools(connection, self._service.admission)
            used = [(school, usage(connection, school.number, now)) for school in listed]
            contacts = scan.contacts(connection, _DEVICES)
        return View(figures(database), used, contacts)

    def _lines(self, found: Figures | None) -> Iterable[str]:
        """Prometheus' lines; without the database's figures when it does not answer."""
        counters = self._service.counters
        yield _metric("up", "gauge", [("", int(found is not None))])
        yield _metric("visits_total", "counter", [(f'end="{end}"', counters.visits[end]) for end in ENDS])
        codes = [(f'code="{code.name}"', counters.refused[code.name]) for code in Code if counters.refused[code.name]]
        yield _metric("refusals_total", "counter", codes)
        yield _metric("received_bytes_total", "counter", [("", counters.received)])
        yield _metric("sent_bytes_total", "counter", [("", counters.sent)])
        yield _metric("writes_total", "counter", [("", counters.writes)])
        yield _metric("rounds_written_total", "counter", [("", counters.written_together)])
        yield _metric("write_seconds_total", "counter", [("", round(counters.write_seconds, 6))])
        yield _metric("start_time_seconds", "gauge", [("", self._started)])
        if found is not None:
            yield _metric("spaces", "gauge", [("", found.totals.spaces)])
            yield _metric("devices", "gauge", [("", found.totals.devices)])
            yield _metric("envelopes", "gauge", [("", found.totals.envelopes)])
            yield _metric("database_bytes", "gauge", [("", found.on_disk)])
            yield _metric("free_bytes", "gauge", [] if found.free is None else [("", found.free)])
            yield _metric("last_contact_seconds", "gauge", [("", found.totals.last_contact or 0)])
            yield _metric("last_backup_seconds", "gauge", [("", found.last_backup or 0)])


def language_of(accepted: str) -> str:
    """ "zh" or "en", whichever an Accept-Language header prefers (RFC 9110, 12.5.4); Chinese if it names neither."""
    best, found = 0.0, "zh"
    for part in accepted.split(","):
        name, _, weight = part.partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            quality = 0.0
        language = name.strip().lower()[:2]
        if language in ("zh", "en") and quality > best:
            best, found = quality, language
    return found


def values_of(view: View, now: int) -> dict[str, str]:
    """What goes into the page's places; everything is safe to stand in HTML."""
    found = view.found
    old = found.last_backup is None or now - found.last_backup > _BACKUP_AGE
    return {
        "version": escape(__version__),
        "last_contact": _when(found.totals.last_contact),
        "last_backup": _when(found.last_backup),
        "on_disk": _size(found.on_disk),
        "free": "–" if found.free is None else _size(found.free),
        "spaces": str(found.totals.spaces),
        "devices": str(found.totals.devices),
        "envelopes": str(found.totals.envelopes),
        "schools": "\n".join(
            _row(school.label, str(used.spaces), _size(used.bytes), _size(used.day_bytes))
            for school, used in view.schools
        ),
        "contacts": "\n".join(
            _row(device.hex()[:8], _when(seen), str(spaces)) for device, seen, spaces in view.contacts
        ),
        "zone": escape(time.strftime("%Z")),
        "backup": "due" if old else "fine",
        "room": "due" if found.free is not None and found.free < _LITTLE_ROOM else "fine",
    }


def _page(name: str, language: str, values: dict[str, str]) -> str:
    text = (_PAGES / f"{name}.{language}.html").read_text(encoding="utf-8")
    return Template(text).substitute(values, style=(_PAGES / "style.css").read_text(encoding="utf-8"))


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _when(moment: int | None) -> str:
    return "–" if moment is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(moment))


def _size(size: int) -> str:
    for unit, factor in (("GB", 10**9), ("MB", 10**6)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size / 1000:.1f} KB"


def _metric(name: str, kind: str, samples: Sequence[tuple[str, float]]) -> str:
    lines = [f"# TYPE tongxing_relay_{name} {kind}"]
    lines += [f"tongxing_relay_{name}{'{' + labels + '}' if labels else ''} {value}" for labels, value in samples]
    return "\n".join(lines) + "\n" if samples else ""
