"""How the candidate is reminded: how long before, when not, and from which firms."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from candidates.models import MailPreferences, MailStream
from candidates.people.selectors import candidacies_of
from candidates.portal.forms import RemindersForm
from candidates.portal.reminding import firms_of, next_reminder
from candidates.portal.views.plans import candidate_page
from candidates.reminders.preferences import choose_stream
from recruiting import clock
from recruiting.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@candidate_page
def reminders(request: HttpRequest) -> HttpResponse:
    """Show how the signed-in person is reminded, and what comes next; change it."""
    assert isinstance(request.user, User)
    form = RemindersForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        messages.success(request, _saved(form.save_for(at=clock.now())))
        return redirect("portal:reminders")
    firms = firms_of(request.user)
    context = {"form": form, "firms": firms, "coming": next_reminder(request.user, firms, now=clock.now())}
    return render(request, "portal/reminders.html", context)


def _saved(preferences: MailPreferences) -> str:
    if preferences.quiet_from == preferences.quiet_until:
        return _("Saved. Reminders come at any hour.")
    hours = {"start": f"{preferences.quiet_until:%H:%M}", "end": f"{preferences.quiet_from:%H:%M}"}
    return _("Saved. Reminders come between %(start)s and %(end)s.") % hours


@require_POST
@never_cache
@candidate_page
def choose_firm(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn the reminders of one firm that represents the signed-in person on or off."""
    assert isinstance(request.user, User)
    firm = get_object_or_404(candidacies_of(request.user), pk=pk).organization
    wanted = request.POST.get("wanted") == "yes"
    choose_stream(user=request.user, organization=firm, stream=MailStream.REMINDERS, wanted=wanted, at=clock.now())
    said = _("%(firm)s reminds you again.") if wanted else _("%(firm)s sends you no more reminders.")
    messages.success(request, said % {"firm": firm})
    return redirect("portal:reminders")
