"""`manage.py export_schedule`: a firm's schedule as CSV, to standard output."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from io import TextIOWrapper
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from candidates.models import ReportExport
from candidates.reports import FilterReader, Filters, schedule_lines
from candidates.reports.documents import words_of
from candidates.reports.handed import bare_schedule_line, handed_lines
from recruiting import clock
from recruiting.models import Organization


class Command(BaseCommand):
    """Writes the steps of a firm's plans, those that the filters leave."""

    help = "Write a firm's schedule as CSV (UTF-8) to standard output, a step a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--firm", required=True, metavar="SLUG", help="the firm's short name")
        parser.add_argument("--from", metavar="DATE", help="the first company-local day (YYYY-MM-DD), included")
        parser.add_argument("--to", metavar="DATE", help="the last company-local day, included")
        parser.add_argument("--candidate", metavar="EMAIL", help="only this candidate's steps")
        parser.add_argument("--company", metavar="NAME", help="only steps that follow interviews there")
        parser.add_argument("--recruiter", metavar="EMAIL", help="only steps of this member's candidates")
        parser.add_argument("--status", metavar="S", help="only steps that are open, done or cancelled")

    def handle(self, *args: Any, firm: str, **options: Any) -> None:
        organization = Organization.objects.filter(slug=firm).first()
        if organization is None:
            raise CommandError(f"--firm: no firm has the short name “{firm}”.")
        filters = read_filters(organization, options)
        logged = bare_schedule_line(
            organization, via=ReportExport.Via.COMMAND, at=clock.now(), filter_words=words_of(filters.words())
        )
        lines = handed_lines(schedule_lines(organization, filters), logged)
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")  # whatever the terminal's: it is a file's content
        try:
            for line in lines:
                self.stdout.write(line, ending="")
            self.stdout.flush()
        except BrokenPipeError:  # `| head` has seen enough; what Python flushes at its end goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def read_filters(organization: Organization, options: dict[str, Any]) -> Filters:
    """Return what the options ask for; raise CommandError with a line for each that is wrong."""
    try:
        return FilterReader(organization).read(options)
    except ValidationError as error:
        wrong = [f"--{field}: {sentence}" for field, sentences in error.message_dict.items() for sentence in sentences]
        raise CommandError("\n".join(wrong)) from error
