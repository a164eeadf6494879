"""Put a backup in the place of the database; all mail is held until release_mail, or a member, releases it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from candidates.backups.errors import BackupFailed
from candidates.backups.services import examine, restore
from recruiting import clock

RELEASE = """All mail is held until somebody releases it, with the button above a firm's outgoing mail, or with
    manage.py release_mail --firm SLUG
    manage.py release_mail --all
Look first: what was sent after the backup was made waits in it to be sent again."""


class Command(BaseCommand):
    """`manage.py restore FILE [--yes]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and --yes."""
        parser.add_argument("file", type=Path, help="what manage.py backup wrote")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, file: Path, yes: bool, **options: Any) -> None:
        """Check the file, ask, restore, and say how mail is released."""
        try:
            backup = examine(file)
            if not (yes or self._is_sure(file)):
                raise CommandError("Nothing was changed.")
            held = restore(backup, at=clock.now())
        except BackupFailed as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(f"Restored {file}. Firms whose mail is held: {held}.")
        if not backup.contents.has_holds:
            self.stdout.write("It is older than outgoing mail: no letter waited in it, and the holds came after it.")
        self.stdout.write(RELEASE)

    def _is_sure(self, file: Path) -> bool:
        self.stdout.write(f"Everything in {connection.display_name} is replaced by {file}.")
        self.stdout.write("Type “yes” to go on: ", ending="")
        self.stdout.flush()
        try:
            return input().strip() == "yes"
        except EOFError:
            return False
