"""The real roster in, the schedule out: every step as in roster.plans.jsonl."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from candidates.imports.services import import_roster
from candidates.reports import schedule_lines
from candidates.reports.cells import plain
from recruiting.models import Membership
from tests.imports.rosters import DATA
from tests.plans.conftest import ENDED

pytestmark = pytest.mark.django_db

NOT_IN_A_LINE = ("provisional",)


def planned() -> dict[tuple[str, ...], dict[str, Any]]:
    """Every step that the plans hold, by whose and which it is."""
    lines = (DATA / "roster.plans.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        (each["candidate_email"], each["company"], each["job"], step["key"]): step
        for each in map(json.loads, lines)
        for step in each["plan"]["steps"]
    }


def test_every_step_of_the_roster_comes_out_as_planned(alice: Membership) -> None:
    firm = alice.organization
    import_roster((DATA / "roster.csv").read_bytes(), organization=firm, importer=alice, now=ENDED)
    file = io.StringIO("".join(schedule_lines(firm)), newline="")
    rows = [{column: plain(cell) for column, cell in row.items()} for row in csv.DictReader(file)]
    wanted = planned()
    assert len(rows) == len(wanted)
    for row in rows:
        step = wanted[row["candidate_email"], row["company"], row["job"], row["step"]]
        for name in step.keys() - {"key", *NOT_IN_A_LINE}:
            assert row[name] == (step[name] or ""), (row["candidate_email"], row["step"], name)
        assert row["why"].endswith(".")
    assert rows == sorted(rows, key=lambda row: (row["due"], row["candidate"], row["candidate_email"], row["step"]))
