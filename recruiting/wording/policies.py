"""A policy's settings in words: what each is called, what it does, where its default comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recruiting.cadence import Approach, Avoid, Channel, DayCount, Weekday
from recruiting.wording.phrases import hours_counted

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

LABELS = {
    "thank_you_within_hours": gettext_lazy("Thank-you within"),
    "email_hours": gettext_lazy("Emails between"),
    "day_count": gettext_lazy("Days are counted as"),
    "call_after_days": gettext_lazy("Call after the thank-you"),
    "approach": gettext_lazy("Which day of a range"),
    "call_hours": gettext_lazy("Calls between"),
    "preferred_call_time": gettext_lazy("Best time for a call"),
    "avoid": gettext_lazy("No calls in"),
    "after_promised_date_days": gettext_lazy("Wait past the date they named"),
    "retry_after_days": gettext_lazy("Call again when nobody answered"),
    "max_attempts": gettext_lazy("Unanswered calls in a row, at most"),
    "repeat_after_days": gettext_lazy("Ask again when they named no date"),
    "gap_hours": gettext_lazy("Never sooner than"),
    "max_follow_ups": gettext_lazy("Follow-ups, at most"),
    "give_up_after_days": gettext_lazy("Plan no further than"),
    "channel": gettext_lazy("How to follow up"),
}
USES = {
    "thank_you_within_hours": gettext_lazy("How long after the interview the thank-you email is due."),
    "email_hours": gettext_lazy("Local hours in which an email is timely, on any day."),
    "day_count": gettext_lazy("Working days leave out weekends, public holidays and closed days."),
    "call_after_days": gettext_lazy("Where no date was named: counted from the thank-you."),
    "approach": gettext_lazy("Where a setting has a first and a last day."),
    "call_hours": gettext_lazy("Local hours in which a call may be made."),
    "preferred_call_time": gettext_lazy("The hour that a call is planned for, where it is free."),
    "avoid": gettext_lazy("Spans of a weekday cut out of the call hours."),
    "after_promised_date_days": gettext_lazy("They named a date, but not that a call is welcome: so long past it."),
    "retry_after_days": gettext_lazy("So long after a call that reached nobody."),
    "max_attempts": gettext_lazy(
        "After so many calls in a row that reached nobody, an email takes the place of the next."
    ),
    "repeat_after_days": gettext_lazy("So long after an answer without decision or date, or an email of ours."),
    "gap_hours": gettext_lazy("No follow-up is due sooner than this after what led to it, unless agreed."),
    "max_follow_ups": gettext_lazy("After so many, nothing more is planned and a recruiter takes over."),
    "give_up_after_days": gettext_lazy(
        "So long after the interview, or after the latest date they named, planning stops."
    ),
    "channel": gettext_lazy("By phone, by phone once they have said that a call is welcome, or by email."),
}
EVIDENCE = {
    "thank_you_within_hours": gettext_lazy(
        "24 hours is a practice rule. Employers expecting it within two days: 26%, within three to five: 36% "
        "(CareerBuilder, 2005)."
    ),
    "email_hours": gettext_lazy("Practice rule, no survey found."),
    "day_count": gettext_lazy("Practice rule, no survey found."),
    "call_after_days": gettext_lazy("Two or three days: practice rule, no survey found."),
    "approach": gettext_lazy(
        "Editors say that employers in sales value pressing and others do not (Vault, 2009); no survey found."
    ),
    "call_hours": gettext_lazy(
        "Practice rule: studies of sales calls disagree about the best hour (16–18 h: Oldroyd/InsideSales, 2007; 10 h: "
        "PhoneBurner)."
    ),
    "preferred_call_time": gettext_lazy("Practice rule: studies of sales calls disagree."),
    "avoid": gettext_lazy("None by default: no day is proven better."),
    "after_promised_date_days": gettext_lazy("Practice rule, no survey found."),
    "retry_after_days": gettext_lazy("Practice rule, no survey found."),
    "max_attempts": gettext_lazy("How many calls are welcome: no survey found, so there is a limit."),
    "repeat_after_days": gettext_lazy(
        "Practice rule, no survey found. Losing interest within a week of waiting: 23% (Robert Half, 2016, over 1,000)."
    ),
    "gap_hours": gettext_lazy("Practice rule, no survey found."),
    "max_follow_ups": gettext_lazy("How many are welcome: no survey found."),
    "give_up_after_days": gettext_lazy(
        "Practice rule, no survey found. Never answered after an interview: 75% (Greenhouse, 2022, 1,500)."
    ),
    "channel": gettext_lazy(
        "An agency advises against calling unless the manager asked (ClearPoint, 2014). Calling email appropriate: 94% "
        "(Accountemps, 2017)."
    ),
}
CHOICES: dict[str, StrPromise] = {
    DayCount.BUSINESS: gettext_lazy("working days"),
    DayCount.CALENDAR: gettext_lazy("days of the calendar"),
    Approach.ASSERTIVE: gettext_lazy("the first (assertive)"),
    Approach.MEASURED: gettext_lazy("the last (measured)"),
    Channel.PHONE: gettext_lazy("by phone"),
    Channel.INVITED: gettext_lazy("by phone once invited, until then by email"),
    Channel.EMAIL: gettext_lazy("by email, no calls"),
}
WEEKDAYS = {
    Weekday.MONDAY: gettext_lazy("Monday"),
    Weekday.TUESDAY: gettext_lazy("Tuesday"),
    Weekday.WEDNESDAY: gettext_lazy("Wednesday"),
    Weekday.THURSDAY: gettext_lazy("Thursday"),
    Weekday.FRIDAY: gettext_lazy("Friday"),
    Weekday.SATURDAY: gettext_lazy("Saturday"),
    Weekday.SUNDAY: gettext_lazy("Sunday"),
}


def policy_field_label(name: str) -> str:
    """Return what a screen calls a setting."""
    return str(LABELS[name])


def policy_field_help(name: str) -> str:
    """Return what a setting does and where its default comes from."""
    return f"{policy_field_use(name)} {policy_field_evidence(name)}"


def policy_field_use(name: str) -> str:
    """Return what a setting does."""
    return str(USES[name])


def policy_field_evidence(name: str) -> str:
    """Return where a setting's default comes from: a survey with its figure, or a practice rule."""
    return str(EVIDENCE[name])


