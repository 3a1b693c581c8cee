"""The verbs of the window for a machine without one: each does its work through the workspace and prints a line.

The PIN comes from the environment variable TONGXING_PIN or is asked for; it is never an argument, since arguments
can be read by other users of the machine.
"""

import argparse
import getpass
import os
from collections.abc import Callable
from pathlib import Path

from app.clock import SystemClock
from app.errors import AccessError, FileError, Known, RecordError
from app.ids import RecordId
from app.paths import Home
from app.records.blocks import text_of
from app.text import Texts
from app.workspace import updating
from app.workspace.from_stick import open_ticket_file
from app.workspace.importing import bytes_of
from app.workspace.kits import Guest
from app.workspace.signing_in import People
from app.workspace.sticks import carry_letters
from app.workspace.trails import check_file, pages_of_trail, words_of
from app.workspace.views import SpaceView
from app.workspace.workspace import Workspace

PIN = "TONGXING_PIN"
#: The code of a ticket file, likewise.
CODE = "TONGXING_CODE"


def run_command(options: argparse.Namespace, home: Home, texts: Texts) -> int:
    """Run one command and give the exit code. Raises TongxingError, which the caller explains."""
    people = People(home, SystemClock())
    if options.command == "person":
        workspace = people.create(options.name, _pin(texts))
        print(texts.say("command.person", name=workspace.me.name, person=workspace.me.person))
        workspace.close()
        return 0
    if options.command == "carry":
        return _carry(options.folder, texts)
    if options.command == "begin-from-stick":
        return _begin_from_stick(people, options, texts)
    if options.command == "update":
        return _update(options.folder, texts)
    if options.command == "go-back":
        print(texts.say("command.went_back", version=updating.back()))
        return 0
    if options.command == "check-trail":
        return _check_trail(options.file, options.words, texts)
    workspace = _signed_in(people, options.person, texts)
    try:
        return _COMMANDS[options.command](workspace, options, texts)
    finally:
        workspace.close()


def _import(workspace: Workspace, options: argparse.Namespace, texts: Texts) -> int:
    data = bytes_of(options.file)
    preview = workspace.preview_file(options.kind.replace("-", "_"), options.file.name, data, texts.language)
    for left in preview.left:
        print(texts.say(f"importing.left_{left.code}", count=left.count))
    for record in workspace.take_file(preview):
        print(texts.say("command.imported", title=workspace.view(record).title, record=record))
    return 0


def _sync(workspace: Workspace, options: argparse.Namespace, texts: Texts) -> int:
    report = workspace.visit()
    print(
        texts.say(
            "command.synced",
            sent=report.sent,
            received=report.received,
            up=report.bytes_up,
            down=report.bytes_down,
            requests=report.requests,
        )
    )
    for code in report.trouble:
        print(texts.explain(Known(code)).whole())
    return 1 if report.trouble else 0


def _stick(workspace: Workspace, options: argparse.Namespace, texts: Texts) -> int:
    report = workspace.exchange_with_stick(options.folder)
    print(texts.say("stick.done", given=report.given, taken=report.taken, merged=report.merged))
    for code in report.trouble:
        print(texts.explain(Known(code)).whole())
    return 1 if report.trouble else 0


def _carry(folder: Path, texts: Texts) -> int:
    report = carry_letters(folder, lambda: False)
    print(texts.say("command.carried", count=report.carried, up=report.bytes_up, down=report.bytes_down))
    for code in report.trouble:
        print(texts.explain(Known(code)).whole())
    return 1 if report.trouble else 0


def _kit(workspace: Workspace, options: argparse.Namespace, texts: Texts) -> int:
    spaces = tuple(_space_named(workspace, name).space for name in options.space)
    guests = [Guest(name, spaces, options.role) for name in options.invite]
    workspace.put_installers(options.folder, options.installer)
    for ticket in workspace.prepare_tickets(options.folder, guests, options.days):
        print(texts.say("command.kit", name=ticket.name, number=ticket.number, code=ticket.code))
    return 0


