"""The portal's forms: the shared recording forms, narrowed to what one report asks; and how to be reminded."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.models import MailPreferences, Plan
from candidates.plans.timeline import Reader
from candidates.portal.reports import Report
from candidates.portal.seen import Seen
from candidates.recording.fields import TimeInput
from candidates.recording.forms import RecordForm
from candidates.reminders.preferences import PreferenceFields, preferences_for, save_preferences
from recruiting.models import User

KEPT = {"at", "note"}
MAY_CALL = [("yes", _("Yes")), ("no", _("No, rather not")), ("not_asked", _("I did not ask"))]


def report_form(
    report: Report, data: Any, *, plan: Plan, reader: Reader, seen: Seen | None, now: datetime
) -> RecordForm:
    """Return the form of a report: what it settles is out of reach, what it does not ask is gone.

    `seen`: what the page showed from which it comes; on a plan that has moved on it is not recorded.
    """
    form = report.form(data, plan=plan, reader=reader, now=now)
    settled = {**report.settled, "revision": seen.revision if seen else None}
    for name in form.fields.keys() - KEPT - settled.keys() - report.asks.keys():
        del form.fields[name]
    for name, value in settled.items():
        form.fields[name].disabled = True
        form.fields[name].widget = forms.HiddenInput()
        form.initial[name] = value
    for name, label in report.asks.items():
        form.fields[name].label = label
    _in_the_candidates_words(form)
    if report.may_be_undated:
        form.fields["date"].help_text = _("Leave it empty if they did not say.")
    return form


def _in_the_candidates_words(form: RecordForm) -> None:
    form.fields["at"].label = _("When was it?")
    form.fields["note"].label = _("A note for your recruiter")
    permission = form.fields.get("may_call")
    if isinstance(permission, forms.ChoiceField):
        permission.choices = MAY_CALL
        permission.widget = forms.RadioSelect(choices=MAY_CALL)
    if "time" in form.fields:
        form.fields["time"].help_text = _("If they named one; their time, in %(city)s.") % {"city": form.company_city}


class RemindersForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy alone
    """How long before a step somebody is reminded, and when not."""

    class Meta:
        model = MailPreferences
        fields = ("lead_minutes", "quiet_from", "quiet_until")
        labels = {
            "lead_minutes": _("How long before"),
            "quiet_from": _("Quiet from"),
            "quiet_until": _("Quiet until"),
        }
        help_texts = {
            "lead_minutes": _("Before a call or an email is due."),
            "quiet_from": "",
            "quiet_until": _("The same time twice: no quiet hours."),
        }
        widgets = {"quiet_from": TimeInput(), "quiet_until": TimeInput()}

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, instance=preferences_for(user))
        self.user = user

    def save_for(self, *, at: datetime) -> MailPreferences:
        """Store what the person wants."""
        return save_preferences(user=self.user, fields=cast(PreferenceFields, dict(self.cleaned_data)), at=at)
