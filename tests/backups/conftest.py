"""A database with a firm and a letter that is due, and manage.py on it in processes of its own."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
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


def manage(env: Mapping[str, str], *command: str) -> None:
    """Run manage.py, which must end well."""
    subprocess.run([sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=env, check=True)


class Run:
    """What runs manage.py's commands, each in a process of its own; `sql` looks at the database or changes it."""

    def __init__(self, env: Mapping[str, str], folder: Path) -> None:
        self.env = env
        self._folder = folder
        self._commands = subprocess.Popen(
            [sys.executable, "-m", "tests.backups.commands"],
            cwd=settings.BASE_DIR, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __call__(self, *command: str, check: bool = True, said: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command; with `check` it must end well."""
        assert self._commands.stdin
        assert self._commands.stdout
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            print(
                json.dumps({"command": command, "said": said, "folder": folder}), file=self._commands.stdin, flush=True
            )
            status = int(self._commands.stdout.readline())
            out, err = [(Path(folder) / name).read_text() for name in ("out", "err")]
        assert not check or status == 0, err
        return subprocess.CompletedProcess(command, status, out, err)

    def end(self) -> None:
        """Run no more."""
        self._commands.communicate()

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
        manage(of_product(env), "shell", "--command", FOUND)
        yield env


@contextmanager
def copied(own_database: OwnDatabase, name: str, like: Mapping[str, str], folder: Path) -> Iterator[Run]:
    """Yield what runs commands on a copy of a database."""
    with own_database(f"followthrough_backups_{name}", folder / name, like=like) as env:
        run = Run(of_product(env), folder)
        yield run
        run.end()


@pytest.fixture
def run(own_database: OwnDatabase, pattern: dict[str, str], tmp_path: Path) -> Iterator[Run]:
    """Return what runs commands on a copy of the pattern."""
    with copied(own_database, "data", pattern, tmp_path) as run:
        yield run


@pytest.fixture
def older(own_database: OwnDatabase, pattern: dict[str, str], tmp_path: Path) -> Iterator[Run]:
    """Return what runs commands on another copy."""
    with copied(own_database, "older", pattern, tmp_path) as run:
        yield run
