"""What holds of every plan, whatever happened."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruiting.cadence import Calendar, Policy, plan_case
from tests.cadence.data.stories import follow_ups

CALENDARS = [
    {"time_zone": "Europe/London", "country": "GB", "subdivision": "ENG"},
    {"time_zone": "America/St_Johns", "country": "CA", "subdivision": "NL", "closed": ["2027-04-01"]},
    {
        "time_zone": "Asia/Dubai",
        "country": "AE",
        "working_week": ["monday", "tuesday", "wednesday", "thursday"],
    },
    {"time_zone": "Africa/Cairo", "country": "EG", "working_week": ["sunday", "monday", "thursday"]},
    {"time_zone": "Pacific/Auckland", "country": "NZ", "open": ["2027-04-03", "2027-04-04"]},
]
AGREED = ("promised_time", "promised_date")
CHOSEN = ("promised_time", "rescheduled")

_days = st.integers(0, 6)
_range = st.tuples(_days, _days).map(sorted)
_hour = st.sampled_from(["07:00", "09:30", "12:00"])
_policies = st.fixed_dictionaries(
    {},
    optional={
        "call_after_days": _range,
        "retry_after_days": _range,
        "repeat_after_days": _range,
        "after_promised_date_days": _days,
        "approach": st.sampled_from(["assertive", "measured"]),
        "day_count": st.sampled_from(["business", "calendar"]),
        "channel": st.sampled_from(["phone", "invited", "email"]),
        "call_hours": st.tuples(_hour, st.sampled_from(["12:30", "16:30", "18:00"])).map(list),
        "preferred_call_time": st.sampled_from(["08:00", "10:00", "14:15", "19:00"]),
        "avoid": st.lists(
            st.fixed_dictionaries(
                {
                    "weekday": st.sampled_from(["monday", "wednesday", "friday"]),
                    "from": st.sampled_from(["00:00", "10:00"]),
                    "to": st.sampled_from(["11:00", "23:59"]),
                }
            ),
            max_size=2,
        ),
        "gap_hours": st.sampled_from([0, 1, 3, 24]),
        "max_attempts": st.integers(1, 3),
        "max_follow_ups": st.integers(1, 8),
        "give_up_after_days": st.integers(5, 60),
        "thank_you_within_hours": st.sampled_from([2, 4, 24, 48]),
    },
)
_may_call = st.sampled_from(["yes", "no", "not_asked"])


@st.composite
def _event(draw: st.DrawFn, at: datetime) -> dict[str, Any]:
    """An event at a moment, with a form that is in order. A date two days on is past in no time zone."""
    date = (at + timedelta(days=draw(st.integers(2, 40)))).date().isoformat()
    time = draw(st.sampled_from(["08:15", "14:00", "23:30"]))
    said = draw(st.sampled_from([{}, {"date": date}, {"date": date, "time": time}]))
    said = {**said, "may_call": draw(_may_call)}
    kinds: list[dict[str, Any]] = [
        {"type": "timeframe_given", **said, "date": date},
        {"type": "timeframe_not_given"},
        {"type": "email_sent"},
        {"type": "reply_received", "answer": "undecided", **said},
        {"type": "out_of_office", "back_on": date},
        {"type": "call_made", "outcome": "undecided", **said},
        {"type": "call_made", "outcome": "call_back", **said, "date": date},
        {"type": "rescheduled", "due": (at + timedelta(hours=draw(st.integers(1, 300)))).isoformat()},
        {"type": "rules_changed", "policy": draw(_policies)},
        {"type": "levelled", "day": date},
        *({"type": "call_made", "outcome": each} for each in ("no_answer", "voicemail", "do_not_call")),
    ]
    return {**draw(st.sampled_from(kinds)), "at": at.isoformat()}


@st.composite
def _cases(draw: st.DrawFn) -> dict[str, Any]:
    at = datetime(2027, 3, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 60 * 24 * 60)))
    ended_at, events = at, []
    sent_after = draw(st.integers(0, 6))
    for number in range(draw(st.integers(0, 6))):
        at += timedelta(minutes=draw(st.integers(1, 60 * 24 * 9)))
        events.append({"type": "thank_you_sent", "at": at.isoformat()} if number == sent_after else draw(_event(at)))
    calendar = draw(st.sampled_from(CALENDARS))
    return {
        "policy": draw(_policies),
        "calendar": calendar,
        "interview": {"ended_at": ended_at.isoformat()},
        "events": events,
    }


_many = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _open(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for step in follow_ups(plan) if step["status"] == "open"]


def _policy(case: dict[str, Any]) -> Policy:
    """The policy that holds at the end."""
    given = [event["policy"] for event in case["events"] if event["type"] == "rules_changed"]
    return Policy.from_json(given[-1] if given else case["policy"])


@_many
@given(_cases())
def test_at_most_one_follow_up_is_open_and_keys_count_up(case: dict[str, Any]) -> None:
    plan = plan_case(case).to_json()
    assert len(_open(plan)) == (plan["status"] == "active")
    keys = [step["key"] for step in follow_ups(plan)]
    assert keys == [f"follow_up:{number}" for number in range(1, len(keys) + 1)]


@_many
@given(_cases())
def test_a_call_is_within_the_call_hours_of_a_business_day_unless_agreed_or_chosen(
    case: dict[str, Any],
) -> None:
    policy, calendar = _policy(case), Calendar.from_json(case["calendar"])
    for step in _open(plan_case(case).to_json()):
        if step["kind"] == "call" and step["reason"] not in CHOSEN:
            local = datetime.fromisoformat(step["due"]).astimezone(ZoneInfo(calendar.time_zone))
            clock, weekday = local.time(), f"{local:%A}".lower()
            assert policy.call_hours[0] <= clock < policy.call_hours[1]
            assert not [span for span in policy.avoid if span.weekday == weekday and span.from_ <= clock < span.to]
            idle = weekday not in calendar.working_week or local.date() in calendar.holidays_of(local.year)
            assert local.date() in calendar.open or not (idle or local.date() in calendar.closed)


@_many
@given(_cases())
def test_an_email_is_within_the_email_hours_unless_chosen(case: dict[str, Any]) -> None:
    policy, zone = _policy(case), ZoneInfo(case["calendar"]["time_zone"])
    for step in _open(plan_case(case).to_json()):
        if step["kind"] == "email" and step["reason"] not in CHOSEN:
            clock = datetime.fromisoformat(step["due"]).astimezone(zone).time()
            assert policy.email_hours[0] <= clock <= policy.email_hours[1]


@_many
@given(_cases())
def test_nothing_is_due_at_or_before_its_cause_nor_within_the_gap(case: dict[str, Any]) -> None:
    gap = timedelta(hours=_policy(case).gap_hours)
    for step in _open(plan_case(case, explain=True).to_json()):
        cause, due = datetime.fromisoformat(step["why"]["anchor"]["at"]), datetime.fromisoformat(step["due"])
        assert due > cause
        if step["reason"] not in (*AGREED, "rescheduled"):
            assert due > cause + gap


@_many
@given(_cases())
def test_earliest_due_and_latest_come_in_that_order(case: dict[str, Any]) -> None:
    for step in _open(plan_case(case).to_json()):
        assert step["earliest"] <= step["due"] <= step["latest"]


@_many
@given(_cases())
def test_past_the_limit_no_more_is_planned_but_what_was_announced_or_chosen(case: dict[str, Any]) -> None:
    plan = plan_case(case, explain=True).to_json()
    done = sum(step["status"] == "done" for step in follow_ups(plan))
    if done >= _policy(case).max_follow_ups:
        for step in _open(plan):
            assert step["reason"] == "rescheduled" or step["why"]["announced"] or step["reason"] == "out_of_office"


@_many
@given(_cases(), st.randoms(use_true_random=False))
def test_rebuilding_from_the_rows_in_any_order_gives_the_same_plan(case: dict[str, Any], shuffler: Any) -> None:
    events = list(case["events"])
    shuffler.shuffle(events)
    assert plan_case({**case, "events": events}) == plan_case(case)


@_many
@given(_cases())
def test_what_is_done_or_cancelled_is_not_changed_by_what_comes_later(case: dict[str, Any]) -> None:
    if case["events"]:
        whole = follow_ups(plan_case(case).to_json())
        before = follow_ups(plan_case({**case, "events": case["events"][:-1]}).to_json())
        ended = [step for step in before if step["status"] != "open"]
        assert whole[: len(ended)] == ended


@_many
@given(_cases())
def test_explaining_changes_nothing_and_is_json(case: dict[str, Any]) -> None:
    explained = plan_case(case, explain=True).to_json()
    for step in explained["steps"]:
        assert step.pop("why")["rule"]
    assert explained == plan_case(case).to_json()


@_many
@given(_policies)
def test_a_policy_survives_json(form: dict[str, Any]) -> None:
    policy = Policy.from_json(form)
    assert Policy.from_json(policy.to_json()) == policy
