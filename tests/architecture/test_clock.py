"""There is one clock: ruff, as pyproject.toml sets it up, refuses every other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

RUFF = [str(Path(sys.executable).with_name("ruff")), "check", "--output-format", "json", "--stdin-filename"]
OTHER_CLOCKS = {
    "from datetime import UTC, datetime": "datetime.now(UTC)",
    "import datetime": "datetime.datetime.utcnow()",
    "from datetime import date": "date.today()",
    "import time": "time.time()",
    "from time import time_ns": "time_ns()",
    "from django.utils import timezone": "timezone.now()",
    "from django.utils.timezone import localdate": "localdate()",
}


def banned(line: str, reading: str, *, at: str) -> bool:
    code = f'"""A file."""\n\n{line}\n\nMOMENT = {reading}\n'
    run = subprocess.run([*RUFF, at, "-"], input=code, cwd=ROOT, capture_output=True, text=True, check=False)
    return "TID251" in {problem["code"] for problem in json.loads(run.stdout)}


@pytest.mark.parametrize(("line", "reading"), OTHER_CLOCKS.items(), ids=OTHER_CLOCKS.values())
def test_another_clock_is_refused(line: str, reading: str) -> None:
    assert banned(line, reading, at="candidates/plans/newcomer.py")


def test_the_one_clock_may_read_it() -> None:
    assert not banned("from datetime import UTC, datetime", "datetime.now(UTC)", at="recruiting/clock.py")
