"""The oracle: timing.md a second time, slow and obvious, written apart from the engine to check it."""

from datetime import UTC, date, datetime
from typing import Any

from tests.cadence.oracle_days import STANDARD, Rules
from tests.cadence.oracle_form import FINAL, Wrong, check_event_against, check_form, read_moment
from tests.cadence.oracle_steps import (
    History,
    Step,
    is_agreed_call,
    kind_of_step,
    open_step,
    planned_thank_you,
)

NOBODY_REACHED = ("no_answer", "voicemail", "gatekeeper")

Event = dict[str, Any]


# What happens


def end_open_step(past: History, status: str, done_at: datetime | None = None) -> None:
    """The open follow-up, if there is one, is done or cancelled as last planned."""
    step = open_step(past)
    if step:
        add_ended(past, step.kind, status, step.window.due, step.reason, done_at)
    past.chosen = None


def add_ended(past: History, kind: str, status: str, due: datetime, reason: str, done_at: datetime | None) -> None:
    past.ended.append(
        {
            "key": f"follow_up:{len(past.ended) + 1}",
            "kind": kind,
            "status": status,
            "due": utc(due),
            "reason": reason,
            "done_at": utc(done_at) if done_at else None,
        }
    )


def follow_up_made(past: History, kind: str, recorded: datetime) -> None:
    """We called or wrote: the open follow-up of that kind is done, else it is one nobody planned."""
    step = open_step(past)
    if step and step.kind == kind:
        end_open_step(past, "done", recorded)
        return
    end_open_step(past, "cancelled")
    add_ended(past, kind, "done", recorded, "unplanned", recorded)
    past.chosen = None


def hear_permission(past: History, event: Event) -> None:
    may_call = "yes" if event.get("outcome") == "call_back" else event.get("may_call")
    if event.get("outcome") == "do_not_call":
        may_call = "no"
    if may_call == "yes":
        past.permission = "granted"
    if may_call == "no":
        past.permission = "withdrawn"


def hear_date(past: History, event: Event, at: datetime) -> None:
    day = date.fromisoformat(event["date"])
    may_call = event.get("outcome") == "call_back" or event.get("may_call") == "yes"
    moment = None
    if may_call and event.get("time"):
        hours, minutes = event["time"].split(":")
        moment = past.rules.moment(day, int(hours) * 60 + int(minutes))
        if moment <= at:
            moment = None
    past.announced = {"day": day, "heard": at, "may_call": may_call, "moment": moment}
    past.date_stands = True
    past.answer = None


def still_stands(past: History, event: Event, at: datetime) -> bool:
    """Whether the announced date outlives a reply, call or email that brought no other date."""
    if not past.date_stands or past.announced is None:
        return False
    announced = past.announced
    day, agreed = announced["day"], None
    if is_agreed_call(past):
        agreed = announced["moment"]
        day = past.rules.local_day(agreed) if agreed else past.rules.next_calling_day(day)
    today = past.rules.local_day(at)
    if today != day:
        return today < day
    if event["type"] == "email_sent":
        return kind_of_step(past) == "call"
    reached = event["type"] == "call_made" and event["outcome"] not in NOBODY_REACHED
    return agreed is not None and agreed > at and not reached


def plan_on(past: History, event: Event, at: datetime, range_field: str, reason: str) -> None:
    """What follows an event without a decision: its date, the standing date, or a range of days."""
    hear_permission(past, event)
    if event.get("date") and says_undecided(event):
        hear_date(past, event, at)
    elif not still_stands(past, event, at):
        past.date_stands = False
        past.answer = (range_field, reason, at)


def says_undecided(event: Event) -> bool:
    return event.get("answer") == "undecided" or event.get("outcome") in ("undecided", "call_back")


def take_timeframe(past: History, event: Event, at: datetime) -> None:
    past.question = "done" if past.question == "open" else past.question
    if event["type"] == "timeframe_given":
        past.unanswered, past.away, past.chosen = 0, None, None
        hear_permission(past, event)
        hear_date(past, event, at)


def take_thank_you(past: History, event: Event, at: datetime) -> None:
    past.question = "cancelled" if past.question == "open" else past.question
    past.thank_you_due = planned_thank_you(past)
    past.thanked, past.thanked_recorded = at, read_moment(event["at"])


def take_reply(past: History, event: Event, at: datetime) -> None:
    if event["answer"] in FINAL:
        close(past, event["answer"])
        return
    end_open_step(past, "cancelled")
    past.unanswered, past.away = 0, None
    plan_on(past, event, at, "repeat_after_days", "reply_without_date")


