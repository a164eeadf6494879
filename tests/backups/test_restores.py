"""What a restore promises beside its words: rows as they were, holds that come with them, old backups brought up."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.backups.conftest import Run
from tests.backups.test_backups import DELIVER, NAMES, RENAME

pytestmark = [pytest.mark.slow, pytest.mark.requires_part("pg_dump", "pg_restore", "psql")]

CLAIM = """
from recruiting import clock
from candidates.outbox.claims import claim
print(claim(most=5, at=clock.database_now()).token)
"""
BEGIN = """
from uuid import UUID
from recruiting import clock
from candidates.models import MailHold, OutgoingMail
from candidates.outbox.claims import begin
MailHold.objects.all().delete()
print(begin(OutgoingMail.objects.get().pk, UUID("{}"), at=clock.database_now()))
"""
HOLDS = """
from candidates.models import MailHold
print(list(MailHold.objects.filter(released_at=None).values_list("organization__slug", "reason")))
"""

A_FILE = """
from candidates.models import ReportExport
from recruiting.models import Organization
firm = Organization.objects.get()
ReportExport.objects.create(organization=firm, report="schedule", state="ready", file="reports/made", rows=1)
"""
FILES = """
from candidates.models import ReportExport
print(list(ReportExport.objects.values_list("state", "file", "rows")))
"""


def _rows(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("dumpdata", "--exclude", "candidates.mailhold").stdout)
    return found


def test_every_row_is_as_it_was(run: Run, tmp_path: Path) -> None:
    before = _rows(run)
    run("backup", str(tmp_path / "one.backup"))
    run("shell", "--command", RENAME)
    assert _rows(run) != before
    run("restore", str(tmp_path / "one.backup"), "--yes")
    assert _rows(run) == before
    assert "('northgate-search', 'restored')" in run("shell", "--command", HOLDS).stdout


def test_a_claim_from_before_the_backup_sends_nothing_after_the_restore(run: Run, tmp_path: Path) -> None:
    token = run("shell", "--command", CLAIM).stdout.split()[-1]
    run("backup", str(tmp_path / "one.backup"))
    run("restore", str(tmp_path / "one.backup"), "--yes")
    assert run("shell", "--command", BEGIN.format(token)).stdout.strip().endswith("None")


def test_files_are_in_no_backup_and_gone_after_a_restore(run: Run, tmp_path: Path) -> None:
    run("shell", "--command", A_FILE)
    run("backup", str(tmp_path / "one.backup"))
    run("restore", str(tmp_path / "one.backup"), "--yes")
    assert "[('gone', '', 1)]" in run("shell", "--command", FILES).stdout


def test_a_backup_older_than_the_outbox_is_brought_up_and_held(run: Run, tmp_path: Path) -> None:
    run("shell", "--command", "from candidates.models import OutgoingMail as M; M.objects.all().delete()")
    run("migrate", "candidates", "0004", "--verbosity", "0")
    run("backup", str(tmp_path / "old.backup"))
    run("migrate", "--verbosity", "0")
    run("shell", "--command", RENAME)
    assert "older than outgoing mail" in run("restore", str(tmp_path / "old.backup"), "--yes").stdout
    assert "['Northgate Search']" in run("shell", "--command", NAMES).stdout
    assert "('northgate-search', 'restored')" in run("shell", "--command", HOLDS).stdout
    assert run("shell", "--command", DELIVER).stdout.strip().endswith("{}")


@pytest.fixture
def breaks_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a pg_restore in the way that reads well and writes half."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("SQLite is restored by no program")
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin" / "pg_restore"
    real = shutil.which("pg_restore")
    half = (
        f"""case "$*" in *--data-only*) ;; *--file=-*) {real} "$@" | head -c 150000; echo it broke >&2; exit 1;; esac"""
    )
    fake.write_text(f'#!/bin/sh\n{half}\nexec {real} "$@"\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")


def test_a_restore_that_breaks_half_way_leaves_all_as_it_was(breaks_half_way: None, run: Run, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "one.backup"))
    run("shell", "--command", RENAME)
    broken = run("restore", str(tmp_path / "one.backup"), "--yes", check=False)
    assert broken.returncode == 1
    assert "it broke" in broken.stderr
    assert "['Somebody else']" in run("shell", "--command", NAMES).stdout
    assert "{'sent': 1}" in run("shell", "--command", DELIVER).stdout
