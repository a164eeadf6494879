"""The first run: `serve` makes, migrates, seeds, answers and stops; on SQLite and on whatever DATABASE_URL names."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.servers import OwnDatabase, of_product

ROOT = Path(settings.BASE_DIR)
SERVE = [sys.executable, "manage.py", "serve"]
PATIENCE = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(command: list[str], *, at: Path, env: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Start a command as the leader of a process group, as a shell does; nothing of it outlives the test."""
    process = subprocess.Popen(
        command, cwd=at, env=env, text=True, start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_it_answers(process: subprocess.Popen[str], port: int, *, patience: int = PATIENCE) -> str:
    """Return the sign-in page, or fail with the output if the process ends first."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"it ended before it answered:\n{process.stdout and process.stdout.read()}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                return str(page.read().decode())
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail("it did not answer in time")


def wait_for_a_reminder(folder: Path) -> None:
    """Wait for the seeded reminder: its moment is 20 seconds after the seeding, and it comes within a minute of it."""
    until = time.monotonic() + 20 + 60
    while time.monotonic() < until:
        if any(b"List-Unsubscribe-Post" in letter.read_bytes() for letter in folder.glob("*.log")):
            return
        time.sleep(0.5)
    pytest.fail("no reminder came into the mail folder")


def stop(process: subprocess.Popen[str], signum: int) -> str:
    """Send a signal and return what the process printed from first to last."""
    process.send_signal(signum)
    said, _ = process.communicate(timeout=60)
    return said


@pytest.fixture
def env(own_database: OwnDatabase, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Return the surroundings of a bare machine: a data folder, a port and a database of one's own."""
    with own_database("followthrough_first_run", tmp_path / "data") as database:
        yield of_product({"PORT": str(free_port())} | database)


@pytest.mark.slow
def test_the_first_start_seeds_and_the_second_keeps(env: dict[str, str]) -> None:
    with started(SERVE, at=ROOT, env=env) as process:
        page = wait_until_it_answers(process, int(env["PORT"]))
        wait_for_a_reminder(Path(env["FOLLOWTHROUGH_DATA"]) / "mail")
        said = stop(process, signal.SIGINT)
    assert "<form" in page
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert "Made the demonstration" in said
    assert f"http://127.0.0.1:{env['PORT']}/" in said

    with started(SERVE, at=ROOT, env=env) as process:
        wait_until_it_answers(process, int(env["PORT"]))
        said = stop(process, signal.SIGTERM)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert "there already; nothing was changed" in said


def test_a_port_that_is_taken_is_said_in_one_sentence() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        with pytest.raises(CommandError, match=r"^Port \d+ of 127.0.0.1 cannot be had .*: choose another with PORT\.$"):
            call_command("serve", port=str(holder.getsockname()[1]))


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "８０８０", ""])
def test_a_port_that_is_none_is_said_in_one_sentence(port: str) -> None:
    with pytest.raises(CommandError, match=f"^PORT must be a number from 1 to 65535, not “{port}”.$"):
        call_command("serve", port=port)


@pytest.mark.fresh_clone
@pytest.mark.requires_part("git", "make", "python3")
def test_make_run_in_a_fresh_clone(tmp_path: Path, env: dict[str, str]) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    env = {name: value for name, value in env.items() if not re.match("FOLLOWTHROUGH_|VIRTUAL_ENV", name)}
    with started(["make", "run"], at=clone, env=env) as process:
        wait_until_it_answers(process, int(env["PORT"]), patience=600)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to make and all it started
        said, _ = process.communicate(timeout=60)
    # make itself always dies of the signal; what it ran ended well, or it would say "Error"
    assert process.returncode in {0, -signal.SIGINT}, said
    assert "Stopped." in said
    assert "Traceback" not in said
    assert "Error" not in said
    assert (clone / ".data" / "followthrough.sqlite3").exists()
    shutil.rmtree(clone)
