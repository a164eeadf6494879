"""A whole case in its JSON form: {"policy", "calendar", "interview", "events"}."""

from typing import Any

from recruiting.cadence import forms
from recruiting.cadence.calendars import Calendar
from recruiting.cadence.engine import plan
from recruiting.cadence.events import Event, Interview
from recruiting.cadence.forms import Form
from recruiting.cadence.plans import Plan
from recruiting.cadence.policies import Policy
from recruiting.cadence.refusals import Refused

PARTS = ("policy", "calendar", "interview", "events")


def plan_case(case: Form, *, explain: bool = False) -> Plan:
    """The plan of a case. What is wrong with a form is said first, in the order given, then by event."""
    forms.no_other_keys(case, PARTS)
    policy = _part("policy", case, Policy.from_json, default={})
    calendar = _part("calendar", case, Calendar.from_json)
    interview = _part("interview", case, Interview.from_json)
    events = read_events([] if case.get("events") is None else case["events"])
    return plan(policy, calendar, interview, events, explain=explain)


def read_events(data: Any) -> list[Event]:
    """Events in the order given; what is wrong with one is said with its place in that order."""
    events = []
    for index, each in enumerate(forms.items("events", data, "a list of events")):
        try:
            events.append(Event.from_json(each))
        except Refused as refused:
            raise refused.within(f"events[{index}]", index) from None
    return events


def _part(name: str, case: Form, read: Any, default: Any = None) -> Any:
    if case.get(name) is None and default is None:
        forms.required(case, name, forms.mapping, "an object")
    value = default if case.get(name) is None else case[name]
    try:
        return read(value)
    except Refused as refused:
        raise refused.within("" if refused.field == name else name) from None
