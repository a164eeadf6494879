"""How people say what happened: a form a kind, asking only for what it needs. Admin and portal share them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.models import EventType, Plan
from candidates.plans.errors import EventRefused, PlanChanged
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from candidates.plans.timeline import Reader, company_zone
from candidates.recording.fields import DayInput, MomentField, TimeInput
from recruiting.wording import city, event_sentence, refusal_field, refusal_sentence

Choices = list[tuple[str, Any]]
MAY_CALL: Choices = [
    ("not_asked", _("Not asked")),
    ("yes", _("Yes, we may call then")),
    ("no", _("No, please don't call")),
]
FINAL: Choices = [("hired", _("Hired")), ("rejected", _("No")), ("next_round", _("Next round"))]


class RecordForm(forms.Form):
    """One thing that happened to a plan.

    `kind` names it in addresses, `title` on screens, `event_type` in the log; `revision` is the plan's as seen.
    """

    kind: ClassVar[str]
    title: ClassVar[Any]
    event_type: ClassVar[str]
    event_fields: ClassVar[tuple[str, ...]] = ()

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    at = MomentField(required=False, label=_("When"))
    note = forms.CharField(
        required=False,
        max_length=10_000,
        strip=True,
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = [
        "outcome",
        "answer",
        "date",
        "time",
        "may_call",
        "back_on",
        "due",
        "at",
        "note",
    ]

    def __init__(self, data: Any = None, *, plan: Plan, reader: Reader, now: datetime, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"revision": plan.revision})
        kwargs.setdefault("auto_id", f"{self.kind}-{plan.pk}-%s")
        super().__init__(data, **kwargs)
        self.plan, self.reader, self.now = plan, reader, now
        self.company_city = city(company_zone(plan))  # where the dates that they name are meant
        self._use_zone("at", _("Leave empty for now; else the time in %(city)s."))

    def _use_zone(self, name: str, help_text: Any) -> None:
        field = self.fields[name]
        if isinstance(field, MomentField):
            field.zone = self.reader.zone
            field.help_text = help_text % {"city": city(self.reader.zone)}

    def happening(self) -> Happening:
        """Return what the cleaned form says, as an event of the engine's."""
        fields = {name: _plain(self.cleaned_data.get(name)) for name in self.event_fields}
        return Happening(self.event_type, self.cleaned_data.get("at") or self.now, fields)

    def save(self, author: Author) -> Plan | None:
        """Record it and return the plan as it is now; None, with the error beside its field, if it was refused."""
        try:
            return record_event(
                plan=self.plan,
                happening=self.happening(),
                author=author,
                now=self.now,
                note=self.cleaned_data.get("note", ""),
                revision=self.cleaned_data.get("revision"),
            )
        except EventRefused as error:
            self._refuse(error)
        except PlanChanged as error:
            self._say_what_changed(error)
        return None

    def _refuse(self, error: EventRefused) -> None:
        name = refusal_field(error.refused)
        sentence = refusal_sentence(error.refused, self.reader.zone)
        if error.other is not None:
            what = event_sentence(error.other.type, error.other.payload, error.other.at, self.reader.zone)
            sentence = _("“%(what)s” could then not have happened: %(sentence)s") % {
                "what": what,
                "sentence": sentence,
            }
            name = None
        self.add_error(name if name in self.fields else None, str(sentence))

    def _say_what_changed(self, error: PlanChanged) -> None:
        """Name what was recorded meanwhile, keep what was typed, and let the next try through."""
        self.plan = error.plan
        self.data = {**dict(self.data.items()), self.add_prefix("revision"): error.plan.revision}
        newest = error.plan.events.order_by("-number").select_related("user").first()
        what = (
            event_sentence(newest.type, newest.payload, newest.at, self.reader.zone)
            if newest
            else _("the plan changed")
        )
        who = newest.user if newest and newest.user else _("somebody")
        message = _("Meanwhile %(who)s recorded: %(what)s. Nothing of yours is lost; send it again if it still holds.")
        self.add_error(None, message % {"who": who, "what": str(what).rstrip(".")})


def _plain(value: Any) -> Any:
    """Return a cleaned value as the log holds it: dates and moments in ISO 8601, wall times as HH:MM."""
    if isinstance(value, datetime):
        return value.isoformat()
    if hasattr(value, "strftime"):
        return value.strftime("%H:%M") if hasattr(value, "hour") else value.isoformat()
    return value


