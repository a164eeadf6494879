"""The candidate's plan: a page or two to hand over, with the next step of each follow-up and the words to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates.coaching.calls import CallCard, ClosingQuestion, call_card, closing_question
from candidates.coaching.facts import Facts as Known
from candidates.letters.facts import ROWS, facts_of, language_for
from candidates.models import Candidate, Owner, Plan, Step
from candidates.plans.due import State
from candidates.plans.timeline import Reader, StepLine, Timeline, for_reading, timeline_of
from candidates.reports.columns import Column, Holds, Row
from candidates.reports.parts import Facts, Part, Words
from candidates.reports.report import Asked, Report
from recruiting.wording import city, moment_both, status_label

Pairs = list[tuple[str, str]]


class CandidatePlan(Report):
    """A page or two to hand over, with the words to say, as the issue asks: for a candidate without a computer too.

    It speaks to the candidate, on both clocks, whoever asks for it; the words are the coach's, in the language in which
    the company is spoken to, in full for a call that is next. What the recruiter does says so, and has no words.
    """

    slug = "plan"
    title = gettext_lazy("Follow-up plan")
    explains = gettext_lazy(
        "What comes next after each interview, when and why then, with the words to say: on paper, to have by the "
        "telephone."
    )
    nothing = gettext_lazy("No follow-up is open. One begins with the next interview.")
    asks = ("candidate",)
    needs = ("candidate",)
    landscape = False
    for_candidates = True

    def columns(self, asked: Asked) -> Sequence[Column]:
        """Return the columns; a step's moment is told on the company's clock and on the candidate's."""
        zone = _whose(asked).time_zone
        own = _("For you (%(city)s)") % {"city": city(zone)}
        return (
            Column("what", _("What"), width=36, on_paper=6),
            Column("company", _("Company"), width=24, on_paper=5),
            Column("job", _("Position"), width=24),
            Column("when", _("When"), width=34, on_paper=7),
            Column("there", _("When, there"), Holds.WALL, width=17),
            Column("company_time_zone", _("Clock there"), width=20),
            Column("own", own, Holds.MOMENT, zone, width=17),
            Column("who", _("Who"), width=24, on_paper=3),
            Column("state", _("State"), width=12, on_paper=3),
            Column("why", _("Why then"), width=70, on_paper=11),
        )

    def rows(self, asked: Asked) -> Iterator[Row]:
        """Yield every step of the open follow-ups by its moment: when it was done, else when it is due."""
        lines = [line for each in _follow_ups(asked) for line in each.steps]
        for line in sorted(lines, key=lambda line: (line.step.done_at or line.step.due, line.step.pk)):
            yield _row(line)

    def size(self, asked: Asked) -> int:
        """Return how many steps there are."""
        return Step.objects.filter(plan__in=_plans(asked)).count()

    def parts(self, asked: Asked) -> Sequence[Part]:
        """Return for each open follow-up what is next, and the words for it; what is due first comes first."""
        return [part for each in _follow_ups(asked) for part in each.parts()]


def _whose(asked: Asked) -> Candidate:
    """Return whose plan it is: a candidate's own, whatever else was asked."""
    candidate = asked.viewer.candidate or asked.filters.candidate
    assert candidate is not None
    return candidate


def _plans(asked: Asked) -> QuerySet[Plan]:
    """Return the open plans that the viewer may see, of that candidate."""
    return asked.viewer.plans.filter(**asked.filters.of_plans()).exclude(status=Plan.Status.CLOSED)


def _follow_ups(asked: Asked) -> list[FollowUp]:
    reader = Reader("candidate", _whose(asked).time_zone)
    plans = for_reading(_plans(asked)).prefetch_related(*(row for row in ROWS if row != "events"))
    found = [FollowUp(timeline_of(plan, reader=reader, now=asked.at), reader) for plan in plans]
    return sorted(found, key=lambda each: each.order)


