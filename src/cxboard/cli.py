"""The command line: `cxboard COMMAND`. Arguments only; what a command does is in `commands`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cxboard.commands.output import WRONG, say
from cxboard.domain.errors import CxBoardError
from cxboard.domain.vocabulary import Dimension, Kind
from cxboard.storage.workspace import DEFAULT_DATA_DIR, Workspace

Command = Callable[[Workspace, argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 differs, 2 wrong, 3 refused."""
    arguments = _parser().parse_args(argv)
    workspace = Workspace.open(Path(arguments.data_dir))
    try:
        run: Command = arguments.load()
        return run(workspace, arguments)
    except CxBoardError as error:
        say(f"cxboard {arguments.command}: {error}")
        return WRONG
    except KeyboardInterrupt:
        return 130
    finally:
        workspace.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cxboard", description="CX Board for a terminal.")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data-dir", default=str(DEFAULT_DATA_DIR), help="folder of lake and ledger"
    )
    shared.add_argument("--json", action="store_true", help="print one JSON document on stdout")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, help_text: str, load: Callable[[], Command]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_text, parents=[shared])
        made.set_defaults(load=load)
        return made

    _add_running(add)
    _add_extracts(add)
    _add_scores(add)
    return parser


Add = Callable[[str, str, Callable[[], Command]], argparse.ArgumentParser]


def _add_running(add: Add) -> None:
    for name, text in (
        ("demo", "build the fictional health system"),
        ("serve", "run the app on 127.0.0.1"),
    ):
        made = add(name, text, _from("running", name))
        made.add_argument("--responses", type=_positive, default=60_000, metavar="N")
        made.add_argument("--seed", type=int, default=2026, metavar="S")
        made.add_argument("--until", default="2026-10", metavar="YYYY-MM", help="last month")
        if name == "serve":
            made.add_argument("--port", type=int, default=8501)
            made.add_argument("--demo-if-empty", action="store_true")
    made = add("users", "say who may sign in", _from("running", "users"))
    made.add_argument("action", choices=("add", "disable", "enable", "password", "list"))
    made.add_argument("name", nargs="?", default="")
    made.add_argument("--role", default="executive", help="executive, analyst or administrator")
    made.add_argument("--stdin", action="store_true", help="read the password from stdin")


def _add_extracts(add: Add) -> None:
    made = add("ingest", "check and publish extracts", _from("extracts", "ingest"))
    made.add_argument("files", nargs="+", metavar="FILE")
    made.add_argument("--kind", choices=[kind.value for kind in Kind])
    made.add_argument("--profile", choices=("own-layout", "cms-hcahps"))
    made.add_argument("--dry-run", action="store_true", help="show the effect, write nothing")
    made.add_argument(
        "--accept-partial", action="store_true", help="publish the good rows of a file"
    )
    add("uploads", "list every upload", _from("extracts", "uploads"))
    for name, text in (("undo", "take an upload out again"), ("redo", "bring it back")):
        made = add(name, text, _from("extracts", f"{name}_upload"))
        made.add_argument("upload", metavar="UPLOAD")
    add("publications", "list what readers saw, newest first", _from("extracts", "publications"))
    add("verify", "compare lake and ledger", _from("extracts", "verify_lake"))


def _add_scores(add: Add) -> None:
    add("measures", "list the catalogue", _from("scores", "measures"))
    made = add("score", "score a measure by any grouping", _from("scores", "score"))
    made.add_argument("measure", metavar="MEASURE")
    made.add_argument("--by", action="append", metavar="|".join(d.value for d in Dimension))
    made.add_argument("--from", dest="first", metavar="YYYY-MM")
    made.add_argument("--to", dest="last", metavar="YYYY-MM")
    for name in ("facility", "unit", "service-line", "channel"):
        made.add_argument(f"--{name}", action="append", default=[], metavar="ID")
    made.add_argument("--as-of", metavar="PUBLICATION")


def _from(module: str, name: str) -> Callable[[], Command]:
    """Return a loader, so that `cxboard measures` need not import the web server."""

    def load() -> Command:
        imported = __import__(f"cxboard.commands.{module}", fromlist=[name])
        command: Command = getattr(imported, name)
        return command

    return load


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
