"""What a candidate can report, in their words: each one tap, or a form that asks only for what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.recording.forms import (
    CallForm,
    CheckInForm,
    OutOfOfficeForm,
    RecordForm,
    ReplyForm,
    ThankYouForm,
    TimeframeForm,
)

Words = Any  # a text, translated when it is shown


@dataclass(frozen=True)
class Report:
    """One thing to report: by which form, what choosing it settles, and what it still asks, as labels by field."""

    slug: str
    label: Words
    form: type[RecordForm]
    settled: Mapping[str, str] = field(default_factory=dict)
    asks: Mapping[str, Words] = field(default_factory=dict)
    hint: Words = ""

    @property
    def may_be_undated(self) -> bool:
        """Say whether they may have named no date."""
        return self.asks is DECISION

    @property
    def one_tap(self) -> bool:
        """Say whether choosing it says it all."""
        return not self.asks


@dataclass(frozen=True)
class Menu:
    """Reports to choose from, once one has said what sort of thing happened."""

    slug: str
    label: Words
    question: Words
    reports: tuple[Report, ...]


DECISION = {
    "date": _("When will they decide?"),
    "time": _("At what time?"),
    "may_call": _("May you call then?"),
}
THANK_YOU = Report("thank-you", _("I sent it"), ThankYouForm)
CHECK_IN = Report("check-in", _("I sent it"), CheckInForm)


def _call(slug: str, label: Words, outcome: str, asks: Mapping[str, Words] | None = None, hint: Words = "") -> Report:
    return Report(slug, label, CallForm, {"outcome": outcome}, asks or {}, hint)


def _reply(slug: str, label: Words, answer: str, asks: Mapping[str, Words] | None = None, hint: Words = "") -> Report:
    return Report(slug, label, ReplyForm, {"answer": answer}, asks or {}, hint)


REACHED = Menu(
    "reached",
    _("I reached them"),
    _("What did they say?"),
    (
        _call("called-undecided", _("Not decided yet"), "undecided", DECISION, _("perhaps they named a date")),
        _call(
            "called-call-back",
            _("Call back another time"),
            "call_back",
            {"date": _("On which day shall you call?"), "time": _("At what time?")},
        ),
        _call("called-next-round", _("I am through to the next round"), "next_round"),
        _call("called-hired", _("I got the job"), "hired"),
        _call("called-rejected", _("They said no"), "rejected"),
        _call(
            "called-do-not-call", _("They ask for no calls"), "do_not_call", hint=_("from then on you write instead")
        ),
    ),
)
NOT_REACHED = Menu(
    "not-reached",
    _("Nobody answered"),
    _("What happened?"),
    (
        _call("called-no-answer", _("It rang, nobody answered"), "no_answer"),
        _call("called-voicemail", _("I left a voicemail"), "voicemail"),
        _call("called-gatekeeper", _("Somebody else answered"), "gatekeeper", hint=_("and did not put me through")),
    ),
)
WROTE = Menu(
    "wrote",
    _("They wrote to me"),
    _("What did they write?"),
    (
        _reply("wrote-undecided", _("Not decided yet"), "undecided", DECISION, _("perhaps they named a date")),
        _reply("wrote-next-round", _("I am through to the next round"), "next_round"),
        _reply("wrote-hired", _("I got the job"), "hired"),
        _reply("wrote-rejected", _("They said no"), "rejected"),
        Report(
            "wrote-out-of-office",
            _("An out-of-office reply"),
            OutOfOfficeForm,
            asks={"back_on": _("On which day are they back?")},
            hint=_("sent by a machine, no answer yet"),
        ),
    ),
)
TIMEFRAME = Menu(
    "decision",
    _("They told me when they decide"),
    _("Did they name a date?"),
    (
        Report(
            "decision-date",
            _("Yes, a date"),
            TimeframeForm,
            {"answer": "given"},
            dict(DECISION),
        ),
        Report("decision-no-date", _("I asked, they named none"), TimeframeForm, {"answer": "none"}),
    ),
)
MENUS = {menu.slug: menu for menu in (REACHED, NOT_REACHED, WROTE, TIMEFRAME)}
REPORTS = {
    report.slug: report
    for report in (THANK_YOU, CHECK_IN, *(report for menu in MENUS.values() for report in menu.reports))
}
