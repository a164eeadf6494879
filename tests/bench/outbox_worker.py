"""One process of the outbox's measure: told on stdin what to do, it answers on stdout how much it did."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

TICKS = 20
Lap = Callable[[], int]


def main(what: str) -> None:
    """Get ready, say so, and then do a lap for each line that comes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruiting.settings")
    import django

    django.setup()
    if what == "found":
        return _found_firm()
    lap = {"claims": _claims, "bare": _bare, "ticks": _ticks}[what]()
    print("ready", flush=True)
    for _line in sys.stdin:
        print(lap(), flush=True)
    return None


def _found_firm() -> None:
    """Store the tests' two firms: one plan of theirs is the pattern of all others."""
    from tests.cast import build_cast

    build_cast()


def _claims() -> Lap:
    from candidates.outbox.claims import claim
    from candidates.outbox.sending import BATCH
    from recruiting.clock import database_now

    def lap() -> int:
        done = 0
        while ids := claim(most=BATCH, at=database_now()).ids:
            done += len(ids)
        return done

    return lap


def _bare() -> Lap:
    """Return the lap that runs the very statements of a claim, on a connection like ours, with nothing in between."""
    import psycopg
    from django.conf import settings
    from django.db import connection

    now, select, update = _statements()
    given: Any = connection.get_connection_params()
    connection.close()
    bare: Any = psycopg.connect(**given)
    lease = timedelta(seconds=settings.MAIL_LEASE_SECONDS)

    def lap() -> int:
        done = 0
        while True:
            with bare.cursor() as cursor:
                at = cursor.execute(now.sql).fetchone()[0]
            bare.commit()
            values = {"at": at, "until": at + lease, "token": uuid4(), "ids": []}
            with bare.cursor() as cursor:
                ids = [row[0] for row in cursor.execute(*select.filled(values)).fetchall()]
                if ids:
                    cursor.execute(*update.filled(values | {"ids": ids}))
            bare.commit()
            if not ids:
                return done
            done += len(ids)

    return lap


@dataclass(frozen=True)
class Statement:
    """A statement as Django said it, and what each of its places stands for."""

    sql: str
    places: Sequence[Any]

    def filled(self, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """Return it with these values in its places."""
        ids = ", ".join(["%s"] * len(values["ids"]))
        params: list[Any] = []
        for place in self.places:
            params += values["ids"] if place == "ids" else [values.get(place, place)]
        return self.sql.replace("{ids}", ids), params


def _statements() -> list[Statement]:
    """Return what a claim says to the database, heard from one that is undone again."""
    from django.db import connection, transaction

    from candidates.outbox.claims import claim, lease
    from candidates.outbox.sending import BATCH
    from recruiting.clock import database_now

    heard: list[tuple[str, Sequence[Any]]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append((sql, params or ()))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(listen):
        at = database_now() + timedelta(days=1000)
        ids = claim(most=BATCH, at=at).ids
        transaction.set_rollback(True)
    run = ", ".join(["%s"] * len(ids))
    named = {at: "at", at + lease(): "until"}
    statements = []
    for sql, params in heard:
        places = ["token" if isinstance(each, UUID) else named.get(each, each) for each in params]
        if set(ids) <= set(places):  # they stand at the end
            places[-len(ids) :], sql = ["ids"], "{ids}".join(sql.rsplit(run, 1))
        if "SAVEPOINT" not in sql:
            statements.append(Statement(sql, places))
    return statements


def _ticks() -> Lap:
    from candidates.reminders.tick import tick
    from recruiting.clock import database_now

    tick(now=database_now)  # the first gives each member a schedule

    def lap() -> int:
        for _each in range(TICKS):
            done = tick(now=database_now)
            assert (done.steps, done.reminders, done.digests) == (0, 0, 0), done
        return TICKS

    return lap


if __name__ == "__main__":
    main(sys.argv[1])
