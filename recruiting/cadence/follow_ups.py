"""The open follow-up: what comes next, of which kind, and when. The rules 3, 4, 5 and 7 of timing.md."""

from recruiting.cadence.moments import DAY, MINUTE, Day, Instant, after
from recruiting.cadence.rules import Rules
from recruiting.cadence.state import Announced, Cause, Draft, Permission, State
from recruiting.cadence.vocabulary import AnchorWhat, Channel, EmailBecause, Kind, MovedBy, Reason

AGREED = (Reason.PROMISED_TIME, Reason.PROMISED_DATE)
BEFORE_THE_END = 30 * MINUTE  # a call still made today leaves this much of the call hours


def open_follow_up(state: State) -> Draft | None:
    """The follow-up that is open, or None where a recruiter takes over (the plan is exhausted)."""
    announced = state.announced
    draft = _by_range(state) if announced is None else _by_announcement(state, announced)
    if state.chosen is not None:
        return _rescheduled(state, draft, state.chosen[0])
    if announced is None and _past_limits(state, draft):
        return None
    if state.away is not None and draft.reason not in AGREED:
        draft = _out_of_office(state, draft, state.away[0])
    if state.levelled is not None and announced is None:
        draft = _levelled(state, draft, state.levelled[0])
    return draft


def email_because(state: State, *, retry: bool = False) -> EmailBecause | None:
    """Why a follow-up that was not agreed on is an email; None where it is a call."""
    policy = state.rules.policy
    if state.permission is Permission.WITHDRAWN:
        return EmailBecause.PERMISSION_WITHDRAWN
    if policy.channel is not Channel.PHONE:
        if policy.channel is Channel.EMAIL:
            return EmailBecause.CHANNEL_EMAIL
        if state.permission is not Permission.GRANTED:
            return EmailBecause.NOT_INVITED
    if retry and state.unanswered >= policy.max_attempts:
        return EmailBecause.MAX_ATTEMPTS
    return None


def is_agreed(state: State, announced: Announced) -> bool:
    """Whether they may be called on that date: it came with permission, and that was not withdrawn."""
    return announced.agreed and state.permission is not Permission.WITHDRAWN


def _past_limits(state: State, draft: Draft) -> bool:
    policy, zone = state.rules.policy, state.rules.zone
    if state.done >= policy.max_follow_ups:
        return True
    if draft.due - state.ended_at < (policy.give_up_after_days - 1) * DAY:
        return False  # no clock change makes up for a day: the exact days need not be looked up
    start = zone.day_of(state.ended_at)
    if state.last_announced is not None:
        start = max(start, state.last_announced)
    return zone.day_of(draft.due) > start + policy.give_up_after_days


# --- where no announced date stands ---


def _by_range(state: State) -> Draft:
    basis, rules = state.basis, state.rules
    days: tuple[int, int] = getattr(rules.policy, basis.policy_field)
    cause_moment = _cause_moment(state, basis.cause)
    because = email_because(state, retry=basis.reason is Reason.NO_ANSWER)
    draft = Draft(
        Kind.CALL if because is None else Kind.EMAIL,
        basis.reason,
        cause_moment,
        cause_moment,
        cause_moment,
        rules,
        basis.cause,
        provisional=basis.cause.what is AnchorWhat.THANK_YOU_DUE,
        email_because=because,
        policy_field=basis.policy_field,
    )
    if cause_moment > basis.cause.moment + rules.gap:
        draft.held_by = MovedBy.RULES_CHANGED
    _place(draft, rules.zone.day_of(basis.cause.moment), days, cause_moment)
    return draft


def _cause_moment(state: State, cause: Cause) -> Instant:
    """Of a range: when it was caused, or when the rules changed since, and the gap."""
    moment = cause.moment
    if state.rules_changed is not None and state.rules_changed > moment:
        moment = state.rules_changed
    return after(moment, state.rules.gap)


def _place(draft: Draft, start: Day, days: tuple[int, int], cause_moment: Instant) -> None:
    """Within a range of days after `start`, and never at or before its cause moment."""
    rules = draft.rules
    first, last = rules.days_after(start, days[0]), rules.days_after(start, days[1])
    draft.days = days[1] if rules.measured else days[0]
    draft.counted_from = start
    draft.counted = last if rules.measured else first
    if draft.kind is Kind.CALL:
        first, last = rules.calling_day_from(first), rules.calling_day_from(last)
        _place_call(draft, first, last if rules.measured else first, last, cause_moment)
    else:
        _place_email(draft, first, draft.counted, last, cause_moment)


def _place_call(draft: Draft, first: Day, due_day: Day, last: Day, cause_moment: Instant) -> None:
    rules = draft.rules
    draft.earliest, due, draft.latest = rules.call_slot(first)
    if first != last:
        due, draft.latest = rules.call_slot(due_day)[1], rules.call_slot(last)[2]
    draft.due = draft.placed = due
    if draft.earliest > cause_moment and due > cause_moment:
        return
    day, due, first_minute = rules.call_after(cause_moment)
    if draft.due <= cause_moment:
        draft.due = due
        draft.latest = max(draft.latest, rules.calls_end(day))
    draft.earliest = min(first_minute, draft.due)


