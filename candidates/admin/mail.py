"""The outgoing mail's screens: what waits, what failed and why; hold, release, try again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.views import ChangeList

from candidates.admin.filters import ChoiceFilter, RecruiterFilter
from candidates.admin.mail_preferences import my_mail
from candidates.admin.mail_words import LetterPage, LetterRow, StandingWords
from candidates.admin.reading import reader_of
from candidates.admin.recording import refuse_reader
from candidates.models import MailHold, OutgoingMail
from candidates.outbox import queue
from candidates.outbox.holds import hold_firm, release_firm
from candidates.outbox.selectors import UNSENT, standing_of, suppressions_against
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.tenancy import TenantModelAdmin, organization_of

LIST, LETTER = "admin:candidates_outgoingmail_changelist", "admin:candidates_outgoingmail_change"
NOT_SENT = "unsent"


class StateFilter(ChoiceFilter):
    """By state, or all that was not sent."""

    title, parameter_name, choices_of, lookup = _("state"), "state", OutgoingMail.State, "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Put what went wrong first."""
        return [(NOT_SENT, _("not sent: failed, refused, too late")), *super().lookups(request, model_admin)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list."""
        if self.value() == NOT_SENT:
            return queryset.filter(state__in=UNSENT)
        return super().queryset(request, queryset)


class KindFilter(ChoiceFilter):
    """By what is sent."""

    title, parameter_name, choices_of, lookup = _("what"), "kind", OutgoingMail.Kind, "kind"


class ConcernsFilter(RecruiterFilter):
    """By the recruiter whom it concerns."""

    lookup = "membership"


class MailList(ChangeList):  # type: ignore[misc]  # unfold ships no types
    """Letters that know who reads of them, and when."""

    def get_results(self, request: HttpRequest) -> None:
        """Load a page of letters and say each one's moments on the reader's clock."""
        super().get_results(request)
        zone, now = reader_of(request).zone, _now()
        self.result_list: list[Any] = list(self.result_list)
        for mail in self.result_list:
            mail.row = LetterRow(mail, zone, now)


@admin.register(OutgoingMail)
class OutgoingMailAdmin(TenantModelAdmin):
    """The queue: read by every member, steered by those who write; all of it held and released by owners."""

    list_display = ["what", "whom", "how", "when", "tries", "why"]
    list_filter = [StateFilter, KindFilter, ConcernsFilter]
    search_fields = ["to", "candidate__name"]
    search_help_text = _("Search by address or candidate")
    ordering = ["-due_at", "-id"]
    change_list_template = "admin/mail/list.html"
    list_before_template = "admin/mail/standing.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Load whom a letter concerns; its words stay where they are until one reads it."""
        mails = super().get_queryset(request).select_related("candidate", "membership__user", "reminder__plan")
        return mails.defer("text", "html")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[MailList]:
        """Use a list that knows its reader."""
        return MailList

    @admin.display(description=_("what"), ordering="kind")
    def what(self, mail: OutgoingMail) -> str:
        """Return what it is."""
        return mail.get_kind_display()

    @admin.display(description=_("to"), ordering="to")
    def whom(self, mail: Any) -> str:
        """Return who gets it, and at which address."""
        whom, to = mail.row.whom, mail.to
        return format_html('<span class="ft-whom"><b>{}</b> {}</span>', whom, to)

    @admin.display(description=_("state"), ordering="state")
    def how(self, mail: Any) -> str:
        """Return its state: a word, and a colour."""
        return format_html('<span class="ft-state ft-state-{}">{}</span>', mail.row.look, mail.get_state_display())

    @admin.display(description=_("to be sent"), ordering="due_at")
    def when(self, mail: Any) -> str:
        """Return when it is due, on the reader's clock."""
        return str(mail.row.due)

    @admin.display(description=_("why"))
    def why(self, mail: Any) -> str:
        """Return in a few words what keeps it, or kept it."""
        return str(mail.row.why)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Letters are queued by what happens."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its words are frozen."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was sent, and what was not, stays on record."""
        return False

    def get_urls(self) -> list[Any]:
        """Add what steers the queue, and one's own mail."""
        wrap, name = self.admin_site.admin_view, "candidates_outgoingmail_{}".format

        def posted(view: Callable[..., HttpResponse]) -> Any:
            return wrap(require_POST(view))

        return [
            path("mine/", wrap(self.mine_view), name=name("mine")),
            path("hold-all/", posted(self.hold_all_view), name=name("hold_all")),
            path("release-all/", posted(self.release_all_view), name=name("release_all")),
            path("<int:pk>/hold/", posted(self.hold_view), name=name("hold")),
            path("<int:pk>/release/", posted(self.release_view), name=name("release")),
            path("<int:pk>/retry/", posted(self.retry_view), name=name("retry")),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Say above the list how the queue stands."""
        organization, now = organization_of(request), _now()
        standing = standing_of(organization, at=now)
        words = StandingWords(standing, reader_of(request).zone)
        context = {"standing": words, "may_hold": membership_of(request).may_manage, "unsent": NOT_SENT}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show a letter: to whom, how it stands, its words as sent, and each try."""
        mail = self.own(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        page = LetterPage(LetterRow(mail, reader_of(request).zone, _now()))
        context = {
            **self.admin_site.each_context(request),
            "title": mail.get_kind_display(),
            "opts": self.opts,
            "original": mail,
            "mail": mail,
            "page": page,
            "refusing": suppressions_against(mail),
            "may_write": membership_of(request).may_write,
        }
        return TemplateResponse(request, "admin/mail/letter.html", context)

    def hold_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a letter wait until somebody releases it."""
        done = queue.hold(self._to_steer(request, pk))
        return _answer(request, pk, done, _("It waits until somebody releases it."), _("It no longer waits."))

    def release_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a held letter go."""
        done = queue.release(self._to_steer(request, pk), at=_now())
        return _answer(request, pk, done, _("It is on its way."), _("It was not held."))

    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Try a letter again."""
        done = queue.retry(self._to_steer(request, pk), at=_now())
        return _answer(request, pk, done, _("It is tried again now."), _("There is nothing to try again."))

    def hold_all_view(self, request: HttpRequest) -> HttpResponse:
        """Let all the firm's mail wait."""
        self._steer_all(request)
        organization, by = organization_of(request), membership_of(request).user
        hold_firm(organization=organization, reason=MailHold.Reason.ASKED, by=by, at=_now())
        messages.success(request, _t("All mail waits until somebody releases it."))
        return redirect(LIST)

    def release_all_view(self, request: HttpRequest) -> HttpResponse:
        """Let the firm's mail go."""
        self._steer_all(request)
        organization, by = organization_of(request), membership_of(request).user
        if release_firm(organization=organization, by=by, at=_now()):
            messages.success(request, _t("Mail goes again. What has come too late by now is not sent, but shown here."))
        else:
            messages.info(request, _t("It was not held."))
        return redirect(LIST)

    def mine_view(self, request: HttpRequest) -> HttpResponse:
        """Show and change how the member is written to."""
        return my_mail(request, {**self.admin_site.each_context(request), "title": _("My mail")})

    def _to_steer(self, request: HttpRequest, pk: int) -> OutgoingMail:
        refuse_reader(request)
        mail: OutgoingMail = self.own(request, pk)
        return mail

    def _steer_all(self, request: HttpRequest) -> None:
        if not membership_of(request).may_manage:
            raise PermissionDenied


def _now() -> datetime:
    """Return the moment by the clock that workers go by: the queue's moments are compared with no other."""
    return clock.database_now()


def _answer(request: HttpRequest, pk: int, done: bool, said: Any, else_said: Any) -> HttpResponse:
    if done:
        messages.success(request, said)
    else:
        messages.warning(request, else_said)
    return redirect(LETTER, pk)
