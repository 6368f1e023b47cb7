"""What lives long is spared from the search for garbage that Streamlit makes after every run."""

from __future__ import annotations

import gc
import time

_MANY_OBJECTS = 50_000
"""To search so many takes some ten milliseconds of every run."""

_IDLE_LOOKS = 12
_IDLE_SECONDS = 0.25
"""A server that takes less of the processor between so many looks has nobody who would wait."""


class Spared:
    """Looks after the objects of one server, every few seconds."""

    def __init__(self) -> None:
        self.search_everything()

    def search_everything(self) -> None:
        """Search what was spared too, so that nothing is kept for ever; it takes some 0.3 s."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._spared = gc.get_freeze_count()
        self._used = time.process_time()
        self._idle = 0

    def look(self) -> None:
        """Spare what has come to live, such as results in the caches.

        Everything is searched again only when nobody has been there for a minute.
        """
        if len(gc.get_objects()) > _MANY_OBJECTS:
            gc.collect()
            gc.freeze()
        used = time.process_time()
        self._idle = self._idle + 1 if used - self._used < _IDLE_SECONDS else 0
        self._used = used
        if self._idle >= _IDLE_LOOKS and gc.get_freeze_count() - self._spared > _MANY_OBJECTS:
            self.search_everything()
