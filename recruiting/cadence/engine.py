"""plan(): the fold over the events, and the plan that is read off what it leaves."""

from collections.abc import Sequence

from recruiting.cadence import thank_yous
from recruiting.cadence.calendars import Calendar
from recruiting.cadence.events import Event, Interview
from recruiting.cadence.explain import explain_follow_up, explain_question, explain_thank_you
from recruiting.cadence.fold import apply, planned_thank_you
from recruiting.cadence.follow_ups import open_follow_up
from recruiting.cadence.moments import Instant, datetime_of
from recruiting.cadence.plans import Plan, Step
from recruiting.cadence.policies import Policy
from recruiting.cadence.refusals import Refused
from recruiting.cadence.rules import rules_for
from recruiting.cadence.state import Draft, State
from recruiting.cadence.vocabulary import Kind, PlanStatus, StepStatus


def plan(
    policy: Policy,
    calendar: Calendar,
    interview: Interview,
    events: Sequence[Event],
    *,
    explain: bool = False,
) -> Plan:
    """The follow-up schedule of one interview; the same inputs always give the same plan."""
    state = _folded(policy, calendar, interview, events)
    draft = None if state.outcome is not None else open_follow_up(state)
    steps = [_question(state), _thank_you(state, draft), *_ended(state)]
    if draft is not None:
        steps.append(_open(draft, len(state.ended) + 1))
    if explain:
        _explain(state, draft, steps)
    if state.outcome is not None:
        return Plan(PlanStatus.CLOSED, state.outcome, tuple(steps))
    return Plan(PlanStatus.EXHAUSTED if draft is None else PlanStatus.ACTIVE, None, tuple(steps))


def _folded(policy: Policy, calendar: Calendar, interview: Interview, events: Sequence[Event]) -> State:
    rules = rules_for(policy, calendar)
    ended_at = interview.instant
    state = State(rules, ended_at, thank_yous.deadline(rules, ended_at))
    in_order = sorted(enumerate(events), key=_moment) if len(events) > 1 else enumerate(events)
    for index, event in in_order:
        try:
            apply(state, event, index)
        except Refused as refused:
            raise refused.within(f"events[{index}]", index) from None
    return state


def _moment(numbered: tuple[int, Event]) -> int:
    return numbered[1].reading.instant


def _question(state: State) -> Step:
    status = state.question
    if status is StepStatus.OPEN and state.outcome is not None:
        status = StepStatus.CANCELLED
    return Step("ask_timeframe", Kind.QUESTION, status, datetime_of(state.ended_at))


def _thank_you_due(state: State, draft: Draft | None) -> Instant:
    return planned_thank_you(state, draft) if state.thank_you is None else state.thank_you


def _thank_you(state: State, draft: Draft | None) -> Step:
    step = Step("thank_you", Kind.EMAIL, StepStatus.OPEN, datetime_of(_thank_you_due(state, draft)))
    if state.thank_you_sent is not None:
        step.status = StepStatus.DONE
        step.done_at = datetime_of(state.thank_you_sent.recorded)
    elif state.outcome is not None:
        step.status = StepStatus.CANCELLED
    return step


def _ended(state: State) -> list[Step]:
    steps = []
    for number, ended in enumerate(state.ended, 1):
        draft, done_at = ended.draft, ended.done_at
        steps.append(
            Step(
                f"follow_up:{number}",
                draft.kind,
                StepStatus.CANCELLED if done_at is None else StepStatus.DONE,
                datetime_of(draft.due),
                done_at=None if done_at is None else datetime_of(done_at),
                reason=draft.reason,
            )
        )
    return steps


def _open(draft: Draft, number: int) -> Step:
    return Step(
        f"follow_up:{number}",
        draft.kind,
        StepStatus.OPEN,
        datetime_of(draft.due),
        earliest=datetime_of(draft.earliest),
        latest=datetime_of(draft.latest),
        reason=draft.reason,
        provisional=draft.provisional,
    )


def _explain(state: State, draft: Draft | None, steps: list[Step]) -> None:
    """Give every step its facts."""
    question, thank_you, *follow_ups = steps
    question.why = explain_question(state)
    thank_you.why = explain_thank_you(state, state.thank_you_rules or state.rules, _thank_you_due(state, draft))
    drafts = [ended.draft for ended in state.ended]
    for step, each in zip(follow_ups, drafts if draft is None else [*drafts, draft], strict=True):
        step.why = explain_follow_up(each)