def policy_value_words(name: str, value: Any) -> str:
    """Return a setting's value in words: "2 to 3 days", "09:30 to 16:30". Takes what Policy or its JSON form holds."""
    return _WORDS[name](value)


def _gap(count: int) -> str:
    words = ngettext("%(count)d hour after what led to it", "%(count)d hours after what led to it", count)
    return words % {"count": count}


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _range(pair: tuple[int, int]) -> str:
    first, last = pair
    return _days(first) if first == last else _("%(first)d to %(last)s") % {"first": first, "last": _days(last)}


def _calls(count: int) -> str:
    words = ngettext("%(count)d call, then an email", "%(count)d calls, then an email", count)
    return words % {"count": count}


def _span(pair: tuple[Any, Any]) -> str:
    return _("%(from)s to %(to)s") % {"from": _time(pair[0]), "to": _time(pair[1])}


def _time(value: time | str) -> str:
    return value if isinstance(value, str) else value.strftime("%H:%M")


def _avoided(spans: list[Avoid | Mapping[str, str]]) -> str:
    said = [_avoided_span(each.to_json() if isinstance(each, Avoid) else each) for each in spans]
    return _("; ").join(said) or _("none")


def _avoided_span(span: Mapping[str, str]) -> str:
    return _("%(weekday)s %(span)s") % {
        "weekday": WEEKDAYS[Weekday(span["weekday"])],
        "span": _span((span["from"], span["to"])),
    }


def _choice(code: str) -> str:
    return str(CHOICES[code])


_WORDS: dict[str, Callable[[Any], str]] = {
    "thank_you_within_hours": hours_counted,
    "email_hours": _span,
    "day_count": _choice,
    "call_after_days": _range,
    "approach": _choice,
    "call_hours": _span,
    "preferred_call_time": _time,
    "avoid": _avoided,
    "after_promised_date_days": _days,
    "retry_after_days": _range,
    "max_attempts": _calls,
    "repeat_after_days": _range,
    "gap_hours": _gap,
    "max_follow_ups": str,
    "give_up_after_days": _days,
    "channel": _choice,
}
