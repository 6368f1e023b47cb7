"""Which commands are there, and what may be said with each? Arguments only."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import nullcontext

from cxboard.commands.parsing import CommandParser, Parser
from cxboard.domain.vocabulary import Dimension, Direction, Kind
from cxboard.ingest.children import one_ready
from cxboard.ingest.forms import ENCODINGS, encoding_named
from cxboard.storage.folders import DEFAULT_DATA_DIR

Command = Callable[..., int]
"""Takes the workspace, if it needs the lake, and the arguments; returns the exit code."""


def parser() -> argparse.ArgumentParser:
    """Return what takes a command line apart; `load` then brings the command."""
    line = Parser(prog="cxboard", description="CX Board for a terminal.")
    _add_everywhere(line, str(DEFAULT_DATA_DIR), False)
    shared = CommandParser(add_help=False)
    _add_everywhere(shared, argparse.SUPPRESS, argparse.SUPPRESS)  # what stood before it stays
    commands = line.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=CommandParser
    )

    def add(name: str, help_text: str, load: Callable[[], Command]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_text, parents=[shared])
        made.set_defaults(load=load, needs_lake=True, beside=nullcontext)
        return made

    _add_running(add)
    _add_extracts(add)
    _add_scores(add)
    _add_published(add)
    _add_spc(add)
    return line


def _add_everywhere(made: argparse.ArgumentParser, data_dir: str, as_json: object) -> None:
    """Add what may stand before the command and behind it, with what holds if it does not."""
    made.add_argument("--data-dir", default=data_dir, help="folder of lake and ledger")
    made.add_argument(
        "--json", action="store_true", default=as_json, help="print one JSON document on stdout"
    )


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
    made.set_defaults(beside=one_ready)
    made.add_argument("files", nargs="+", metavar="FILE")
    _add_said(made)
    made.add_argument("--dry-run", action="store_true", help="show the effect, write nothing")
    made.add_argument(
        "--effect", action="store_true", help="with --dry-run: rows by unit, and verdicts that turn"
    )
    made.add_argument("--accept-partial", action="store_true", help="publish good rows alone")
    made.add_argument("--rejects", metavar="FILE", help="where rejected rows go, of a dry run too")
    made = add("watch", "take in what lands in a folder", _from("watch", "watch"))
    made.add_argument("folder", metavar="DIR")
    made.add_argument("--once", action="store_true", help="one pass, for a scheduler")
    made.add_argument("--every", type=_positive, default=10, metavar="SECONDS")
    made.add_argument("--settle", type=float, default=5.0, metavar="SECONDS", help="age of a file")
    made.add_argument("--tell", action="append", default=[], metavar="USER", help="or all analysts")
    made.add_argument("--accept-partial", action="store_true", help="publish good rows alone")
    made = add("look", "say what a file is and how it is read", _from("sources", "look_at"))
    made.add_argument("file", metavar="FILE")
    _add_said(made)
    made = add("profiles", "say how files of a source are read", _from("sources", "profiles"))
    made.add_argument("action", choices=("list", "show", "save", "remove"))
    made.add_argument("name", nargs="?", default="")
    made.add_argument("file", nargs="?", default="", help="JSON, as `look --json` proposes it")
    made = add("uploads", "list every upload, or print one’s receipt", _from("history", "uploads"))
    made.add_argument("upload", nargs="?", default="", metavar="UPLOAD")
    made.add_argument("--pdf", metavar="FILE", help="with UPLOAD: write its receipt as a PDF")
    add("sources", "say which extracts are late, and what is missing", _from("history", "sources"))
    add("refusals", "list every refused file, newest first", _from("history", "refusals"))
    for name, text in (("undo", "take an upload out again"), ("redo", "bring it back")):
        made = add(name, text, _from("switching", f"{name}_upload"))
        made.add_argument("upload", metavar="UPLOAD")
        made.add_argument("--yes", action="store_true", help="do not ask first")
    add("publications", "list what readers saw, newest first", _from("extracts", "publications"))
    add("compact", "fewer files, no leftovers", _from("extracts", "compact_lake"))
    add("verify", "compare lake and ledger", _from("extracts", "verify_lake"))


def _add_said(made: argparse.ArgumentParser) -> None:
    """Add what a sender may say about a file; what is not said is found out, or asked."""
    add = made.add_argument
    add("--kind", choices=[kind.value for kind in Kind])
    add("--profile", metavar="NAME", help="own-layout, cms-hcahps, or a saved one")
    add("--encoding", type=encoding_named, choices=[*ENCODINGS, "utf-16-le", "utf-16-be"])
    add("--delimiter", choices=(",", ";", "tab", "|"))
    add("--header-row", type=_positive, metavar="N", help="line of the column names")
    add("--names-below", type=int, choices=range(4), help="lines of more names below that line")
    add("--sheet", metavar="NAME", help="sheet of a workbook")
    for name, metavar, text in (
        ("dates", "COLUMN=dmy|mdy|yymd|serial", "how days are written"),
        ("decimals", "COLUMN=comma|point", "which sign is before decimals"),
        ("drop", "COLUMN", "a column not to be stored"),
        ("set", "COLUMN=VALUE", "of every row, where no column says it, such as the month"),
    ):
        add(f"--{name}", action="append", default=[], metavar=metavar, help=text)
    _add_fiscal_year(made)


def _add_fiscal_year(made: argparse.ArgumentParser) -> None:
    text = "if a VBP file lacks it"
    made.add_argument("--fiscal-year", type=_positive, metavar="YYYY", help=text)


def _add_scores(add: Add) -> None:
    made = add("measures", "list the catalogue", _from("scores", "measures"))
    made.set_defaults(needs_lake=False)
    made = add("score", "score a measure by any grouping", _from("scores", "score"))
    made.add_argument("measure", metavar="MEASURE")
    made.add_argument("--by", action="append", metavar="|".join(d.value for d in Dimension))
    _add_population(made)
    made = add("receipt", "say what a number rests on", _from("receipts", "receipt"))
    made.add_argument("measure", metavar="MEASURE")
    made.add_argument("--figure", default="value", help="value, change, months, target, …")
    made.add_argument("--item", default="", help="one question of a composite")
    _add_population(made)


def _add_population(made: argparse.ArgumentParser) -> None:
    made.add_argument("--from", dest="first", metavar="YYYY-MM")
    made.add_argument("--to", dest="last", metavar="YYYY-MM")
    for name in ("facility", "unit", "service-line", "channel"):
        made.add_argument(f"--{name}", action="append", default=[], metavar="ID")
    made.add_argument("--as-of", metavar="PUBLICATION")


def _add_published(add: Add) -> None:
    made = add("stars", "compute stars from CMS’s hospital file", _from("published", "stars"))
    made.set_defaults(needs_lake=False)
    made.add_argument("file", metavar="FILE")
    made.add_argument(
        "--provisional", action="store_true", help="rate the updated survey by our own proposal"
    )
    made = add("vbp", "compute VBP points from CMS’s engagement file", _from("published", "vbp"))
    made.set_defaults(needs_lake=False)
    made.add_argument("file", metavar="FILE")
    _add_fiscal_year(made)
    made.add_argument("--facility", metavar="ID", help="only this hospital")
    for name in ("base-amount", "total-score", "slope"):
        made.add_argument(f"--{name}", metavar="NUMBER", help="for an estimate of the payment")


def _add_spc(add: Add) -> None:
    made = add("spc", "chart a series: limits, signals, verdicts and why", _from("spc", "spc"))
    made.set_defaults(needs_lake=False)
    made.add_argument("file", metavar="FILE.csv")
    for name in ("date", "value", "numerator", "denominator"):
        made.add_argument(f"--{name}", metavar="COL", help=f"column of each row's {name}")
    sides = [*map(str, Direction), "neutral"]
    made.add_argument("--direction", choices=sides, help="where improvement lies")
    made.add_argument("--target", type=float, metavar="X")
    made.add_argument("--rebase", action="append", default=[], metavar="DATE")
    made.add_argument("--fix-after", type=_positive, metavar="N", help="limits from the first N")
    made.add_argument("--no-screen", action="store_true", help="keep large moving ranges")
    made.add_argument("--chart", choices=("xmr", "p", "pp", "u", "up"), default="xmr")
    made.add_argument("--rules", metavar="NAME", help="ptd7 unless another set is named")


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
