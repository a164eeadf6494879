"""SQLite: copied page by page by its own backup interface, which lets writers write meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from candidates.backups import holding
from candidates.backups.contents import CANDIDATES, FIRMS, HOLDS, MIGRATIONS, Contents, Made, check_age, check_contents
from candidates.backups.errors import BackupFailed

PATIENCE = 60.0  # seconds that another writer may take
AGAIN = "{file} is spoilt: {why}."


def dump(settings: dict[str, Any], file: Path) -> Made:
    """Copy the database into an empty file, in one piece as of one moment."""
    with _opened(Path(settings["NAME"]), "ro") as live, closing(sqlite3.connect(file)) as copy:
        live.backup(copy)
        # Alone, without the files of a write-ahead log beside it
        copy.execute("PRAGMA journal_mode = DELETE")
        counts = [copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in (FIRMS, CANDIDATES)]  # noqa: S608
    return Made(file.stat().st_size, *counts)


def check(settings: dict[str, Any], file: Path) -> Contents:
    """Read a backup from end to end. Raises BackupFailed."""
    try:
        with _opened(file, "ro") as backup:
            found = backup.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                raise BackupFailed(AGAIN.format(file=file, why=found))
            tables = {name for (name,) in backup.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            check_contents(file, tables)
            applied = frozenset(backup.execute(f"SELECT app, name FROM {MIGRATIONS}"))  # noqa: S608
    except sqlite3.Error as error:
        raise BackupFailed(AGAIN.format(file=file, why=error)) from error
    check_age(file, applied)
    return Contents(applied, HOLDS in tables)


def load(settings: dict[str, Any], file: Path, contents: Contents, scratch: Path, *, at: datetime) -> None:
    """Put a backup in the place of the database in one transaction, the holds already in it. Raises BackupFailed."""
    name = Path(settings["NAME"])
    name.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(scratch)) as copy:
            with _opened(file, "ro") as backup:
                backup.backup(copy)
            if contents.has_holds:
                copy.executescript(f"BEGIN; {holding.statements(at=at)} COMMIT;")
            with closing(sqlite3.connect(name, timeout=PATIENCE)) as live:
                copy.backup(live)
    except sqlite3.Error as error:
        raise BackupFailed(f"It could not be restored: {error}.") from error


@contextmanager
def _opened(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE)) as opened:
        yield opened
