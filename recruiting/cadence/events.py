"""The interview and the events: what happened, when, and what was said."""

import datetime as dt  # Event has fields named date and time
from dataclasses import dataclass, field
from typing import Any

from recruiting.cadence import forms
from recruiting.cadence.calendars import Calendar
from recruiting.cadence.moments import Day, Instant, Minute, day_of_date, instant_of, minute_of_time
from recruiting.cadence.policies import Policy
from recruiting.cadence.refusals import Refusal, Refused
from recruiting.cadence.vocabulary import Answer, CallOutcome, EventType, MayCall, PlanOutcome

ANNOUNCEMENT = ("date", "time", "may_call")  # how they say when to get in touch


@dataclass(frozen=True)
class Interview:
    """An interview, of which only its end matters; that may lie ahead."""

    ended_at: dt.datetime

    def __post_init__(self) -> None:
        forms.checked_moment("ended_at", self.ended_at)
        object.__setattr__(self, "_instant", instant_of(self.ended_at))

    @property
    def instant(self) -> Instant:
        return self._instant  # type: ignore[attr-defined, no-any-return]

    @classmethod
    def from_json(cls, data: Any) -> "Interview":
        form = forms.mapping("interview", data)
        return cls(forms.required(form, "ended_at", forms.moment, forms.MOMENTS))

    def to_json(self) -> dict[str, Any]:
        return {"ended_at": self.ended_at.isoformat()}


@dataclass(slots=True)
class Reading:
    """An event as the rules read it: integers, and only the fields its type has a use for."""

    instant: Instant  # when it is recorded as having happened
    field: str | None  # which field names a day, if any: date, back_on or day
    day: Day
    minute: Minute | None
    chosen: Instant  # the moment a person chose; `instant` where none was
    may_call: MayCall


@dataclass(frozen=True)
class Event:
    """Something that happened. Which fields count depends on the type; the others are ignored."""

    type: EventType
    at: dt.datetime
    date: dt.date | None = None
    time: dt.time | None = None
    may_call: MayCall = MayCall.NOT_ASKED
    answer: Answer | None = None
    outcome: CallOutcome | PlanOutcome | None = None
    back_on: dt.date | None = None
    day: dt.date | None = None
    due: dt.datetime | None = None
    policy: Policy | None = None
    calendar: Calendar | None = None
    reading: Reading = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        forms.checked_moment("at", self.at)
        for name in needed_fields(self.type, self.outcome):
            if getattr(self, name) is None:
                raise Refused(Refusal.MISSING_FIELD, name, None, ALLOWED[name])
        if self.type is EventType.RULES_CHANGED and self.policy is None and self.calendar is None:
            raise Refused(Refusal.MISSING_FIELD, "policy", None, "a policy, a calendar or both")
        object.__setattr__(self, "reading", _reading(self))

    @classmethod
    def from_json(cls, data: Any) -> "Event":
        form = forms.mapping("event", data)
        read: dict[str, Any] = {
            "type": forms.required(form, "type", _event_type, ", ".join(EventType)),
            "at": forms.required(form, "at", forms.moment, forms.MOMENTS),
        }
        for name in needed_fields(read["type"]):
            if name in _CODES:
                read[name] = forms.required(form, name, _code_reader(read["type"]), _codes(read["type"]))
        for name in needed_fields(read["type"], read.get("outcome")):
            if name not in read:
                read[name] = forms.required(form, name, _READERS[name], ALLOWED[name])
        for name in used_fields(read["type"], read.get("answer"), read.get("outcome")):
            value = None if name in read else forms.optional(form, name, _READERS[name])
            if value is not None:
                read[name] = value
        return cls(**read)

    def to_json(self) -> dict[str, Any]:
        """Type, moment, and the fields that this type has."""
        data: dict[str, Any] = {"type": str(self.type), "at": self.at.isoformat()}
        needed = needed_fields(self.type, self.outcome)
        for name in (*needed, *used_fields(self.type, self.answer, self.outcome)):
            value = getattr(self, name)
            if value is not None and name not in data:
                data[name] = _plain(value)
        return data


