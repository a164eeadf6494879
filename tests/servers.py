"""Databases beside Django's, for tests that start processes of their own; and the one that all are copies of."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString, Protocol
from urllib.parse import SplitResult, urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
FILE = "followthrough.sqlite3"


@dataclass(frozen=True)
class PostgreSQL:
    """A server, by the address of one of its databases."""

    url: SplitResult

    def create(self, name: str, *, like: str = "template1") -> dict[str, str]:
        """Make a database, anew if there is one; return the environment that names it."""
        self.drop(name)
        self._execute("create database {} template {}", name, like)
        return {"DATABASE_URL": self._address(name)}

    def drop(self, name: str) -> None:
        self._execute("drop database if exists {} with (force)", name)

    def _execute(self, statement: LiteralString, *names: str) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as server:
            server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _address(self, name: str) -> str:
        return self.url._replace(path=f"/{name}").geturl()


def postgresql() -> PostgreSQL | None:
    """Return the server that DATABASE_URL names; None where it names none: the tests then use SQLite."""
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    return PostgreSQL(url) if url.scheme.startswith("postgres") else None


def migrated_database(folder: Path) -> dict[str, str]:
    """Return the environment that names a database without a row, migrated once for all processes of a test run.

    They share the folder, which is new with each run; who comes while another migrates waits.
    """
    data, named = folder / "migrated", folder / "migrated.json"
    with (folder / "migrated.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not named.exists():
            server = postgresql()
            env = {"FOLLOWTHROUGH_DATA": str(data)} | (server.create(_migrated(server)) if server else {})
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(migrate, cwd=ROOT, env=of_product(env), check=True)
            named.write_text(json.dumps(env))
    return dict(json.loads(named.read_text()))


def forget_migrated_database() -> None:
    """Drop it where it would not leave with the run's folder."""
    if server := postgresql():
        server.drop(_migrated(server))


def _migrated(server: PostgreSQL) -> str:
    return f"test_{name_in(server.url.geturl())}_migrated"


class OwnDatabase(Protocol):
    """What makes a database for a while: see `database_of_its_own`."""

    def __call__(
        self, name: str, data: Path, *, like: Mapping[str, str] | None = None
    ) -> AbstractContextManager[dict[str, str]]: ...


@contextmanager
def database_of_its_own(name: str, data: Path, *, like: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Yield the environment of a new database: of PostgreSQL where DATABASE_URL says so, else of SQLite in that folder.

    It is empty, or a copy of the one that the environment `like` names, with all that lies beside it.
    """
    env = {"FOLLOWTHROUGH_DATA": str(data)}
    if like:
        shutil.copytree(like["FOLLOWTHROUGH_DATA"], data, dirs_exist_ok=True)
    if (server := postgresql()) is None:
        yield env
        return
    own = f"{name}_{os.getpid()}"
    try:
        yield env | server.create(own, like=name_in(like["DATABASE_URL"]) if like else "template1")
    finally:
        server.drop(own)


def of_product(env: Mapping[str, str]) -> dict[str, str]:
    """Return the surroundings of a process that runs as the product does, not as its tests, but for these variables."""
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**inherited, "FOLLOWTHROUGH_DEBUG": "1", **env}


def name_in(address: str) -> str:
    """Return the name of the database at an address."""
    return urlsplit(address).path.lstrip("/")
