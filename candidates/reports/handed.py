"""What is handed over as it is written, to a terminal or a browser, and kept nowhere: its line in the log."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.utils.translation import gettext as _

from candidates.models import ReportExport
from candidates.reports.report import Viewer
from candidates.reports.schedule import Schedule
from recruiting import clock
from recruiting.models import Organization

State = ReportExport.State


@dataclass
class Handed:
    """How much was handed over so far, as far as that is known."""

    rows: int | None = None
    size: int = 0


@contextmanager
def handing_over(line: ReportExport) -> Iterator[Handed]:
    """Store a line in the log before the first byte leaves, and at its end how much did, or that it broke off."""
    handed = Handed()
    line.save()
    state, error = State.FAILED, _("It broke off.")
    try:
        yield handed
        state, error = State.SENT, ""
    finally:
        line.state, line.error, line.rows, line.size = state, error, handed.rows, handed.size
        line.ready_at = clock.now()
        line.save()


class Counted(io.RawIOBase):
    """A file to write to, front to back alone, that counts what goes through it."""

    def __init__(self, out: IO[bytes], handed: Handed) -> None:
        self.out, self.handed = out, handed

    def writable(self) -> bool:
        """Say that it is for writing."""
        return True

    def write(self, data: Any) -> int:
        """Write it all."""
        self.out.write(data)
        self.handed.size += len(data)
        return len(data)


def bare_schedule_line(
    organization: Organization,
    *,
    via: str,
    at: datetime,
    filter_words: str,
    viewer: Viewer | None = None,
    name: str = "schedule.csv",
) -> ReportExport:
    """Return the line of a schedule file in its bare form (design: roster), not stored yet. Without a viewer: by us."""
    member = viewer.membership if viewer else None
    return ReportExport(
        organization=organization,
        report=Schedule.slug,
        format="csv",
        filter_words=filter_words,
        zone="UTC",
        user=member.user if member else None,
        membership=member,
        made_by=viewer.name[:400] if viewer else "manage.py",
        via=via,
        name=name,
        asked_at=at,
    )


def handed_lines(lines: Generator[str], line: ReportExport) -> Iterator[str]:
    """Yield the lines of a file, its header first, as they are asked for; the log says how many were."""
    with handing_over(line) as handed, closing(lines):
        for number, text in enumerate(lines):
            handed.rows, handed.size = number, handed.size + len(text.encode())
            yield text
