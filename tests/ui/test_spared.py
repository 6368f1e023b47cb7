"""Is what lives long spared from the search for garbage, and still not kept for ever?"""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from cxboard.ui import spared
from cxboard.ui.spared import Spared


class Knot:
    """An object that only a search can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _searched_as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_has_come_to_live_is_not_searched_by_every_run() -> None:
    server = Spared()
    alive = [Knot() for _ in range(spared._MANY_OBJECTS)]
    server.look()
    assert len(gc.get_objects()) < len(alive)


def test_what_was_spared_and_forgotten_is_freed_when_nobody_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spared, "_IDLE_SECONDS", 60.0)  # the test itself takes the processor
    server = Spared()
    knots = [Knot() for _ in range(spared._MANY_OBJECTS)]
    forgotten = weakref.ref(knots[0])
    server.look()
    del knots
    for _ in range(spared._IDLE_LOOKS - 1):
        gc.collect()
        assert forgotten() is not None, "nobody has waited for it yet"
        server.look()
    assert forgotten() is None
