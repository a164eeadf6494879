"""The engine loads nothing of the product, reads no clock, and gives the same plan every time."""

import pickle
import random
import subprocess
import sys
from pathlib import Path

import pytest

from recruiting.cadence import Calendar, Event, Interview, Policy, Refused, plan, plan_case, read_events
from tests.cadence.data.stories import EXAMPLES, LONDON, SENT, case, happened

PACKAGE = Path(__file__).parents[2] / "recruiting" / "cadence"
WITH_PLANS = [each for each in EXAMPLES if "error" not in each["plan"]]


@pytest.mark.parametrize("unwanted", ["django", "celery", "rest_framework", "recruiting.settings"])
def test_importing_the_engine_in_a_fresh_process_does_not_load(unwanted: str) -> None:
    program = f"import sys, recruiting.cadence; sys.exit({unwanted!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=PACKAGE.parents[1], check=False).returncode == 0


@pytest.mark.parametrize("clock", [".now(", ".today(", "utcnow(", "time.time(", "import random", "import logging"])
def test_no_source_file_reads(clock: str) -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py")}
    assert sources
    assert [name for name, text in sources.items() if clock in text] == []


def test_the_order_in_which_rows_arrive_does_not_matter() -> None:
    shuffler = random.Random(7)
    for example in WITH_PLANS:
        events = list(example["case"]["events"])
        if len({each["at"] for each in events}) == len(events):  # of the same moment the order given counts
            shuffler.shuffle(events)
            assert plan_case({**example["case"], "events": events}).to_json() == example["plan"], example["name"]


def test_events_of_the_same_moment_keep_the_order_given() -> None:
    same = "2026-12-03T10:00:00Z"
    call, mail = happened("call_made", same, outcome="no_answer"), happened("email_sent", same)
    reasons = [
        [step["reason"] for step in plan_case(case(SENT, *pair)).to_json()["steps"][2:]]
        for pair in ((call, mail), (mail, call))
    ]
    assert reasons == [
        ["no_date_given", "no_answer", "unplanned", "email_unanswered"],
        ["no_date_given", "unplanned", "email_unanswered", "no_answer"],
    ]


def test_planning_twice_with_the_same_objects_gives_the_same_plan() -> None:
    policy, calendar = Policy(), Calendar.from_json(LONDON)
    interview = Interview.from_json({"ended_at": "2026-11-30T15:00:00Z"})
    events = read_events([SENT])
    assert plan(policy, calendar, interview, events) == plan(policy, calendar, interview, events)


def test_a_snapshot_of_the_calendar_gives_the_same_plans() -> None:
    for example in WITH_PLANS:
        calendar = Calendar.from_json(example["case"]["calendar"]).snapshot(range(2025, 2032))
        assert calendar.holidays is not None
        stored = {**example["case"], "calendar": calendar.to_json()}
        if not any("calendar" in event for event in example["case"]["events"]):
            assert plan_case(stored).to_json() == example["plan"], example["name"]


def test_explaining_does_not_change_the_plan() -> None:
    for example in WITH_PLANS:
        explained = plan_case(example["case"], explain=True).to_json()
        for step in explained["steps"]:
            del step["why"]
        assert explained == example["plan"], example["name"]


def test_inputs_survive_pickling() -> None:
    policy, calendar = Policy(max_attempts=2), Calendar.from_json(LONDON).snapshot([2026])
    event = Event.from_json(happened("timeframe_given", "2026-12-01T09:00:00Z", date="2026-12-03"))
    for each in (policy, calendar, event):
        copy = pickle.loads(pickle.dumps(each))
        assert copy == each
        assert hash(copy) == hash(each)


def test_a_refusal_survives_pickling() -> None:
    with pytest.raises(Refused) as caught:
        Policy(max_attempts=0)
    assert pickle.loads(pickle.dumps(caught.value)).detail == caught.value.detail