def _reading(event: Event) -> Reading:
    names = used_fields(event.type, event.answer, event.outcome)
    for name in ("date", "back_on", "day"):
        named = getattr(event, name)
        if named is not None and name in (*needed_fields(event.type, event.outcome), *names):
            break
    else:
        name, named = "", None
    instant = instant_of(event.at)
    return Reading(
        instant=instant,
        field=name or None,
        day=Day(0) if named is None else day_of_date(named),
        minute=minute_of_time(event.time) if event.time is not None and "time" in names else None,
        chosen=instant if event.due is None else instant_of(event.due),
        may_call=event.may_call if "may_call" in names else MayCall.NOT_ASKED,
    )


def needed_fields(kind: EventType, outcome: CallOutcome | PlanOutcome | None = None) -> tuple[str, ...]:
    """The fields without which such an event says nothing."""
    if kind is EventType.CALL_MADE and outcome is CallOutcome.CALL_BACK:
        return ("outcome", "date")
    return _NEEDED.get(kind, ())


def used_fields(kind: EventType, answer: Answer | None, outcome: CallOutcome | PlanOutcome | None) -> tuple[str, ...]:
    """The fields that may be left out, but count when given."""
    if kind is EventType.TIMEFRAME_GIVEN:
        return ANNOUNCEMENT
    if kind is EventType.REPLY_RECEIVED and answer is Answer.UNDECIDED:
        return ANNOUNCEMENT
    if kind is EventType.CALL_MADE and outcome is CallOutcome.UNDECIDED:
        return ANNOUNCEMENT
    if kind is EventType.CALL_MADE and outcome is CallOutcome.CALL_BACK:
        return ("date", "time")
    return ("policy", "calendar") if kind is EventType.RULES_CHANGED else ()


_NEEDED: dict[EventType, tuple[str, ...]] = {
    EventType.TIMEFRAME_GIVEN: ("date",),
    EventType.REPLY_RECEIVED: ("answer",),
    EventType.OUT_OF_OFFICE: ("back_on",),
    EventType.CALL_MADE: ("outcome",),
    EventType.RESCHEDULED: ("due",),
    EventType.LEVELLED: ("day",),
    EventType.CLOSED: ("outcome",),
}
_CODES = ("answer", "outcome")
ALLOWED: dict[str, str] = {
    "date": forms.DATES,
    "back_on": forms.DATES,
    "day": forms.DATES,
    "due": forms.MOMENTS,
    "answer": ", ".join(Answer),
    "outcome": ", ".join(dict.fromkeys([*CallOutcome, *PlanOutcome])),
}


def _event_type(field: str, value: Any) -> EventType:
    try:
        return EventType(value)
    except ValueError:
        raise Refused(Refusal.UNKNOWN_TYPE, field, value, ", ".join(EventType)) from None


def _code_reader(kind: EventType) -> forms.Reader[Any]:
    if kind is EventType.REPLY_RECEIVED:
        return forms.one_of(Answer)
    return forms.one_of(CallOutcome if kind is EventType.CALL_MADE else PlanOutcome)


def _codes(kind: EventType) -> str:
    if kind is EventType.REPLY_RECEIVED:
        return ", ".join(Answer)
    return ", ".join(CallOutcome if kind is EventType.CALL_MADE else PlanOutcome)


def _part(read: forms.Reader[Any]) -> forms.Reader[Any]:
    """A reader of a whole policy or calendar: what is wrong in it says that it was in there."""

    def inner(field: str, value: Any) -> Any:
        try:
            return read(field, value)
        except Refused as refused:
            raise refused.within(field) from None

    return inner


_READERS: dict[str, forms.Reader[Any]] = {
    "date": forms.day,
    "time": forms.clock_time,
    "may_call": forms.one_of(MayCall),
    "back_on": forms.day,
    "day": forms.day,
    "due": forms.moment_far_or_near,
    "policy": _part(lambda _field, value: Policy.from_json(value)),
    "calendar": _part(lambda _field, value: Calendar.from_json(value)),
}


def _plain(value: Any) -> Any:
    if isinstance(value, Policy | Calendar):
        return value.to_json()
    if isinstance(value, dt.time):
        return forms.time_to_json(value)
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    return str(value)