def _begin_from_stick(people: People, options: argparse.Namespace, texts: Texts) -> int:
    """Somebody new: the ticket file that her code opens, her PIN, and she is in."""
    opened = open_ticket_file(options.folder, _asked(CODE, texts.say("command.code")), people.clock)
    workspace = people.create(options.name or opened.name, _pin(texts))
    try:
        joined = workspace.join_from_stick(options.folder, opened)
        for space in workspace.spaces():
            if space.space in joined.spaces:
                print(texts.say("command.joined", name=space.name))
        for code in [*(code for _, code in joined.refused), *joined.trouble]:
            print(texts.explain(Known(code)).whole())
    finally:
        workspace.close()
    return 1 if joined.refused or joined.trouble else 0


def _update(folder: Path, texts: Texts) -> int:
    """What the page of updates does with a stick; whoever types this has seen that there is something to take."""
    found = updating.look(folder)
    if found is None:
        print(texts.say("updates.nothing_stick"))
        return 0
    updating.take(found, lambda _stage, _done, _of: True)
    print(texts.say("command.updated", version=found.offer.version, size=found.offer.size))
    return 0


def _check_trail(file: Path, words: bool, texts: Texts) -> int:
    data = bytes_of(file)
    found = check_file(data)
    print(text_of(pages_of_trail(found, texts.language)))
    for one in found.records if words else ():
        print(f"\n# {one.record.title()}\n\n{words_of(one, texts.language)}")
    print(texts.say("command.trail_whole"))
    return 0


def _export(workspace: Workspace, options: argparse.Namespace, texts: Texts) -> int:
    folder: Path = options.to
    rows = workspace.list_records(limit=1_000_000)
    for row in rows:
        path = folder / f"{row.kind_key}-{row.record}.md"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(workspace.export_text(row.record, texts.language), "utf-8")
        except OSError as error:
            raise FileError("file.unwritable", type(error).__name__) from error
    print(texts.say("command.exported", count=len(rows), folder=str(folder)))
    return 0


def _found(workspace: Workspace, options: argparse.Namespace, texts: Texts) -> int:
    space = workspace.found_space(options.name, options.relay)
    print(texts.say("command.founded", name=space.name))
    return 0


def _ticket(workspace: Workspace, options: argparse.Namespace, texts: Texts) -> int:
    space = _space_named(workspace, options.space)
    print(workspace.make_ticket(space.space, options.role).text)
    return 0


def _join(workspace: Workspace, options: argparse.Namespace, texts: Texts) -> int:
    print(texts.say("command.joined", name=workspace.join(options.ticket).name))
    return 0


def _share(workspace: Workspace, options: argparse.Namespace, texts: Texts) -> int:
    space = _space_named(workspace, options.space)
    workspace.share(RecordId(options.record), space.space)
    print(texts.say("command.shared", name=space.name))
    return 0


def _space_named(workspace: Workspace, name: str) -> SpaceView:
    for space in workspace.spaces():
        if space.name == name and not space.private:
            return space
    raise RecordError("record.missing", "no space of that name")


def _signed_in(people: People, wanted: str | None, texts: Texts) -> Workspace:
    entries = [entry for entry in people.entries() if wanted in (None, entry.name, entry.person)]
    if len(entries) != 1:
        raise AccessError("access.who", f"{len(entries)} people fit", count=len(entries))
    return people.sign_in(entries[0].person, _pin(texts))


def _pin(texts: Texts) -> str:
    return _asked(PIN, texts.say("command.pin"))


def _asked(variable: str, question: str) -> str:
    """What must not stand on a command line: from the environment, or typed unseen."""
    found = os.environ.get(variable)
    return found if found is not None else getpass.getpass(question)


_COMMANDS: dict[str, Callable[[Workspace, argparse.Namespace, Texts], int]] = {
    "import": _import,
    "sync": _sync,
    "stick": _stick,
    "kit": _kit,
    "export": _export,
    "found": _found,
    "ticket": _ticket,
    "join": _join,
    "share": _share,
}
