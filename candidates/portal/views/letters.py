"""The candidate writes to an interviewer: begin, write on, have it reviewed, compare, take it along, send it."""

from __future__ import annotations

from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidates.letters import errors, services
from candidates.letters.facts import people_of
from candidates.letters.forms import LetterForm
from candidates.letters.reading import LetterPage, differences
from candidates.letters.sending import send
from candidates.models import Letter, Plan, Step
from candidates.models.letters import THANK_YOU
from candidates.plans.timeline import for_reading
from candidates.portal.views.plans import candidate_page, own_card
from candidates.portal.views.reports import author_of
from recruiting import clock


@require_POST
@never_cache
@candidate_page
def begin(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    """Begin the letter to one of those who were met, with the coach's draft; or go on with it."""
    card = own_card(request, pk)
    person = next((each for each in people_of(card.plan.interview) if each.pk == contact), None)
    if person is None:
        raise Http404
    step_key = _step_to_write(card.plan)
    letter = services.begin(plan=card.plan, contact=person, step_key=step_key, at=clock.now())
    return redirect("portal:letter", letter.pk)


def _step_to_write(plan: Plan) -> str:
    """Return which email is to be written: the check-in that is open, else the thank-you."""
    emails = [step.key for step in plan.steps.all() if (step.kind, step.status) == (Step.Kind.EMAIL, Step.Status.OPEN)]
    return next((key for key in emails if key != THANK_YOU), THANK_YOU) if THANK_YOU not in emails else THANK_YOU


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@candidate_page
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter with its review; keep what was written, and do with it what the button says."""
    page = own_page(request, pk)
    form = LetterForm(request.POST if request.method == "POST" else None, initial=_initial(page))
    if request.method == "POST" and form.is_valid():
        done = _do(request, page, form)
        if done is not None:
            return done
        page = own_page(request, pk)
    review = page.review_of(form.words) if form.is_bound and form.is_valid() else page.review
    return render(request, "portal/letter.html", {"page": page, "form": form, "review": review})


def _initial(page: LetterPage) -> dict[str, object]:
    return {"seen": page.latest.number, "subject": page.latest.subject, "body": page.latest.body}


def _do(request: HttpRequest, page: LetterPage, form: LetterForm) -> HttpResponse | None:
    """Keep the words, then do what was asked; None where the page is to say what stands in the way."""
    author, now = author_of(request), clock.now()
    try:
        version = services.write(
            letter=page.letter, words=form.words, author=author, seen=form.cleaned_data["seen"], at=now
        )
        match request.POST.get("do"):
            case "send":
                despite = "despite" in request.POST
                send(letter=page.letter, plan=page.plan, author=author, seen=version.number, despite=despite, at=now)
                messages.success(request, _("It is on its way. You get a copy, and answers come to you."))
            case "ask":
                services.ask_for_approval(letter=page.letter)
                messages.success(request, _("Your recruiter is asked to look at it."))
            case "compose":
                language = request.POST.get("language", "")
                services.compose(letter=page.letter, plan=page.plan, at=now, language=_known(language))
                messages.success(request, _("Here is a new draft. What you had written stands among the versions."))
            case _:
                messages.success(request, _("Saved."))
    except errors.LetterError as error:
        return _refused(request, page, error)
    return redirect("portal:letter", page.letter.pk)


def _known(language: str) -> str:
    return language if language in Letter.Language.values else ""


def _refused(request: HttpRequest, page: LetterPage, error: errors.LetterError) -> HttpResponse | None:
    """Say what stood in the way; what was written stays in the form."""
    match error:
        case errors.LetterGone():
            messages.error(request, _("This letter is on its way already. Its words stay as they are."))
            return redirect("portal:letter", page.letter.pk)
        case errors.LetterChanged():
            said = _("Meanwhile it was changed elsewhere. Yours is still here; the other stands among the versions.")
        case errors.NoAddress():
            said = _("We know no email address of %(name)s. Copy the letter, or ask your recruiter for the address.")
            said %= {"name": page.letter.contact.name}
        case errors.NotApproved():
            said = _("Your recruiter wants to see it before it goes. Your words are kept.")
        case _:
            said = _("It has not been sent. See what is to be mended first; your words are kept.")
    messages.error(request, said)
    return None


@require_POST
@never_cache
@candidate_page
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge the words in the form as they stand; nothing is kept."""
    page, form = own_page(request, pk), LetterForm(request.POST)
    lines = page.review_of(form.words) if form.is_valid() else page.review
    return render(request, "portal/_review.html", {"page": page, "review": lines})


@require_safe
@never_cache
@candidate_page
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every version, and how one became another."""
    page = own_page(request, pk)
    numbers = {version.number: version for version in page.versions}
    new = numbers.get(_number(request, "new"), page.latest)
    old = numbers.get(_number(request, "old"), numbers.get(new.number - 1, new))
    context = {"page": page, "old": old, "new": new, "pieces": differences(old.body, new.body)}
    return render(request, "portal/letter_versions.html", context)


def _number(request: HttpRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


@require_POST
@never_cache
@candidate_page
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something to the recruiter about the letter."""
    page = own_page(request, pk)
    text = request.POST.get("text", "").strip()[:2000]
    if text:
        services.comment(letter=page.letter, text=text, author=author_of(request), at=clock.now())
        messages.success(request, _("Your recruiter sees this beside the letter."))
    return redirect("portal:letter", pk)


@require_safe
@never_cache
@candidate_page
def as_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the letter as a message file, to be opened and sent by one's own mail program."""
    page = own_page(request, pk)
    candidate = page.plan.interview.application.candidate
    message = EmailMessage(page.latest.subject, page.latest.body, candidate.email, [page.letter.contact.email])
    message.extra_headers["X-Unsent"] = "1"  # mail programs open it for writing, not as received
    name = slugify(f"{page.letter.contact.name}") or "letter"
    headers = {"Content-Disposition": f'attachment; filename="{name}.eml"'}
    return HttpResponse(message.message().as_bytes(), content_type="message/rfc822", headers=headers)


def own_page(request: HttpRequest, pk: int) -> LetterPage:
    """Return a letter of the signed-in person's; another's does not exist for them (404)."""
    mine = Plan.objects.visible_to(request.user)
    found = get_object_or_404(Letter.objects.select_related("contact", "mail", "interview"), pk=pk)
    plan = get_object_or_404(for_reading(mine), interview=found.interview_id)
    zone = plan.interview.application.candidate.time_zone
    written = list(found.versions.select_related("user"))
    return LetterPage(found, plan, written, zone, clock.now())
