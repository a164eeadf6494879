"""The shared recording forms, narrowed to what one report asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.models import Plan
from candidates.plans.timeline import Reader
from candidates.portal.reports import Report
from candidates.recording.forms import RecordForm

KEPT = {"revision", "at", "note"}
MAY_CALL = [("yes", _("Yes")), ("no", _("No, rather not")), ("not_asked", _("I did not ask"))]


def report_form(report: Report, data: Any, *, plan: Plan, reader: Reader, now: datetime) -> RecordForm:
    """Return the form of a report: what it settles is out of reach, what it does not ask is gone."""
    form = report.form(data, plan=plan, reader=reader, now=now)
    for name in form.fields.keys() - KEPT - report.settled.keys() - report.asks.keys():
        del form.fields[name]
    for name, value in report.settled.items():
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
