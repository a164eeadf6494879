"""What a backup file is: of which database, with how much in it, and whether this code can read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from candidates.backups.errors import BackupFailed

BEGINNINGS = {b"SQLite format 3\x00": "sqlite", b"PGDMP": "postgresql"}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
FIRMS, CANDIDATES, MIGRATIONS = "recruiting_organization", "candidates_candidate", "django_migrations"
HOLDS = "candidates_mailhold"


@dataclass(frozen=True)
class Contents:
    """What a checked backup says of itself."""

    migrations: frozenset[tuple[str, str]]
    has_holds: bool


@dataclass(frozen=True)
class Made:
    """A backup that was made."""

    size: int
    firms: int
    candidates: int


def check_kind(file: Path, vendor: str) -> None:
    """Raise BackupFailed unless a file begins as a backup of this kind of database does."""
    if not file.is_file():
        raise BackupFailed(f"There is no file {file.name}.")
    try:
        with file.open("rb") as opened:
            first = opened.read(16)
    except OSError as error:
        raise BackupFailed(f"{file} cannot be read: {error.strerror}.") from error
    kind = next((kind for beginning, kind in BEGINNINGS.items() if first.startswith(beginning)), None)
    if kind is None:
        raise BackupFailed(f"{file} is no backup.")
    if kind != vendor:
        raise BackupFailed(f"{file} is a backup of a {NAMES[kind]} database, and this one is {NAMES[vendor]}.")


def check_contents(file: Path, tables: Collection[str]) -> None:
    """Raise BackupFailed unless these are the tables of a Followthrough database."""
    if not {FIRMS, CANDIDATES, MIGRATIONS} <= set(tables):
        raise BackupFailed(f"{file} is a backup of something else, not of Followthrough.")


def check_age(file: Path, migrations: Collection[tuple[str, str]]) -> None:
    """Raise BackupFailed where a backup was made by newer code than this."""
    loader = MigrationLoader(None)
    known: set[tuple[str, ...]] = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update(tuple(replaced) for replaced in migration.replaces)
    ours = {config.label for config in apps.get_app_configs()}
    newer = sorted(f"{app}.{name}" for app, name in migrations if app in ours and (app, name) not in known)
    if newer:
        raise BackupFailed(f"{file} was made by a newer version, which knows {', '.join(newer)}.")
