"""The company brief: how it works there, what it told us, the calls ahead, and whom we have there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates.models import Application, Interview, Plan, Stage
from candidates.plans.timeline import company_zone, for_reading, timeline_of
from candidates.reports.columns import Column, Holds, Row
from candidates.reports.parts import Facts, Part
from candidates.reports.per_day import RECRUITER, PerDay
from candidates.reports.report import Asked, Report
from recruiting import cadence
from recruiting.companies.services import calendar_of
from recruiting.models import Company, PolicyVersion
from recruiting.policies.standings import Standing, standings_of_company
from recruiting.wording import (
    day_words,
    outcome_label,
    policy_field_label,
    policy_value_words,
    status_label,
)
from recruiting.wording.moves import passed_label
from recruiting.wording.policies import WEEKDAYS
from recruiting.wording.policy_differences import policy_differences

CHUNK = 500
MOST_RECRUITERS = 5
CALL_DAYS, WEEKS_BACK, CLOSED_AHEAD = 10, 8, 60
Pairs = Sequence[tuple[str, str]]


class CompanyBrief(Report):
    """Whom we have at a company, calls per day, and its policy with provenance, as the issue asks for a client meeting.

    Whom: everybody whose candidacy there is not over, by the interview of the latest round.
    """

    slug = "company"
    title = gettext_lazy("Company brief")
    explains = gettext_lazy(
        "A company on a page or two, to read before you talk to it: when it works, what it told us about calls, which "
        "calls are ahead, and whom we have there."
    )
    nothing = gettext_lazy("Nobody of ours is in a process there. Its rules and calls stand above.")
    asks = ("company", "recruiter")
    needs = ("company",)

    def columns(self, asked: Asked) -> Sequence[Column]:
        """Return the columns; the next step's moment is told on both clocks, and for files on the viewer's."""
        zone = asked.viewer.zone
        return (
            Column("candidate", _("Candidate"), width=26, on_paper=5),
            Column("job", _("Job"), width=24, on_paper=5),
            Column("round", _("Round"), Holds.NUMBER, width=7, on_paper=2),
            Column("interview", _("Interview"), Holds.DAY, width=12, on_paper=4),
            Column("status", _("Stands"), width=22, on_paper=5),
            Column("next", _("Next"), width=34, on_paper=6),
            Column("when", _("When"), width=34, on_paper=7),
            Column("due", _("Due (your clock)"), Holds.MOMENT, zone, width=17),
            Column("recruiter", _("Recruiter"), width=26, on_paper=5),
        )

    def rows(self, asked: Asked) -> Iterator[Row]:
        """Yield a row for each interview's plan, then for each candidacy that had none yet, each by name."""
        for plan in for_reading(_plans(asked)).iterator(chunk_size=CHUNK):
            yield _row(plan, asked)
        for application in _not_met(asked).iterator(chunk_size=CHUNK):
            nothing = (None, None, _("no interview yet"), None, None, None)
            yield (application.candidate.name, application.job.title, *nothing, str(application.recruiter))

    def size(self, asked: Asked) -> int:
        """Return how many candidacies there are."""
        return _plans(asked).count() + _not_met(asked).count()

    def parts(self, asked: Asked) -> Sequence[Part]:
        """Return the company's facts, the policies that hold there, the calls ahead, and the weeks behind."""
        company = asked.filters.company
        assert company is not None
        calendar = calendar_of(company, None, year=asked.at.year)
        today = asked.at.astimezone(ZoneInfo(company.time_zone)).date()
        standings = standings_of_company(company, on=today)
        return [
            Facts(company.name, _company_pairs(company, calendar, today)),
            *(Facts(*each) for each in _policies(standings, today)),
            *_plots(asked, calendar, today),
        ]


def _candidacies(asked: Asked, path: str = "") -> dict[str, Any]:
    """Return the lookups of candidacies at the company; `path` leads to them."""
    filters = asked.filters
    wanted: dict[str, Any] = {f"{path}job__company": filters.company}
    if filters.recruiter:
        wanted[f"{path}recruiter"] = filters.recruiter
    return wanted


def _plans(asked: Asked) -> QuerySet[Plan]:
    """Return the plan of the latest round of each candidacy that goes on."""
    path = "interview__application__"
    later = Interview.objects.filter(
        application=OuterRef("interview__application"), round__gt=OuterRef("interview__round")
    )
    going_on = asked.viewer.plans.filter(
        ~Exists(later), **_candidacies(asked, path), **{f"{path}stage": Stage.INTERVIEWING}
    )
    return going_on.order_by(f"{path}candidate__name", f"{path}candidate__email", f"{path}job__title", "pk")


def _not_met(asked: Asked) -> QuerySet[Application]:
    """Return the candidacies that had no interview yet."""
    waiting = Application.objects.for_organization(asked.viewer.organization).filter(
        stage=Stage.REPRESENTED, interviews=None, **_candidacies(asked)
    )
    return waiting.select_related("candidate", "job", "recruiter__user").order_by("candidate__name", "pk")


