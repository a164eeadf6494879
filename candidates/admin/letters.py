"""A candidate's letter as the recruiter sees it: its words and review before it goes, approval, comments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from candidates.admin.reading import author_of, plan_of, reader_of
from candidates.admin.recording import refuse_reader
from candidates.letters import errors, services
from candidates.letters.reading import LetterPage
from candidates.models import Letter
from recruiting import clock

COMMENT_LIMIT = 2000


def letter_view(request: HttpRequest, pk: int, letter: int, *, page: dict[str, Any]) -> HttpResponse:
    """Show a letter; by POST approve it, send it back with a comment, or only say something."""
    plan = plan_of(request, pk)
    found = get_object_or_404(plan.interview.letters.select_related("contact", "mail"), pk=letter)
    if request.method == "POST":
        refuse_reader(request)
        _do(request, found)
        return redirect("admin:candidates_interview_letter", pk, letter)
    versions = list(found.versions.select_related("user"))
    context = {"letter": LetterPage(found, plan, versions, reader_of(request).zone, clock.now())}
    return TemplateResponse(request, "admin/letters/page.html", page | context)


def _do(request: HttpRequest, letter: Letter) -> None:
    text = request.POST.get("text", "").strip()[:COMMENT_LIMIT]
    if text:
        services.comment(letter=letter, text=text, author=author_of(request), at=clock.now())
    try:
        match request.POST.get("do"):
            case "approve":
                services.approve(letter=letter, seen=_number(request))
                messages.success(request, _("Approved. The candidate can send it as it stands."))
            case "back":
                services.send_back(letter=letter)
                messages.success(request, _("Back to the candidate, with what you said."))
            case _ if text:
                messages.success(request, _("The candidate sees this beside the letter."))
            case _:
                messages.error(request, _("There was nothing in the field to say."))
    except errors.LetterChanged:
        messages.error(request, _("Meanwhile the candidate has written on. Read it again; nothing was approved."))
    except errors.LetterGone:
        messages.error(request, _("It is on its way already."))


def _number(request: HttpRequest) -> int:
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0
