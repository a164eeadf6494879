"""Backup and restore by the commands, in a database of their own; what is restored sends nothing until released."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import LiteralString

import pytest

from tests.backups.conftest import Run, manage

pytestmark = [pytest.mark.slow, pytest.mark.requires_part("pg_dump", "pg_restore", "psql")]

DELIVER = """
from recruiting import clock
from candidates.outbox.sending import deliver
print(dict(deliver(now=clock.database_now)))
"""
NAMES: LiteralString = "select name from recruiting_organization order by name"
RENAME: LiteralString = "update recruiting_organization set name = 'Somebody else'"
WRITE = """
from recruiting.models import Organization
from django.db import transaction
for number in range(400):
    with transaction.atomic():
        Organization.objects.create(name=f"a {number}", slug=f"a-{number}")
        Organization.objects.create(name=f"b {number}", slug=f"b-{number}")
"""
FUTURE: LiteralString = (
    "insert into django_migrations (app, name, applied) values ('candidates', '9999_future', '2026-11-30 15:00:00+00')"
)
PAIRS: LiteralString = """
select sum(case when slug like 'a-%' then 1 else 0 end) - sum(case when slug like 'b-%' then 1 else 0 end)
from recruiting_organization
"""


def test_a_restore_brings_all_back_and_sends_nothing_until_it_is_released(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    assert "1 firms with 0 candidates" in run("backup", str(file)).stdout
    assert file.stat().st_mode & 0o777 == 0o600
    run.sql(RENAME)
    assert "All mail is held" in run("restore", str(file), "--yes").stdout
    assert run.sql(NAMES) == ["Northgate Search"]
    assert run("shell", "--command", DELIVER).stdout.strip().endswith("{}")
    assert "No mail is held" in run("release_mail", "--firm", "northgate-search").stdout
    assert run("shell", "--command", DELIVER + DELIVER).stdout.strip().endswith("{'sent': 1}\n{}")


def test_a_backup_under_a_writer_holds_whole_transactions(run: Run, tmp_path: Path) -> None:
    writer = threading.Thread(target=manage, args=(run.env, "shell", "--command", WRITE))
    writer.start()
    files = [tmp_path / f"{number}.backup" for number in range(3)]
    for file in files:
        run("backup", str(file))
    writer.join()
    for file in files:
        run("restore", str(file), "--yes")
        assert run.sql(PAIRS) == [0]


def test_what_is_no_backup_is_refused_and_nothing_changes(run: Run, tmp_path: Path) -> None:
    good = tmp_path / "good.backup"
    run("backup", str(good))
    other_kind = tmp_path / "other.backup"
    other_kind.write_bytes(b"SQLite format 3\x00" if "DATABASE_URL" in os.environ else b"PGDMP\x01\x0e")
    none, empty, spoilt = (tmp_path / f"{name}.backup" for name in ("none", "empty", "spoilt"))
    none.write_text("a shopping list")
    empty.write_bytes(b"")
    whole = good.read_bytes()
    spoilt.write_bytes(whole[: len(whole) // 2])
    wrong = {none: "is no backup", empty: "is no backup", other_kind: "is a backup of", tmp_path / "x": "no file x"}
    for file, words in {**wrong, spoilt: "Nothing was changed"}.items():
        done = run("restore", str(file), "--yes", check=False)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert run.sql(NAMES) == ["Northgate Search"]
    assert "{'sent': 1}" in run("shell", "--command", DELIVER).stdout  # nothing is held


def test_a_restore_asks_first_and_a_backup_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    run("backup", str(file))
    assert "there already" in run("backup", str(file), check=False).stderr
    run("backup", str(file), "--force")
    run.sql(RENAME)
    assert "Nothing was changed" in run("restore", str(file), said="no\n", check=False).stderr
    assert run.sql(NAMES) == ["Somebody else"]
    assert "Restored" in run("restore", str(file), said="yes\n").stdout
    assert list(tmp_path.glob("*.part")) == []


def test_a_backup_by_a_newer_version_is_refused(run: Run, tmp_path: Path) -> None:
    run.sql(FUTURE)
    file = tmp_path / "one.backup"
    run("backup", str(file))
    assert "newer version, which knows candidates.9999_future" in run("restore", str(file), check=False).stderr


def test_a_firm_that_is_none_is_said_with_those_that_are(run: Run) -> None:
    assert "there are: northgate-search" in run("release_mail", "--firm", "x", check=False).stderr