def take_call(past: History, event: Event, at: datetime) -> None:
    outcome = event["outcome"]
    if outcome in FINAL:
        thank_you_due = planned_thank_you(past)
        follow_up_made(past, "call", read_moment(event["at"]))
        close(past, outcome, thank_you_due)
        return
    follow_up_made(past, "call", read_moment(event["at"]))
    if outcome in NOBODY_REACHED:
        past.unanswered += 1
        plan_on(past, {"type": "call_made", "outcome": outcome}, at, "retry_after_days", "no_answer")
        return
    past.unanswered, past.away = 0, None
    reason = "do_not_call" if outcome == "do_not_call" else "undecided_without_date"
    plan_on(past, event, at, "repeat_after_days", reason)


def take_email(past: History, event: Event, at: datetime) -> None:
    follow_up_made(past, "email", read_moment(event["at"]))
    past.unanswered = 0
    plan_on(past, {"type": "email_sent"}, at, "repeat_after_days", "email_unanswered")


def take_rules(past: History, event: Event, at: datetime) -> None:
    policy = past.rules.policy if event.get("policy") is None else STANDARD | event["policy"]
    past.rules = Rules(policy, past.rules.calendar if event.get("calendar") is None else event["calendar"])
    past.rules_changed = at


def close(past: History, outcome: str, thank_you_due: datetime | None = None) -> None:
    """The end: what is open is cancelled, as last planned."""
    if past.thanked is None:
        past.thank_you_due = thank_you_due or planned_thank_you(past)
    if thank_you_due is None:
        end_open_step(past, "cancelled")
    past.question = "cancelled" if past.question == "open" else past.question
    past.outcome = outcome


def take_absence(past: History, event: Event, at: datetime) -> None:
    past.away = (date.fromisoformat(event["back_on"]), at)


def take_choice(past: History, event: Event, at: datetime) -> None:
    past.chosen = read_moment(event["due"])


def take_levelling(past: History, event: Event, at: datetime) -> None:
    past.levelled = (date.fromisoformat(event["day"]), at)


def take_end(past: History, event: Event, at: datetime) -> None:
    close(past, event["outcome"])


TAKEN_BY = {
    "timeframe_given": take_timeframe,
    "timeframe_not_given": take_timeframe,
    "thank_you_sent": take_thank_you,
    "reply_received": take_reply,
    "call_made": take_call,
    "email_sent": take_email,
    "out_of_office": take_absence,
    "rescheduled": take_choice,
    "rules_changed": take_rules,
    "levelled": take_levelling,
    "closed": take_end,
}


def take(past: History, event: Event) -> None:
    """One event, after which everything may be planned otherwise."""
    at = max(read_moment(event["at"]), past.ended_at)
    check_event_against(event, at, past.rules, past.outcome is not None, past.thanked is not None)
    TAKEN_BY[event["type"]](past, event, at)
    if event["type"] != "levelled":
        past.levelled = None


# What comes out


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def steps_of(past: History) -> list[Step]:
    thank_you_status = "done" if past.thanked else "cancelled" if past.outcome else "open"
    steps: list[Step] = [
        {"key": "ask_timeframe", "kind": "question", "due": utc(past.ended_at), "status": past.question},
        {
            "key": "thank_you",
            "kind": "email",
            "due": utc(past.thank_you_due or planned_thank_you(past)),
            "done_at": utc(past.thanked_recorded) if past.thanked_recorded else None,
            "status": thank_you_status,
        },
        *past.ended,
    ]
    step = open_step(past)
    if step:
        steps.append(
            {
                "key": f"follow_up:{len(past.ended) + 1}",
                "kind": step.kind,
                "status": "open",
                "earliest": utc(step.window.earliest),
                "due": utc(step.window.due),
                "latest": utc(step.window.latest),
                "reason": step.reason,
                "provisional": step.provisional,
            }
        )
    return steps


def replay(case: dict[str, Any]) -> dict[str, Any]:
    rules = Rules(STANDARD | case["policy"], case["calendar"])
    past = History(rules, read_moment(case["interview"]["ended_at"]))
    for event in sorted(case["events"], key=lambda event: read_moment(event["at"])):
        take(past, event)
    steps = steps_of(past)
    is_open = any(step["key"].startswith("follow_up") and step["status"] == "open" for step in steps)
    status = "closed" if past.outcome else "active" if is_open else "exhausted"
    return {"status": status, "outcome": past.outcome, "steps": steps}


def oracle_plan(case: dict[str, Any]) -> dict[str, Any]:
    """The plan of a case in JSON form, or the name of what is wrong with it."""
    try:
        check_form(case)
        return replay(case)
    except Wrong as wrong:
        return {"error": wrong.name}
