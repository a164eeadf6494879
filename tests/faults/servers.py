"""Servers of one's own, thrown away afterwards: PostgreSQL, Redis and a mail server, each on a free port."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PATIENCE = 60.0


class PartMissing(Exception):
    """A server's program is not installed."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes] | None = None) -> None:
    """Return once somebody answers there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nobody answers at port {port}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that we started, kindly first."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass
class Postgres:
    """A cluster in a folder of its own."""

    folder: Path
    port: int = field(default_factory=free_port)

    def url(self, database: str) -> str:
        return f"postgres://postgres@{HOST}:{self.port}/{database}"

    def start(self) -> None:
        """Make the cluster and start it; as user postgres where we are root, whom it refuses."""
        self.folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "--auth", "trust", "--username", "postgres", "--no-sync", "--no-locale", "--encoding=UTF8")
        # The machine goes on running when the server is killed, so what is not yet on the disk is not lost
        options = f"-p {self.port} -c listen_addresses={HOST} -k {self.folder} -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "start", "-w", "-l", str(self.folder / "log"), "-o", options)

    def restart_immediately(self) -> None:
        """Kill every connection where it stands, as a crash does, and start again."""
        self._run("pg_ctl", "restart", "-m", "immediate", "-w", "-l", str(self.folder / "log"))

    def stop(self) -> None:
        if (self.folder / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-m", "immediate", "-w")

    def copy_database(self, pattern: str, name: str) -> None:
        """Make a database anew after the pattern of another."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as server:
            new, old = sql.Identifier(name), sql.Identifier(pattern)
            server.execute(sql.SQL("drop database if exists {} with (force)").format(new))
            server.execute(sql.SQL("create database {} template {}").format(new, old))

    def create_database(self, name: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as server:
            server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))

    def _run(self, name: str, *arguments: str) -> None:
        command = [program(name), "-D", str(self.folder), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # To a file: a pipe would stay open as long as the server lives
        said = self.folder.parent / f"{name}.log"
        with said.open("wb") as output:
            done = subprocess.run(command, stdout=output, stderr=output, cwd="/", check=False)
        if done.returncode:
            raise RuntimeError(f"{name} ended with {done.returncode}: {said.read_text()[-2000:]}")


def program(name: str) -> str:
    """Return where a program is: in PATH or, of PostgreSQL's, where Debian keeps each version's. Raises PartMissing."""
    found = shutil.which(name) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    if found is None:
        raise PartMissing(f"{name} is not installed")
    return found


@dataclass
class Redis:
    """A broker that keeps nothing: once stopped, it is flushed as well."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    def start(self) -> None:
        options = ["--bind", HOST, "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen([program("redis-server"), *options], stdout=subprocess.DEVNULL, cwd=self.folder)
        wait_for_port(self.port, self.process)

    def stop(self) -> None:
        if self.process is not None:
            stop(self.process)
            self.process = None


@dataclass(frozen=True)
class Accepted:
    """A letter that the mail server took, as it wrote down before it said so."""

    at: float  # seconds since 1970
    message_id: str
    to: str


@dataclass
class MailServer:
    """A mail server that writes down what it takes; `smtp_server` says how to tell it what to do."""

    folder: Path
    port: int = field(default_factory=free_port)
    busy_port: int = field(default_factory=free_port)  # here it says 421 to whoever connects
    dropping_port: int = field(default_factory=free_port)  # here it hangs up at once
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder / "accepted.jsonl"

    def start(self) -> None:
        self.tell()
        self.log.touch()
        ports = [str(port) for port in (self.port, self.busy_port, self.dropping_port)]
        command = [sys.executable, "-m", "tests.faults.smtp_server", str(self.folder), *ports]
        self.process = subprocess.Popen(command, cwd=ROOT)
        for port in (self.port, self.busy_port, self.dropping_port):
            wait_for_port(port, self.process)

    def stop(self) -> None:
        if self.process is not None:
            stop(self.process)
            self.process = None

    def tell(self, *, seconds_each: float = 0.0) -> None:
        """Say how long it takes over each letter."""
        new = self.folder / "orders.new"
        new.write_text(json.dumps({"seconds_each": seconds_each}))
        new.replace(self.folder / "orders.json")

    def accepted(self) -> list[Accepted]:
        """Return all that it took, in order."""
        lines = self.log.read_bytes().splitlines()
        return [Accepted(**json.loads(line)) for line in lines]

    def count(self) -> int:
        return self.log.read_bytes().count(b"\n")

    def forget(self) -> None:
        os.truncate(self.log, 0)


@dataclass(frozen=True)
class Servers:
    """All three, and what tells our own processes of them."""

    postgres: Postgres
    redis: Redis
    mail: MailServer
    folder: Path

    def environment(self, database: str, **more: str) -> dict[str, str]:
        """Return what a process needs to work with them, and no more of ours than it must."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "CI") if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "recruiting.settings",
            "FOLLOWTHROUGH_DEBUG": "1",
            "FOLLOWTHROUGH_DATA": str(self.folder / "data"),
            "DATABASE_URL": self.postgres.url(database),
            "BROKER_URL": self.redis.url,
            "EMAIL_HOST": HOST,
            "EMAIL_PORT": str(self.mail.port),
            "EMAIL_USE_TLS": "0",
            "PYTHONWARNINGS": "ignore:You're running the worker",
            **more,
        }


@contextmanager
def servers_in(folder: Path) -> Iterator[Servers]:
    """Start all three in a folder; stop them whatever happens."""
    folder.chmod(0o755)  # that user postgres may come to its own folder below
    found = Servers(Postgres(folder / "postgres"), Redis(folder), MailServer(folder), folder)
    (folder / "data").mkdir()
    try:
        found.postgres.start()
        found.redis.start()
        found.mail.start()
        yield found
    finally:
        for server in (found.mail, found.redis, found.postgres):
            with contextlib.suppress(RuntimeError):
                server.stop()


def run_python(arguments: Sequence[str], environment: Mapping[str, str], **options: Any) -> None:
    """Run our own Python to its end."""
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=dict(environment), check=True, **options)
