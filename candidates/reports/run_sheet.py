"""The run-sheet: the calls of a day in the order in which the companies' call hours close, and boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from candidates.coaching.calls import CallCard, call_card, closing_question
from candidates.letters.facts import ROWS, facts_of, language_for
from candidates.models import Owner, Step
from candidates.plans.call_hours import CallHours, OpenCall
from candidates.plans.due import State, overdue
from candidates.plans.selectors import FOLLOW_UPS, steps_for_reading
from candidates.plans.timeline import StepLine
from candidates.reports.columns import Column, Holds, Row
from candidates.reports.filters import Filters
from candidates.reports.parts import Facts, Part
from candidates.reports.report import MOST_COUNTED, Asked, Report, Viewer
from recruiting.cadence import Reason
from recruiting.models import Role
from recruiting.wording import city, day_words, moment_both, moment_in, own_time, reason_label
from recruiting.wording.moments import time_words

CHUNK = 500
NEXT_DAY = timedelta(days=1)
# What the call comes to: the boxes of the card, as Today's "called" asks for them
OUTCOMES = (
    ("nobody", gettext_lazy("Nobody")),
    ("voicemail", gettext_lazy("Voicemail")),
    ("not_decided", gettext_lazy("Not decided")),
    ("they_decide_on", gettext_lazy("They decide on")),
    ("may_we_call_then", gettext_lazy("May we call then?")),
    ("call_back_on", gettext_lazy("Call back on")),
    ("hired", gettext_lazy("Hired")),
    ("no", gettext_lazy("No")),
    ("next_round", gettext_lazy("Next round")),
    ("do_not_call", gettext_lazy("Don’t call")),
)


class RunSheet(Report):
    """A recruiter's calls of a day, as the issue asks: by closing call hours across zones, with number, card, boxes.

    The day is the viewer's own. Whose calls: as on Today, a recruiter's own unless they ask for others or for all.
    """

    slug = "run-sheet"
    title = gettext_lazy("Run-sheet")
    explains = gettext_lazy(
        "The calls of a day, those first where the call hours close first: whom to call for whom, at which number, "
        "what to say, and boxes for what came of it."
    )
    nothing = gettext_lazy("No calls on these days. Choose another day, or “all” recruiters.")
    asks = ("span", "from", "to", "recruiter", "company", "candidate")
    landscape = False
    as_cards = True

    def settled(self, filters: Filters, viewer: Viewer, today: date) -> Filters:
        """Return today where no day was named; a recruiter's own calls where nobody was."""
        if filters.first_day is None and filters.last_day is None:
            filters = replace(filters, first_day=today, last_day=today)
        own = viewer.membership is not None and viewer.membership.role == Role.RECRUITER
        if own and filters.recruiter is None and not filters.everybody:
            filters = replace(filters, recruiter=viewer.membership)
        return filters

    def columns(self, asked: Asked) -> Sequence[Column]:
        """Return the columns; moments are told on the viewer's clock, in words on the company's too."""
        zone = asked.viewer.zone
        return (
            Column("when", _("When"), width=24, on_paper=5),
            Column("who", _("For whom → whom"), width=44, on_paper=9),
            Column("phone", _("Number"), width=20, on_paper=5),
            Column("until", _("Call hours close"), width=34, on_paper=6),
            Column("own", _("Your clock"), width=16, on_paper=3),
            Column("standing", _("Mind"), width=26, on_paper=4),
            Column("company", _("Company"), width=24, on_paper=5),
            Column("contact_title", _("Title"), width=24, on_paper=4),
            Column("job", _("Job"), width=24, on_paper=4),
            Column("follow_up", _("Follow-up"), Holds.NUMBER, width=9, on_paper=2),
            Column("reason", _("Last time"), width=30, on_paper=5),
            Column("caller", _("Who calls"), width=20, on_paper=4),
            Column("opening", _("Open"), width=60, on_paper=9),
            Column("question", _("Ask"), width=40, on_paper=6),
            Column("reminders", _("If not decided, remind them"), width=80, on_paper=9),
            Column("why", _("Why then"), width=70),
            Column("candidate", _("Candidate"), width=26),
            Column("contact", _("Contact"), width=26),
            Column("round", _("Round"), Holds.NUMBER, width=7),
            Column("due", _("Due (your clock)"), Holds.MOMENT, zone, width=17),
            Column("due_company", _("Due, at the company"), Holds.WALL, width=17),
            Column("company_time_zone", _("The company’s zone"), width=20),
            Column("closes", _("Call hours close (your clock)"), Holds.MOMENT, zone, width=17),
            Column("recruiter", _("Recruiter"), width=28),
            *(Column(key, title, Holds.TICK, width=12, on_paper=2) for key, title in OUTCOMES),
        )

    def rows(self, asked: Asked) -> Iterator[Row]:
        """Yield a row for each call. What decides the order is read of all, the rest of some at a time."""
        calls = iter(_in_order(asked))
        while chunk := list(islice(calls, CHUNK)):
            loaded = _with_words(asked).in_bulk([step_id for _closes, step_id in chunk])
            for closes, step_id in chunk:
                if step_id in loaded:  # else somebody made the call meanwhile
                    yield Call(StepLine(loaded[step_id], asked.viewer.reader, asked.at), closes).row

    def size(self, asked: Asked) -> int:
        """Return how many calls there are."""
        return _calls(asked)[:MOST_COUNTED].count()

    def parts(self, asked: Asked) -> Sequence[Part]:
        """Return how many calls there are, and what waits beside them."""
        to_write = {
            "thank_yous": Count("pk", filter=Q(key="thank_you")),
            "check_ins": Count("pk", filter=FOLLOW_UPS),
        }
        emails = _todo(asked).filter(kind=Step.Kind.EMAIL).aggregate(**to_write)
        late = overdue(now=asked.at, zone=asked.viewer.zone)
        counted = _calls(asked).aggregate(calls=Count("pk"), late=Count("pk", filter=late))
        pairs = [(_("Calls"), _calls_said(counted["calls"], counted["late"]))]
        if emails["check_ins"] or emails["thank_yous"]:
            pairs.append((_("To write, not on this sheet"), _emails_said(emails["check_ins"], emails["thank_yous"])))
        return [Facts(_("These calls"), pairs)]