def _place_email(draft: Draft, first: Day, due_day: Day, last: Day, cause_moment: Instant) -> None:
    rules = draft.rules
    draft.earliest = rules.emails_start(first)
    draft.due = draft.placed = rules.email_time(due_day)
    draft.latest = rules.emails_end(last)
    if draft.due <= cause_moment:
        day, draft.due = rules.email_after(cause_moment)
        draft.latest = max(draft.latest, rules.emails_end(day))
    if draft.earliest < cause_moment:
        draft.earliest = rules.emails_from(cause_moment)


# --- announced dates ---


def _by_announcement(state: State, announced: Announced) -> Draft:
    if not is_agreed(state, announced):
        return _after_promised_date(state, announced)
    draft = _agreed_draft(state.rules, announced)
    if announced.moment is None:
        _place_promised_date(draft, announced)
    return draft


def _agreed_draft(rules: Rules, announced: Announced) -> Draft:
    moment = announced.moment
    reason = Reason.PROMISED_DATE if moment is None else Reason.PROMISED_TIME
    at = announced.cause.moment if moment is None else moment
    return Draft(Kind.CALL, reason, at, at, at, rules, announced.cause, announced=announced.date)


def _place_promised_date(draft: Draft, announced: Announced) -> None:
    """On the date, moved forward to a calling day; later today if that is what they said."""
    rules, heard = draft.rules, announced.cause.moment
    day = rules.calling_day(announced.date)
    draft.counted = announced.date
    _place_call(draft, day, day, day, after(heard, rules.gap))
    if day == rules.zone.day_of(heard) and rules.zone.day_of(draft.due) != day:
        _place_still_today(draft, day, heard)


def _place_still_today(draft: Draft, day: Day, heard: Instant) -> None:
    """They said today, and the gap would make it another day: the last good mark of today."""
    rules = draft.rules
    marks = [rules.zone.instant(day, minute) for minute in rules.marks_after(day, heard)]
    if not marks:
        return
    end = rules.calls_end(day)
    in_time = [mark for mark in marks if mark + BEFORE_THE_END <= end]
    draft.earliest, draft.due, draft.latest = marks[0], (in_time or marks)[-1], end
    draft.held_by = MovedBy.STILL_TODAY


def _after_promised_date(state: State, announced: Announced) -> Draft:
    rules = state.rules
    because = email_because(state)
    cause_moment = after(announced.cause.moment, rules.gap)
    draft = Draft(
        Kind.CALL if because is None else Kind.EMAIL,
        Reason.AFTER_PROMISED_DATE,
        cause_moment,
        cause_moment,
        cause_moment,
        rules,
        announced.cause,
        email_because=because,
        policy_field="after_promised_date_days",
        announced=announced.date,
    )
    days = rules.policy.after_promised_date_days
    _place(draft, announced.date, (days, days), cause_moment)
    return draft


# --- what moves a follow-up ---


def _moved(draft: Draft, reason: Reason) -> Draft:
    """A copy to be placed anew, which remembers what it was."""
    return Draft(
        draft.kind,
        reason,
        draft.earliest,
        draft.due,
        draft.latest,
        draft.rules,
        draft.cause,
        email_because=draft.email_because,
        before=draft,
        announced=draft.announced,
    )


def _rescheduled(state: State, draft: Draft, chosen: Instant) -> Draft:
    assert state.chosen is not None
    moved = _moved(draft, Reason.RESCHEDULED)
    moved.cause = state.chosen[1]
    moved.earliest = moved.due = moved.latest = chosen
    return moved


def _out_of_office(state: State, draft: Draft, back_on: Day) -> Draft:
    """Not before the day after they are back."""
    assert state.away is not None
    rules = state.rules
    day = rules.days_after(back_on, 1)
    if rules.zone.day_of(draft.due) >= day:
        return draft
    moved = _moved(draft, Reason.OUT_OF_OFFICE)
    moved.cause = state.away[1]
    moved.days, moved.counted_from, moved.counted = 1, back_on, day
    told = moved.cause.moment  # without the gap: an auto-reply leads to no follow-up, it moves one
    if moved.kind is Kind.CALL:
        day = rules.calling_day(day)
        _place_call(moved, day, day, day, told)
    else:
        _place_email(moved, day, day, day, told)
    return moved


def _levelled(state: State, draft: Draft, wanted: Day) -> Draft:
    """On the day that levelling chose, if it is an open call that nothing else has moved."""
    assert state.levelled is not None
    if draft.kind is not Kind.CALL or draft.reason is Reason.OUT_OF_OFFICE:
        return draft
    rules = state.rules
    moved = _moved(draft, draft.reason)
    moved.provisional, moved.cause = draft.provisional, draft.cause
    day = rules.calling_day(wanted)
    not_before = max(state.levelled[1].moment, _cause_moment(state, draft.cause))
    moved.due = moved.placed = rules.call_slot(day)[1]
    if moved.due <= not_before:
        day, moved.due, _ = rules.call_after(not_before)
    moved.earliest = min(draft.earliest, moved.due)
    moved.latest = max(draft.latest, rules.calls_end(day))
    return moved
