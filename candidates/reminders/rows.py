"""The short words of reminders and morning letters: when, until when, what is asked, who calls whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates.models import Interview, Owner, Step
from candidates.plans.timeline import StepLine
from recruiting.wording import city, day_words, own_time, reason_label
from recruiting.wording.moments import time_words

CALL, CHECK_IN, THANK_YOU, QUESTION = "call", "check_in", "thank_you", "question"

SAY_HEADINGS = {
    CALL: gettext_lazy("What to say"),
    CHECK_IN: gettext_lazy("What to write"),
    THANK_YOU: gettext_lazy("What to write"),
    QUESTION: gettext_lazy("What to ask, at the end"),
}
REPORT_HEADINGS = {
    CALL: gettext_lazy("How did it go?"),
    CHECK_IN: gettext_lazy("Is it sent?"),
    THANK_YOU: gettext_lazy("Is it sent?"),
    QUESTION: gettext_lazy("What did they say?"),
}
REPORTS = {
    CALL: gettext_lazy("Tell us there: nobody answered, you reached them, or they wrote to you."),
    CHECK_IN: gettext_lazy("Tell us there: you sent it, or they wrote to you first."),
    THANK_YOU: gettext_lazy("Tell us there, and the date of your first call is counted from it."),
    QUESTION: gettext_lazy("Tell us there: the date they named, or that they named none."),
}
REPORT_LINKS = {
    CALL: gettext_lazy("Say how it went"),
    CHECK_IN: gettext_lazy("Say that it is sent"),
    THANK_YOU: gettext_lazy("Say that it is sent"),
    QUESTION: gettext_lazy("Say what they said"),
}


def what_to_do(step: Step) -> str:
    """Return which of the four things a step is: a call, a check-in, the thank-you, the closing question."""
    if step.kind == Step.Kind.EMAIL and step.key == THANK_YOU:
        return THANK_YOU
    return {Step.Kind.EMAIL: CHECK_IN, Step.Kind.CALL: CALL, Step.Kind.QUESTION: QUESTION}[Step.Kind(step.kind)]


def said_moment(line: StepLine) -> str:
    """Return when a step is due, for a subject: "today at 10:00 London"; else with its day.

    Never "tomorrow", for a letter may be read a day after it was written; and "today" only where it is that on both
    clocks, for the letter is not sent later than that.
    """
    due, now = line.step.due, line.now
    there, own = ZoneInfo(line.zone), ZoneInfo(line.reader.zone)
    local = due.astimezone(there)
    days = {local.date(), due.astimezone(own).date(), now.astimezone(there).date(), now.astimezone(own).date()}
    words = {"time": time_words(local), "city": city(line.zone), "day": day_words(local.date())}
    return _("today at %(time)s %(city)s") % words if len(days) == 1 else _("on %(day)s at %(time)s %(city)s") % words


def there(line: StepLine) -> str:
    """Return the wall time at the company: "10:00 London"."""
    return _("%(time)s %(city)s") % {
        "time": time_words(line.step.due.astimezone(ZoneInfo(line.zone))),
        "city": city(line.zone),
    }


def until(line: StepLine, *, both: bool = True) -> str:
    """Return the last good moment: without its day, where that is the due one; on both clocks, or the company's."""
    due, latest, zone = line.step.due, line.step.latest, ZoneInfo(line.zone)
    if latest is None or not line.until:
        return ""
    local = latest.astimezone(zone)
    words = {"time": time_words(local), "city": city(line.zone), "day": day_words(local.date())}
    if local.date() != due.astimezone(zone).date():
        return line.until if both else _("%(day)s, %(time)s %(city)s") % words
    words["own"] = own_time(latest, line.zone, line.reader.zone) if both else ""
    return _("%(time)s %(city)s · %(own)s for you") % words if words["own"] else _("%(time)s %(city)s") % words


@dataclass(frozen=True)
class Row:
    """A step in a morning letter."""

    line: StepLine
    dated: bool = False

    @property
    def interview(self) -> Interview:
        """Return the interview it follows."""
        return self.line.interview

    @property
    def when(self) -> str:
        """Return its moment on both clocks, with its day where that is not the letter's."""
        line = self.line
        if self.dated:
            return line.when
        own = own_time(line.step.due, line.zone, line.reader.zone)
        return _("%(there)s · %(own)s for you") % {"there": there(line), "own": own} if own else there(line)

    @property
    def until(self) -> str:
        """Return until when it can be done, on the company's clock."""
        return "" if self.dated else until(self.line, both=False)

    @property
    def who(self) -> str:
        """Return who does what: in words, which a name in another script cannot turn round as it could an arrow."""
        line, application = self.line, self.line.interview.application
        names = {
            "candidate": application.candidate.name,
            "contact": line.contact.name,
            "company": application.job.company.name,
        }
        mine = line.step.owner == Owner.RECRUITER
        if what_to_do(line.step) == CALL:
            if mine:
                return _("You call %(contact)s, %(company)s, for %(candidate)s") % names
            return _("%(candidate)s calls %(contact)s, %(company)s") % names
        if mine:
            return _("You write to %(contact)s, %(company)s, for %(candidate)s") % names
        return _("%(candidate)s writes to %(contact)s, %(company)s") % names

    @property
    def reason(self) -> str:
        """Return in a few words why there is such a step."""
        if not self.line.is_follow_up:
            return _("thanks for the interview")
        words = {"number": self.line.number, "reason": reason_label(self.line.step.reason)}
        if not words["reason"]:
            return _("follow-up %(number)s") % words
        return _("follow-up %(number)s · %(reason)s") % words

    @property
    def is_call(self) -> bool:
        """Say whether somebody is called."""
        return self.line.step.kind == Step.Kind.CALL


def closing_at(line: StepLine) -> tuple[datetime, datetime, int]:
    """Return the order of what is to be done in a day: what can no longer be done first comes first."""
    return (line.step.latest or line.step.due, line.step.due, line.step.pk)
