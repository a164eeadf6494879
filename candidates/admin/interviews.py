"""The interviews' screen: a list with what is next, recording and editing one; its page is in plan_page.py."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.views import ChangeList

from candidates.admin.filters import CompanyFilter, OwnerFilter, PlanFilter, RecruiterFilter
from candidates.admin.gaps import gaps_view
from candidates.admin.interview_forms import EditInterviewForm, NewInterviewForm
from candidates.admin.letters import letter_view
from candidates.admin.plan_page import plan_context
from candidates.admin.policy_dates import policy_dates_view
from candidates.admin.reading import author_of, plan_of, reader_of
from candidates.admin.recording import record_view, retract_view
from candidates.admin.schedule import said_filters, schedule_file
from candidates.interviews.debriefing import save_debrief
from candidates.interviews.services import change_people, hand_over, move_interview, record_interview
from candidates.models import Interview, Step
from candidates.plans.services import Author
from candidates.plans.timeline import StepLine, company_zone
from recruiting import clock
from recruiting.admin.tenancy import HistoryAdmin
from recruiting.wording import moment_both, outcome_label, status_label

PEOPLE = ["lead", "ended_at", "others", "follow_up_by"]
DEBRIEF = ["topics", "challenges", "strengths", "notes"]
KNOWN = ["timeframe_date", "timeframe_time", "may_call", "thank_you_sent_at", "close_earlier"]


class InterviewList(ChangeList):  # type: ignore[misc]  # unfold ships no types
    """Rows that know who reads them, and when."""

    def get_results(self, request: HttpRequest) -> None:
        """Load a page of rows and say each one's moments on the reader's clock."""
        super().get_results(request)
        reader, now = reader_of(request), clock.now()
        self.result_list: list[Any] = list(self.result_list)
        for interview in self.result_list:
            zone = company_zone(interview.plan)
            interview.ended_words = moment_both(interview.ended_at, zone, reader.zone, now=now)
            interview.next_line = None
            for step in interview.plan.open_steps[:1]:
                step.plan, interview.plan.interview = interview.plan, interview
                interview.next_line = StepLine(step, reader, now)


@admin.register(Interview)
class InterviewAdmin(HistoryAdmin):
    """Interviews and what follows them."""

    form = EditInterviewForm
    in_palette = True
    list_display = ["who", "where", "round", "ended", "next_step"]
    list_filter = [PlanFilter, OwnerFilter, RecruiterFilter, CompanyFilter]
    search_fields = [
        "application__candidate__name",
        "application__candidate__email",
        "application__job__title",
        "application__job__company__name",
        "lead__name",
    ]
    search_help_text = _("Search by candidate, job, company or interviewer")
    autocomplete_fields = ["application", "lead", "others"]
    ordering = ["-ended_at"]
    list_before_template = "admin/schedule/above_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Load what a row shows, at a number of queries that does not grow with rows."""
        open_steps = Prefetch("plan__steps", Step.objects.filter(status="open").order_by("due"), to_attr="open_steps")
        rows = (
            super()
            .get_queryset(request)
            .select_related("plan__calendar", "lead", "application__candidate", "application__job__company")
        )
        return rows.prefetch_related(open_steps)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[InterviewList]:
        """Use a list that knows its reader."""
        return InterviewList

    @admin.display(description=_("candidate"), ordering="application__candidate__name")
    def who(self, interview: Interview) -> str:
        """Return the candidate."""
        return interview.application.candidate.name

    @admin.display(description=_("job"), ordering="application__job__company__name")
    def where(self, interview: Interview) -> str:
        """Return job and company."""
        return f"{interview.application.job.title}, {interview.application.job.company.name}"

    @admin.display(description=_("ended"), ordering="ended_at")
    def ended(self, interview: Any) -> str:
        """Return when it ends, on both clocks."""
        return str(interview.ended_words)

    @admin.display(description=_("next"))
    def next_step(self, interview: Any) -> str:
        """Return what is next and when, or how it ended."""
        plan, line = interview.plan, interview.next_line
        if line is not None:
            return f"{line.title}, {line.when}"
        return outcome_label(plan.outcome) if plan.outcome else status_label(plan.status)

    def get_urls(self) -> list[Any]:
        """Add editing, where one says what happened, and the dates beside a policy's form."""
        wrap, name = self.admin_site.admin_view, "candidates_interview_{}".format
        return [
            path("schedule/", wrap(self.schedule_view), name=name("schedule")),
            path("policies/<int:pk>/dates/", wrap(require_POST(policy_dates_view)), name="candidates_policy_dates"),
            path("gaps/", wrap(gaps_view), name="candidates_gaps"),
            path("<int:pk>/edit/", wrap(self.edit_view), name=name("edit")),
            path("<int:pk>/record/<slug:kind>/", wrap(self.record_view), name=name("record")),
            path("<int:pk>/letters/<int:letter>/", wrap(self.letter_view), name=name("letter")),
            path("<int:pk>/retract/<int:number>/", wrap(require_POST(retract_view)), name=name("retract")),
            *super().get_urls(),
        ]

    def schedule_view(self, request: HttpRequest) -> HttpResponseBase:
        """Send the schedule of the interviews as the list is filtered."""
        try:
            interviews = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return redirect("admin:candidates_interview_changelist")
        steps = Step.objects.filter(plan__interview__in=interviews.queryset.order_by().values("pk"))
        return schedule_file(request, steps, of=request.GET.get("q", ""), filters=said_filters(interviews))

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show the interview with its plan; it is edited on a page of its own."""
        interview = self.own(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        plan = plan_of(request, interview.pk)
        context = self._page(request, interview) | plan_context(request, plan)
        return TemplateResponse(request, "admin/interviews/page.html", context)

    def edit_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Edit who was met, when it ends, and what was learned."""
        self.own(request, pk)
        answer: HttpResponseBase = self.changeform_view(request, str(pk), "", {"subtitle": _("Edit")})
        return answer

    def record_view(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Ask for, or record, one thing that happened."""
        return record_view(request, pk, kind, page=self._page(request, self.own(request, pk)))

    def letter_view(self, request: HttpRequest, pk: int, letter: int) -> HttpResponse:
        """Show a letter to an interviewer; approve it, or say something of it."""
        return letter_view(request, pk, letter, page=self._page(request, self.own(request, pk)))

    def _page(self, request: HttpRequest, interview: Interview) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": str(interview.application.candidate),
            "opts": self.opts,
            "object": interview,
            "interview": interview,
            "original": interview,
            "may_write": self.has_change_permission(request, interview),
            "may_delete": self.has_delete_permission(request, interview),
        }

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Ask more of a new interview."""
        if obj is None:
            kwargs["form"] = NewInterviewForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Lay the form out: who and when, what was learned, what has happened since."""
        learned = (_("What was learned"), {"fields": DEBRIEF})
        if obj is not None:
            return [(None, {"fields": PEOPLE}), (learned[0], {"fields": [*DEBRIEF, "shown"]})]
        known = (_("What is known already"), {"fields": KNOWN})
        return [(None, {"fields": ["application", "round", *PEOPLE]}), learned, known]

    def save_model(self, request: HttpRequest, obj: Interview, form: Any, change: bool) -> None:
        """Record it with its plan, or change what was changed, by the services that keep plan and interview in step."""
        author, now = author_of(request), clock.now()
        if not change:
            obj.pk = record_interview(new=form.new_interview(), author=author, now=now).interview_id
        else:
            self._change(obj, form, author, now)
        assert author.user is not None
        shown = form.shown_before() if change else None
        stored = Interview.objects.get(pk=obj.pk)
        written = save_debrief(interview=stored, facts=form.debrief(), by=author.user, at=now, shown=shown)
        if written.conflicts:
            said = _("Meanwhile the candidate changed what you changed too. Both are kept, one below the other.")
            messages.warning(request, said)

    def _change(self, obj: Interview, form: Any, author: Author, now: datetime) -> None:
        said, changed = form.cleaned_data, set(form.changed_data)
        stored = Interview.objects.get(pk=obj.pk)
        if changed & {"lead", "others"}:
            stored = change_people(interview=stored, lead=said["lead"], others=list(said["others"]))
        if "ended_at" in changed:
            move_interview(interview=stored, ended_at=said["ended_at"], author=author, now=now)
            stored.refresh_from_db()
        if "follow_up_by" in changed:
            hand_over(interview=stored, to=said["follow_up_by"], author=author, now=now)

    def response_add(self, request: HttpRequest, obj: Interview, post_url_continue: Any = None) -> HttpResponse:
        """Go to its page, where the plan is."""
        return redirect("admin:candidates_interview_change", obj.pk)

    def response_change(self, request: HttpRequest, obj: Interview) -> HttpResponse:
        """Go to its page, where the plan is."""
        return redirect("admin:candidates_interview_change", obj.pk)
