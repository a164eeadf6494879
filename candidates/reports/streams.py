"""Rows of a query that will all be read: on PostgreSQL by COPY, which takes a third of a cursor's time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

CHUNK = 2000
Columns = tuple[Any, ...]


def stream(rows: QuerySet[Any, Columns]) -> Iterator[Columns]:
    """Yield rows in flat memory, their values as the database holds them: what Django would convert is to be cast.

    Until the last row nothing else can be asked over this connection. In a transaction it may have to be, and whatever
    breaks off a COPY would break the transaction, so there a cursor is read.
    """
    connection = connections[rows.db]
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        return _copied(rows)
    return rows.iterator(chunk_size=CHUNK)


def _copied(rows: QuerySet[Any, Columns]) -> Iterator[Columns]:
    try:
        query, given = rows.query.sql_with_params()
    except EmptyResultSet:  # Django knows that there is none
        return
    with connections[rows.db].cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({query}) AS columns LIMIT 0", given)  # noqa: S608  # by Django
        types = [column.type_code for column in cursor.description]
        with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", given) as copy:
            copy.set_types(types)
            yield from copy.rows()
