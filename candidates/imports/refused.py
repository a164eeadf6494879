"""The refused rows as they came, each with its problems beside it, ready to be mended and brought again."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence

from candidates.imports.files import Table
from candidates.imports.problems import Problem
from candidates.imports.results import RosterCheck
from candidates.reports.cells import plain, safe

COLUMNS = ("problem_column", "problem")


def refused_csv(result: RosterCheck) -> str:
    """Return the refused rows as CSV, with the columns of the file and two more: which columns, and why."""
    table = Table.of(result.data)
    by_line: dict[int, list[Problem]] = defaultdict(list)
    for problem in result.problems:
        by_line[problem.line].append(problem)
    keep = [place for place, name in enumerate(table.header.names) if name.strip() not in COLUMNS]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(name) for name in (*(table.header.names[place] for place in keep), *COLUMNS)])
    width = len(table.header.names)
    for record in table.records():
        if record.line in by_line:
            cells = _in_place(record.cells, width, keep)
            # A cell may have come made safe already: to its text first, or the apostrophes would add up
            writer.writerow([safe(plain(cell)) for cell in (*cells, *_told(by_line[record.line]))])
    return out.getvalue()


def _in_place(cells: Sequence[str], width: int, keep: Sequence[int]) -> Sequence[str]:
    """Return a row's cells, filled up where there are too few, so that the two columns more stand under their names."""
    if len(cells) > width:
        return cells
    filled = [*cells, *[""] * (width - len(cells))]
    return [filled[place] for place in keep]


def _told(problems: Sequence[Problem]) -> tuple[str, str]:
    columns = ", ".join(problem.column for problem in problems if problem.column)
    return columns, " ".join(f"{problem.code}: {problem.message}" for problem in problems)
