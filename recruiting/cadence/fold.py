"""What each event does to what is known. Rule 6 of timing.md, and what is refused event by event."""

from collections.abc import Callable

from recruiting.cadence import thank_yous
from recruiting.cadence.events import Event
from recruiting.cadence.follow_ups import email_because, is_agreed, open_follow_up
from recruiting.cadence.moments import DAY, Day, Instant, date_of, datetime_of
from recruiting.cadence.refusals import Refusal, Refused
from recruiting.cadence.rules import rules_for
from recruiting.cadence.state import Announced, Basis, Cause, Draft, Ended, Permission, State
from recruiting.cadence.vocabulary import (
    AnchorWhat,
    Answer,
    CallOutcome,
    EventType,
    Kind,
    MayCall,
    PlanOutcome,
    Reason,
    StepStatus,
)

FURTHEST_DAYS = 400

NOBODY_REACHED = (CallOutcome.NO_ANSWER, CallOutcome.VOICEMAIL, CallOutcome.GATEKEEPER)
FINAL = {
    Answer.HIRED: PlanOutcome.HIRED,
    Answer.REJECTED: PlanOutcome.REJECTED,
    Answer.NEXT_ROUND: PlanOutcome.NEXT_ROUND,
    CallOutcome.HIRED: PlanOutcome.HIRED,
    CallOutcome.REJECTED: PlanOutcome.REJECTED,
    CallOutcome.NEXT_ROUND: PlanOutcome.NEXT_ROUND,
}


def apply(state: State, event: Event, index: int) -> None:
    """One event, in its turn; refused where it cannot have happened."""
    if state.outcome is not None:
        allowed = f"no event after the plan closed ({state.outcome})"
        raise Refused(Refusal.PLAN_CLOSED, "type", str(event.type), allowed)
    recorded = event.reading.instant
    cause = Cause(AnchorWhat.INTERVIEW_ENDED, recorded, max(recorded, state.ended_at), index)
    _check_day(state, event, cause.moment)
    _HANDLERS[event.type.value](state, event, cause)
    if event.type is not EventType.LEVELLED:
        state.levelled = None  # only now: what the event ended was still due as levelled


# --- what is refused ---


def _check_day(state: State, event: Event, moment: Instant) -> None:
    """A day that an event names is neither past nor too far off."""
    reading = event.reading
    if reading.field is None:
        return
    today = state.rules.zone.day_of(moment)
    if today <= reading.day <= today + FURTHEST_DAYS:
        return
    name = Refusal.DATE_IN_PAST if reading.day < today else Refusal.DATE_TOO_FAR
    first, last = date_of(today), date_of(Day(today + FURTHEST_DAYS))
    raise Refused(name, reading.field, date_of(reading.day), f"from {first} (the event's local day) to {last}")


def _check_chosen(state: State, event: Event, moment: Instant) -> None:
    chosen = event.reading.chosen
    zone = state.rules.zone
    allowed = f"after {datetime_of(moment):%Y-%m-%dT%H:%M:%SZ}, at most {FURTHEST_DAYS} days after that day"
    if chosen <= moment:
        raise Refused(Refusal.DUE_NOT_AFTER_EVENT, "due", event.due, allowed)
    far = chosen - moment > (FURTHEST_DAYS + 2) * DAY  # so far that local time may be past what can be held
    if far or zone.day_of(chosen) - zone.day_of(moment) > FURTHEST_DAYS:
        raise Refused(Refusal.DATE_TOO_FAR, "due", event.due, allowed)


# --- the events ---


def _timeframe_given(state: State, event: Event, cause: Cause) -> None:
    cause.what = AnchorWhat.TIMEFRAME_GIVEN
    _answer_question(state)
    _hear_permission(state, event.reading.may_call)
    _announce(state, event, cause, agreed=event.reading.may_call is MayCall.YES)
    state.unanswered = 0
    state.away = None
    state.chosen = None


def _timeframe_not_given(state: State, event: Event, cause: Cause) -> None:
    _answer_question(state)


def _answer_question(state: State) -> None:
    if state.question is StepStatus.OPEN:
        state.question = StepStatus.DONE


