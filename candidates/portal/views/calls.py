"""What to say: the call as a card for the phone or a sheet of paper; before an interview ends, the closing question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from candidates.coaching.calls import call_card, closing_question
from candidates.letters.facts import facts_of, language_for
from candidates.portal.views.plans import candidate_page, own_card


@require_safe
@never_cache
@candidate_page
def what_to_say(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the card of the call, or of the question that is asked before the interview ends."""
    card = own_card(request, pk)
    language = language_for(card.plan)
    facts = facts_of(card.plan, language=language)
    context = {
        "card": card,
        "language": language,
        "call": call_card(facts, card.contact.name),
        "closing": closing_question(facts) if card.is_ahead else None,
    }
    return render(request, "portal/what_to_say.html", context)
