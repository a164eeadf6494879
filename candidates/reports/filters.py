"""What of a firm's schedule is wanted: read from what people type, each mistake named beside its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from candidates.models import Candidate, Step
from recruiting.models import Company, Membership, Organization
from recruiting.models.fields import name_key

# No zone is further from UTC
A_ZONE = timedelta(days=1)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which steps: due on these company-local days (both included), of whom, where, in which state."""

    first_day: date | None = None
    last_day: date | None = None
    candidate: Candidate | None = None
    company: Company | None = None
    recruiter: Membership | None = None
    status: str = ""

    def of(self, steps: QuerySet[Step]) -> QuerySet[Step]:
        """Return the steps that the database can tell apart; `on_day` has the last word about the days."""
        if self.first_day and self.first_day > date.min + A_ZONE:
            steps = steps.filter(due__gte=_midnight(self.first_day - A_ZONE))
        if self.last_day and self.last_day < date.max - 2 * A_ZONE:
            steps = steps.filter(due__lt=_midnight(self.last_day + 2 * A_ZONE))
        wanted = {
            "plan__interview__application__candidate": self.candidate,
            "plan__interview__application__job__company": self.company,
            "plan__interview__application__recruiter": self.recruiter,
            "status": self.status,
        }
        return steps.filter(**{path: value for path, value in wanted.items() if value})

    def on_day(self, day: date) -> bool:
        """Say whether a company-local day is one of those wanted."""
        return (self.first_day or date.min) <= day <= (self.last_day or date.max)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FilterReader:
    """Reads filters for one firm: another firm's people and companies are unknown here."""

    organization: Organization

    def read(self, given: Mapping[str, str | None]) -> Filters:
        """Return the filters of `from`, `to`, `candidate`, `company`, `recruiter`, `status`; an empty one is none.

        Raises ValidationError with a sentence for each field that is wrong.
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
        }
        for field, (name, read) in readers.items():
            if text := (given.get(field) or "").strip():
                try:
                    found[name] = read(text)
                except ValueError as error:
                    wrong[field] = str(error)
        filters = Filters(**found)
        if filters.first_day and filters.last_day and filters.first_day > filters.last_day:
            wrong["to"] = _("The last day, %(last)s, is before the first, %(first)s.") % {
                "last": filters.last_day.isoformat(),
                "first": filters.first_day.isoformat(),
            }
        if wrong:
            raise ValidationError(wrong)
        return filters

    def _candidate(self, text: str) -> Candidate:
        of_firm = Candidate.objects.for_organization(self.organization)
        return _known(of_firm.filter(email=text.lower()).first(), _("No candidate here has the email “%s”."), text)

    def _company(self, text: str) -> Company:
        of_firm = Company.objects.for_organization(self.organization)
        return _known(of_firm.filter(name_key=name_key(text)).first(), _("No company here is called “%s”."), text)

    def _recruiter(self, text: str) -> Membership:
        of_firm = Membership.objects.for_organization(self.organization)
        return _known(of_firm.filter(user__email=text.lower()).first(), _("No member here has the email “%s”."), text)


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
