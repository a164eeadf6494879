"""Long work without what slows it: Django's query log, and garbage collections that find nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def without_query_log() -> Iterator[None]:
    """Ask the database without logging: of a roster of ten thousand rows the log kept 29 MB of statements.

    The first run is in debug (`make run`), so this is what people meet. Django has no switch but settings.DEBUG.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if "make_debug_cursor" in vars(connection):  # already so, further out
        yield
        return
    connection.make_debug_cursor = connection.make_cursor  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        del connection.make_debug_cursor


@contextmanager
def collecting_by_hand() -> Iterator[Callable[[], int]]:
    """Yield what collects the garbage made since, to call when a chunk is done; nothing else collects meanwhile.

    Models refer to one another, so that chunk upon chunk would pile up; but a collection of its own accord walks
    through all that a file holds, again and again, which took a sixth of the time of writing.
    """
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield gc.collect
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
