"""The facts behind each step, read off the drafts that the engine has planned with."""

from dataclasses import replace

from recruiting.cadence.facts import Anchor, Moved, PassedOver, PolicyValue, Why
from recruiting.cadence.moments import Day, Instant, after, date_of, datetime_of, minute_of_time
from recruiting.cadence.policies import Policy
from recruiting.cadence.rules import Rules
from recruiting.cadence.state import Draft, State
from recruiting.cadence.thank_yous import deadline
from recruiting.cadence.vocabulary import AnchorWhat, DayCount, Kind, MovedBy, PassedOverReason, Reason, Rule


def explain_question(state: State) -> Why:
    """The question is due when the interview ends."""
    return Why(Rule.INTERVIEW_ENDED, state.rules.calendar.time_zone, anchor=_interview(state, state.rules))


def explain_thank_you(state: State, rules: Rules, due: Instant) -> Why:
    """The deadline, what the email hours made of it, and whether a follow-up hurried it."""
    wanted = after(state.ended_at, rules.thank_you_within)
    alone = deadline(rules, state.ended_at)
    moved = _if_moved(MovedBy.EMAIL_HOURS, wanted, alone) + _if_moved(MovedBy.BEFORE_FOLLOW_UP, alone, due)
    return Why(
        Rule.THANK_YOU_DEADLINE,
        rules.calendar.time_zone,
        policy_field="thank_you_within_hours",
        policy_value=rules.policy.thank_you_within_hours,
        anchor=_interview(state, rules),
        moved=moved,
    )


def explain_follow_up(draft: Draft) -> Why:
    """Why a follow-up is due when it is."""
    before = draft.before
    if before is not None and draft.reason is before.reason:
        levelled = _if_moved(MovedBy.LEVELLED, before.due, draft.placed or draft.due)
        why = explain_follow_up(before)
        return replace(why, moved=why.moved + levelled + _held_back(draft))
    rules, field, counts = draft.rules, draft.policy_field, draft.days is not None
    moved: tuple[Moved, ...] = ()
    if before is not None:
        moved = _if_moved(MovedBy(draft.reason.value), before.due, draft.due)
    return Why(
        draft.reason,
        rules.calendar.time_zone,
        policy_field=field,
        policy_value=_setting(rules.policy, field),
        approach=rules.policy.approach if field in Policy.RANGES else None,
        anchor=_anchor(draft),
        days=draft.days,
        unit=rules.policy.day_count if counts else None,
        passed_over=_passed_over(draft),
        moved=moved + _day_moves(draft) + _time_moves(draft) + _held_back(draft),
        announced=None if draft.announced is None else date_of(draft.announced),
        event_index=draft.cause.index,
        email_because=draft.email_because,
    )


def _setting(policy: Policy, field: str | None) -> PolicyValue:
    value: PolicyValue = None if field is None else getattr(policy, field)
    return value


def _interview(state: State, rules: Rules) -> Anchor:
    day = date_of(rules.zone.day_of(state.ended_at))
    return Anchor(AnchorWhat.INTERVIEW_ENDED, datetime_of(state.ended_at), day)


def _anchor(draft: Draft) -> Anchor:
    cause = draft.cause
    day = draft.rules.zone.day_of(cause.moment)
    if draft.reason is Reason.OUT_OF_OFFICE and draft.counted_from is not None:
        day = draft.counted_from
    return Anchor(cause.what, datetime_of(cause.recorded), date_of(day), cause.recorded < cause.moment)


# --- days passed over ---


def _passed_over(draft: Draft) -> tuple[PassedOver, ...]:
    """The days that did not count, and after the count those that could not be the day."""
    if draft.counted is None:
        return ()
    due_day = draft.rules.zone.day_of(draft.due)
    first = _first_counted(draft)
    days = [Day(each) for each in range(first, max(due_day, first))]
    reasons = [_why_passed(draft, day) for day in days]
    return tuple(each for each in reasons if each is not None)


def _first_counted(draft: Draft) -> Day:
    """The first day that might have counted."""
    if draft.counted_from is None or draft.days is None:
        assert draft.counted is not None
        return draft.counted
    if draft.rules.policy.day_count is DayCount.CALENDAR:
        return Day(draft.counted_from + draft.days)
    return Day(draft.counted_from + min(draft.days, 1))


def _why_passed(draft: Draft, day: Day) -> PassedOver | None:
    rules = draft.rules
    if not rules.days.includes(day):
        reason, name = rules.days.why_not(day)
        return PassedOver(date_of(day), reason, name)
    assert draft.counted is not None
    if draft.kind is Kind.CALL and day >= draft.counted and not rules.hours.windows[day % 7]:
        return PassedOver(date_of(day), PassedOverReason.NO_CALL_HOURS)
    return None


# --- what moved ---


def _if_moved(by: MovedBy, start: Instant, end: Instant) -> tuple[Moved, ...]:
    return () if start == end else (Moved(by, datetime_of(start), datetime_of(end)),)


def _day_moves(draft: Draft) -> tuple[Moved, ...]:
    """From the day that was counted or named to one on which something can be done."""
    if draft.counted is None:
        return ()
    rules, moves = draft.rules, []
    if draft.counted_from is not None and rules.policy.day_count is DayCount.CALENDAR:
        raw = date_of(_first_counted(draft))
        moves.append((MovedBy.NOT_A_BUSINESS_DAY, raw, date_of(draft.counted)))
    if draft.kind is Kind.CALL:
        calling = date_of(rules.calling_day(draft.counted))
        moves.append((MovedBy.NOT_A_CALLING_DAY, date_of(draft.counted), calling))
    return tuple(Moved(by, start, end) for by, start, end in moves if start != end)


def _time_moves(draft: Draft) -> tuple[Moved, ...]:
    """From the preferred time to one within the hours."""
    rules, placed = draft.rules, draft.placed
    if placed is None:
        return ()
    preferred = rules.zone.instant(rules.zone.day_of(placed), rules.hours.preferred)
    if draft.kind is Kind.EMAIL:
        return _if_moved(MovedBy.EMAIL_HOURS, preferred, placed)
    start, end = (minute_of_time(each) for each in rules.policy.call_hours)
    by = MovedBy.AVOID if start <= rules.hours.preferred < end else MovedBy.CALL_HOURS
    return _if_moved(by, preferred, placed)


def _held_back(draft: Draft) -> tuple[Moved, ...]:
    """Never at or before its cause moment."""
    return () if draft.placed is None else _if_moved(draft.held_by, draft.placed, draft.due)
