"""Runs commands of manage.py (a process of its own), each in another forked from here, where all is imported already.

Each line read is an order: `{"command": ["backup", "a.backup"], "said": "yes", "folder": "/tmp/1"}`; the answer is the
exit status, and what the command wrote stands in the folder's `out` and `err`.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

import django
from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruiting.settings")  # as manage.py does
django.setup()


def obey(command: list[str], said: str, folder: str) -> int:
    """Run a command in a process of its own; return its exit status."""
    if child := os.fork():
        _pid, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    try:
        os._exit(_ended(command, said, Path(folder)))
    finally:
        os._exit(1)  # whatever happens, it must not go on as its parent


def _ended(command: list[str], said: str, folder: Path) -> int:
    (folder / "said").write_text(said)
    opened = ((folder / "said", os.O_RDONLY), (folder / "out", os.O_WRONLY), (folder / "err", os.O_WRONLY))
    for number, (path, flags) in enumerate(opened):
        os.dup2(os.open(path, flags | os.O_CREAT), number)
    try:
        execute_from_command_line(["manage.py", *command])
        return 0
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:  # noqa: BLE001  # said and counted as the interpreter does
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    for line in sys.stdin:
        print(obey(**json.loads(line)), flush=True)
