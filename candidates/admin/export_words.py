"""An export as its reader is told of it: its report by name, its state's colour, moments on their clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.template.defaultfilters import filesizeformat
from django.utils.text import Truncator
from django.utils.translation import ngettext

from candidates.models import ReportExport
from candidates.reports.files import is_there
from candidates.reports.register import REPORTS
from recruiting.wording import moment_in

State = ReportExport.State
# Which of the colours of followthrough.css
LOOKS = {
    State.MAKING: "due_now",
    State.READY: "waiting",
    State.SENT: "done",
    State.FAILED: "overdue",
    State.CANCELLED: "cancelled",
    State.GONE: "cancelled",
}
FEW = 90  # letters of the filters in a row


@dataclass(frozen=True)
class ExportRow:
    """An export as a row of the log, or on its page."""

    export: ReportExport
    zone: str
    now: datetime

    @property
    def title(self) -> str:
        """Return what the report is called; its slug where there is none of that name any more."""
        report = REPORTS.get(self.export.report)
        return str(report.title) if report else self.export.report

    @property
    def look(self) -> str:
        """Return its state's colour."""
        return LOOKS[State(self.export.state)]

    @property
    def filters(self) -> str:
        """Return its filters in short."""
        return Truncator(self.export.filter_words).chars(FEW)

    @property
    def how_much(self) -> str:
        """Return how many rows and bytes, as far as that is known."""
        rows, size = self.export.rows, self.export.size
        said = [] if rows is None else [ngettext("%(n)s row", "%(n)s rows", rows) % {"n": f"{rows:,}"}]
        return ", ".join([*said, *([] if size is None else [filesizeformat(size)])])

    @property
    def when(self) -> str:
        """Return when it was asked for."""
        return self.said(self.export.asked_at)

    @property
    def moments(self) -> dict[str, str]:
        """Return its later moments, those that there are."""
        export = self.export
        named = {"ready": export.ready_at, "until": export.expires_at, "fetched": export.fetched_at}
        return {name: self.said(moment) for name, moment in named.items() if moment}

    @property
    def is_there(self) -> bool:
        """Say whether the file can be had."""
        return is_there(self.export, at=self.now)

    @property
    def is_making(self) -> bool:
        """Say whether somebody is at it."""
        return self.export.state == State.MAKING

    def said(self, moment: datetime) -> str:
        """Return a moment on the reader's clock."""
        return moment_in(moment, self.zone, now=self.now)