def _thank_you_sent(state: State, event: Event, cause: Cause) -> None:
    if state.thank_you_sent is not None:
        sent = datetime_of(state.thank_you_sent.recorded)
        allowed = f"one thank_you_sent only (it was sent {sent:%Y-%m-%dT%H:%M:%SZ})"
        raise Refused(Refusal.ALREADY_SENT, "type", str(event.type), allowed)
    cause.what = AnchorWhat.THANK_YOU_SENT
    _fix_thank_you(state, open_follow_up(state))
    state.thank_you_sent = cause
    if state.question is StepStatus.OPEN:
        state.question = StepStatus.CANCELLED
    if state.basis.reason is Reason.NO_DATE_GIVEN:
        state.basis.cause = cause


def _fix_thank_you(state: State, draft: Draft | None) -> None:
    """From here on the thank-you's due moment is what was planned just before."""
    if state.thank_you is None:
        state.thank_you = planned_thank_you(state, draft)
        state.thank_you_rules = state.rules


def planned_thank_you(state: State, draft: Draft | None) -> Instant:
    """When the thank-you is due while that follow-up is open."""
    due = None if draft is None else draft.due
    return thank_yous.before_follow_up(state.rules, state.ended_at, state.thank_you_deadline, due)


def _email_sent(state: State, event: Event, cause: Cause) -> None:
    cause.what = AnchorWhat.EMAIL_SENT
    _complete(state, Kind.EMAIL, cause, open_follow_up(state))
    state.unanswered = 0
    _use_up_announced(state, cause.moment, by=event.type)
    state.basis = Basis(Reason.EMAIL_UNANSWERED, "repeat_after_days", cause)


def _reply_received(state: State, event: Event, cause: Cause) -> None:
    cause.what = AnchorWhat.REPLY_RECEIVED
    draft = open_follow_up(state)
    if event.answer is not Answer.UNDECIDED:
        assert event.answer is not None
        return _close(state, FINAL[event.answer], draft)
    _cancel(state, draft)
    state.unanswered = 0
    state.away = None
    _hear_permission(state, event.reading.may_call)
    if event.reading.field is not None:
        _announce(state, event, cause, agreed=event.reading.may_call is MayCall.YES)
    else:
        _use_up_announced(state, cause.moment, by=event.type)
    state.basis = Basis(Reason.REPLY_WITHOUT_DATE, "repeat_after_days", cause)
    return None


def _call_made(state: State, event: Event, cause: Cause) -> None:
    cause.what = AnchorWhat.CALL_MADE
    outcome = event.outcome
    draft = open_follow_up(state)
    final = FINAL.get(outcome) if isinstance(outcome, CallOutcome) else None
    if final is not None:
        _fix_thank_you(state, draft)
        _complete(state, Kind.CALL, cause, draft)
        return _close(state, final, None)
    _complete(state, Kind.CALL, cause, draft)
    if outcome in NOBODY_REACHED:
        state.unanswered += 1
        _use_up_announced(state, cause.moment, by=event.type)
        state.basis = Basis(Reason.NO_ANSWER, "retry_after_days", cause)
        return None
    return _somebody_reached(state, event, cause)


def _somebody_reached(state: State, event: Event, cause: Cause) -> None:
    """A call that ended in a talk, but not in an answer."""
    state.unanswered = 0
    state.away = None
    reason = Reason.UNDECIDED_WITHOUT_DATE
    may_call = event.reading.may_call
    if event.outcome is CallOutcome.DO_NOT_CALL:
        reason, may_call = Reason.DO_NOT_CALL, MayCall.NO
    elif event.outcome is CallOutcome.CALL_BACK:
        may_call = MayCall.YES
    _hear_permission(state, may_call)
    if event.reading.field is not None:
        _announce(state, event, cause, agreed=may_call is MayCall.YES)
    else:
        _use_up_announced(state, cause.moment, by=event.type, reached=True)
    state.basis = Basis(reason, "repeat_after_days", cause)


def _out_of_office(state: State, event: Event, cause: Cause) -> None:
    cause.what = AnchorWhat.OUT_OF_OFFICE
    state.away = (event.reading.day, cause)


