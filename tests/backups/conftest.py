"""A database with a firm and a letter that is due, and manage.py on it in processes of its own."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from django.conf import settings

from tests.servers import FILE, OwnDatabase, of_product

FOUND = """
from datetime import UTC, datetime, timedelta
from candidates.models import OutgoingMail
from candidates.outbox.queue import Envelope, queue
from django.core.mail import EmailMultiAlternatives
from recruiting.accounts.services import create_firm
from recruiting.models import Organization
from recruiting import clock
firm = create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=clock.now())
letter = EmailMultiAlternatives(subject="Hello", body="Some words")
letter.attach_alternative("<p>Some words</p>", "text/html")
at = clock.database_now() - timedelta(minutes=5)
queue(Envelope(organization=firm, key="one", kind="invitation", to="amara@example.org", at=at), letter)
"""


@dataclass(frozen=True)
class Run:
    """What runs manage.py on a database in processes of its own; `sql` looks at the database itself, or changes it."""

    env: Mapping[str, str]

    def __call__(self, *command: str, check: bool = True, said: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command; with `check` it must end well."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR, env=self.env, text=True, capture_output=True, input=said, check=False,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stderr
        return done

    def sql(self, statement: LiteralString) -> list[Any]:
        """Return the first column of what a statement gives; no process needs to start for it."""
        if address := self.env.get("DATABASE_URL"):
            with psycopg.connect(address) as server:
                asked = server.execute(statement)
                return [row[0] for row in asked] if asked.description else []
        with closing(sqlite3.connect(Path(self.env["FOLLOWTHROUGH_DATA"]) / FILE)) as file, file:
            return [row[0] for row in file.execute(statement)]


@pytest.fixture(scope="module")
def pattern(
    own_database: OwnDatabase, migrated: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Return the environment of a database that holds a firm and a letter that is due; it is only copied."""
    data = tmp_path_factory.mktemp("pattern")
    with own_database("followthrough_backups_pattern", data, like=migrated) as env:
        Run(of_product(env))("shell", "--command", FOUND)
        yield env


@pytest.fixture
def run(own_database: OwnDatabase, pattern: dict[str, str], tmp_path: Path) -> Iterator[Run]:
    """Return what runs manage.py on a copy of the pattern."""
    with own_database("followthrough_backups", tmp_path / "data", like=pattern) as env:
        yield Run(of_product(env))


@pytest.fixture
def older(own_database: OwnDatabase, pattern: dict[str, str], tmp_path: Path) -> Iterator[Run]:
    """Return what runs manage.py on another copy."""
    with own_database("followthrough_backups_older", tmp_path / "older", like=pattern) as env:
        yield Run(of_product(env))