def _row(plan: Plan, asked: Asked) -> Row:
    interview, application = plan.interview, plan.interview.application
    following = timeline_of(plan, reader=asked.viewer.reader, now=asked.at).next
    status = status_label(plan.status)
    if plan.outcome:
        status = _("%(status)s: %(outcome)s") % {"status": status, "outcome": outcome_label(plan.outcome)}
    return (
        application.candidate.name,
        application.job.title,
        interview.round,
        interview.ended_at.astimezone(ZoneInfo(company_zone(plan))).date(),
        status,
        following.title if following else None,
        following.when if following else None,
        following.step.due if following else None,
        str(application.recruiter),
    )


def _company_pairs(company: Company, calendar: cadence.Calendar, today: date) -> Pairs:
    people = list(company.contacts.order_by("name").values_list("name", "accepts_calls"))
    return [
        (_("Its clock"), company.time_zone),
        (_("Works on"), ", ".join(str(WEEKDAYS[day]) for day in calendar.working_week)),
        (_("Closed in the next %(days)d days") % {"days": CLOSED_AHEAD}, _closed_days(company, calendar, today)),
        (_("People we know there"), str(len(people))),
        (_("Accept no calls"), ", ".join(name for name, accepts in people if not accepts) or _("nobody said so")),
    ]


def _closed_days(company: Company, calendar: cadence.Calendar, today: date) -> str:
    """Return the days ahead on which it would work and does not, each with why."""
    notes = dict(company.days.values_list("date", "note"))
    week, found = tuple(cadence.Weekday), []
    for day in (today + timedelta(days=number) for number in range(CLOSED_AHEAD)):
        off = cadence.day_off(calendar, day)
        if off and week[day.weekday()] in calendar.working_week:
            reason = notes.get(day) or passed_label(cadence.PassedOver(day, off[0], off[1]))
            found.append(f"{day_words(day)} ({reason})")
    return ", ".join(found) or _("no day")


def _policies(standings: Sequence[Standing], today: date) -> Iterator[tuple[str, Pairs]]:
    """Yield each version that holds there: for which roles, who told us, its rules; of the others what differs.

    The one for any other role comes first, in full.
    """
    families: dict[PolicyVersion, list[str]] = {}
    later: dict[PolicyVersion, Mapping[int, PolicyVersion]] = {}
    for standing in reversed(standings):
        if standing.holding is not None:
            families.setdefault(standing.holding, []).append(standing.situation.role_family or _("any other role"))
            later.setdefault(standing.holding, standing.later)
    if not families:
        yield _("When to call"), [(_("Policy"), _("No published policy applies: publish one as the firm’s default."))]
    first = next(iter(families), None)
    for version, names in families.items():
        title = _("When to call: %(policy)s") % {"policy": version.policy.name}
        roles = _("all roles") if len(families) == 1 else ", ".join(reversed(names))
        rules = _rules(version) if version == first or first is None else _otherwise(first, version)
        yield title, [(_("Holds for"), roles), *_provenance(version, today), *_rounds(later[version]), *rules]


def _provenance(version: PolicyVersion, today: date) -> Iterator[tuple[str, str]]:
    policy = version.policy
    published = version.published_at
    said = {"number": version.number, "day": day_words(published.date(), year=True) if published else ""}
    yield _("Version"), _("%(number)s, published %(day)s") % said
    yield _("Who told us"), policy.told_by or _("nobody: it is ours")
    if policy.told_on:
        yield _("Told on"), day_words(policy.told_on, year=True)
    if policy.note:
        yield _("What they said"), policy.note
    if policy.review_by:
        day = day_words(policy.review_by, year=True)
        yield _("Review by"), _("%(day)s: past, ask again") % {"day": day} if policy.review_by < today else day


def _rounds(later: Mapping[int, PolicyVersion]) -> Iterator[tuple[str, str]]:
    for number, version in later.items():
        yield _("In round %(number)d") % {"number": number}, version.policy.name


def _rules(version: PolicyVersion) -> Iterator[tuple[str, str]]:
    for name in cadence.POLICY_FIELDS:
        if name in version.rules:
            yield policy_field_label(name), policy_value_words(name, version.rules[name])


def _otherwise(first: PolicyVersion, version: PolicyVersion) -> Iterator[tuple[str, str]]:
    for each in policy_differences(first.rules, version.rules):
        yield each.label, each.after
    yield _("All else"), _("as in “%(policy)s”") % {"policy": first.policy.name}


def _plots(asked: Asked, calendar: cadence.Calendar, today: date) -> Iterator[Part]:
    """Yield the calls of the next working days, and what was due and done in the weeks behind."""
    worked = (day for number in count() if not cadence.day_off(calendar, day := today + timedelta(days=number)))
    ahead = replace(asked.filters, first_day=today, last_day=list(islice(worked, CALL_DAYS))[-1], status="open")
    monday = today - timedelta(days=today.weekday())
    behind = replace(asked.filters, first_day=monday - timedelta(weeks=WEEKS_BACK - 1), last_day=today)
    for filters in (ahead, behind):
        per_day = PerDay.of(asked.viewer, filters)
        bars = per_day and (per_day.calls(RECRUITER, MOST_RECRUITERS) if filters.status else per_day.due_and_done())
        if bars:
            yield bars
