"""What changed between the page that somebody acted on and now: the step as they saw it beside it as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.utils.translation import gettext as _

from candidates.models import Interview, Owner
from candidates.plans.timeline import EventLine, company_zone
from candidates.portal.cards import Card
from candidates.portal.seen import Seen
from recruiting.wording import moment_both, step_title


@dataclass(frozen=True)
class Happened:
    """One thing that happened meanwhile: what, who did it, when."""

    text: str
    who: str
    when: str


@dataclass(frozen=True)
class Meanwhile:
    """How a plan moved on after a page was opened."""

    seen: Seen
    card: Card

    @property
    def then(self) -> str:
        """Return the next step as the page had it."""
        if not self.seen.key:
            return _("Nothing to do")
        return step_title(self.seen.key, self.seen.kind, self.card.contact.name)

    @property
    def then_when(self) -> str:
        """Return when it was due, on both clocks."""
        return self._moment(self.seen.due_at) if self.seen.key else ""

    @property
    def happened(self) -> list[Happened]:
        """Return what happened meanwhile, the newest record first."""
        return [*self._events(), *self._interview()]

    def _events(self) -> Iterator[Happened]:
        plan, reader, now = self.card.plan, self.card.reader, self.card.now
        for event in plan.events.all():
            event.plan = plan
            line = EventLine(event, reader, now, undoable=False)
            known, gone = event.number in self.seen.events, event.retracted_at
            if gone and known:
                who = str(event.retracted_by or self.card.recruiter)
                yield Happened(_("Taken back: %(what)s") % {"what": line.text}, who, self._moment(gone))
            elif not (gone or known):
                yield Happened(line.text, line.who, self._moment(event.recorded_at))

    def _interview(self) -> Iterator[Happened]:
        interview = self.card.plan.interview
        if int(interview.ended_at.timestamp()) != self.seen.ended_at:
            end = {"when": self._moment(interview.ended_at)}
            yield self._changed(_("The end of the interview moved to %(when)s") % end, interview, "ended_at")
        if interview.follow_up_by != self.seen.owner:
            mine = interview.follow_up_by == Owner.CANDIDATE
            text = _("The next step is yours to do") if mine else _("The next step is your recruiter’s to do")
            yield self._changed(text, interview, "follow_up_by")

    def _changed(self, text: str, interview: Interview, field: str) -> Happened:
        """Return a change of the interview, with who made it and when as its history has it."""
        value = getattr(interview, field)
        rows = interview.history.select_related("history_user").order_by("-history_date", "-history_id")
        since = list(takewhile(lambda row: getattr(row, field) == value, rows))
        who = since[-1].history_user if since else None
        return Happened(text, str(who or self.card.recruiter), self._moment(since[-1].history_date) if since else "")

    def _moment(self, moment: datetime) -> str:
        return moment_both(moment, company_zone(self.card.plan), self.card.reader.zone, now=self.card.now)


def meanwhile(seen: Seen | None, card: Card) -> Meanwhile | None:
    """Return how a plan moved on since a page showed it; None where it did not."""
    return Meanwhile(seen, card) if seen and seen.revision != card.plan.revision else None
