"""What happened, in a line: "Called: not decided; they decide by Thu 10 Dec; we may call"."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recruiting.cadence import Answer, CallOutcome, EventType, MayCall
from recruiting.wording.moments import day_near, moment_in
from recruiting.wording.steps import Reader, outcome_label

Payload = Mapping[str, Any]

EVENTS = {
    EventType.TIMEFRAME_GIVEN: gettext_lazy("Asked when they decide"),
    EventType.TIMEFRAME_NOT_GIVEN: gettext_lazy("Asked when they decide: no date named"),
    EventType.THANK_YOU_SENT: gettext_lazy("Thank-you sent"),
    EventType.EMAIL_SENT: gettext_lazy("Check-in email sent"),
    EventType.REPLY_RECEIVED: gettext_lazy("They replied"),
    EventType.OUT_OF_OFFICE: gettext_lazy("Out of office"),
    EventType.CALL_MADE: gettext_lazy("Called"),
    EventType.RESCHEDULED: gettext_lazy("Follow-up moved"),
    EventType.RULES_CHANGED: gettext_lazy("The policy or the calendar changed"),
    EventType.LEVELLED: gettext_lazy("Call moved"),
    EventType.CLOSED: gettext_lazy("Closed"),
}


def event_label(type: str) -> str:  # noqa: A002  # the name of the event's field
    """Return what kind of thing happened."""
    return str(EVENTS[EventType(type)])


def event_sentence(
    type: str,  # noqa: A002  # the name of the event's field
    payload: Payload,
    at: datetime,
    zone: str,
    *,
    reader: Reader = "recruiter",
) -> str:
    """Return what happened, with what was said; the moment itself is for the reader's screen to show."""
    says = _SAYINGS.get(EventType(type))
    said = says(payload, at.astimezone(ZoneInfo(zone)), zone, reader) if says else []
    what = event_label(type)
    return _("%(what)s: %(said)s") % {"what": what, "said": _("; ").join(said)} if said else what


def _announced(payload: Payload, local: datetime, zone: str, reader: Reader) -> list[str]:
    """What was said of a date and of calling."""
    said = []
    if payload.get("date"):
        said.append(_("they decide by %(when)s") % {"when": _when(payload, local)})
    if allowed := _permission(payload.get("may_call"), reader):
        said.append(allowed)
    return said


def _when(payload: Payload, local: datetime) -> str:
    day = day_near(date.fromisoformat(payload["date"]), local.date())
    return _("%(day)s at %(time)s") % {"day": day, "time": payload["time"]} if payload.get("time") else day


def _permission(may_call: str | None, reader: Reader) -> str:
    if may_call == MayCall.YES:
        return _("you may call") if reader == "candidate" else _("we may call")
    return _("no calls, please") if may_call == MayCall.NO else ""


def _answered(payload: Payload, local: datetime, zone: str, reader: Reader) -> list[str]:
    said = [outcome_label(payload["answer"])]
    return said + _announced(payload, local, zone, reader) if payload["answer"] == Answer.UNDECIDED else said


def _called(payload: Payload, local: datetime, zone: str, reader: Reader) -> list[str]:
    if payload["outcome"] == CallOutcome.CALL_BACK:
        return [_("call back on %(when)s") % {"when": _when(payload, local)}]
    said = [outcome_label(payload["outcome"])]
    return said + _announced(payload, local, zone, reader) if payload["outcome"] == CallOutcome.UNDECIDED else said


def _away(payload: Payload, local: datetime, zone: str, reader: Reader) -> list[str]:
    return [_("back on %(day)s") % {"day": day_near(date.fromisoformat(payload["back_on"]), local.date())}]


def _moved(payload: Payload, local: datetime, zone: str, reader: Reader) -> list[str]:
    due = datetime.fromisoformat(payload["due"])
    return [_("to %(moment)s") % {"moment": moment_in(due, zone, now=local)}]


def _levelled(payload: Payload, local: datetime, zone: str, reader: Reader) -> list[str]:
    day = day_near(date.fromisoformat(payload["day"]), local.date())
    return [_("to %(day)s, to spread the calls to one company") % {"day": day}]


def _closed(payload: Payload, local: datetime, zone: str, reader: Reader) -> list[str]:
    return [outcome_label(payload["outcome"])]


_SAYINGS: dict[EventType, Callable[[Payload, datetime, str, Reader], list[str]]] = {
    EventType.TIMEFRAME_GIVEN: _announced,
    EventType.REPLY_RECEIVED: _answered,
    EventType.OUT_OF_OFFICE: _away,
    EventType.CALL_MADE: _called,
    EventType.RESCHEDULED: _moved,
    EventType.LEVELLED: _levelled,
    EventType.CLOSED: _closed,
}
