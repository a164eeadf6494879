"""Where members say what happened: from Today in place, or from an interview's page; and where they take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from candidates.admin.reading import author_of, plan_of, reader_of
from candidates.models import Plan
from candidates.plans.errors import AlreadyRetracted, EventRefused, PlanChanged
from candidates.plans.services import retract_event
from candidates.plans.timeline import EventLine, StepLine, Timeline, timeline_of
from candidates.recording.forms import RECORD_FORMS, RecordForm
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.wording import event_sentence, outcome_label, refusal_sentence

BACK = {"today": "admin:index", "interview": "admin:candidates_interview_change"}


def record_view(request: HttpRequest, pk: int, kind: str, *, page: dict[str, Any]) -> HttpResponse:
    """Ask for, or record, one thing that happened; what is wrong is said beside its field, with all that was typed."""
    plan, form_class = plan_of(request, pk), RECORD_FORMS.get(kind)
    if form_class is None:
        raise Http404
    refuse_reader(request)
    reader, now = reader_of(request), clock.now()
    before = timeline_of(plan, reader=reader, now=now)
    form = form_class(request.POST or None, plan=plan, reader=reader, now=now)
    if request.method == "POST" and form.is_valid() and form.save(author_of(request)):
        return _answer(request, before, pk)
    return _ask(request, form, page)


def retract_view(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take an event back."""
    plan = plan_of(request, pk)
    refuse_reader(request)
    event = next((event for event in plan.events.all() if event.number == number), None)
    if event is None:
        raise Http404
    before = timeline_of(plan, reader=reader_of(request), now=clock.now())
    try:
        retract_event(event=event, author=author_of(request), now=clock.now(), revision=_revision(request))
    except (EventRefused, PlanChanged, AlreadyRetracted) as error:
        return _refused(request, plan, error)
    return _answer(request, before, pk)


def refuse_reader(request: HttpRequest) -> None:
    """Raise PermissionDenied for a member who only reads."""
    if not membership_of(request).may_write:
        raise PermissionDenied


def _revision(request: HttpRequest) -> int | None:
    asked = request.POST.get("revision", "")
    return int(asked) if asked.isdecimal() else None


def _ask(request: HttpRequest, form: RecordForm, page: dict[str, Any]) -> HttpResponse:
    """Show the form: alone in the row it came from, else on a page of its own."""
    in_place = bool(getattr(request, "htmx", False))
    template = "admin/recording/in_place.html" if in_place else "admin/recording/page.html"
    context = {
        **({} if in_place else page),
        "form": form,
        "plan": form.plan,
        "interview": form.plan.interview,
        "back": _back(request),
        "title": form.title,
    }
    return TemplateResponse(request, template, context)


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("back") or request.GET.get("back", "")
    return asked if asked in BACK else "interview"


def _answer(request: HttpRequest, before: Timeline, pk: int) -> HttpResponse:
    """Say what was recorded and what comes next: in the row it came from, else on the page it came from."""
    after = timeline_of(plan_of(request, pk), reader=reader_of(request), now=clock.now())
    change = Change(before, after)
    if getattr(request, "htmx", False):
        return TemplateResponse(request, "admin/recording/recorded.html", {"change": change, "plan": after.plan})
    messages.success(request, change.sentence)
    return _go_back(request, pk)


def _go_back(request: HttpRequest, pk: int) -> HttpResponse:
    back = _back(request)
    return redirect(BACK[back]) if back == "today" else redirect(BACK[back], pk)


def _refused(request: HttpRequest, plan: Plan, error: Exception) -> HttpResponse:
    said = {
        AlreadyRetracted: _("That was taken back already."),
        PlanChanged: _("Meanwhile somebody recorded something else. Look again before you take this back."),
    }.get(type(error), "")
    if isinstance(error, EventRefused):
        said = _taking_back_refused(error, reader_of(request).zone)
    if getattr(request, "htmx", False):
        return TemplateResponse(request, "admin/recording/not_taken_back.html", {"said": said, "plan": plan})
    messages.error(request, said)
    return _go_back(request, plan.interview_id)


def _taking_back_refused(error: EventRefused, zone: str) -> str:
    sentence = refusal_sentence(error.refused, zone)
    if error.other is None:
        return sentence
    what = event_sentence(error.other.type, error.other.payload, error.other.at, zone)
    return _("Without it “%(what)s” could not have happened: %(sentence)s") % {"what": what, "sentence": sentence}


class Change:
    """What recording or taking back did to a plan."""

    def __init__(self, before: Timeline, after: Timeline) -> None:
        self.before, self.after = before, after

    @property
    def event(self) -> EventLine | None:
        """Return what was recorded; None if something was taken back."""
        newest = self.after.events[0] if self.after.events else None
        known = {line.event.pk for line in self.before.events}
        return newest if newest and newest.event.pk not in known else None

    @property
    def next(self) -> StepLine | None:
        """Return what is next now."""
        return self.after.next

    @property
    def what(self) -> str:
        """Return what was done."""
        return self.event.text if self.event else _("Taken back")

    @property
    def outlook(self) -> str:
        """Return what comes next, when and why; or how it ended."""
        if self.next is not None:
            return _("Next: %(title)s, %(when)s.") % {"title": self.next.title, "when": self.next.when}
        if self.after.plan.status == Plan.Status.CLOSED:
            return _("This follow-up is closed: %(outcome)s.") % {"outcome": outcome_label(self.after.plan.outcome)}
        return _("Nothing more is planned: over to you.")

    @property
    def was(self) -> str:
        """Return what was next before, where that is another moment or another thing to do."""
        old, new = self.before.next, self.next
        if old is None or (new is not None and (old.title, old.when) == (new.title, new.when)):
            return ""
        return _("It was: %(title)s, %(when)s.") % {"title": old.title, "when": old.when}

    @property
    def sentence(self) -> str:
        """Return all of it in a line."""
        why = self.next.why if self.next else ""
        return " ".join(part for part in (f"{self.what.rstrip('.')}.", self.outlook, why) if part)