def _calls_said(calls: int, late: int) -> str:
    return _("%(calls)d, %(late)d of them overdue") % {"calls": calls, "late": late} if late else str(calls)


def _emails_said(check_ins: int, thank_yous: int) -> str:
    said = ngettext("%(count)d check-in email", "%(count)d check-in emails", check_ins) % {"count": check_ins}
    thanks = ngettext("%(count)d thank-you", "%(count)d thank-yous", thank_yous) % {"count": thank_yous}
    return _("%(one)s, %(other)s") % {"one": said, "other": thanks}


def _todo(asked: Asked) -> QuerySet[Step]:
    """Return what is to be done on the viewer's days; where today is one of them, what should be done by now too."""
    filters, zone = asked.filters, ZoneInfo(asked.viewer.zone)
    today = asked.at.astimezone(zone).date()
    steps = Step.objects.for_organization(asked.viewer.organization).filter(status=Step.Status.OPEN)
    if filters.last_day and filters.last_day < date.max:
        steps = steps.filter(due__lt=datetime.combine(filters.last_day + NEXT_DAY, time(), zone))
    if filters.first_day and not filters.on_day(today):
        steps = steps.filter(due__gte=datetime.combine(filters.first_day, time(), zone))
    return steps.filter(**filters.of_plans("plan__"))


def _calls(asked: Asked) -> QuerySet[Step]:
    return _todo(asked).filter(FOLLOW_UPS, kind=Step.Kind.CALL)


def _in_order(asked: Asked) -> list[tuple[datetime, int]]:
    """Return each call with when its hours close, by that moment; of calls that close together, the first due."""
    calls = [
        OpenCall(*columns)
        for columns in _calls(asked).values_list("pk", "due", "latest", "plan__version_id", "plan__calendar_id")
    ]
    hours = CallHours.of(asked.viewer.organization, calls)
    zone = ZoneInfo(asked.viewer.zone)
    since = datetime.combine(asked.at.astimezone(zone).date(), time(), zone)
    closing = [(hours.close(call, now=asked.at, since=since), call.due, call.step_id) for call in calls]
    return [(closes, step_id) for closes, _due, step_id in sorted(closing)]


def _with_words(asked: Asked) -> QuerySet[Step]:
    """Return the firm's steps with all that a line and the coach read."""
    steps = steps_for_reading(Step.objects.for_organization(asked.viewer.organization))
    return steps.select_related("plan__interview__debrief").prefetch_related(*(f"plan__{row}" for row in ROWS))


@dataclass(frozen=True)
class Call:
    """A call as a row."""

    line: StepLine
    closes: datetime

    @property
    def when(self) -> str:
        """Return its moment at the company, "10:00 London", with the day where that is not today's there."""
        due, zone = self.line.step.due, self.line.zone
        if due.astimezone(ZoneInfo(zone)).date() != self.line.now.astimezone(ZoneInfo(zone)).date():
            return moment_in(due, zone, now=self.line.now)
        return f"{time_words(due.astimezone(ZoneInfo(zone)))} {city(zone)}"

    @property
    def standing(self) -> str:
        """Return what to mind: that it is late, or that they wait for it at that time."""
        step, zone = self.line.step, ZoneInfo(self.line.zone)
        if self.line.state == State.OVERDUE:
            return _("Overdue since %(day)s") % {"day": day_words(step.due.astimezone(zone).date())}
        return _("Agreed: at this time") if step.reason == Reason.PROMISED_TIME else ""

    @cached_property
    def caller(self) -> str:
        """Return who makes it, the candidate or their recruiter."""
        application = self.line.interview.application
        return str(application.candidate if self._is_candidates else application.recruiter)

    @cached_property
    def _is_candidates(self) -> bool:
        return self.line.step.owner == Owner.CANDIDATE

    @cached_property
    def words(self) -> tuple[str, str, str]:
        """Return opening, question and reminders; the coach opens and reminds in the candidate's own voice."""
        plan = self.line.step.plan
        facts = facts_of(plan, language=language_for(plan))
        card: CallCard = call_card(facts, self.line.contact.name)
        if self._is_candidates:
            return card.opening, card.question, "\n".join(card.reminders)
        return "", card.question, "\n".join(closing_question(facts).claims)

    @property
    def row(self) -> Row:
        """Return its values by the columns of the run-sheet."""
        line, contact, application = self.line, self.line.contact, self.line.interview.application
        step, zone = line.step, ZoneInfo(line.zone)
        return (
            self.when,
            f"{application.candidate.name} → {contact.name}",
            contact.phone.as_international if contact.phone else "",
            moment_both(self.closes, line.zone, line.reader.zone, now=line.now),
            own_time(step.due, line.zone, line.reader.zone),
            self.standing,
            application.job.company.name,
            contact.title,
            application.job.title,
            line.number,
            reason_label(step.reason),
            self.caller,
            *self.words,
            line.why,
            application.candidate.name,
            contact.name,
            line.interview.round,
            step.due,
            step.due.astimezone(zone).replace(tzinfo=None),
            line.zone,
            self.closes,
            application.recruiter.user.email,
            *(None for _outcome in OUTCOMES),
        )
