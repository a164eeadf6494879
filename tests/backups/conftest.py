"""A database with a firm and a letter that is due, and manage.py on it in processes of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings

from tests.servers import database_of_its_own

Run = Callable[..., subprocess.CompletedProcess[str]]

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


def manage(
    env: Mapping[str, str], *command: str, check: bool = True, said: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run manage.py; with `check` it must end well."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR, env=env, text=True, capture_output=True, input=said, check=False,
    )  # fmt: skip
    assert not check or done.returncode == 0, done.stderr
    return done


def env_of(data: Path, database: Mapping[str, str]) -> dict[str, str]:
    """Return the surroundings of a process that works on a database and a data folder."""
    env = {**os.environ, "FOLLOWTHROUGH_DATA": str(data), "FOLLOWTHROUGH_DEBUG": "1", **database}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return env


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return the surroundings of a migrated database that holds a firm and a letter that is due; it is only copied."""
    with database_of_its_own("followthrough_backups_pattern") as database:
        env = env_of(tmp_path_factory.mktemp("pattern"), database)
        manage(env, "migrate", "--verbosity", "0")
        manage(env, "shell", "--command", FOUND)
        yield env


@pytest.fixture
def run(pattern: dict[str, str], tmp_path: Path) -> Iterator[Run]:
    """Return what runs manage.py on a copy of the pattern."""
    data = tmp_path / "data"
    shutil.copytree(pattern["FOLLOWTHROUGH_DATA"], data)
    with database_of_its_own("followthrough_backups", like=pattern.get("DATABASE_URL")) as database:
        yield partial(manage, env_of(data, database))
