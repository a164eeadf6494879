"""How the admin looks and what stands in its sidebar: the settings of Unfold."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def _stylesheet(request: HttpRequest) -> str:
    return static("admin/followthrough.css")


def _icon(request: HttpRequest) -> str:
    return static("portal/icon.svg")


def _firm(request: HttpRequest) -> str:
    membership = getattr(request, "membership", None)
    return membership.organization.name if membership else ""


def may_write(request: HttpRequest) -> bool:
    """Say whether the sidebar shows what is not a viewer's."""
    membership = getattr(request, "membership", None)
    return bool(membership and membership.may_write)


def may_manage(request: HttpRequest) -> bool:
    """Say whether the sidebar shows what is an owner's."""
    membership = getattr(request, "membership", None)
    return bool(membership and membership.may_manage)


def _is_outgoing_mail(request: HttpRequest) -> bool:
    """Say whether this is a page of the queue and not of one's own mail, whose address is below the queue's."""
    page = request.resolver_match.url_name or "" if request.resolver_match else ""
    return page.startswith("candidates_outgoingmail") and not page.endswith("_mine")


def _is_interviews(request: HttpRequest) -> bool:
    """Say whether this is a page of interviews and not of gaps, whose address is below theirs."""
    page = request.resolver_match.url_name or "" if request.resolver_match else ""
    return page.startswith("candidates_interview")


def _item(title: Any, icon: str, page: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{page}"), **more}


OWNERS = {"permission": "recruiting.admin.look.may_manage"}
WRITERS = {"permission": "recruiting.admin.look.may_write"}

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Followthrough",
    "SITE_HEADER": "Followthrough",
    "SITE_SUBHEADER": _firm,
    "SITE_SYMBOL": "forum",
    "SITE_URL": None,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "ENVIRONMENT": "recruiting.admin.site.firm_label",
    "DASHBOARD_CALLBACK": "candidates.admin.today.dashboard",
    "STYLES": [_stylesheet],
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _icon}],
    "BORDER_RADIUS": "6px",
    "SIDEBAR": {
        "show_search": True,
        "command_search": True,
        "navigation": [
            {
                "items": [
                    _item(_("Today"), "today", "index"),
                    _item(
                        _("Interviews"), "record_voice_over", "candidates_interview_changelist", active=_is_interviews
                    ),
                    _item(_("Candidates"), "person", "candidates_candidate_changelist"),
                    _item(_("Applications"), "assignment_ind", "candidates_application_changelist"),
                ],
            },
            {
                "title": _("Where they interview"),
                "separator": True,
                "items": [
                    _item(_("Companies"), "apartment", "recruiting_company_changelist"),
                    _item(_("People there"), "contacts", "recruiting_contact_changelist"),
                    _item(_("Jobs"), "work", "recruiting_job_changelist"),
                ],
            },
            {
                "title": _("Reports"),
                "separator": True,
                "items": [
                    _item(_("Saved reports"), "event_repeat", "candidates_savedreport_changelist", **WRITERS),
                    _item(_("Exports"), "file_save", "candidates_reportexport_changelist", **OWNERS),
                ],
            },
            {
                "title": _("Mail"),
                "separator": True,
                "items": [
                    _item(
                        _("Outgoing mail"),
                        "outgoing_mail",
                        "candidates_outgoingmail_changelist",
                        active=_is_outgoing_mail,
                    ),
                    _item(_("Addresses without mail"), "unsubscribe", "candidates_suppression_changelist"),
                    _item(_("My mail"), "schedule_send", "candidates_outgoingmail_mine"),
                    _item(_("My calendar"), "calendar_month", "my_calendar"),
                ],
            },
            {
                "title": _("How we work"),
                "separator": True,
                "items": [
                    _item(_("Call-timing policies"), "tune", "recruiting_policy_changelist"),
                    _item(_("Gaps and conflicts"), "troubleshoot", "candidates_gaps"),
                    _item(_("Changes of rules"), "published_with_changes", "candidates_ruleschange_changelist"),
                    _item(_("Bring in a roster"), "upload_file", "candidates_backgroundjob_changelist"),
                    _item(_("API tokens"), "key", "recruiting_apitoken_changelist"),
                    _item(_("Members"), "group", "recruiting_membership_changelist", **OWNERS),
                    _item(_("The firm"), "settings", "recruiting_organization_changelist", **OWNERS),
                ],
            },
        ],
    },
}
