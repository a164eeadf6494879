"""Forms of an interview: recording one with its debrief and what is known already, and editing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    INPUT_CLASSES,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldBooleanWidget,
)

from candidates.admin.entries_field import EntriesField, ShownField
from candidates.interviews.debriefing import Shown, shown_now
from candidates.interviews.services import NewInterview, closing_plans, preview_move, unsaved_interview
from candidates.models import Debrief, EventType, Interview
from candidates.models.interviews import DEBRIEF_SHAPES
from candidates.plans.errors import EventRefused
from candidates.plans.inputs import Happening
from candidates.plans.start import PlanStarter, Start
from candidates.plans.timeline import company_zone
from candidates.recording.fields import DayInput, MomentField, MomentInput, TimeInput
from candidates.recording.forms import MAY_CALL
from recruiting import clock
from recruiting.admin.forms import TenantForm
from recruiting.policies.selectors import NoDefaultPolicy
from recruiting.wording import refusal_field, refusal_sentence

STYLED = {"class": " ".join(INPUT_CLASSES)}


class InterviewForm(TenantForm):
    """What recording and editing share."""

    said: ClassVar[Mapping[str, Any]] = {
        "interview_round_once": ("round", _("This round of the application is recorded already.")),
        "interview_round_from_one": ("round", _("Rounds are counted from 1.")),
    }
    ended_at = MomentField(
        label=_("Ends"),
        widget=MomentInput(attrs=STYLED),
        help_text=_("When the interview ends, by the clock there; it may lie ahead."),
    )
    topics = EntriesField(
        "topics", label=_("What they talked about"), help_text=_("One a line: topic = how I can help")
    )
    challenges = EntriesField(
        "challenges",
        label=_("Their challenges"),
        help_text=_("One a line: challenge = why it appeals to me = what I know of it"),
    )
    strengths = EntriesField(
        "strengths",
        label=_("Strengths they look for"),
        help_text=_("One a line: strength = mine = the goal it serves"),
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=10_000, widget=UnfoldAdminTextareaWidget(attrs={"rows": 3})
    )

    class Meta:
        model = Interview
        fields = ["application", "round", "lead", "ended_at", "others", "follow_up_by"]

    def debrief(self) -> dict[str, Any]:
        """Return what was learned."""
        return {name: self.cleaned_data[name] for name in (*DEBRIEF_SHAPES, "notes")}

    def refuse(self, error: EventRefused, zone: str) -> None:
        """Say beside its field what the engine refused."""
        name = refusal_field(error.refused)
        name = {"date": "timeframe_date", "at": "thank_you_sent_at"}.get(name or "", name)
        self.add_error(name if name in self.fields else None, refusal_sentence(error.refused, zone))


class NewInterviewForm(InterviewForm):
    """An interview to record, with what has happened since."""

    timeframe_date = forms.DateField(
        label=_("They decide by"),
        required=False,
        widget=DayInput(attrs=STYLED),
        help_text=_("If they named a date."),
    )
    timeframe_time = forms.TimeField(label=_("At"), required=False, widget=TimeInput(attrs=STYLED))
    may_call = forms.ChoiceField(
        label=_("May we call then?"), required=False, choices=MAY_CALL, widget=UnfoldAdminSelectWidget
    )
    thank_you_sent_at = MomentField(
        label=_("Thank-you sent"),
        required=False,
        widget=MomentInput(attrs=STYLED),
        help_text=_("If it was sent already, by the clock there."),
    )
    close_earlier = forms.BooleanField(label=_("Close the earlier round"), required=False, widget=UnfoldBooleanWidget)

    def clean_ended_at(self) -> datetime:
        """Read the wall time on the clock of the lead interviewer."""
        return self._there("ended_at")

    def clean_thank_you_sent_at(self) -> datetime | None:
        """Read the wall time on the clock of the lead interviewer."""
        return self._there("thank_you_sent_at") if self.cleaned_data.get("thank_you_sent_at") else None

    def _there(self, name: str) -> datetime:
        moment: datetime = self.cleaned_data[name]
        return moment.replace(tzinfo=ZoneInfo(self.zone()))

    def zone(self) -> str:
        """Return the zone of the lead interviewer, as far as it is known."""
        lead = self.cleaned_data.get("lead")
        return str(lead.time_zone or lead.company.time_zone) if lead else "UTC"

    def happenings(self) -> list[Happening]:
        """Return what has happened already, as the engine's events."""
        said, events = self.cleaned_data, []
        if said.get("timeframe_date"):
            fields: dict[str, Any] = {"date": said["timeframe_date"].isoformat(), "may_call": said.get("may_call")}
            if said.get("timeframe_time"):
                fields["time"] = f"{said['timeframe_time']:%H:%M}"
            events.append(Happening(EventType.TIMEFRAME_GIVEN, said["ended_at"], fields))
        if said.get("thank_you_sent_at"):
            events.append(Happening(EventType.THANK_YOU_SENT, said["thank_you_sent_at"]))
        return events

    def new_interview(self) -> NewInterview:
        """Return what is to be recorded."""
        said, debrief = self.cleaned_data, self.debrief()
        return NewInterview(
            application=said["application"],
            ended_at=said["ended_at"],
            lead=said["lead"],
            round=said["round"],
            others=list(said["others"]),
            follow_up_by=said["follow_up_by"],
            topics=debrief["topics"],
            challenges=debrief["challenges"],
            strengths=debrief["strengths"],
            happenings=self.happenings(),
        )

    def _check_constraints(self) -> None:
        super()._check_constraints()
        if not self.errors:
            self._ask_before_closing()
        if not self.errors:
            self._draft()

    def _ask_before_closing(self) -> None:
        """Name the plans of earlier rounds that this one closes, and ask whether that is meant."""
        said = self.cleaned_data
        closing = closing_plans(said["application"], round_number=said["round"])
        if closing and not said.get("close_earlier"):
            rounds = ", ".join(str(plan.interview.round) for plan in closing)
            self.add_error(
                "close_earlier",
                _("Recording this closes the follow-up of round %(rounds)s (next round). Tick this to go on.")
                % {"rounds": rounds},
            )

    def _draft(self) -> None:
        """Let the engine say now what it would refuse on saving."""
        new = self.new_interview()
        try:
            interview = unsaved_interview(new)
            PlanStarter(self.organization).draft(Start(interview, new.happenings), at=clock.now())
        except forms.ValidationError as error:
            self.add_error(None, error)
        except EventRefused as error:
            self.refuse(error, self.zone())
        except NoDefaultPolicy:
            self.add_error(None, _("No policy applies: publish one as the firm's default first."))


