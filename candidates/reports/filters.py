"""What of a firm's records is wanted: read from what people type or stored, each mistake named beside its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from candidates.models import Candidate, Step
from candidates.reports.spans import SPANS, span_days
from recruiting.models import Company, Job, Membership, Organization, Policy
from recruiting.models.fields import name_key
from recruiting.wording import day_words, status_label

# No zone is further from UTC
A_ZONE = timedelta(days=1)
EVERYBODY = "all"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBERED = re.compile(r"#(\d{1,18})", re.ASCII)
Row = TypeVar("Row", bound=Model)

# What each filter is called on pages and in what an export says of itself
LABELS = {
    "span": pgettext_lazy("filter", "when"),
    "from": pgettext_lazy("filter", "from"),
    "to": pgettext_lazy("filter", "to"),
    "candidate": pgettext_lazy("filter", "candidate"),
    "company": pgettext_lazy("filter", "company"),
    "recruiter": pgettext_lazy("filter", "recruiter"),
    "status": pgettext_lazy("filter", "state"),
    "policy": pgettext_lazy("filter", "policy"),
    "role_family": pgettext_lazy("filter", "role family"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which steps: due on these local days (both included), of whom, where, in which state, by which policy."""

    first_day: date | None = None
    last_day: date | None = None
    candidate: Candidate | None = None
    company: Company | None = None
    recruiter: Membership | None = None
    everybody: bool = False  # all recruiters, where a report would otherwise mean the viewer's own
    status: str = ""
    policy: Policy | None = None
    role_family: str = ""

    def of(self, steps: QuerySet[Step]) -> QuerySet[Step]:
        """Return the steps that the database can tell apart; `on_day` has the last word about the days."""
        return steps.filter(**self.near("due"), **self.of_plans("plan__"), **self.in_state())

    def near(self, moment: str) -> dict[str, Any]:
        """Return the lookups of the days that are wanted, one more at either end: a local day is not in UTC."""
        found = {}
        if self.first_day and self.first_day > date.min + A_ZONE:
            found[f"{moment}__gte"] = _midnight(self.first_day - A_ZONE)
        if self.last_day and self.last_day < date.max - 2 * A_ZONE:
            found[f"{moment}__lt"] = _midnight(self.last_day + 2 * A_ZONE)
        return found

    def in_state(self) -> dict[str, str]:
        """Return the lookup of the state that steps are wanted in."""
        return {"status": self.status} if self.status else {}

    def of_plans(self, path: str = "") -> dict[str, Any]:
        """Return the lookups that narrow plans; `path` leads to the plan."""
        application = f"{path}interview__application__"
        wanted = {
            f"{application}candidate": self.candidate,
            f"{application}job__company": self.company,
            f"{application}recruiter": self.recruiter,
            f"{application}job__role_family": self.role_family,
            f"{path}version__policy": self.policy,
        }
        return {lookup: value for lookup, value in wanted.items() if value}

    def on_day(self, day: date) -> bool:
        """Say whether a local day is one of those wanted."""
        return (self.first_day or date.min) <= day <= (self.last_day or date.max)

    def words(self) -> list[tuple[str, str]]:
        """Return each filter that is set: what it is called, and its value as people say it."""
        values = {
            "from": day_words(self.first_day, year=True) if self.first_day else "",
            "to": day_words(self.last_day, year=True) if self.last_day else "",
            "candidate": self.candidate,
            "company": self.company,
            "recruiter": self.recruiter or (_("everybody") if self.everybody else ""),
            "status": status_label(self.status) if self.status else "",
            "policy": self.policy,
            "role_family": self.role_family,
        }
        return [(str(LABELS[name]), str(value)) for name, value in values.items() if value]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FilterReader:
    """Reads filters for one firm: another firm's people and companies are unknown here.

    `today` is the reader's local day, from which spans such as "next week" count.
    """

    organization: Organization
    today: date | None = None

    def read(self, given: Mapping[str, str | None], *, needs: tuple[str, ...] = ()) -> Filters:
        """Return the filters of the names in LABELS; an empty one is none. `needs` are those that must be there.

        A candidate, a company, a recruiter or a policy is named as people do, or as "#12" by its number, which stays
        when it is renamed; the recruiter "all" is everybody. Raises ValidationError with a sentence for each field that
        is wrong.
        """
        found: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        readers: dict[str, tuple[str, Callable[[str], object]]] = {
            "from": ("first_day", _day),
            "to": ("last_day", _day),
            "candidate": ("candidate", self._candidate),
            "company": ("company", self._company),
            "recruiter": ("recruiter", self._recruiter),
            "status": ("status", _status),
            "policy": ("policy", self._policy),
            "role_family": ("role_family", self._role_family),
        }
        if (given.get("recruiter") or "").strip() == EVERYBODY:
            found["everybody"], given = True, {**given, "recruiter": None}
        for field, (name, read) in readers.items():
            if text := (given.get(field) or "").strip():
                try:
                    found[name] = read(text)
                except ValueError as error:
                    wrong[field] = str(error)
        wrong |= self._read_span((given.get("span") or "").strip(), found)
        wrong |= {field: _("Choose one.") for field in needs if field not in wrong and not found.get(field)}
        filters = Filters(**found)
        if filters.first_day and filters.last_day and filters.first_day > filters.last_day:
            wrong["to"] = _("The last day, %(last)s, is before the first, %(first)s.") % {
                "last": filters.last_day.isoformat(),
                "first": filters.first_day.isoformat(),
            }
        if wrong:
            raise ValidationError(wrong)
        return filters

    def _read_span(self, code: str, found: dict[str, Any]) -> dict[str, str]:
        """Turn a span into its two days; days that were given beside it hold instead."""
        if not code or "first_day" in found or "last_day" in found:
            return {}
        if code not in SPANS or self.today is None:
            sentence = _("“%(text)s” is no span of days. Choose one of %(allowed)s.")
            return {"span": sentence % {"text": code, "allowed": ", ".join(SPANS)}}
        found["first_day"], found["last_day"] = span_days(code, self.today)
        return {}

    def _candidate(self, text: str) -> Candidate:
        of_firm = Candidate.objects.for_organization(self.organization)
        named = _named(of_firm, text, email=text.lower())
        return _known(named, _("No candidate here has the email “%s”."), text)

    def _company(self, text: str) -> Company:
        of_firm = Company.objects.for_organization(self.organization)
        named = _named(of_firm, text, name_key=name_key(text))
        return _known(named, _("No company here is called “%s”."), text)

    def _recruiter(self, text: str) -> Membership:
        of_firm = Membership.objects.for_organization(self.organization).select_related("user")
        named = _named(of_firm, text, user__email=text.lower())
        return _known(named, _("No member here has the email “%s”."), text)

    def _policy(self, text: str) -> Policy:
        of_firm = Policy.objects.for_organization(self.organization)
        named = _named(of_firm, text, name=text)
        return _known(named, _("No policy here is called “%s”."), text)

    def _role_family(self, text: str) -> str:
        if not Job.objects.for_organization(self.organization).filter(role_family=text.lower()).exists():
            raise ValueError(_("No job here is of the role family “%s”.") % text)
        return text.lower()


def _named(rows: QuerySet[Row], text: str, **named: object) -> Row | None:
    """Return the row of that number or name; a number that is gone is none that happens to be called so."""
    number = _NUMBERED.fullmatch(text)
    return rows.filter(pk=number[1]).first() if number else rows.filter(**named).first()


def _known(row: Row | None, sentence: str, text: str) -> Row:
    if row is None:
        raise ValueError(sentence % text)
    return row


def _day(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # such as 30 February
    raise ValueError(_("“%s” is no date. Write it as YYYY-MM-DD, such as 2026-12-03.") % text)


def _status(text: str) -> str:
    if text not in Step.Status.values:
        allowed = ", ".join(Step.Status.values)
        sentence = _("“%(text)s” is no state of a step. Choose one of %(allowed)s.")
        raise ValueError(sentence % {"text": text, "allowed": allowed})
    return text
