"""How is a command line taken apart? By argparse, with options in any place and errors raised."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn


class Misunderstood(Exception):
    """A command line with an option or a word that is not known; its text ends with the reason."""

    def __init__(self, command: str | None, message: str) -> None:
        """Keep the command, if there is one, and what is wrong."""
        super().__init__(message)
        self.command = command


class Parser(argparse.ArgumentParser):
    """Raises where argparse would end the process, so that the answer may be JSON."""

    def error(self, message: str) -> NoReturn:
        """Raise Misunderstood."""
        command = self.prog.partition(" ")[2] or None
        raise Misunderstood(command, f"{self.format_usage()}{self.prog}: {message}")


class CommandParser(Parser):
    """Takes options before, between and after the words of a command."""

    _is_within = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse words and options apart; argparse would end the words at the first option."""
        if self._is_within:
            return super().parse_known_args(args, namespace)
        self._is_within = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_within = False
