"""What a report is: one small class that says its columns and its rows; every format and every screen reads these."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Literal

from django.db.models import QuerySet

from candidates.models import Candidate, Plan, Step
from candidates.models.plans import PlanQuerySet
from candidates.plans.timeline import Reader
from candidates.reports.columns import Column, Row
from candidates.reports.filters import Filters
from candidates.reports.parts import Part
from recruiting.accounts.languages import DEFAULT
from recruiting.models import Membership, Organization

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

MOST_COUNTED = 1_100_000  # no format holds more rows
DAYS = ("span", "from", "to")


@dataclass(frozen=True)
class Viewer:
    """For whom a report is made: what they may see and their zone are read from them as they are at that moment."""

    organization: Organization
    zone: str
    name: str
    membership: Membership | None = None
    candidate: Candidate | None = None
    language: str = DEFAULT

    @classmethod
    def member(cls, membership: Membership) -> Viewer:
        """Return a member of a firm as a viewer."""
        user = membership.user
        return cls(membership.organization, user.time_zone, f"{user} <{user.email}>", membership=membership)

    @classmethod
    def of_candidate(cls, candidate: Candidate, *, language: str) -> Viewer:
        """Return a candidate, who sees what is their own, in their language; members read English."""
        zone = candidate.time_zone
        return cls(candidate.organization, zone, candidate.name, candidate=candidate, language=language)

    @property
    def plans(self) -> PlanQuerySet:
        """Return the plans that the viewer may see: the firm's, or a candidate's own in that firm."""
        plans = Plan.objects.for_organization(self.organization)
        if self.candidate is None:
            return plans
        if self.candidate.user is not None:
            return plans.visible_to(self.candidate.user)
        return plans.filter(interview__application__candidate=self.candidate)

    @property
    def reader(self) -> Reader:
        """Return the viewer as somebody to whom plans are worded."""
        part: Literal["candidate", "recruiter"] = "recruiter" if self.candidate is None else "candidate"
        return Reader(part, self.zone)


@dataclass(frozen=True)
class Asked:
    """A report as it is asked for: by whom, with which filters, when; `whole` where every row will be read."""

    viewer: Viewer
    filters: Filters
    at: datetime
    whole: bool = False


class Report(ABC):
    """A report. `asks` names the filters that it takes, `needs` those without which it makes no sense.

    Rows begin at the viewer's firm, and for a candidate at what is their own; `Filters` alone never widens that.
    """

    slug: ClassVar[str]
    title: ClassVar[StrPromise]
    explains: ClassVar[StrPromise]  # a sentence: what it is for
    nothing: ClassVar[StrPromise]  # what to say where it has no rows, and what to do then
    asks: ClassVar[tuple[str, ...]] = ()
    needs: ClassVar[tuple[str, ...]] = ()
    begins: ClassVar[Mapping[str, str]] = {}  # what its page asks before anybody has said what they want
    formats: ClassVar[tuple[str, ...]] = ("pdf", "xlsx", "csv", "json")
    landscape: ClassVar[bool] = True
    for_candidates: ClassVar[bool] = False
    for_members: ClassVar[bool] = True
    as_cards: ClassVar[bool] = False  # on paper each row is a card, not a line of a table

    def takes(self, viewer: Viewer) -> tuple[str, ...]:
        """Return the filters that a viewer may set: a candidate which days, for all else is settled by who they are."""
        return self.asks if viewer.candidate is None else tuple(name for name in self.asks if name in DAYS)

    def settled(self, filters: Filters, viewer: Viewer, today: date) -> Filters:
        """Return the filters with what holds where nothing was said, so that every export says it too."""
        return filters

    @abstractmethod
    def columns(self, asked: Asked) -> Sequence[Column]:
        """Return its columns."""

    @abstractmethod
    def rows(self, asked: Asked) -> Iterator[Row]:
        """Yield its rows in order, at a number of queries that does not grow with them."""

    @abstractmethod
    def size(self, asked: Asked) -> int:
        """Return about how many rows there are, never too few: small reports are made at once."""

    def parts(self, asked: Asked) -> Sequence[Part]:
        """Return what stands above the table on pages and paper."""
        return ()

    def steps(self, asked: Asked) -> QuerySet[Step]:
        """Return the steps that its rows are, for a calendar; `Filters.on_day` has the last word about their days.

        A report that has the format "ics" says so here.
        """
        raise NotImplementedError
