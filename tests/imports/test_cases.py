"""The real roster comes out as the worked plans; the broken one is refused with exactly the problems beside it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from candidates.imports import Code, Outcome, refused_csv
from candidates.models import Interview, Plan, Step
from recruiting.cadence.facts import moment_to_json
from recruiting.models import CalendarSnapshot, Company
from tests.imports.conftest import Bring, Look
from tests.imports.rosters import DATA, roster

ROSTER = (DATA / "roster.csv").read_bytes()
BROKEN = (DATA / "roster-broken.csv").read_bytes()


def _step(step: Step) -> dict[str, Any]:
    form: dict[str, Any] = {"key": step.key, "kind": step.kind, "status": step.status, "due": moment_to_json(step.due)}
    if step.earliest and step.latest:
        form |= {"earliest": moment_to_json(step.earliest), "latest": moment_to_json(step.latest)}
    if step.reason:
        form["reason"] = step.reason
    if step.earliest:
        form["provisional"] = step.provisional
    elif step.kind != Step.Kind.QUESTION:
        form["done_at"] = moment_to_json(step.done_at) if step.done_at else None
    return form


def _plan(plan: Plan) -> dict[str, Any]:
    steps = [_step(step) for step in plan.steps.order_by("position")]
    return {"status": plan.status, "outcome": plan.outcome or None, "steps": steps}


def test_the_real_roster_comes_out_as_the_worked_plans(bring: Bring) -> None:
    result = bring(ROSTER)
    assert result.counts == {Outcome.CREATED: 300}
    plans = {
        plan.interview.application.candidate.email: _plan(plan)
        for plan in Plan.objects.select_related("interview__application__candidate").prefetch_related("steps")
    }
    worked = [json.loads(line) for line in (DATA / "roster.plans.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row.line for row in result.rows] == [each["line"] for each in worked]
    assert [each for each in worked if plans[each["candidate_email"]] != each["plan"]] == []


def test_the_real_roster_twice_makes_nothing_new(bring: Bring) -> None:
    bring(ROSTER)
    again = bring(ROSTER)
    assert again.counts == {Outcome.UNCHANGED: 300}
    assert [row.changes for row in again.rows if row.changes] == []
    assert Interview.objects.count() == 300


def test_the_broken_roster_has_exactly_the_problems_beside_it(bring: Bring) -> None:
    result = bring(BROKEN)
    with (DATA / "roster-broken.problems.csv").open(encoding="utf-8", newline="") as file:
        expected = [(int(each["line"]), each["column"] or None, each["code"]) for each in csv.DictReader(file)]
    assert [(each.line, each.column, str(each.code)) for each in result.problems] == expected
    assert result.to_json()["unknown_columns"] == ["shoe size"]


def test_with_any_row_refused_nothing_is_written(bring: Bring) -> None:
    result = bring(BROKEN)
    assert not result.written
    assert not Interview.objects.exists()
    assert not Company.objects.exists()
    assert not CalendarSnapshot.objects.exists()


def test_the_valid_rows_alone_come_in_if_one_says_so(bring: Bring) -> None:
    assert bring(BROKEN, accept_valid=True).written
    assert Interview.objects.count() == 32


def test_a_dry_run_writes_nothing_and_says_the_same(look: Look, bring: Bring) -> None:
    looked = look(ROSTER).to_json()
    assert not Company.objects.exists()
    assert not CalendarSnapshot.objects.exists()
    assert looked == bring(ROSTER).to_json()


def test_the_refused_rows_come_back_as_they_came_with_why(bring: Bring) -> None:
    rows = list(csv.DictReader(io.StringIO(refused_csv(bring(BROKEN)), newline="")))
    assert len(rows) == 31
    assert rows[1]["problem_column"] == "candidate_email"
    assert rows[1]["problem"].startswith("not_an_email: “c at example.org”")
    assert rows[1]["candidate_email"] == "c at example.org"
    assert rows[1]["candidate_phone"] == "'+44 20 7946 0991"


def test_the_refused_rows_brought_again_have_the_problems_they_had(bring: Bring) -> None:
    first = bring(BROKEN)
    again = bring(refused_csv(first).encode())
    assert list(again.unknown_columns) == ["shoe size", "problem_column", "problem"]
    changed = {Code.TOO_FEW_FIELDS, Code.DUPLICATE}  # a short row comes back filled up, a duplicate without its twin
    kept = [each.code for each in first.problems if each.code not in changed]
    assert [each.code for each in again.problems][: len(kept) - 1] == kept[:-1]
    assert again.problems[-1].code == Code.TOO_MANY_FIELDS


def test_the_refused_rows_mended_come_in(bring: Bring) -> None:
    rows = list(csv.DictReader(io.StringIO(refused_csv(bring(BROKEN, accept_valid=True)), newline="")))
    assert bring(roster({**rows[1], "candidate_email": "c@example.org"})).counts == {Outcome.CREATED: 1}