def _rescheduled(state: State, event: Event, cause: Cause) -> None:
    cause.what = AnchorWhat.RESCHEDULED
    _check_chosen(state, event, cause.moment)
    state.chosen = (event.reading.chosen, cause)


def _rules_changed(state: State, event: Event, cause: Cause) -> None:
    state.rules = rules_for(event.policy or state.rules.policy, event.calendar or state.rules.calendar)
    state.rules_changed = cause.moment
    state.thank_you_deadline = thank_yous.deadline(state.rules, state.ended_at)
    if state.basis.cause.what is AnchorWhat.THANK_YOU_DUE:
        due = state.thank_you_deadline
        state.basis.cause = Cause(AnchorWhat.THANK_YOU_DUE, due, due)


def _levelled(state: State, event: Event, cause: Cause) -> None:
    state.levelled = (event.reading.day, cause)


def _closed(state: State, event: Event, cause: Cause) -> None:
    assert isinstance(event.outcome, PlanOutcome)
    _close(state, event.outcome, open_follow_up(state))


_HANDLERS: dict[str, Callable[[State, Event, Cause], None]] = {
    EventType.TIMEFRAME_GIVEN.value: _timeframe_given,
    EventType.TIMEFRAME_NOT_GIVEN.value: _timeframe_not_given,
    EventType.THANK_YOU_SENT.value: _thank_you_sent,
    EventType.EMAIL_SENT.value: _email_sent,
    EventType.REPLY_RECEIVED.value: _reply_received,
    EventType.OUT_OF_OFFICE.value: _out_of_office,
    EventType.CALL_MADE.value: _call_made,
    EventType.RESCHEDULED.value: _rescheduled,
    EventType.RULES_CHANGED.value: _rules_changed,
    EventType.LEVELLED.value: _levelled,
    EventType.CLOSED.value: _closed,
}


# --- what several of them do ---


def _complete(state: State, kind: Kind, cause: Cause, draft: Draft | None) -> None:
    """The open follow-up of that kind is done; one of the other kind gives way to an unplanned one."""
    if draft is None or draft.kind is not kind:
        _cancel(state, draft)
        at = cause.recorded
        draft = Draft(kind, Reason.UNPLANNED, at, at, at, state.rules, cause)
    state.ended.append(Ended(draft, cause.recorded))
    state.done += 1
    state.chosen = None


def _cancel(state: State, draft: Draft | None) -> None:
    if draft is not None:
        state.ended.append(Ended(draft, None))
        state.chosen = None


def _close(state: State, outcome: PlanOutcome, draft: Draft | None) -> None:
    _fix_thank_you(state, draft)
    _cancel(state, draft)
    state.outcome = outcome


def _hear_permission(state: State, may_call: MayCall) -> None:
    if may_call is MayCall.YES:
        state.permission = Permission.GRANTED
    elif may_call is MayCall.NO:
        state.permission = Permission.WITHDRAWN


def _announce(state: State, event: Event, cause: Cause, *, agreed: bool) -> None:
    """A date was named: it takes the place of any other. An agreed time is fixed as it is heard."""
    reading = event.reading
    moment = None
    if agreed and reading.minute is not None:
        at = state.rules.zone.instant(reading.day, reading.minute)
        moment = at if at > cause.moment else None
    state.announced = Announced(reading.day, moment, agreed, cause)
    state.last_announced = reading.day


def _use_up_announced(state: State, moment: Instant, *, by: EventType, reached: bool = False) -> None:
    """After what ended a follow-up: an announced date whose day has come may be used up."""
    announced = state.announced
    if announced is not None and not _stands(state, announced, moment, by, reached):
        state.announced = None


def _stands(state: State, announced: Announced, moment: Instant, by: EventType, reached: bool) -> bool:
    rules, agreed = state.rules, is_agreed(state, announced)
    time = announced.moment if agreed else None
    if time is not None:
        day = rules.zone.day_of(time)
    else:
        day = rules.calling_day(announced.date) if agreed else announced.date
    today = rules.zone.day_of(moment)
    if today != day:
        return today < day
    if by is EventType.EMAIL_SENT and (agreed or email_because(state) is None):
        return True
    return time is not None and time > moment and not reached
