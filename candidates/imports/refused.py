"""The refused rows as they came, each with its problems beside it, ready to be mended and brought again."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence

from candidates.imports.files import Table
from candidates.imports.problems import Problem
from candidates.imports.results import RosterCheck

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
    writer.writerow([*(table.header.names[place] for place in keep), *COLUMNS])
    width = len(table.header.names)
    for record in table.records():
        if record.line in by_line:
            cells = _kept(record.cells, keep) if len(record.cells) == width else record.cells
            writer.writerow([*cells, *_told(by_line[record.line])])
    return out.getvalue()


def _kept(cells: Sequence[str], keep: Sequence[int]) -> list[str]:
    return [cells[place] for place in keep]


def _told(problems: Sequence[Problem]) -> tuple[str, str]:
    columns = ", ".join(problem.column for problem in problems if problem.column)
    return columns, " ".join(f"{problem.code}: {problem.message}" for problem in problems)
