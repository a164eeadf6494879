"""A member's own mail: when their morning letter comes, on which clock, and what they want none of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate, MailStream
from candidates.models.reminders import LEAD_CHOICES
from candidates.outbox.selectors import refused_streams
from candidates.reminders.preferences import PreferenceFields, choose_stream, preferences_for, save_preferences
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.models import Membership, Role
from recruiting.models.fields import time_zone_choices

STREAMS = {"digest": MailStream.DIGEST, "notices": MailStream.NOTICES, "reports": MailStream.REPORTS}
AS_CANDIDATE = ("lead_minutes", "quiet_from", "quiet_until")
MORNING = ("digest", "digest_at", "digest_at_weekends")


def _time(**kwargs: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **kwargs)


class MyMailForm(forms.Form):
    """What a member may choose; what does not concern them is left out."""

    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=time_zone_choices,
        help_text=_("All pages and letters tell you the time on this clock."),
    )
    digest = forms.BooleanField(label=_("Send me my morning letter"), required=False)
    digest_at = _time(label=_("At"))
    digest_at_weekends = forms.BooleanField(label=_("At weekends too"), required=False)
    notices = forms.BooleanField(
        label=_("Tell me at once when a plan is over to me, or a letter of mine failed"), required=False
    )
    reports = forms.BooleanField(
        label=_("Tell me when a large report of mine is ready, and send me those that colleagues have made for me"),
        required=False,
    )
    lead_minutes = forms.TypedChoiceField(label=_("Remind me before"), choices=LEAD_CHOICES, coerce=int)
    quiet_from = _time(label=_("Send nothing from"))
    quiet_until = _time(label=_("until"))

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, initial=_initial(member), label_suffix="")
        if member.role == Role.VIEWER:
            self._leave_out(MORNING)
        if not Candidate.objects.visible_to(member.user).exists():
            self._leave_out(AS_CANDIDATE)

    def _leave_out(self, names: tuple[str, ...]) -> None:
        for name in names:
            del self.fields[name]

    def save(self, member: Membership, *, at: datetime) -> None:
        """Store it for the member; the letters they want or not are this firm's."""
        chosen = dict(self.cleaned_data)
        streams = {stream: chosen.pop(name) for name, stream in STREAMS.items() if name in chosen}
        fields = PreferenceFields(**chosen)  # type: ignore[typeddict-item]  # the form's fields are the very same
        save_preferences(user=member.user, fields=fields, at=at)
        for stream, wanted in streams.items():
            choose_stream(user=member.user, organization=member.organization, stream=stream, wanted=wanted, at=at)


def _initial(member: Membership) -> dict[str, Any]:
    preferences = preferences_for(member.user)
    refused = refused_streams(member.organization, member.user.email)
    kept = {name: getattr(preferences, name) for name in ("digest_at", "digest_at_weekends", *AS_CANDIDATE)}
    wanted = {name: stream.value not in refused for name, stream in STREAMS.items()}
    return {"time_zone": member.user.time_zone, **kept, **wanted}


def my_mail(request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
    """Show and change how the member is written to."""
    member = membership_of(request)
    form = MyMailForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        form.save(member, at=clock.database_now())
        messages.success(request, _t("Your mail is sent as you said from now on."))
        return redirect("admin:candidates_outgoingmail_mine")
    bounced = "" in refused_streams(member.organization, member.user.email)
    context = page | {"form": form, "member": member, "bounced": bounced}
    return TemplateResponse(request, "admin/mail/mine.html", context)
