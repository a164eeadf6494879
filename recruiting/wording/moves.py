"""What a step's date is not, and why: days that did not count, and moves away from where the rule put it."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_noop

from recruiting.cadence import Moved, MovedBy, PassedOver, PassedOverReason, Why
from recruiting.wording.messages import gettext as _
from recruiting.wording.moments import day_near, days_words, time_words
from recruiting.wording.phrases import either_of

PASSED_OVER = {
    PassedOverReason.WEEKEND: gettext_noop("weekend"),
    PassedOverReason.HOLIDAY: gettext_noop("public holiday"),
    PassedOverReason.CLOSED: gettext_noop("closed"),
    PassedOverReason.NO_CALL_HOURS: gettext_noop("no hours for calls"),
}
MOVED_BY = {
    MovedBy.NOT_A_BUSINESS_DAY: gettext_noop("not a working day"),
    MovedBy.NOT_A_CALLING_DAY: gettext_noop("no day for calls"),
    MovedBy.CALL_HOURS: gettext_noop("outside the hours for calls"),
    MovedBy.AVOID: gettext_noop("kept free of calls"),
    MovedBy.EMAIL_HOURS: gettext_noop("outside the hours for email"),
    MovedBy.GAP_HOURS: gettext_noop("too soon after what led to it"),
    MovedBy.RULES_CHANGED: gettext_noop("too soon after the policy or the calendar changed"),
    MovedBy.STILL_TODAY: gettext_noop("later, but still on the day they named"),
    MovedBy.BEFORE_FOLLOW_UP: gettext_noop("the next follow-up comes before that"),
    MovedBy.OUT_OF_OFFICE: gettext_noop("out of office"),
    MovedBy.LEVELLED: gettext_noop("to spread the calls to one company"),
    MovedBy.RESCHEDULED: gettext_noop("chosen by hand"),
}
# Told by the days that were passed over
TOLD_BY_DAYS = (MovedBy.NOT_A_BUSINESS_DAY, MovedBy.NOT_A_CALLING_DAY)
# A move off the day that the rule came to: the rule alone would not be true of the due day
DETOURS = {
    MovedBy.GAP_HOURS: gettext_noop("then moved from %(from)s to leave time after what led to it"),
    MovedBy.RULES_CHANGED: gettext_noop("then moved from %(from)s as the policy or the calendar changed"),
    MovedBy.LEVELLED: gettext_noop("then moved from %(from)s to spread the calls to one company"),
    MovedBy.OUT_OF_OFFICE: gettext_noop("instead of %(from)s"),
    MovedBy.RESCHEDULED: gettext_noop("instead of %(from)s"),
}
ALWAYS_DETOURS = (MovedBy.OUT_OF_OFFICE, MovedBy.RESCHEDULED, MovedBy.LEVELLED)


def detours(why: Why, local: datetime) -> Iterator[str]:
    """Yield each move off the rule's day: "then moved from Thu 3 Dec to …"; `local` is when it is due."""
    for move in why.moved:
        if move.from_ not in (None, local) and _is_detour(why, move, local):
            yield _(DETOURS[MovedBy(move.by)]) % {"from": _day_or_time(move.from_, local)}


def _is_detour(why: Why, move: Moved, local: datetime) -> bool:
    if move.by in ALWAYS_DETOURS:
        return True
    off_its_day = move.from_ is not None and _day_of(move.from_, local) != local.date()
    return move.by in DETOURS and bool(why.days) and off_its_day


def not_then(why: Why, local: datetime) -> str:
    """Return "Not Fri 25 Dec (Christmas Day) or Sat 26 and Sun 27 Dec (weekend)", or nothing."""
    said = dict.fromkeys([*_days_not(why, local.date()), *_times_not(why, local)])
    return _("Not %(all)s") % {"all": either_of(list(said))} if said else ""


def _days_not(why: Why, near: date) -> Iterator[str]:
    by_label: dict[str, list[date]] = {}
    for passed in why.passed_over:
        by_label.setdefault(passed_label(passed), []).append(passed.day)
    for label, days in by_label.items():
        yield _because(days_words(days, near), label)


def _times_not(why: Why, local: datetime) -> Iterator[str]:
    for move in why.moved:
        if _ends_on_due_day(move, local) and move.by not in TOLD_BY_DAYS and not _is_detour(why, move, local):
            yield _because(place(move.from_, local), _(MOVED_BY[MovedBy(move.by)]))


def _ends_on_due_day(move: Moved, local: datetime) -> bool:
    """Whether it had the last word about the day: a move that another one overtook explains nothing."""
    return move.from_ is not None and move.to is not None and _day_of(move.to, local) == local.date()


def _because(what: str, reason: str) -> str:
    return _("%(what)s (%(reason)s)") % {"what": what, "reason": reason}


def passed_label(passed: PassedOver) -> str:
    """Return why a day did not count: the holiday's own name where it has one."""
    return passed.name or _(PASSED_OVER[PassedOverReason(passed.reason)])


def passed_line(passed: PassedOver, near: date) -> str:
    """Return "Fri 25 Dec does not count: Christmas Day"."""
    return _("%(day)s does not count: %(reason)s") % {"day": day_near(passed.day, near), "reason": passed_label(passed)}


def move_line(move: Moved, local: datetime) -> str:
    """Return "moved from 10:00 to 14:00: kept free of calls"."""
    return _("moved from %(from)s to %(to)s: %(reason)s") % {
        "from": place(move.from_, local),
        "to": place(move.to, local),
        "reason": _(MOVED_BY[MovedBy(move.by)]),
    }


def _day_or_time(at: date | None, local: datetime) -> str:
    day = local.date() if at is None else _day_of(at, local)
    return place(at, local) if day == local.date() else day_near(day, local.date())


def place(at: date | None, local: datetime) -> str:
    """Return one end of a move: the time alone where that is on the due day, else the day with it."""
    if at is None:
        return ""
    if not isinstance(at, datetime):
        return day_near(at, local.date())
    then = at.astimezone(local.tzinfo)
    if then.date() == local.date():
        return time_words(then)
    return _("%(day)s at %(time)s") % {"day": day_near(then.date(), local.date()), "time": time_words(then)}


def _day_of(at: date, local: datetime) -> date:
    return at.astimezone(local.tzinfo).date() if isinstance(at, datetime) else at
