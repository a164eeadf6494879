"""Databases beside Django's test database, for tests that start processes of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


@contextmanager
def database_of_its_own(name: str) -> Iterator[dict[str, str]]:
    """Yield the environment that names a new, empty database: PostgreSQL where DATABASE_URL says so, else SQLite."""
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not url.scheme.startswith("postgres"):
        yield {}
        return
    own = f"{name}_{os.getpid()}"
    with psycopg.connect(url._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(sql.SQL("create database {}").format(sql.Identifier(own)))
        try:
            yield {"DATABASE_URL": url._replace(path=f"/{own}").geturl()}
        finally:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(own)))
