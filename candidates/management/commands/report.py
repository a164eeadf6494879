"""`manage.py report SLUG --firm SLUG --as EMAIL --format F`: a report as a member sees it, to a file or a pipe.

Exit status 2 for wrong usage, 1 for a file that could not be made.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from candidates.models import ReportExport
from candidates.models.reports import Paper
from candidates.reports.documents import Document
from candidates.reports.exports import Order, considered, line_of
from candidates.reports.formats import FORMATS
from candidates.reports.handed import Counted, handing_over
from candidates.reports.register import REPORTS
from candidates.reports.report import Viewer
from candidates.reports.spans import SPANS
from recruiting import clock
from recruiting.models import Membership, Organization

USAGE = 2
STANDARD = "-"
READ_ON_A_TERMINAL = ("text/", "application/json")


class Command(BaseCommand):
    """Writes one report, for a member with their rights and in their zone; it stands in the firm's log of exports."""

    help = "Write a report as a member of a firm sees it. --list names the reports with their filters and formats."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("report", nargs="?", metavar="REPORT", help="which, as --list names it")
        parser.add_argument("--list", action="store_true", dest="listed", help="name the reports and write none")
        parser.add_argument("--firm", metavar="SLUG", help="the firm's short name")
        parser.add_argument("--as", metavar="EMAIL", dest="email", help="the member whose rights and zone hold")
        parser.add_argument("--format", metavar="F", help=f"one of {', '.join(FORMATS)}, if the report has it")
        parser.add_argument("--paper", metavar="P", default=Paper.A4, help="of a PDF: a4 (usual) or letter")
        parser.add_argument("--output", metavar="FILE", default=STANDARD, help="where to; - is standard output (usual)")
        parser.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], dest="given", help="a filter")

    def handle(self, *args: Any, listed: bool, report: str | None, **options: Any) -> None:
        if listed:
            for line in _list():
                self.stdout.write(line)
            return
        needed = {"REPORT": report, "--firm": options["firm"], "--as": options["email"], "--format": options["format"]}
        missing = [name for name, given in needed.items() if not given]
        if report is None or missing:
            raise CommandError(f"Say {', '.join(missing)}; --list names the reports.", returncode=USAGE)
        viewer = Viewer.member(_member(options["firm"], options["email"]))
        wanted = Order(report, options["format"], _filters(options["given"]), options["paper"])
        document, logged = _considered(viewer, wanted)
        _refuse_terminal(options["output"], FORMATS[logged.format].media_type)
        _write(document, logged, options["output"])


def _list() -> Iterator[str]:
    for slug, report in REPORTS.items():
        if report.for_members:
            filters = [f"{name} (needed)" if name in report.needs else name for name in report.asks]
            yield f"{slug}: {report.title}. {report.explains}"
            yield f"    --format {', '.join(report.formats)}"
            yield f"    --set    {', '.join(filters)}"
    yield f"when is one of {', '.join(SPANS)} (--set span=next_week)."


def _member(firm: str, email: str) -> Membership:
    """Return the member. Raises CommandError."""
    organization = Organization.objects.filter(slug=firm).first()
    if organization is None:
        raise CommandError(f"--firm: no firm has the short name “{firm}”.", returncode=USAGE)
    members = Membership.objects.for_organization(organization).select_related("organization", "user")
    member = members.filter(user__email=email.strip().lower(), user__is_active=True).first()
    if member is None:
        raise CommandError(f"--as: no member here has the email “{email}”.", returncode=USAGE)
    return member


def _filters(given: list[str]) -> dict[str, str]:
    wrong = [f"--set: “{each}” is no NAME=VALUE." for each in given if "=" not in each]
    if wrong:
        raise CommandError("\n".join(wrong), returncode=USAGE)
    return {name.strip(): value for name, _equals, value in (each.partition("=") for each in given)}


def _considered(viewer: Viewer, wanted: Order) -> tuple[Document, ReportExport]:
    """Return the report and its line in the log, not stored yet. Raises CommandError with a line for each mistake."""
    report = REPORTS.get(wanted.report)
    unknown = [name for name in wanted.filters if report and name not in report.asks]
    wrong = [f"--set {name}: this report has no such filter; --list names them." for name in unknown]
    try:
        document, _size = considered(viewer, wanted, at=clock.now())
    except LookupError as error:
        known = ", ".join(slug for slug, each in REPORTS.items() if each.for_members)
        raise CommandError(f"No report is called “{wanted.report}”; there are: {known}.", returncode=USAGE) from error
    except ValidationError as error:
        fields = error.message_dict.items()
        wrong += [f"{_option(field)}: {sentence}" for field, sentences in fields for sentence in sentences]
    if wrong:
        raise CommandError("\n".join(wrong), returncode=USAGE)
    return document, line_of(viewer, wanted, document, via=ReportExport.Via.COMMAND)


def _option(field: str) -> str:
    return f"--{field}" if field in {"format", "paper"} else f"--set {field}"


def _refuse_terminal(output: str, media_type: str) -> None:
    if output == STANDARD and sys.stdout.isatty() and not media_type.startswith(READ_ON_A_TERMINAL):
        raise CommandError("--output: this format is nothing to read on a terminal; name a file.", returncode=USAGE)


def _write(document: Document, line: ReportExport, output: str) -> None:
    """Write it and say in the log how much went out. Raises CommandError."""
    try:
        with handing_over(line) as handed, _opened(output) as out:

            def count(rows: int) -> None:
                handed.rows = rows

            counted = cast("BinaryIO", Counted(out, handed))
            FORMATS[line.format].write(replace(document, progress=count), counted)
            out.flush()
    except BrokenPipeError:  # `| head` has seen enough; what Python flushes at its end goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise CommandError(f"--output: {output} cannot be written: {error.strerror}.", returncode=1) from error


@contextmanager
def _opened(output: str) -> Iterator[IO[bytes]]:
    """Yield what is written to: standard output, or a file that is there whole or not at all, for its owner alone."""
    if output == STANDARD:
        yield sys.stdout.buffer
        return
    file = Path(output).absolute()
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as out:
        try:
            yield out
            out.close()
            Path(out.name).replace(file)
        except BaseException:
            Path(out.name).unlink(missing_ok=True)
            raise
