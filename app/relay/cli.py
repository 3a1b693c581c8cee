"""`tongxing-relay run | card | status | schools | check | backup | restore`: for whoever operates a relay.

In English, one plain sentence a trouble, and an exit code that a script understands: 0 all is well, 1 not. The first
`run` makes folder, database, certificate and admission code; every later one finds them.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from app.relay import commands
from app.relay.database import StorageError
from app.relay.opening import Trouble
from app.relay.running import run
from app.relay.settings import DATABASE_VARIABLE, DEFAULT_HOST, DEFAULT_PORT, HOME_VARIABLE, Allowances, RelaySettings
from app.version import __version__

#: What each command does with its options; gives the exit code.
_COMMANDS: dict[str, Callable[[RelaySettings, argparse.Namespace], int]] = {
    "run": lambda settings, options: run(settings, options.host, options.port, options.address),
    "card": lambda settings, _options: commands.card(settings),
    "status": lambda settings, _options: commands.status(settings),
    "schools": lambda settings, options: commands.schools(settings, options.action, options.label),
    "check": lambda settings, options: commands.check(settings, options.file),
    "backup": lambda settings, options: commands.backup(settings, options.file),
    "restore": lambda settings, options: commands.restore(settings, options.file),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    options = _parser().parse_args(arguments)
    try:
        updates: Path | None = getattr(options, "updates", None)
        settings = RelaySettings(
            options.home.expanduser().absolute(),
            options.database,
            _allowances(options),
            updates=None if updates is None else updates.expanduser().absolute(),
        )
        return _COMMANDS[options.command](settings, options)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
    except StorageError as error:
        print(f"The database does not answer as it should: {error}. Please try again.", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tongxing-relay", description="Store and forward sealed envelopes for schools; it can read none of them."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    texts = {
        "run": "start the relay; the first time it makes all that it needs",
        "card": "print the relay card, which schools type into the app",
        "status": "print what the relay holds, and the address of its status page",
        "schools": "give a school an admission code of its own, list them all, or close one",
        "check": "verify everything in the database, or in a backup",
        "backup": "write everything into one file while the relay runs",
        "restore": "fill an empty place from a backup",
    }
    made = {name: commands.add_parser(name, help=text, description=text) for name, text in texts.items()}
    for command in made.values():
        command.add_argument(
            "--home",
            type=Path,
            default=os.environ.get(HOME_VARIABLE),
            required=not os.environ.get(HOME_VARIABLE),
            help=f"the folder that holds everything of the relay; left out: the one that {HOME_VARIABLE} names",
        )
        command.add_argument(
            "--database",
            default=os.environ.get(DATABASE_VARIABLE, ""),
            help="postgresql+psycopg://USER:PASSWORD@HOST/NAME; left out: SQLite in the folder. May also stand in the "
            f"environment as {DATABASE_VARIABLE}, where other users of the machine do not see it",
        )
    started = made["run"]
    started.add_argument("--host", default=DEFAULT_HOST, help=f"address to listen on (default {DEFAULT_HOST})")
    started.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"default {DEFAULT_PORT}; 0 takes a free one")
    started.add_argument("--address", help="the name or IP under which laptops reach this machine; it goes on the card")
    started.add_argument(
        "--limit", action="append", default=[], metavar="NAME=NUMBER", help="another limit than the usual one"
    )
    started.add_argument(
        "--updates", type=Path, metavar="FOLDER", help="hand out newer versions of Tongxing that lie in this folder"
    )
    made["schools"].add_argument("action", choices=("add", "list", "close"))
    made["schools"].add_argument("label", nargs="?", help="your note of whose code it is; only you see it")
    made["check"].add_argument("file", nargs="?", type=Path, help="a backup; left out: the relay's own database")
    made["backup"].add_argument("file", type=Path, help="a file that does not exist yet")
    made["restore"].add_argument("file", type=Path, help="a backup")
    return parser


def _allowances(options: argparse.Namespace) -> Allowances:
    known = {field.name for field in fields(Allowances)}
    chosen: dict[str, int] = {}
    for text in getattr(options, "limit", ()):
        name, _, number = text.partition("=")
        if name not in known or not number.isdecimal():
            raise Trouble(f"--limit {text}: it is NAME=NUMBER, where NAME is one of {', '.join(sorted(known))}.")
        chosen[name] = int(number)
    return replace(Allowances(), **chosen)
