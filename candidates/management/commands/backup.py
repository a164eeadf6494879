"""Write the whole database into one file, while everything goes on."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from candidates.backups.errors import BackupFailed
from candidates.backups.services import back_up


class Command(BaseCommand):
    """`manage.py backup FILE [--force]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and --force."""
        parser.add_argument("file", type=Path, help="where to write it")
        parser.add_argument("--force", action="store_true", help="overwrite the file if it exists")

    def handle(self, *args: Any, file: Path, force: bool, **options: Any) -> None:
        """Write it, and say how much is in it."""
        try:
            made = back_up(file, force=force)
        except BackupFailed as error:
            raise CommandError(str(error)) from error
        size = filesizeformat(made.size).replace("\xa0", " ")
        self.stdout.write(f"{file}: {size}, {made.firms} firms with {made.candidates} candidates.")
