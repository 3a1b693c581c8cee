"""Joins everything: reads the command line, opens the home, and hands the parts to the window or to a command.

Nothing else in the program fetches its parts; they are handed down from here.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.clock import SystemClock
from app.errors import Bug, TongxingError
from app.logs import note_failure, start_log
from app.paths import Home, open_home
from app.resources import LANGUAGES
from app.settings import Settings, read_settings
from app.text import Texts
from app.version import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code. A failure ends in one plain paragraph, never in a traceback."""
    _print_whatever_comes()
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = read_line(given)
    texts = Texts(options.language or "zh")
    try:
        if options.command == "demo":
            from app.demo.play import play

            return play(options.pictures, options.plan, texts, options.keep)
        if options.selftest is not None:
            from app.selftest.run import self_test

            return self_test(options.selftest, options.relay or "", texts, options.home)
        if options.first_paint is not None:
            from app.selftest.run import print_first_paint

            return print_first_paint(texts, options.first_paint, options.home)
        home = open_home(options.home)
        start_log(home.logs)
        settings = read_settings(home.settings)
        if options.language:
            settings = replace(settings, language=options.language)
        texts = Texts(settings.language)
        if options.command:
            from app.commands import run_command

            return run_command(options, home, texts)
        return _open_window(home, settings, texts)
    except TongxingError as error:
        note_failure(error)
        print(texts.explain(error).whole(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        note_failure(error)
        print(texts.explain(Bug("bug")).whole(), file=sys.stderr)
        return 1


def _print_whatever_comes() -> None:
    """A Windows console may have no 𠮷; a title that it cannot show must not end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _open_window(home: Home, settings: Settings, texts: Texts) -> int:
    from app.ui.application import run
    from app.workspace.signing_in import People

    return run(People(home, SystemClock()), settings, home.settings, texts, sys.argv[:1])


def read_line(arguments: Sequence[str]) -> argparse.Namespace:
    """What a command line asks for; ``home``, ``language`` and ``person`` may stand before or behind the command."""
    # As a starting point, not as the parser's defaults: with those the command would overwrite what stands before it.
    return _parser().parse_args(arguments, argparse.Namespace(home=None, language=None, person=None))


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--home", type=Path, default=argparse.SUPPRESS, help="folder for everything the program keeps")
    common.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help="zh or en")
    common.add_argument("--person", default=argparse.SUPPRESS, help="who uses it, if several do (name or id)")
    parser = argparse.ArgumentParser(
        prog="tongxing", description="Tongxing (同行). Without a command the window opens.", parents=[common]
    )
    parser.add_argument("--version", action="version", version=f"tongxing {__version__}")
    parser.add_argument("--selftest", type=Path, metavar="FILE", help="try everything out; the answers go to FILE")
    parser.add_argument("--relay", metavar="CARD", help="with --selftest: a relay's card to sync through")
    parser.add_argument(
        "--first-paint", nargs="?", const="-", metavar="FILE", help="milliseconds to the first window, then end"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("person", parents=[common], help="begin: make a person with a PIN").add_argument("name")
    importing = commands.add_parser("import", parents=[common], help="make records of a .docx, .csv, .md or .txt file")
    importing.add_argument("file", type=Path)
    importing.add_argument("--kind", default="lesson-plan")
    commands.add_parser("sync", parents=[common], help="one visit to each relay")
    commands.add_parser("stick", parents=[common], help="exchange with a USB stick").add_argument("folder", type=Path)
    kit = commands.add_parser("kit", parents=[common], help="prepare a USB stick for people without a network")
    kit.add_argument("folder", type=Path)
    kit.add_argument("--space", action="append", required=True, help="a space that they are to be in; may be repeated")
    kit.add_argument("--invite", action="append", required=True, help="a person's name; may be repeated")
    kit.add_argument("--role", default="writer", choices=("keeper", "writer", "commenter", "reader"))
    kit.add_argument("--days", type=int, default=60, help="after so many days the tickets end")
    kit.add_argument(
        "--installer", action="append", type=Path, default=[], help="put it there too; release.txm lies beside it"
    )
    begin = commands.add_parser("begin-from-stick", parents=[common], help="begin with a code and a prepared stick")
    begin.add_argument("folder", type=Path)
    begin.add_argument("--name", default="", help="instead of the name in the ticket file")
    carrying = commands.add_parser("carry", parents=[common], help="post the letters on a stick; nobody signs in")
    carrying.add_argument("folder", type=Path)
    updating = commands.add_parser("update", parents=[common], help="take a newer version from a stick")
    updating.add_argument("folder", type=Path)
    commands.add_parser("go-back", parents=[common], help="run the version before the last update again")
    checking = commands.add_parser("check-trail", parents=[common], help="check a trail file; nobody signs in")
    checking.add_argument("file", type=Path)
    checking.add_argument("--words", action="store_true", help="print the words of its records too")
    exporting = commands.add_parser("export", parents=[common], help="write records as Markdown")
    exporting.add_argument("--to", type=Path, default=Path(), help="folder to write into")
    founding = commands.add_parser("found", parents=[common], help="found a space on a relay")
    founding.add_argument("name")
    founding.add_argument("--relay", required=True, help="the relay's card (TR1-...)")
    inviting = commands.add_parser("ticket", parents=[common], help="make a ticket for a space")
    inviting.add_argument("space")
    inviting.add_argument("--role", default="writer", choices=("keeper", "writer", "commenter", "reader"))
    commands.add_parser("join", parents=[common], help="join a space by ticket").add_argument("ticket")
    sharing = commands.add_parser("share", parents=[common], help="share a record to a space")
    sharing.add_argument("record")
    sharing.add_argument("space")
    demo = commands.add_parser("demo", parents=[common], help="play the whole main job with two people and a relay")
    demo.add_argument("--pictures", type=Path, default=None, help="folder for the windows' pictures")
    demo.add_argument("--plan", type=Path, default=None, help="a lesson plan in Markdown")
    demo.add_argument("--keep", type=Path, default=None, help="folder in which the two schools of the term stay")
    return parser
