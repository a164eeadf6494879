"""What is known at one moment of the fold over the events."""

from dataclasses import dataclass
from enum import Enum

from recruiting.cadence.moments import Day, Instant
from recruiting.cadence.rules import Rules
from recruiting.cadence.vocabulary import (
    AnchorWhat,
    EmailBecause,
    Kind,
    MovedBy,
    PlanOutcome,
    Reason,
    StepStatus,
)


class Permission(Enum):
    """Whether they said we may call; never granted and withdrawn differ where only the invited call."""

    NEVER_GRANTED = 0
    GRANTED = 1
    WITHDRAWN = 2


@dataclass(slots=True)
class Cause:
    """What led to a follow-up. `moment` is when it counts: never before the interview ends."""

    what: AnchorWhat
    recorded: Instant
    moment: Instant
    index: int | None = None


@dataclass(slots=True)
class Basis:
    """Why there is a next follow-up when no announced date stands: a range of days after its cause."""

    reason: Reason
    policy_field: str
    cause: Cause


@dataclass(slots=True)
class Announced:
    """A date they named, and the event that brought it."""

    date: Day
    moment: Instant | None  # the time agreed on, fixed when it was heard
    agreed: bool  # it came with permission to call
    cause: Cause


@dataclass(slots=True)
class Draft:
    """One follow-up as planned at some moment of the fold, with what explains it."""

    kind: Kind
    reason: Reason
    earliest: Instant
    due: Instant
    latest: Instant
    rules: Rules
    cause: Cause
    provisional: bool = False
    email_because: EmailBecause | None = None
    policy_field: str | None = None
    days: int | None = None  # which n of a range was taken
    counted_from: Day | None = None  # the day counted from
    counted: Day | None = None  # the day the count came to, before it moved to a calling day
    placed: Instant | None = None  # when it would be due if its cause did not matter
    held_by: MovedBy = MovedBy.GAP_HOURS  # what made it later than that, if it is
    announced: Day | None = None
    before: "Draft | None" = None  # what it was before somebody or something moved it


@dataclass(slots=True)
class Ended:
    """A follow-up that is over."""

    draft: Draft
    done_at: Instant | None  # None: cancelled


class State:
    """All that the events so far have said."""

    __slots__ = (
        "announced",
        "away",
        "basis",
        "chosen",
        "done",
        "ended",
        "ended_at",
        "last_announced",
        "levelled",
        "outcome",
        "permission",
        "question",
        "rules",
        "rules_changed",
        "thank_you",
        "thank_you_deadline",
        "thank_you_rules",
        "thank_you_sent",
        "unanswered",
    )

    def __init__(self, rules: Rules, ended_at: Instant, deadline: Instant) -> None:
        self.rules = rules
        self.ended_at = ended_at
        self.rules_changed: Instant | None = None
        self.question = StepStatus.OPEN
        self.thank_you_deadline = deadline  # by the rules alone, whatever the open follow-up
        self.thank_you: Instant | None = None  # fixed once sent, or once the plan is closed
        self.thank_you_rules: Rules | None = None  # the rules it was fixed by
        self.thank_you_sent: Cause | None = None
        self.permission = Permission.NEVER_GRANTED
        self.basis = Basis(Reason.NO_DATE_GIVEN, "call_after_days", Cause(AnchorWhat.THANK_YOU_DUE, deadline, deadline))
        self.announced: Announced | None = None  # the announced date that stands
        self.last_announced: Day | None = None  # the most recent one, standing or used up
        self.away: tuple[Day, Cause] | None = None  # out of office: back on
        self.chosen: tuple[Instant, Cause] | None = None  # rescheduled to
        self.levelled: tuple[Day, Cause] | None = None
        self.unanswered = 0  # calls in a row that reached nobody
        self.done = 0
        self.ended: list[Ended] = []
        self.outcome: PlanOutcome | None = None
