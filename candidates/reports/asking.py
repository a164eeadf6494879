"""What a report asks, as fields: each with what was typed, what of the firm's own one may choose, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from candidates.models import Candidate, Step
from candidates.reports.filters import EVERYBODY, LABELS, Filters
from candidates.reports.report import DAYS, Report, Viewer
from candidates.reports.spans import SPANS
from recruiting.models import Company, Job, Membership, Organization, Policy
from recruiting.wording import status_label

OFFERED = 100  # of a firm's; what is not among them can be typed
SOME_DAY = date(2000, 1, 1)
Options = Sequence[tuple[str, str]]  # what is sent, what is read


@dataclass(frozen=True)
class Field:
    """One filter to fill in. `kind`: a date, a choice of few, or text with suggestions of the firm's own."""

    name: str
    typed: str
    error: str = ""
    needed: bool = False
    options: Options = ()

    @property
    def label(self) -> str:
        """Return what it is called."""
        return str(LABELS[self.name])

    @property
    def kind(self) -> str:
        """Return how it is filled in."""
        if self.name in {"from", "to"}:
            return "date"
        return "suggested" if self.name in SUGGESTED or len(self.options) >= OFFERED else "choice"

    @property
    def has_more(self) -> bool:
        """Say whether the firm may have others than are offered at first."""
        return self.name in SUGGESTED and len(self.options) >= OFFERED

    @property
    def none_means(self) -> str:
        """Return what choosing nothing comes to; empty where one always chooses."""
        if self.name == "span":
            return _("all, or by date")
        if any(value == EVERYBODY for value, _label in self.options):
            return ""
        return _("choose") if self.needed else _("all")

    @property
    def unknown(self) -> bool:
        """Say whether what was typed is none of the options, and must be offered all the same lest it be lost."""
        return bool(self.typed) and self.typed not in {value for value, _label in self.options}


def fields_of(
    report: Report, viewer: Viewer, typed: Mapping[str, str], wrong: Mapping[str, Sequence[str]]
) -> list[Field]:
    """Return the fields of a report for a viewer, at a query each."""
    fields = [
        Field(
            name,
            typed.get(name, ""),
            error=" ".join(wrong.get(name, ())),
            needed=name in report.needs,
            options=OPTIONS[name](viewer.organization) if name in OPTIONS else (),
        )
        for name in report.takes(viewer)
    ]
    if report.settled(Filters(), viewer, SOME_DAY).recruiter is None:
        return fields
    # Nobody named means the viewer's own here: everybody's has a word of its own
    everybody = (EVERYBODY, _("everybody"))
    return [replace(each, options=[everybody, *each.options]) if each.name == "recruiter" else each for each in fields]


def typed_of(filters: Filters, typed: Mapping[str, str]) -> dict[str, str]:
    """Return how one types what holds: whom and what the filters name, and what held though nobody said it."""
    said: dict[str, object] = {
        "candidate": filters.candidate and filters.candidate.email,
        "company": filters.company and filters.company.name,
        "recruiter": filters.recruiter and filters.recruiter.user.email,
        "policy": filters.policy and filters.policy.name,
    }
    if not any(typed.get(name) for name in DAYS):
        said |= {"from": filters.first_day and filters.first_day.isoformat()}
        said |= {"to": filters.last_day and filters.last_day.isoformat()}
    return {name: str(text) for name, text in said.items() if text}


def offered(viewer: Viewer, name: str, text: str) -> Options:
    """Return what of the firm's own has a text in it, of a field that is typed. Raises KeyError for another."""
    return SUGGESTED[name](viewer.organization, text.replace("\0", ""))


def _candidates(firm: Organization, text: str = "") -> Options:
    people = Candidate.objects.for_organization(firm).filter(Q(name__icontains=text) | Q(email__icontains=text))
    return list(people.order_by("name", "pk").values_list("email", "name")[:OFFERED])


def _companies(firm: Organization, text: str = "") -> Options:
    companies = Company.objects.for_organization(firm).filter(name__icontains=text)
    return [(name, name) for name in companies.order_by("name").values_list("name", flat=True)[:OFFERED]]


def _recruiters(firm: Organization) -> Options:
    members = Membership.objects.for_organization(firm).select_related("user").order_by("user__name", "user__email")
    return [(member.user.email, str(member.user)) for member in members[:OFFERED]]


def _policies(firm: Organization) -> Options:
    names = Policy.objects.for_organization(firm).order_by("name").values_list("name", flat=True)
    return [(name, name) for name in names[:OFFERED]]


def _role_families(firm: Organization) -> Options:
    jobs = Job.objects.for_organization(firm).exclude(role_family="")
    families = jobs.order_by("role_family").values_list("role_family", flat=True).distinct()
    return [(family, family) for family in families[:OFFERED]]


def _spans(_firm: Organization) -> Options:
    return [(code, str(words)) for code, words in SPANS.items()]


def _states(_firm: Organization) -> Options:
    return [(state, status_label(state)) for state in Step.Status.values]


# Typed, with suggestions, for a firm may have thousands
SUGGESTED: dict[str, Callable[[Organization, str], Options]] = {"candidate": _candidates, "company": _companies}
OPTIONS: dict[str, Callable[[Organization], Options]] = {
    "span": _spans,
    "candidate": _candidates,
    "company": _companies,
    "recruiter": _recruiters,
    "policy": _policies,
    "role_family": _role_families,
    "status": _states,
}
