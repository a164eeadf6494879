"""A saved report as its reader is told of it: which report, on which days, when next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from candidates.models import SavedReport
from candidates.reports.register import REPORTS
from recruiting.admin.companies import DAY_NAMES
from recruiting.wording import moment_in
from recruiting.wording.phrases import all_of


@dataclass(frozen=True)
class SavedRow:
    """A saved report as a row of a list."""

    saved: SavedReport
    now: datetime

    @property
    def title(self) -> str:
        """Return which report, in which format."""
        report = REPORTS.get(self.saved.report)
        return f"{report.title if report else self.saved.report}, {self.saved.format.upper()}"

    @property
    def days(self) -> str:
        """Return its days and its hour, on the clock of whose it is; nothing for one that is made when asked for."""
        days = [str(name) for day, name in DAY_NAMES.items() if day in self.saved.weekdays]
        return f"{all_of(days)}, {self.saved.at_hour:%H:%M}" if days else ""

    @property
    def next(self) -> str:
        """Return when it is made next, on that clock; nothing for never."""
        if not self.saved.next_at:
            return ""
        return moment_in(self.saved.next_at, self.saved.membership.user.time_zone, now=self.now)
