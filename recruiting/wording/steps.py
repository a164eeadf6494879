"""Names of what a plan holds: its steps, their reasons, states and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recruiting.cadence import CallOutcome, Kind, PlanOutcome, PlanStatus, Reason, Rule, StepStatus

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

Reader = Literal["candidate", "recruiter"]

QUESTION, THANK_YOU = "ask_timeframe", "thank_you"

TO_DO = {
    QUESTION: gettext_lazy("Ask when they decide"),
    THANK_YOU: gettext_lazy("Thank-you email to %(name)s"),
    Kind.EMAIL: gettext_lazy("Check-in email to %(name)s"),
    Kind.CALL: gettext_lazy("Call %(name)s"),
}
DONE = {
    QUESTION: gettext_lazy("Asked when they decide"),
    THANK_YOU: gettext_lazy("Thank-you email sent to %(name)s"),
    Kind.EMAIL: gettext_lazy("Check-in email sent to %(name)s"),
    Kind.CALL: gettext_lazy("Called %(name)s"),
}
REASONS: dict[str, StrPromise] = {
    Reason.NO_DATE_GIVEN: gettext_lazy("no date was given"),
    Reason.PROMISED_TIME: gettext_lazy("agreed with them"),
    Reason.PROMISED_DATE: gettext_lazy("the day they named, a call is welcome"),
    Reason.AFTER_PROMISED_DATE: gettext_lazy("after the date they named"),
    Reason.REPLY_WITHOUT_DATE: gettext_lazy("they replied without a date"),
    Reason.UNDECIDED_WITHOUT_DATE: gettext_lazy("not decided last time, no date"),
    Reason.NO_ANSWER: gettext_lazy("nobody answered last time"),
    Reason.DO_NOT_CALL: gettext_lazy("they asked for no more calls"),
    Reason.EMAIL_UNANSWERED: gettext_lazy("the last email is unanswered"),
    Reason.UNPLANNED: gettext_lazy("outside the plan"),
    Reason.OUT_OF_OFFICE: gettext_lazy("they were out of office"),
    Reason.RESCHEDULED: gettext_lazy("moved by hand"),
    Rule.INTERVIEW_ENDED: gettext_lazy("the interview ends"),
    Rule.THANK_YOU_DEADLINE: gettext_lazy("thanks for the interview"),
}
STEP_STATUSES: dict[str, StrPromise] = {
    StepStatus.OPEN: gettext_lazy("to do"),
    StepStatus.DONE: gettext_lazy("done"),
    StepStatus.CANCELLED: gettext_lazy("cancelled"),
}
PLAN_STATUSES: dict[str, StrPromise] = {
    PlanStatus.ACTIVE: gettext_lazy("active"),
    PlanStatus.EXHAUSTED: gettext_lazy("over to you"),
    PlanStatus.CLOSED: gettext_lazy("closed"),
}
OUTCOMES: dict[str, StrPromise] = {
    CallOutcome.NO_ANSWER: gettext_lazy("nobody answered"),
    CallOutcome.VOICEMAIL: gettext_lazy("voicemail"),
    CallOutcome.GATEKEEPER: gettext_lazy("not put through"),
    CallOutcome.UNDECIDED: gettext_lazy("not decided"),
    CallOutcome.CALL_BACK: gettext_lazy("call back"),
    CallOutcome.DO_NOT_CALL: gettext_lazy("no more calls"),
    PlanOutcome.HIRED: gettext_lazy("hired"),
    PlanOutcome.REJECTED: gettext_lazy("turned down"),
    PlanOutcome.NEXT_ROUND: gettext_lazy("next round"),
    PlanOutcome.WITHDRAWN: gettext_lazy("withdrawn"),
    PlanOutcome.JOB_CLOSED: gettext_lazy("job closed"),
    PlanOutcome.INTERVIEW_CANCELLED: gettext_lazy("interview cancelled"),
    PlanOutcome.NO_SHOW: gettext_lazy("did not come to the interview"),
    PlanOutcome.SUPERSEDED: gettext_lazy("replaced by another plan"),
}


def step_title(key: str, kind: str, contact: str, *, status: str = StepStatus.OPEN) -> str:
    """Return "Call Grace Petrov", "Called Grace Petrov" or "Call Grace Petrov (cancelled)"."""
    code = key if key in {QUESTION, THANK_YOU} else Kind(kind)
    title = str((DONE if status == StepStatus.DONE else TO_DO)[code]) % {"name": contact}
    return _("%(title)s (cancelled)") % {"title": title} if status == StepStatus.CANCELLED else title


def reason_label(reason: str) -> str:
    """Return why there is such a step, in a few words; nothing for none."""
    return str(REASONS[reason]) if reason else ""


def status_label(status: str, *, reader: Reader = "recruiter") -> str:
    """Return the state of a step or of a plan."""
    if status == PlanStatus.EXHAUSTED and reader == "candidate":
        return _("with your recruiter")
    return str(STEP_STATUSES[status] if status in STEP_STATUSES else PLAN_STATUSES[status])


def outcome_label(outcome: str) -> str:
    """Return how a call, a reply or a plan ended; nothing for none."""
    return str(OUTCOMES[outcome]) if outcome else ""
