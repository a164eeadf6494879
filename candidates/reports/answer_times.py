"""Time to an answer: from the interview to hired, turned down or next round, by policy and role family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from candidates.models import EventType, Plan
from candidates.reports.columns import Column, Holds, Row, Value
from candidates.reports.filters import Filters
from candidates.reports.parts import Curve, Curves, Part, Words
from candidates.reports.report import Asked, Report, Viewer
from candidates.reports.survival import Between, Survival
from recruiting.cadence import PlanOutcome

A_YEAR, NEXT_DAY, DAY = timedelta(days=365), timedelta(days=1), timedelta(days=1).total_seconds()
ANSWERS = {PlanOutcome.HIRED, PlanOutcome.REJECTED, PlanOutcome.NEXT_ROUND}
# It did not take place: there is nothing to answer
NO_INTERVIEW = [PlanOutcome.INTERVIEW_CANCELLED, PlanOutcome.NO_SHOW]
# What can close a plan. A change of rules may stand after the end, where we learned of the end late
CLOSING = Q(
    events__retracted_at=None,
    events__type__in=[EventType.CALL_MADE, EventType.REPLY_RECEIVED, EventType.CLOSED],
)
ENOUGH = 10  # answers; from fewer no rate is shown, for they are no law
BY_DAY = (7, 14, 30)
MOST_CURVES, LAST_DAY_DRAWN = 5, 90


class AnswerTimes(Report):
    """By policy and role family, with n and interval; open plans count as open, as the issue asks: no bare mean.

    An answer is hired, turned down or next round; its moment is that of the event that closed the plan. A plan that
    goes on counts as open until now, one that ended without an answer until then. Of fewer than ten answers no rate is
    shown (DESIGN.md: numbers carry their n).
    """

    slug = "answer-times"
    title = gettext_lazy("Time to an answer")
    explains = gettext_lazy(
        "How many days pass between an interview and the answer, by policy and role family. Interviews that still wait "
        "count as waiting, so that quick answers alone do not make it look quick."
    )
    nothing = gettext_lazy(
        "No interview ended in these days, with these filters. Choose a longer span or fewer filters."
    )
    asks = ("span", "from", "to", "company", "recruiter", "policy", "role_family")

    def settled(self, filters: Filters, viewer: Viewer, today: date) -> Filters:
        """Return the last twelve months where no day was named."""
        if filters.first_day or filters.last_day:
            return filters
        return replace(filters, first_day=today - A_YEAR, last_day=today)

    def columns(self, asked: Asked) -> Sequence[Column]:
        """Return the columns: numbers for files, the same in words for pages and paper."""
        number = Holds.NUMBER
        shares = [
            column
            for day in BY_DAY
            for column in (
                Column(f"by_{day}_said", _("By day %(day)d") % {"day": day}, width=20, on_paper=5),
                Column(f"by_{day}", _("By day %(day)d, %%") % {"day": day}, number, width=10),
                Column(f"by_{day}_low", _("By day %(day)d, at least %%") % {"day": day}, number, width=10),
                Column(f"by_{day}_high", _("By day %(day)d, at most %%") % {"day": day}, number, width=10),
            )
        ]
        return (
            Column("policy", _("Policy"), width=24, on_paper=6),
            Column("role_family", _("Role family"), width=18, on_paper=5),
            Column("interviews", _("Interviews"), number, width=10, on_paper=3),
            Column("answered", _("Answered"), number, width=10, on_paper=3),
            Column("open", _("Still open"), number, width=10, on_paper=3),
            Column("ended", _("Ended without"), number, width=12, on_paper=3),
            Column("median_said", _("Half have it by day"), width=24, on_paper=6),
            Column("median", _("Half, days"), number, width=10),
            Column("median_low", _("Half, days at least"), number, width=10),
            Column("median_high", _("Half, days at most"), number, width=10),
            *shares,
        )

    def rows(self, asked: Asked) -> Iterator[Row]:
        """Yield all together, then each policy and role family, those with most interviews first."""
        groups = groups_of(asked)
        if groups:
            yield _all_of(groups).row
        for group in groups:
            yield group.row

    def size(self, asked: Asked) -> int:
        """Return how many groups there are, and the row of all."""
        pairs = _plans(asked).order_by().values("version__policy", "interview__application__job__role_family")
        return pairs.distinct().count() + 1

    def parts(self, asked: Asked) -> Sequence[Part]:
        """Return the curves of all and of the largest groups that have answers enough."""
        groups = groups_of(asked)
        if not groups:
            return ()
        title, everything = _("Still without an answer"), _all_of(groups)
        if not everything.says_something:
            return [Words(title, [everything.summary])]
        drawn = [each for each in groups if each.says_something][:MOST_CURVES] if len(groups) > 1 else []
        curves = [each.curve for each in (everything, *drawn)]
        return [Curves(title, everything.summary, _("days after the interview"), curves)]


@dataclass
class Group:
    """The interviews of one policy and role family: the days that answers took, and those gone without one."""

    policy: str
    role_family: str
    answered: list[float] = field(default_factory=list)
    open: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)

    @property
    def n(self) -> int:
        """Return how many interviews there are."""
        return len(self.answered) + len(self.open) + len(self.ended)

    @property
    def says_something(self) -> bool:
        """Say whether there are answers enough for a rate."""
        return len(self.answered) >= ENOUGH

    @cached_property
    def survival(self) -> Survival | None:
        """Return the estimate; None where there are too few answers."""
        return Survival.of(self.answered, [*self.open, *self.ended]) if self.says_something else None

    @property
    def name(self) -> str:
        """Return what its curve is called."""
        return _("%(one)s, %(other)s") % {"one": self.policy, "other": self.role_family}

    @property
    def row(self) -> Row:
        """Return its values by the columns."""
        counts = (self.n, len(self.answered), len(self.open), len(self.ended))
        if self.survival is None:
            none: tuple[Value, ...] = (None,) * (3 + 4 * len(BY_DAY))
            return (self.policy, self.role_family, *counts, _("too few to say"), *none)
        median = self.survival.median
        shares = [value for day in BY_DAY for value in _share(self.survival.open_after(day))]
        return (self.policy, self.role_family, *counts, *_days(median), *shares)

    @property
    def summary(self) -> str:
        """Return it in a sentence."""
        interviews = ngettext("%(count)d interview", "%(count)d interviews", self.n) % {"count": self.n}
        words = {"interviews": interviews, "answered": len(self.answered), "open": len(self.open)}
        said = _("%(interviews)s: %(answered)d answered, %(open)d still open") % words
        if self.survival is None:
            return _("%(said)s; too few answers to say how long one takes.") % {"said": said}
        days = _days(self.survival.median)[0]
        return _("%(said)s; half have their answer by day: %(days)s.") % {"said": said, "days": days}

    @property
    def curve(self) -> Curve:
        """Return its curve, a point a day."""
        assert self.survival is not None
        told = [(day, self.survival.open_after(day)) for day in range(LAST_DAY_DRAWN + 1)]
        points = [(float(day), share) for day, share in told if share is not None]
        return Curve(
            self.name,
            self.n,
            [day for day, _share in points],
            [share.value for _day, share in points],
            [share.low or 0.0 for _day, share in points],
            [1.0 if share.high is None else share.high for _day, share in points],
        )


def _days(median: Between | None) -> tuple[Value, ...]:
    """Return the median in words, then its three numbers."""
    if median is None:
        return (_("not half yet"), None, None, None)
    value, low, high = (None if each is None else round(each, 1) for each in median)
    words = {
        "days": f"{value:g}",
        "low": "?" if low is None else f"{low:g}",
        "high": "?" if high is None else f"{high:g}",
    }
    return (_("%(days)s (%(low)s to %(high)s)") % words, value, low, high)


def _share(still_open: Between | None) -> tuple[Value, ...]:
    """Return the share answered in words, then its three numbers, in per cent."""
    if still_open is None:
        return (_("not seen yet"), None, None, None)
    value, high, low = (None if each is None else round(100 * (1 - each)) for each in still_open)
    return (_("%(share)s%% (%(low)s to %(high)s)") % {"share": value, "low": low, "high": high}, value, low, high)


def _all_of(groups: Sequence[Group]) -> Group:
    """Return all interviews as one group."""
    return Group(
        _("All"),
        _("all"),
        [days for group in groups for days in group.answered],
        [days for group in groups for days in group.open],
        [days for group in groups for days in group.ended],
    )


def _plans(asked: Asked) -> QuerySet[Plan]:
    """Return the plans of the interviews that ended in these days, the viewer's own."""
    filters, zone = asked.filters, ZoneInfo(asked.viewer.zone)
    plans = asked.viewer.plans.filter(interview__ended_at__lte=asked.at, **filters.of_plans())
    if filters.first_day:
        plans = plans.filter(interview__ended_at__gte=datetime.combine(filters.first_day, time(), zone))
    if filters.last_day and filters.last_day < date.max:
        plans = plans.filter(interview__ended_at__lt=datetime.combine(filters.last_day + NEXT_DAY, time(), zone))
    return plans.exclude(outcome__in=NO_INTERVIEW)


def groups_of(asked: Asked) -> list[Group]:
    """Return the groups, those with most interviews first; a plan is a tuple, and no step or event is loaded."""
    family = "interview__application__job__role_family"
    columns = ("version__policy__name", family, "interview__ended_at", "status", "outcome", "ended_by")
    groups: dict[tuple[str, str], Group] = {}
    plans = _plans(asked).annotate(ended_by=Max("events__at", filter=CLOSING)).order_by()
    for policy, role, ended_at, status, outcome, ended_by in plans.values_list(*columns).iterator():
        group = groups.get((policy, role)) or groups.setdefault((policy, role), Group(policy, role))
        closed = status == Plan.Status.CLOSED
        # What was heard before the interview's end counts as of its end
        days = max(((ended_by if closed else asked.at) - ended_at).total_seconds() / DAY, 0.0)
        (group.answered if outcome in ANSWERS else group.ended if closed else group.open).append(days)
    return sorted(groups.values(), key=lambda group: (-group.n, group.policy, group.role_family))
