"""What is odd about a policy's rules, in sentences: what it leads to, and what to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recruiting.cadence import Avoid, Weekday
from recruiting.wording.moments import day_near
from recruiting.wording.phrases import all_of, hours_counted, quoted
from recruiting.wording.policies import WEEKDAYS, policy_field_label, policy_value_words
from recruiting.wording.refusals import refusal_sentence

STRETCHES_NAMED = 3
Facts = Mapping[str, Any]


def warning_sentence(code: str, facts: Facts) -> str:
    """Return what is odd, what comes of it, and what to do about it where anything is to be done."""
    return _SENTENCES[code](facts)


def _no_calling_time(facts: Facts) -> str:
    return refusal_sentence(facts["refused"], "UTC")


def _no_follow_ups(facts: Facts) -> str:
    return _("With no follow-up allowed, nothing is planned after the thank-you but a date they name.")


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _first_past_limit(facts: Facts) -> str:
    words = {"limit": _days(facts["limit"]), "none": facts["none"], "of": facts["of"]}
    if facts["none"] == facts["of"]:
        return (
            _(
                "No follow-up is ever planned: the first would come later than %(limit)s after the interview, "
                "where planning stops."
            )
            % words
        )
    return (
        _(
            "After interviews on %(none)d of the next %(of)d days no follow-up is planned: the first would come later "
            "than %(limit)s after the interview, where planning stops."
        )
        % words
    )


def _retry_past_limit(facts: Facts) -> str:
    return _(
        "When nobody answers the first call, no other is planned: it would come later than %(limit)s after the "
        "interview, where planning stops."
    ) % {"limit": _days(facts["limit"])}


def _repeat_past_limit(facts: Facts) -> str:
    return _(
        "After a first follow-up without decision or date, no other is planned: it would come later than %(limit)s "
        "after the interview, where planning stops."
    ) % {"limit": _days(facts["limit"])}


def _no_email_after_calls(facts: Facts) -> str:
    return _("The email after %(attempts)d unanswered calls never comes: nothing more is planned after %(limit)s.") % {
        "attempts": facts["attempts"],
        "limit": ngettext("%(count)d follow-up", "%(count)d follow-ups", facts["limit"]) % {"count": facts["limit"]},
    }


def _gap_holds_back(facts: Facts) -> str:
    return _(
        "%(setting)s says %(days)s, but with at least %(gap)s in between a follow-up may come later than that."
    ) % {
        "gap": hours_counted(facts["gap"]),
        "setting": quoted(policy_field_label(facts["setting"])),
        "days": _days(facts["days"]),
    }


def _long_stretch(facts: Facts) -> str:
    named = [_stretch(*each) for each in facts["stretches"][:STRETCHES_NAMED]]
    more = len(facts["stretches"]) - len(named)
    if more:
        named.append(ngettext("%(count)d more time", "%(count)d more times", more) % {"count": more})
    said = _("No call can be made from %(stretches)s.") % {"stretches": all_of(named)}
    waits = _("A call that falls there waits more than %(within)s.") % {"within": _days(facts["within"])}
    return f"{said} {waits}"


def _stretch(first: date, last: date) -> str:
    days = (last - first).days + 1
    return _("%(first)s to %(last)s (%(days)s)") % {
        "first": day_near(first, last),
        "last": day_near(last, first),
        "days": _days(days),
    }


def _weekdays(days: Sequence[Weekday]) -> str:
    return all_of([str(WEEKDAYS[day]) for day in days])


def _moves(facts: Facts) -> str:
    return all_of(
        [
            _("at %(time)s on %(weekdays)s") % {"time": _time(at), "weekdays": _weekdays(days)}
            for at, days in facts["moved"]
        ]
    )


def _time(value: time) -> str:
    return value.strftime("%H:%M")


def _preferred_outside(facts: Facts) -> str:
    words = {"preferred": _time(facts["preferred"]), "moves": _moves(facts)}
    if len(facts["moved"]) == 1:
        words["moves"] = _("at %(time)s") % {"time": _time(facts["moved"][0][0])}
    return _("%(preferred)s, the best time for a call, is outside the call hours: calls are planned %(moves)s.") % words


def _preferred_avoided(facts: Facts) -> str:
    words = {"preferred": _time(facts["preferred"]), "moves": _moves(facts)}
    return _("%(preferred)s, the best time for a call, is to be avoided on some days: calls are %(moves)s.") % words


def _weekday_avoided(facts: Facts) -> str:
    return _("No call is ever made on %(weekdays)s: calls move to the next day that has time for one.") % {
        "weekdays": _weekdays(facts["weekdays"])
    }


def _avoid_idle(facts: Facts) -> str:
    spans: Sequence[Avoid] = facts["spans"]
    said = policy_value_words("avoid", list(spans))
    return ngettext(
        "%(spans)s is outside the call hours already: it changes nothing.",
        "%(spans)s are outside the call hours already: they change nothing.",
        len(spans),
    ) % {"spans": said}


_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "no_calling_time": _no_calling_time,
    "no_follow_ups": _no_follow_ups,
    "first_past_limit": _first_past_limit,
    "retry_past_limit": _retry_past_limit,
    "repeat_past_limit": _repeat_past_limit,
    "no_email_after_calls": _no_email_after_calls,
    "gap_holds_back": _gap_holds_back,
    "long_stretch": _long_stretch,
    "preferred_outside": _preferred_outside,
    "preferred_avoided": _preferred_avoided,
    "weekday_avoided": _weekday_avoided,
    "avoid_idle": _avoid_idle,
}
