"""A plan as its candidate reads it: what is next, what they can report, what was, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates.interviews.lines import how_much
from candidates.letters.facts import people_of
from candidates.models import Letter, Owner, Plan, Step
from candidates.plans.due import State
from candidates.plans.timeline import Reader, StepLine, Timeline, for_reading, timeline_of
from candidates.portal.course import Point, course_of
from candidates.portal.reports import CHECK_IN, NOT_REACHED, REACHED, THANK_YOU, TIMEFRAME, WROTE, Menu, Report
from candidates.portal.seen import Seen
from recruiting.models import Contact, User
from recruiting.wording.moments import city, own_time, time_words

ENDINGS = {
    "hired": gettext_lazy("You got the job. Congratulations!"),
    "rejected": gettext_lazy("They decided for somebody else. There is nothing more to do here."),
    "next_round": gettext_lazy("You are through to the next round. Its follow-ups appear here after that interview."),
    "withdrawn": gettext_lazy("You withdrew. There is nothing more to do here."),
    "job_closed": gettext_lazy("The job was closed. There is nothing more to do here."),
    "interview_cancelled": gettext_lazy("The interview was cancelled. There is nothing to follow up."),
    "no_show": gettext_lazy("The interview did not take place. There is nothing to follow up."),
    "superseded": gettext_lazy("A later round took its place."),
}
STATES = {
    State.OVERDUE: gettext_lazy("Overdue"),
    State.DUE_NOW: gettext_lazy("Now"),
    State.LATER_TODAY: gettext_lazy("Today"),
    State.WAITING: gettext_lazy("Next"),
}


@dataclass(frozen=True)
class Card:
    """One interview's plan for its candidate."""

    plan: Plan
    reader: Reader
    timeline: Timeline
    now: datetime

    @property
    def next(self) -> StepLine | None:
        """Return the first thing to do."""
        return self.timeline.next

    @property
    def state(self) -> str:
        """Return one word for how the next step stands."""
        return str(STATES[self.next.state]) if self.next else ""

    @property
    def contact(self) -> Contact:
        """Return whom to thank and call."""
        return self.plan.interview.lead

    @property
    def recruiter(self) -> User:
        """Return who represents the candidate here."""
        return self.plan.interview.application.recruiter.user

    @property
    def closed(self) -> bool:
        """Say whether it is over."""
        return self.plan.status == Plan.Status.CLOSED

    @property
    def is_due(self) -> bool:
        """Say whether there is something to do by the end of today."""
        return self.next is not None and self.next.state != State.WAITING

    @property
    def mine(self) -> bool:
        """Say whether the next step is the candidate's to do, not the recruiter's."""
        return self.next is not None and self.next.step.owner == Owner.CANDIDATE

    @property
    def is_ahead(self) -> bool:
        """Say whether the interview has not ended yet: then there is the closing question to ask."""
        return self.next is not None and self.next.step.kind == Step.Kind.QUESTION

    @property
    def to_call(self) -> bool:
        """Say whether the next step is a call of the candidate's."""
        return self.mine and self.next is not None and self.next.step.kind == Step.Kind.CALL

    @property
    def to_write(self) -> bool:
        """Say whether the next step is an email of the candidate's."""
        return self.mine and self.next is not None and self.next.step.kind == Step.Kind.EMAIL

    @property
    def until(self) -> str:
        """Return how long the next step can wait that day, or until which day, in both zones."""
        if self.next is None or not self.next.until or self.next.state == State.OVERDUE:
            return ""
        due, latest, zone = self.next.step.due, self.next.step.latest, ZoneInfo(self.next.zone)
        if latest is None or due.astimezone(zone).date() != latest.astimezone(zone).date():
            return self.next.until
        own = own_time(latest, self.next.zone, self.reader.zone)
        words = {"time": time_words(latest.astimezone(zone)), "city": city(self.next.zone), "own": own}
        return _("%(time)s %(city)s · %(own)s for you") % words if own else _("%(time)s %(city)s") % words

    @property
    def rest(self) -> str:
        """Return what is to be said where nothing is left to do."""
        if self.closed:
            return str(ENDINGS[self.plan.outcome])
        return _("Nothing for you to do now. %(recruiter)s takes it from here.") % {"recruiter": self.recruiter}

    @property
    def sent(self) -> Report | None:
        """Return the report that the next step's email was sent."""
        if not self.to_write or self.next is None:
            return None
        return CHECK_IN if self.next.is_follow_up else THANK_YOU

    @cached_property
    def likely(self) -> list[Menu]:
        """Return what most likely happened, as menus."""
        if self.closed:
            return []
        if self.to_call:
            return [REACHED, NOT_REACHED, WROTE]
        if self.next is None or self.next.is_follow_up:
            return [WROTE, REACHED]
        return [TIMEFRAME]

    @property
    def unlikely(self) -> list[Menu]:
        """Return the other menus."""
        return [] if self.closed else [menu for menu in ALL_MENUS if menu not in self.likely]

    @cached_property
    def course(self) -> list[Point]:
        """Return what was, what is next and what will be, in order."""
        return course_of(self.timeline, reader=self.reader, now=self.now)

    @cached_property
    def writers(self) -> list[tuple[Contact, Letter | None]]:
        """Return whom one can write to, each with the letter begun; once it is over, only who was written to."""
        begun: dict[int, Letter] = {}
        for letter in self.plan.interview.letters.order_by("created_at"):
            begun[letter.contact_id] = letter
        people = people_of(self.plan.interview)
        return [(each, begun.get(each.pk)) for each in people if not self.closed or each.pk in begun]

    @property
    def talked_about(self) -> str:
        """Return how much of what was talked about is written down."""
        return how_much(getattr(self.plan.interview, "debrief", None))

    @cached_property
    def seen(self) -> str:
        """Return the mark of what is shown of it, which its forms and links carry."""
        return Seen.now(self.plan, self.next.step if self.next else None).mark

    @property
    def answer(self) -> str:
        """Return what to say once something was recorded: what is next, when, and why."""
        if self.next is None:
            return self.rest
        return self.next.why


ALL_MENUS = (WROTE, REACHED, NOT_REACHED, TIMEFRAME)


def card_of(plan: Plan, *, now: datetime) -> Card:
    """Lay out a plan that `for_reading` loaded, in the zone its candidate has in that firm."""
    reader = Reader("candidate", plan.interview.application.candidate.time_zone)
    return Card(plan, reader, timeline_of(plan, reader=reader, now=now), now)


def cards_for(user: User, *, now: datetime) -> list[Card]:
    """Return every plan of a user, in every firm: what is due first comes first, what is over last."""
    return sorted((card_of(plan, now=now) for plan in for_reading(Plan.objects.visible_to(user))), key=_order)


def _order(card: Card) -> tuple[bool, bool, float]:
    due = card.next.step.due if card.next else card.plan.interview.ended_at
    return card.closed, card.next is None, -due.timestamp() if card.closed else due.timestamp()
