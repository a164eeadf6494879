"""Bring a firm's roster in from a CSV file: all of it or nothing, after a look at what it would do."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candidates.imports import RosterCheck, RosterUnreadable, Stage, check_roster, import_in_front, refused_csv
from candidates.imports.report import report
from recruiting import clock
from recruiting.models import Membership

USAGE = 2


class Command(BaseCommand):
    """`manage.py import_roster FILE --firm SLUG --as EMAIL`; exit status 1 with anything refused, 2 for wrong usage."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, the firm, who brings it, and what to do with it."""
        parser.add_argument("file", type=Path, help="the roster, CSV in UTF-8")
        parser.add_argument("--firm", required=True, metavar="SLUG", help="the firm's short name")
        parser.add_argument("--as", required=True, metavar="EMAIL", dest="email", help="the member who brings it")
        parser.add_argument("--dry-run", action="store_true", help="write nothing; say what would be")
        parser.add_argument("--accept-valid", action="store_true", help="write the valid rows all the same")
        parser.add_argument("--refused", type=Path, metavar="FILE", help="where to put the refused rows, to be mended")
        parser.add_argument("--json", action="store_true", help="print the result for machines")

    def handle(self, *args: Any, file: Path, firm: str, email: str, refused: Path | None, **options: Any) -> None:
        """Check or import, report, and exit with 1 if anything is refused."""
        importer = _member(firm, email)
        try:
            result = self._bring(_read(file), importer, options)
        except RosterUnreadable as error:
            raise CommandError(str(error), returncode=1) from error
        if refused is not None:
            refused.write_text(refused_csv(result), encoding="utf-8", newline="")
        if options["json"]:
            self.stdout.write(json.dumps(result.to_json(), ensure_ascii=False))
        else:
            self.stdout.write(report(result))
        if result.refused:
            sys.exit(1)

    def _bring(self, data: bytes, importer: Membership, options: dict[str, Any]) -> RosterCheck:
        how: Any = {"organization": importer.organization, "importer": importer, "now": clock.now()}
        if options["dry_run"]:
            return check_roster(data, progress=self._progress, **how)
        return import_in_front(data, accept_valid=options["accept_valid"], progress=self._progress, **how)

    def _progress(self, stage: Stage, done: int, total: int) -> None:
        end = "\r" if self.stderr.isatty() and done < total else "\n"
        self.stderr.write(f"{stage} {done} of {total} rows", ending=end)


def _member(firm: str, email: str) -> Membership:
    member = Membership.objects.filter(organization__slug=firm, user__email=email.strip().lower())
    found = member.select_related("organization", "user").first()
    if found is None:
        raise CommandError(f"There is no firm “{firm}”, or “{email}” is no member of it.", returncode=USAGE)
    if not found.may_write:
        raise CommandError(f"“{email}” may only look; owners and recruiters bring rosters in.", returncode=USAGE)
    return found


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=USAGE) from error
