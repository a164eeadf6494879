"""History of rows inserted in bulk, which django-simple-history passes by: one statement a table, nothing read back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from recruiting.models import User

REASON = "roster"


def record_insertions(records: Sequence[Any], *, by: User | None, at: datetime) -> None:
    """Write the history's first line of each of these new rows of one model."""
    model = type(records[0])
    written, kept_by = model._meta, model.history.model._meta  # noqa: SLF001  # Django documents it
    quote = connection.ops.quote_name
    kept = [field.column for field in kept_by.concrete_fields if not field.name.startswith("history_")]
    columns = ", ".join(map(quote, kept))
    marks = ", ".join(["%s"] * len(records))
    # Names come from our own models, values are parameters
    statement = (
        f"INSERT INTO {quote(kept_by.db_table)} "  # noqa: S608
        f"({columns}, history_date, history_type, history_change_reason, history_user_id) "
        f"SELECT {columns}, %s, '+', %s, %s FROM {quote(written.db_table)} WHERE id IN ({marks})"
    )
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(statement, [moment, REASON, by.pk if by else None, *(record.pk for record in records)])
