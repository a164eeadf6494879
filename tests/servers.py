"""Databases beside Django's test database, for tests that start processes of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


@contextmanager
def database_of_its_own(name: str, *, like: str | None = None) -> Iterator[dict[str, str]]:
    """Yield the environment that names a new database: PostgreSQL where DATABASE_URL says so, else SQLite.

    It is empty, or on PostgreSQL a copy of the database that the address `like` names.
    """
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not url.scheme.startswith("postgres"):
        yield {}
        return
    own = f"{name}_{os.getpid()}"
    with psycopg.connect(url._replace(path="/postgres").geturl(), autocommit=True) as server:
        template = urlsplit(like).path.lstrip("/") if like else "template1"
        names = sql.Identifier(own), sql.Identifier(template)
        server.execute(sql.SQL("create database {} template {}").format(*names))
        try:
            yield {"DATABASE_URL": url._replace(path=f"/{own}").geturl()}
        finally:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(own)))
