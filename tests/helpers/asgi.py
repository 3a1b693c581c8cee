"""Asks an ASGI application in the same process, as a browser would: headers, cookies, no redirect followed."""

from dataclasses import dataclass, field
from typing import Any

import anyio


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Browser:
    """Keeps cookies between requests, as long as it lives."""

    application: Any
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, target: str, body: bytes | None = None, **headers: str) -> Reply:
        """GET, or POST with a body; names of headers are written with underscores."""
        path, _, query = target.partition("?")
        given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        if self.cookies:
            given.append((b"cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()).encode()))
        scope = {
            "type": "http", "method": "GET" if body is None else "POST", "path": path, "query_string": query.encode(),
            "headers": given, "root_path": "", "scheme": "https", "server": ("relay.example", 443),
        }  # fmt: skip
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body or b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        anyio.run(self.application, scope, receive, send)
        found = {name.decode().lower(): value.decode() for name, value in sent[0].get("headers", [])}
        if "set-cookie" in found:
            name, _, value = found["set-cookie"].partition(";")[0].partition("=")
            self.cookies[name] = value
        answer = b"".join(message.get("body", b"") for message in sent[1:])
        return Reply(sent[0]["status"], found, answer.decode("utf-8", "replace"))
