"""A sample interview as a card: its dates in words with why, beside those that hold now, and a small calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from candidates.admin.policy_calendar import Mark, Row, rows_of
from candidates.plans.samples import Dates, Kind, Sample
from recruiting import cadence
from recruiting.wording import day_near, moment_in, refusal_sentence, shift_words, why_sentence

THANK_YOU = "thank_you"


@dataclass(frozen=True)
class DateLine:
    """One date of a sample by the rules in question, and by those that hold."""

    name: str
    step: cadence.Step | None
    held: cadence.Step | None
    compared: bool
    zone: str
    now: datetime

    @property
    def letter(self) -> str:
        """Return the letter that stands for it in the calendar."""
        return _letter(self.step)

    @property
    def held_letter(self) -> str:
        """Return the letter of what holds now."""
        return _letter(self.held)

    @property
    def when(self) -> str:
        """Return its moment; that there is none where that is so."""
        return self._said(self.step)

    @property
    def until(self) -> str:
        """Return the first and the last good moment, where they are not the moment itself."""
        step = self.step
        if step is None or step.earliest is None or step.latest is None or step.earliest == step.latest:
            return ""
        return _("between %(first)s and %(last)s") % {"first": self._at(step.earliest), "last": self._at(step.latest)}

    @property
    def why(self) -> str:
        """Return why then."""
        step = self.step
        if step is None or step.why is None:
            return ""
        return why_sentence(step.why, kind=step.kind, due=step.due, now=self.now)

    @property
    def changed(self) -> bool:
        """Say whether it differs from what holds now."""
        return self.compared and _what(self.step) != _what(self.held)

    @property
    def was(self) -> str:
        """Return what it is by the rules that hold now, where that differs."""
        return self._said(self.held) if self.changed else ""

    @property
    def change(self) -> str:
        """Return how far it moved, or that it is another thing to do."""
        if not self.changed or self.step is None or self.held is None:
            return ""
        parts = [shift_words(self.held.due, self.step.due, self.zone)]
        if self.step.kind != self.held.kind:
            parts.append(
                _("a call, not an email") if self.step.kind == cadence.Kind.CALL else _("an email, not a call")
            )
        return ", ".join(part for part in parts if part)

    def day(self, step: cadence.Step) -> date:
        """Return the local day of a step."""
        return step.due.astimezone(ZoneInfo(self.zone)).date()

    def _at(self, moment: datetime) -> str:
        local = moment.astimezone(ZoneInfo(self.zone))
        return f"{day_near(local.date(), self.now.date())}, {local:%H:%M}"

    def _said(self, step: cadence.Step | None) -> str:
        return self._at(step.due) if step else _("nothing is planned")


def _what(step: cadence.Step | None) -> tuple[datetime, str] | None:
    return (step.due, str(step.kind)) if step else None


def _letter(step: cadence.Step | None) -> str:
    if step is not None and step.key == THANK_YOU:
        return pgettext("one letter for a thank-you", "T")
    if step is not None and step.kind == cadence.Kind.EMAIL:
        return pgettext("one letter for a check-in email", "E")
    return pgettext("one letter for a call", "C")


class Card:
    """A sample as it is shown."""

    def __init__(self, sample: Sample, now: datetime) -> None:
        self.sample, self.now = sample, now
        self.zone = sample.calendar.time_zone
        self.day = sample.ended_at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def title(self) -> str:
        """Return whose interview it is, or which made-up one."""
        interview = self.sample.interview
        if interview is not None:
            return f"{interview.application.candidate.name} → {interview.lead.name}"
        if self.sample.kind is Kind.TODAY:
            return _("An interview today")
        if self.sample.kind is Kind.FRIDAY:
            return _("An interview on a Friday afternoon")
        assert self.sample.holiday is not None
        return _("An interview before %(holiday)s") % {"holiday": self.sample.holiday[1]}

    @property
    def subtitle(self) -> str:
        """Return where it is, if it is real, and when it ends."""
        when = moment_in(self.sample.ended_at, self.zone, now=self.now)
        interview = self.sample.interview
        return f"{interview.application.job.company.name} · {when}" if interview else when

    @property
    def refusal(self) -> str:
        """Return why the engine plans nothing for it."""
        return refusal_sentence(self.sample.refused, self.zone) if self.sample.refused else ""

    @cached_property
    def lines(self) -> list[DateLine]:
        """Return the dates: the thank-you, the next follow-up, and what comes if nobody answers."""
        dates, held = self.sample.dates, self.sample.held
        if dates is None:
            return []
        found = []
        if dates.thank_you is not None:
            found.append(self._line(_("Thank-you by"), dates.thank_you, held.thank_you if held else None))
        found.append(self._line(_first_name(dates), dates.first, held.first if held else None))
        if dates.second is not None or (held is not None and held.second is not None):
            found.append(self._line(_second_name(dates), dates.second, held.second if held else None))
        return found

    def _line(self, name: str, step: cadence.Step | None, held: cadence.Step | None) -> DateLine:
        return DateLine(name, step, held, self.sample.held is not None, self.zone, self.now)

    @property
    def changed(self) -> int:
        """Return how many of its dates differ from what holds now."""
        return sum(line.changed for line in self.lines)

    @property
    def caption(self) -> str:
        """Return what the calendar shows."""
        return _("Calendar: %(title)s") % {"title": self.title}

    @property
    def rows(self) -> list[Row]:
        """Return the calendar's weeks, from the interview to the last date."""
        return rows_of(self._marks(), self.sample.calendar)

    def _marks(self) -> dict[date, list[Mark]]:
        """Return what stands on which day: what is planned, and where it was until now."""
        interview = Mark(pgettext("one letter for an interview", "I"), _("the interview"), todo=False)
        found: dict[date, list[Mark]] = {self.day: [interview]}
        for line in self.lines:
            new = line.day(line.step) if line.step else None
            old = line.day(line.held) if line.held and line.changed else None
            moved = line.changed and new != old
            if new is not None:
                words = _("%(what)s, changed") % {"what": line.name} if moved else line.name
                found.setdefault(new, []).append(Mark(line.letter, words, changed=moved))
            if old is not None and moved:
                words = _("%(what)s, until now") % {"what": line.name}
                found.setdefault(old, []).append(Mark(line.held_letter, words, before=True))
        return found


def _first_name(dates: Dates) -> str:
    if dates.first is None:
        return _("Follow-up")
    return _("Check-in email") if dates.first.kind == cadence.Kind.EMAIL else _("Call")


def _second_name(dates: Dates) -> str:
    if dates.second is not None and dates.second.kind == cadence.Kind.EMAIL:
        return _("If nobody answers, email")
    return _("If nobody answers, call")
