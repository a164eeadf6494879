"""A saved report as a row beside the reports: what it is, on which days."""

from __future__ import annotations

from dataclasses import dataclass

from candidates.models import SavedReport
from candidates.reports.register import REPORTS


@dataclass(frozen=True)
class SavedRow:
    """A report that a member saved."""

    saved: SavedReport

    @property
    def title(self) -> str:
        """Return which report it is, in which format."""
        report = REPORTS.get(self.saved.report)
        return f"{report.title if report else self.saved.report}, {self.saved.format.upper()}"
