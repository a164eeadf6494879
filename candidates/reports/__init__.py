"""What goes out: the schedule, as a file."""

from candidates.reports.filters import FilterReader, Filters
from candidates.reports.schedule import schedule_lines

__all__ = ["FilterReader", "Filters", "schedule_lines"]
