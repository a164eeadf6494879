"""All reports by name. A new one is a class and a line here."""

from __future__ import annotations

from candidates.reports.report import Report
from candidates.reports.schedule import Schedule

REPORTS: dict[str, Report] = {report.slug: report for report in (Schedule(),)}
