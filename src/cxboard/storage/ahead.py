"""Reads one step ahead: while one thing is worked on, the next is got ready in another thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

T = TypeVar("T")

_END: Final = object()


def ahead(things: Iterable[T]) -> Iterator[T]:
    """Yield the same things in the same order; each is asked for while the one before is used."""
    rest = iter(things)
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(next, rest, _END)
        while (thing := following.result()) is not _END:
            following = pool.submit(next, rest, _END)
            yield thing  # type: ignore[misc]  # whatever is not the end is a T
