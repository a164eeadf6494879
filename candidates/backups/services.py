"""Backups: the whole database in one file, and back again with all mail held until somebody releases it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from django.core.management import call_command
from django.db import connection, connections

from candidates.backups import postgresql, sqlite
from candidates.backups.contents import Contents, Made, check_kind
from candidates.backups.errors import BackupFailed
from candidates.models import MailHold, ReportExport
from candidates.outbox.holds import hold_firm
from recruiting.models import Organization

WAYS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
OUTBOX = ("candidates", "0005_outbox")  # the migration that brings the holds


@dataclass(frozen=True)
class Backup:
    """A file that was read from end to end and can be restored here."""

    file: Path
    contents: Contents


def back_up(file: Path, *, force: bool = False) -> Made:
    """Write a backup that only its owner can read; the file is there whole or not at all. Raises BackupFailed."""
    if file.exists() and not force:
        raise BackupFailed(f"{file} is there already; --force overwrites it.")
    with _scratch(file.absolute().parent) as made:
        done: Made = _way().dump(_settings(), made)
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.replace(file)
    return done


def examine(file: Path) -> Backup:
    """Return a file as a backup that can be restored here. Raises BackupFailed."""
    check_kind(file, connection.vendor)
    return Backup(file, _way().check(_settings(), file))


def restore(backup: Backup, *, at: datetime) -> int:
    """Put a backup in the place of the database and return how many firms' mail is held. Raises BackupFailed.

    Nobody sees a restored row without its hold: what was sent since the backup was made is waiting in it.
    """
    connections.close_all()
    with _scratch(Path(tempfile.gettempdir())) as scratch:
        _way().load(_settings(), backup.file, backup.contents, scratch, at=at)
    if not backup.contents.has_holds:
        # Older than the outbox: no letter waits in it. Its steps are looked at only after the migrations that follow
        call_command("migrate", *OUTBOX, interactive=False, verbosity=0)
        for firm in Organization.objects.only("pk"):
            hold_firm(organization=firm, reason=MailHold.Reason.RESTORED, by=None, at=at)
    call_command("migrate", interactive=False, verbosity=0)
    # Files are in no backup
    ReportExport.objects.filter(state=ReportExport.State.READY).update(state=ReportExport.State.GONE, file="")
    return MailHold.objects.filter(released_at=None).count()


def _way() -> ModuleType:
    return WAYS[connection.vendor]


def _settings() -> dict[str, Any]:
    return dict(connection.settings_dict)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Yield an empty file that only its owner can read; what is left of it goes."""
    try:
        handle, name = tempfile.mkstemp(prefix=".followthrough-", suffix=".part", dir=folder)
    except OSError as error:
        raise BackupFailed(f"Nothing can be written in {folder}: {error.strerror}.") from error
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for left in (name, f"{name}-journal", f"{name}-wal", f"{name}-shm"):
            Path(left).unlink(missing_ok=True)
