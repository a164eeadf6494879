"""Processes that do laps when told to, and databases of their own to do them on."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from tests.servers import database_of_its_own

HERE = "postgres://postgres@127.0.0.1:5432/postgres"
ROOT = Path(__file__).parents[2]


@cache
def stack() -> ExitStack:
    """Return what is closed when the measures are over."""
    closing = ExitStack()
    atexit.register(closing.close)
    return closing


class Worker:
    """A process that does a lap when told to; it ends with the measures."""

    def __init__(self, module: str, what: str, env: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", f"tests.bench.{module}", what]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.hear()
        stack().callback(self.end)

    def tell(self, what: str = "go") -> None:
        """Let it begin."""
        assert self._process.stdin
        print(what, file=self._process.stdin, flush=True)

    def hear(self) -> str:
        """Wait for what it says of its lap."""
        assert self._process.stdout
        line: str = self._process.stdout.readline()
        assert line, f"a process of the measure ended with {self._process.wait()}"
        return line.strip()

    def end(self) -> None:
        """Wait until it is gone."""
        self._process.communicate()


def empty_database(name: str) -> Mapping[str, str]:
    """Return the environment of a new database with its tables: on DATABASE_URL's server, else on this machine's."""
    data = stack().enter_context(tempfile.TemporaryDirectory(prefix="followthrough-bench-"))
    os.environ["DATABASE_URL"], kept = os.environ.get("DATABASE_URL", HERE), os.environ.get("DATABASE_URL")
    try:
        named = stack().enter_context(database_of_its_own(name, Path(data)))
    finally:
        os.environ.pop("DATABASE_URL") if kept is None else os.environ.update(DATABASE_URL=kept)
    # As in production: in debug Django keeps every statement
    env = {**os.environ, **named, "FOLLOWTHROUGH_DEBUG": "", "SECRET_KEY": "x" * 50}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=env, check=True)
    return env