@dataclass(frozen=True)
class FollowUp:
    """What follows one interview, for its candidate."""

    timeline: Timeline
    reader: Reader

    @property
    def order(self) -> tuple[bool, float, int]:
        """Return its place: what is due first comes first, what waits for the recruiter last."""
        following = self.timeline.next
        return following is None, following.step.due.timestamp() if following else 0.0, self.timeline.plan.pk

    @property
    def steps(self) -> list[StepLine]:
        """Return a line for each step but a question that is past asking."""
        timeline = self.timeline
        return [*([timeline.next] if timeline.next else []), *timeline.later, *timeline.past]

    @cached_property
    def facts(self) -> Known:
        """Return what the coach makes words of."""
        plan = self.timeline.plan
        return facts_of(plan, language=language_for(plan))

    def parts(self) -> Iterator[Part]:
        """Yield what is next, and the words to say."""
        application = self.timeline.plan.interview.application
        yield Facts(f"{application.job.company.name}: {application.job.title}", [*self._where(), *self._next()])
        following = self.timeline.next
        if following is None or following.step.owner != Owner.CANDIDATE:
            return
        name = self.timeline.plan.interview.lead.name
        if following.step.kind == Step.Kind.QUESTION:
            yield _question_words(closing_question(self.facts), name)
        if following.step.kind == Step.Kind.CALL:
            yield _call_words(call_card(self.facts, name), name)
        elif any(line.step.kind == Step.Kind.CALL for line in self.timeline.later):
            yield _call_words(call_card(self.facts, name), name, whole=False)

    def _where(self) -> Pairs:
        interview = self.timeline.plan.interview
        lead, plan = interview.lead, self.timeline.plan
        zone = plan.calendar.content["time_zone"]
        ended = moment_both(interview.ended_at, zone, self.reader.zone)
        pairs = [(_("Interview"), ended), (_("With"), ", ".join(part for part in (lead.name, lead.title) if part))]
        return [*pairs, (_("Number"), lead.phone.as_international)] if lead.phone else pairs

    def _next(self) -> Pairs:
        following = self.timeline.next
        if following is None:
            return [(_("Next"), status_label(self.timeline.plan.status, reader="candidate"))]
        pairs = [(_("Next"), following.title), (_("When"), following.when)]
        if following.state == State.OVERDUE:
            pairs[-1] = (_("When"), _("%(when)s: overdue") % {"when": following.when})
        elif following.until:
            pairs.append((_("At the latest"), following.until))
        if following.step.owner != Owner.CANDIDATE:
            pairs.append((_("Who"), _who(following)))
        return [*pairs, (_("Why then"), following.why)]


def _who(line: StepLine) -> str:
    """Return who does a step: the candidate, or the recruiter by name."""
    return _("you") if line.step.owner == Owner.CANDIDATE else str(line.interview.application.recruiter)


def _state(line: StepLine) -> str:
    """Return how a step stands; one that counts from a thank-you to come is not late before that."""
    if line.step.provisional and line.step.status == Step.Status.OPEN:
        return _("after the thank-you")
    return _("overdue") if line.state == State.OVERDUE else status_label(line.step.status, reader="candidate")


def _row(line: StepLine) -> Row:
    moment, job = line.step.done_at or line.step.due, line.interview.application.job
    return (
        line.title,
        job.company.name,
        job.title,
        line.when,
        moment.astimezone(ZoneInfo(line.zone)).replace(tzinfo=None),
        line.zone,
        moment,
        _who(line),
        _state(line),
        line.why,
    )


def _question_words(words: ClosingQuestion, name: str) -> Words:
    title = _("Before the interview ends: three sentences to %(name)s") % {"name": name}
    return Words(title, [" · ".join([words.summing_up, *words.claims]), words.when, words.may_i_call])


def _call_words(card: CallCard, name: str, *, whole: bool = True) -> Words:
    """Return the call as it goes; of one that is next also what to say where it goes otherwise."""
    undecided = " ".join([*card.reminders, card.timeframe, card.may_i_call])
    otherwise = (
        (_("If they have decided"), card.if_decided),
        (_("Voicemail"), card.voicemail),
        (_("Somebody else answers"), card.gatekeeper),
        (_("They ask for no calls"), card.no_calls),
    )
    cases = [(_("If they have not"), undecided), *(otherwise if whole else ())]
    said = [_("%(what)s: %(said)s") % {"what": what, "said": words} for what, words in cases]
    return Words(_("Call %(name)s") % {"name": name}, [f"{card.opening} {card.interest} {card.question}", *said])