class EditInterviewForm(InterviewForm):
    """An interview that is recorded: its application and round stay."""

    shown = ShownField()

    class Meta(InterviewForm.Meta):
        fields = ["lead", "ended_at", "others", "follow_up_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ended_at = self.fields["ended_at"]
        assert isinstance(ended_at, MomentField)
        ended_at.zone = company_zone(self.instance.plan)
        debrief = Debrief.objects.filter(interview=self.instance).first() or Debrief()
        for name in (*DEBRIEF_SHAPES, "notes"):
            self.initial.setdefault(name, getattr(debrief, name))
        self.initial.setdefault("shown", shown_now(debrief) if debrief.pk else {})
        for name, shown in (self.shown_before() or {}).items():
            if isinstance(field := self.fields.get(name), EntriesField):
                field.shown = [entry for _id, entry in shown]

    def shown_before(self) -> Shown | None:
        """Return what the debrief held when the page was opened; None where it does not say."""
        return ShownField.read(self.data.get(self.add_prefix("shown"), ""))

    def clean(self) -> dict[str, Any]:
        """Keep to the people of the company; let the engine say what it would refuse of another end."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        company_id = self.instance.application.job.company_id
        for name in ("lead", "others"):
            chosen = [cleaned[name]] if name == "lead" and cleaned.get(name) else list(cleaned.get("others") or ())
            if any(contact.company_id != company_id for contact in chosen):
                self.add_error(name, _("Choose people of the company where the job is."))
        if "ended_at" in self.changed_data and "ended_at" in cleaned:
            self._try_to_move(cleaned["ended_at"])
        return cleaned

    def _try_to_move(self, ended_at: datetime) -> None:
        try:
            preview_move(interview=self.instance, ended_at=ended_at)
        except EventRefused as error:
            self.add_error("ended_at", refusal_sentence(error.refused, company_zone(self.instance.plan)))