class DecisionDateMixin(forms.Form):
    """The date they named for a decision, and whether we may call then."""

    date = forms.DateField(required=False, label=_("They decide by"), widget=DayInput)
    time = forms.TimeField(required=False, label=_("At"), widget=TimeInput)
    may_call = forms.ChoiceField(required=False, label=_("May we call then?"), choices=MAY_CALL, initial="not_asked")

    def clean(self) -> dict[str, Any]:
        """Refuse a time without a date."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("time") and not cleaned.get("date") and "date" not in self.errors:
            self.add_error("date", _("Give the date of that time too."))
        return cleaned


class ThankYouForm(RecordForm):
    """The thank-you email was sent."""

    kind, title, event_type = "thank_you", _("Thank-you sent"), EventType.THANK_YOU_SENT


class CheckInForm(RecordForm):
    """A check-in email was sent."""

    kind, title, event_type = "check_in", _("Check-in email sent"), EventType.EMAIL_SENT


class TimeframeForm(DecisionDateMixin, RecordForm):
    """They were asked when they decide."""

    kind, title, event_type = "timeframe", _("They said when they decide"), EventType.TIMEFRAME_GIVEN
    answer = forms.ChoiceField(
        label=_("Did they name a date?"),
        choices=[("given", _("Yes")), ("none", _("No date"))],
        initial="given",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the date where they named one."""
        cleaned = super().clean()
        if cleaned.get("answer") == "given" and not cleaned.get("date") and "date" not in self.errors:
            self.add_error("date", _("Which date did they name?"))
        return cleaned

    def happening(self) -> Happening:
        """Return a timeframe, or that none was given."""
        if self.cleaned_data["answer"] == "none":
            return Happening(EventType.TIMEFRAME_NOT_GIVEN, self.cleaned_data.get("at") or self.now)
        return super().happening()

    event_fields = ("date", "time", "may_call")


class ReplyForm(DecisionDateMixin, RecordForm):
    """They answered by email."""

    kind, title, event_type = "reply", _("They wrote"), EventType.REPLY_RECEIVED
    event_fields = ("answer", "date", "time", "may_call")
    answer = forms.ChoiceField(label=_("What did they say?"), choices=[("undecided", _("Not decided yet")), *FINAL])


class OutOfOfficeForm(RecordForm):
    """An auto-reply came, which is no answer."""

    kind, title, event_type = "out_of_office", _("Out-of-office reply"), EventType.OUT_OF_OFFICE
    event_fields = ("back_on",)
    back_on = forms.DateField(label=_("Back on"), widget=DayInput)


class CallForm(DecisionDateMixin, RecordForm):
    """Somebody called."""

    kind, title, event_type = "call", _("Called"), EventType.CALL_MADE
    event_fields = ("outcome", "date", "time", "may_call")
    outcome = forms.ChoiceField(
        label=_("How did it go?"),
        choices=[
            ("no_answer", _("Nobody answered")),
            ("voicemail", _("Voicemail")),
            ("gatekeeper", _("Somebody else answered")),
            ("undecided", _("Not decided yet")),
            ("call_back", _("Call back later")),
            *FINAL,
            ("do_not_call", _("Please don't call")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the date of a call back."""
        cleaned = super().clean()
        if cleaned.get("outcome") == "call_back" and not cleaned.get("date") and "date" not in self.errors:
            self.add_error("date", _("When shall we call back?"))
        return cleaned


class RescheduleForm(RecordForm):
    """A person chose the moment of the next follow-up."""

    kind, title, event_type = "reschedule", _("Choose another time"), EventType.RESCHEDULED
    event_fields = ("due",)
    due = MomentField(label=_("New time"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["at"]
        self._use_zone("due", _("The time in %(city)s."))


class CloseForm(RecordForm):
    """It is over, for a reason that no call or letter brought."""

    kind, title, event_type = "close", _("Close"), EventType.CLOSED
    event_fields = ("outcome",)
    outcome = forms.ChoiceField(
        label=_("Why?"),
        choices=[
            ("withdrawn", _("The candidate withdrew")),
            ("job_closed", _("The job was closed")),
            ("interview_cancelled", _("The interview was cancelled")),
            ("no_show", _("The interview did not take place: somebody did not come")),
            *FINAL,
        ],
    )


RECORD_FORMS: dict[str, type[RecordForm]] = {
    form.kind: form
    for form in (
        ThankYouForm,
        CallForm,
        ReplyForm,
        TimeframeForm,
        CheckInForm,
        OutOfOfficeForm,
        RescheduleForm,
        CloseForm,
    )
}
