"""Long work without Django's query log, which in debug keeps the text of every statement."""

from __future__ import annotations

from collections.abc import Iterator
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
