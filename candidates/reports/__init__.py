"""What goes out: reports of what stands in the plans, one definition of rows for every format."""

from __future__ import annotations

from collections.abc import Generator

from django.db.models import QuerySet

from candidates.models import Step
from candidates.reports.filters import FilterReader, Filters
from candidates.reports.formats.csv import csv_lines
from candidates.reports.schedule import COLUMNS, schedule_rows
from recruiting.models import Organization

__all__ = ["FilterReader", "Filters", "schedule_lines"]


def schedule_lines(
    organization: Organization, filters: Filters | None = None, *, steps: QuerySet[Step] | None = None
) -> Generator[str]:
    """Yield the schedule file (design: roster), its header first: for programs, without a word about itself."""
    return csv_lines(COLUMNS, schedule_rows(organization, filters or Filters(), steps=steps, whole=True))
