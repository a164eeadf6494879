"""What was refused, said to the person who entered it: the bad value, and what is allowed."""

from datetime import MAXYEAR, MINYEAR, date, datetime

from django.utils.translation import gettext_lazy

from recruiting.cadence import POLICY_FIELDS, EventType, Refusal, Refused
from recruiting.cadence import forms as cadence_forms
from recruiting.wording.events import event_label
from recruiting.wording.moments import day_words, moment_said
from recruiting.wording.phrases import either_of, quoted
from recruiting.wording.policies import policy_field_label

SENTENCES = {
    Refusal.PLAN_CLOSED: gettext_lazy("This follow-up has ended. Take back what ended it, or date this before it."),
    Refusal.ALREADY_SENT: gettext_lazy("The thank-you is on record as sent. Take that back first if it was wrong."),
    Refusal.DUE_NOT_AFTER_EVENT: gettext_lazy("%(value)s is over already. Choose a later moment."),
    Refusal.DATE_IN_PAST: gettext_lazy("%(value)s had passed when this happened. Choose that day or a later one."),
    Refusal.DATE_TOO_FAR: gettext_lazy("%(value)s is too far off. Choose a day within 400 days."),
    Refusal.MISSING_FIELD: gettext_lazy("%(label)s is needed here: %(allowed)s."),
    Refusal.UNKNOWN_TYPE: gettext_lazy("%(value)s is nothing that can be recorded. Choose one of these: %(events)s."),
    Refusal.UNKNOWN_VALUE: gettext_lazy("%(label)s cannot be %(value)s. Allowed: %(allowed)s."),
    Refusal.NO_OFFSET: gettext_lazy("%(value)s does not say its time zone. Allowed: %(allowed)s."),
    Refusal.UNKNOWN_TIME_ZONE: gettext_lazy("%(value)s is no time zone. Use a name such as Europe/London."),
    Refusal.UNKNOWN_COUNTRY: gettext_lazy("%(value)s is no country with known holidays. Use two letters, such as GB."),
    Refusal.NO_CALLING_TIME: gettext_lazy(
        "These call hours leave no minute of the working week. Make them longer, or the spans without calls shorter."
    ),
    Refusal.INVALID_RANGE: gettext_lazy("%(label)s cannot be %(value)s. Allowed: %(allowed)s."),
}
# What the engine, which knows no languages, says is allowed; lists of codes stay as they are
ALLOWED = {
    cadence_forms.DATES: gettext_lazy("a date YYYY-MM-DD"),
    cadence_forms.TIMES: gettext_lazy("a time HH:MM between 00:00 and 23:59"),
    cadence_forms.MOMENTS: gettext_lazy(
        "a moment in ISO 8601 with an offset, such as 2026-11-30T15:00:00+00:00, between 1970 and 2200"
    ),
}
OF_THE_WHOLE = (Refusal.PLAN_CLOSED, Refusal.ALREADY_SENT, Refusal.UNKNOWN_TYPE)
FIELDS = {
    "at": gettext_lazy("When it happened"),
    "date": gettext_lazy("The date they named"),
    "time": gettext_lazy("The time they named"),
    "may_call": gettext_lazy("Whether a call is welcome"),
    "answer": gettext_lazy("What they answered"),
    "outcome": gettext_lazy("How it ended"),
    "back_on": gettext_lazy("The day they are back"),
    "day": gettext_lazy("The day of the call"),
    "due": gettext_lazy("The new moment"),
    "ended_at": gettext_lazy("When the interview ends"),
    "time_zone": gettext_lazy("The time zone"),
    "country": gettext_lazy("The country"),
    "subdivision": gettext_lazy("The state or region"),
    "holidays": gettext_lazy("The public holidays"),
    "working_week": gettext_lazy("The working week"),
    "closed": gettext_lazy("The closed days"),
    "open": gettext_lazy("The open days"),
}


def refusal_sentence(refused: Refused, zone: str) -> str:
    """Return what is wrong and what to do about it; moments are shown in the zone."""
    return str(SENTENCES[refused.name]) % {
        "label": field_label(refused.field),
        "value": _value_words(refused.value, zone),
        "allowed": ALLOWED.get(refused.allowed, refused.allowed),
        "events": either_of([event_label(each) for each in EventType]),
    }


def refusal_field(refused: Refused) -> str | None:
    """Return the name of the form's field that the sentence belongs beside; None where it concerns the whole form."""
    return None if refused.name in OF_THE_WHOLE else _bare(refused.field) or None


def field_label(field: str) -> str:
    """Return what a screen calls a field of an event, a calendar or a policy."""
    name = _bare(field)
    if name in POLICY_FIELDS:
        return quoted(policy_field_label(name))
    return str(FIELDS[name]) if name in FIELDS else quoted(name)


def _bare(field: str) -> str:
    """The last part of a path such as "events[2].date"."""
    return field.rsplit(".", 1)[-1]


def _value_words(value: object, zone: str) -> str:
    moment = _moment(value)
    if moment is not None:
        return moment_said(moment, zone, year=True)
    if isinstance(value, date):
        return day_words(value, year=True)
    if isinstance(value, list | tuple):
        return quoted(", ".join(str(each) for each in value))
    return quoted(value)


def _moment(value: object) -> datetime | None:
    """The value as a moment that any zone can show, if it is one."""
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else value
    except ValueError:
        return None
    if not isinstance(read, datetime) or read.tzinfo is None:
        return None
    return read if MINYEAR < read.year < MAXYEAR else None
