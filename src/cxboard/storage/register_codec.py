"""How does an entry of a register become a row of a database, and a row an entry?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from cxboard.domain.records import Record

R = TypeVar("R", bound=Record)


def encode(entry: Record) -> dict[str, Any]:
    """Return a row: closed lists by their words, several values as a list."""
    return {field.name: _plain(getattr(entry, field.name)) for field in fields(entry)}


def decode(kind: type[R], row: Mapping[str, Any]) -> R:
    """Return the entry of a row."""
    readers = _readers(kind)  # type: ignore[arg-type]  # mypy does not see that a class hashes
    return kind(**{name: read(row[name]) for name, read in readers.items()})


def jot(entry: Record) -> dict[str, Any]:
    """Return what an entry says as JSON, for the history."""
    said = {name: _plain(value) for name, value in entry.content().items()}
    days = {name: v.isoformat() for name, v in said.items() if isinstance(v, date)}
    return said | days | {"withdrawn": entry.withdrawn}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


@lru_cache(maxsize=64)
def _readers(kind: type[Record]) -> Mapping[str, Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) is tuple:
        inner = _reader(get_args(hint)[0])
        return lambda values: tuple(inner(value) for value in values)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return lambda value: value
