"""The command line: `cxboard COMMAND`. What a command does is in `commands`."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from cxboard.commands.failures import broken, failed, misunderstood
from cxboard.commands.grammar import Command, parser
from cxboard.commands.output import INTERRUPTED, OK
from cxboard.commands.parsing import Misunderstood
from cxboard.domain.errors import CxBoardError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 differs, 2 wrong, 3 refused."""
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        arguments = parser().parse_args(words)
    except Misunderstood as wrong:
        return misunderstood(wrong.command, str(wrong), as_json="--json" in words)
    with arguments.beside():
        return _run_with_lake(arguments) if arguments.needs_lake else _run(arguments)


def _run_with_lake(arguments: argparse.Namespace) -> int:
    from cxboard.storage.workspace import Workspace  # takes far longer than the rest of this file

    try:
        workspace = Workspace.open(Path(arguments.data_dir))
    except Exception as wrong:  # a folder without rights, a full disk, a damaged ledger
        what = f"The data folder {arguments.data_dir} cannot be opened"
        return broken(arguments, wrong, what)
    try:
        return _run(arguments, workspace)
    finally:
        workspace.close()


def _run(arguments: argparse.Namespace, *workspace: object) -> int:
    try:
        run: Command = arguments.load()
        return run(*workspace, arguments)
    except CxBoardError as wrong:
        return failed(arguments, str(wrong))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read the answer, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as wrong:  # a program that reads the answer gets one in any case
        traceback.print_exc()
        return broken(arguments, wrong, "The command did not come to its end")


if __name__ == "__main__":
    sys.exit(main())
