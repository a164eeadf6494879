"""The candidate's plans: all of them, and one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from candidates.models import Plan
from candidates.people.selectors import candidacies_of
from candidates.plans.timeline import for_reading
from candidates.portal.cards import Card, card_of, cards_for
from recruiting import clock
from recruiting.models import User

candidate_page = login_required(login_url="account_request_login_code")


@require_safe
@never_cache
@candidate_page
def my_follow_ups(request: HttpRequest) -> HttpResponse:
    """Show every plan of the signed-in person, what is due first."""
    assert isinstance(request.user, User)
    cards = cards_for(request.user, now=clock.now())
    going_on = [card for card in cards if not card.closed]
    context = {
        "open": going_on,
        "others": going_on[1:],
        "also_due": [card for card in going_on[1:] if card.is_due],
        "over": [card for card in cards if card.closed],
        "invited": bool(cards) or candidacies_of(request.user).exists(),
    }
    return render(request, "portal/my_follow_ups.html", context)


@require_safe
@never_cache
@candidate_page
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one plan."""
    return render(request, "portal/plan.html", {"card": own_card(request, pk)})


def own_card(request: HttpRequest, pk: int) -> Card:
    """Return a plan of the signed-in person's; another's does not exist for them (404)."""
    found = get_object_or_404(for_reading(Plan.objects.visible_to(request.user)), pk=pk)
    return card_of(found, now=clock.now())
