"""The permission table: who gets what from every address. A new address fails until it stands here.

Letters, for nobody, candidate, viewer, recruiter, owner: + allowed, s sent to sign in, 1 401, 3 403, 4 404, 5 405.
Where a row is about a record, the other firm's record of that kind is never there (see permissions.py).
"""

from __future__ import annotations

from tests.architecture.permissions import Row

ALL, NONE = "+++++", "55555"
MEMBERS, WRITERS, OWNER, NO_MEMBER = "s4+++", "s43++", "s433+", "s4333"
SIGNED_IN = "s++++"
READ, WRITE, NOT_HERE, NO_READ = "11+++", "113++", "11355", "11555"
SEARCH = "?q=mirror"


def screens(model: str, about: str, *, see: str = MEMBERS, write: str = WRITERS, **other: Row) -> dict[str, Row]:
    """Return the rows of one model's screens: seen by members, written by writers, deleted by owners."""
    name = f"admin:{model}_{{}}".format
    usual = {
        "changelist": Row(see, see, queries=("", SEARCH)),
        "add": Row(write, write),
        "change": Row(see, write, about=about),
        "delete": Row(OWNER, OWNER, about=about),
        "history": Row(see, see, about=about),
    }
    rows = {name(screen): row for screen, row in {**usual, **other}.items()}
    # Django's short way to the change page
    rows[f"admin/{model.replace('_', '/')}/<path:object_id>/"] = Row(MEMBERS, MEMBERS)
    return rows


def records(
    name: str, *, change: str = NOT_HERE, create: str = NOT_HERE, queries: tuple[str, ...] = ("",)
) -> dict[str, Row]:
    """Return the rows of one kind of record of the API."""
    return {
        f"api:{name}-list": Row(READ, create, NOT_HERE, NOT_HERE, NOT_HERE, queries=queries),
        f"api:{name}-detail": Row(READ, NOT_HERE, NOT_HERE, change, NOT_HERE, about=name),
    }


def choices(app: str, model: str, field: str) -> str:
    """Return the query by which a form asks for what a relation may point to."""
    return f"?app_label={app}&model_name={model}&field_name={field}&term=mirror"


ADMIN = {
    **screens("candidates_candidate", "candidate"),
    **screens("candidates_application", "application"),
    **screens("candidates_interview", "interview", change=Row(MEMBERS, NO_MEMBER, about="interview")),
    **screens(
        "candidates_backgroundjob",
        "background_job",
        change=Row(MEMBERS, NO_MEMBER, about="background_job"),
        delete=Row(NO_MEMBER, NO_MEMBER, about="background_job"),
        history=Row("s4444", "s4444", about="background_job"),
    ),
    **screens(
        "candidates_outgoingmail",
        "outgoing_mail",
        add=Row(NO_MEMBER, NO_MEMBER),
        change=Row(MEMBERS, NO_MEMBER, about="outgoing_mail"),
        delete=Row(NO_MEMBER, NO_MEMBER, about="outgoing_mail"),
        history=Row("s4444", "s4444", about="outgoing_mail"),
    ),
    **screens(
        "candidates_suppression",
        "suppression",
        add=Row(NO_MEMBER, NO_MEMBER),
        change=Row(MEMBERS, NO_MEMBER, about="suppression"),
        delete=Row(NO_MEMBER, NO_MEMBER, about="suppression"),
        history=Row("s4444", "s4444", about="suppression"),
    ),
    **screens(
        "candidates_ruleschange",
        "rules_change",
        add=Row(NO_MEMBER, NO_MEMBER),
        change=Row(MEMBERS, NO_MEMBER, about="rules_change"),
        delete=Row(NO_MEMBER, NO_MEMBER, about="rules_change"),
        history=Row("s4444", "s4444", about="rules_change"),
    ),
    **screens(
        "candidates_reportexport",
        "report_export",
        changelist=Row(OWNER, OWNER, queries=("", SEARCH)),
        add=Row(NO_MEMBER, NO_MEMBER),
        # A recruiter's: had by them, read by an owner
        change=Row("s44++", "s4433", about="report_export"),
        delete=Row(NO_MEMBER, NO_MEMBER, about="report_export"),
        history=Row("s4444", "s4444", about="report_export"),
    ),
    "admin:candidates_reportexport_file": Row("s44+4", "s44+4", about="report_export"),
    "admin:candidates_reportexport_again": Row("s4555", "s44+4", about="report_export"),
    "admin:candidates_reportexport_cancel": Row("s4555", "s44+4", about="report_export"),
    **screens(
        "candidates_savedreport",
        "saved_report",
        see=WRITERS,
        add=Row(NO_MEMBER, NO_MEMBER),
        change=Row("s44++", "s44++", about="saved_report"),
        delete=Row(WRITERS, WRITERS, about="saved_report"),
        history=Row("s44++", "s44++", about="saved_report"),
    ),
    **screens("recruiting_company", "company"),
    **screens("recruiting_contact", "contact"),
    **screens("recruiting_job", "job"),
    **screens("recruiting_policy", "policy"),
    **screens("recruiting_membership", "viewer", see=OWNER, write=OWNER),
    **screens(
        "recruiting_organization",
        "organization",
        see=OWNER,
        write=OWNER,
        changelist=Row(MEMBERS, MEMBERS),
        add=Row(NO_MEMBER, NO_MEMBER),
        delete=Row(NO_MEMBER, NO_MEMBER, about="organization"),
    ),
    **screens(
        "recruiting_apitoken",
        "api_token",
        change=Row("s444+", NO_MEMBER, about="api_token"),
        delete=Row(NO_MEMBER, NO_MEMBER, about="api_token"),
        history=Row("s4444", "s4444", about="api_token"),
    ),
    "admin:candidates_candidate_invite": Row("s4555", WRITERS, about="candidate"),
    "admin:candidates_candidate_schedule": Row(MEMBERS, MEMBERS, about="candidate"),
    "admin:candidates_interview_schedule": Row(MEMBERS, MEMBERS),
    "admin:candidates_interview_edit": Row(MEMBERS, WRITERS, about="interview"),
    "admin:candidates_interview_record": Row(WRITERS, WRITERS, about="interview", fills={"kind": "reply"}),
    "admin:candidates_interview_letter": Row(MEMBERS, WRITERS, about="interview"),
    "admin:candidates_interview_retract": Row("s4555", WRITERS, about="interview"),
    "admin:candidates_outgoingmail_hold": Row("s4555", WRITERS, about="outgoing_mail"),
    "admin:candidates_outgoingmail_hold_all": Row("s4555", OWNER),
    "admin:candidates_outgoingmail_mine": Row(MEMBERS, MEMBERS),
    "admin:candidates_outgoingmail_release": Row("s4555", WRITERS, about="outgoing_mail"),
    "admin:candidates_outgoingmail_release_all": Row("s4555", OWNER),
    "admin:candidates_outgoingmail_retry": Row("s4555", WRITERS, about="outgoing_mail"),
    "admin:candidates_suppression_lift": Row("s4555", WRITERS, about="suppression"),
    "admin:candidates_roster_cancel": Row("s4555", WRITERS, about="background_job"),
    "admin:candidates_roster_import": Row("s4555", WRITERS, about="background_job"),
    "admin:candidates_roster_refused": Row(MEMBERS, MEMBERS, about="background_job"),
    "admin:candidates_roster_sample": Row(MEMBERS, MEMBERS),
    **{
        f"admin:candidates_ruleschange_{what}": Row("s4555", WRITERS, about="rules_change")
        for what in ("again", "apply", "cancel", "drop", "resume", "undo")
    },
    "admin:candidates_ruleschange_of_policy": Row("s4555", WRITERS, about="policy"),
    "admin:candidates_ruleschange_of_company": Row("s4555", WRITERS, about="company"),
    "admin:candidates_gaps": Row(MEMBERS, MEMBERS),
    "admin:candidates_ruleschange_holidays": Row("s4555", WRITERS),
    "admin:candidates_policy_dates": Row("s4555", WRITERS, about="policy"),
    "admin:recruiting_policy_draft": Row(WRITERS, WRITERS, about="policy"),
    "admin:recruiting_policy_version": Row(MEMBERS, MEMBERS, about="policy"),
    "admin:recruiting_policy_discard": Row("s4555", WRITERS, about="policy"),
    "admin:recruiting_apitoken_revoke": Row("s4555", "s444+", about="api_token"),
    "admin:my_calendar": Row(MEMBERS, "s4555"),
    "admin:my_calendar_make": Row("s4555", MEMBERS),
    "admin:my_calendar_revoke": Row("s4555", MEMBERS),
    "admin:index": Row(MEMBERS, MEMBERS),
    "admin:search": Row(MEMBERS, MEMBERS, queries=("", "?s=mirror", "?s=zz", "?s=example")),
    "admin:switch_firm": Row("s4555", "s4444", data={"firm": "zzcanary-search"}),
    "admin:app_list": Row(MEMBERS, MEMBERS, fills={"app_label": "candidates"}),
    "admin:autocomplete": Row(
        MEMBERS,
        "s4555",
        queries=(
            choices("recruiting", "job", "company"),
            choices("recruiting", "policy", "company"),
            choices("recruiting", "contact", "company"),
            choices("candidates", "interview", "application"),
            choices("candidates", "interview", "lead"),
            choices("candidates", "interview", "others"),
            choices("candidates", "application", "candidate"),
            choices("candidates", "application", "job"),
        ),
    ),
    "admin:jsi18n": Row(MEMBERS, "s4555"),
    "admin:login": Row("sssss", "sssss"),
    "admin:logout": Row("s4sss", "s4sss"),
    "admin:password_change": Row(MEMBERS, MEMBERS),
    "admin:password_change_done": Row(MEMBERS, "s4555"),
    "admin:view_on_site": Row("s4444", "s4444", fills={"content_type_id": "1"}),
    "admin/(?P<url>.*)$": Row("s4444", "s4444", fills={"url": "nothing"}),
}

API = {
    **records(
        "candidate", create=WRITE, change=WRITE, queries=("", "?search=mirror", "?email=nwosu@people.zzcanary.example")
    ),
    **records("application", create=WRITE),
    **records("company"),
    **records("contact", queries=("", "?company={others.company.pk}")),
    **records("job", queries=("", "?company={others.company.pk}")),
    **records("policy"),
    **records("interview", create=WRITE, change=WRITE, queries=("", "?application={others.application.pk}")),
    "api:interview-events": Row(READ, WRITE, NOT_HERE, NOT_HERE, NOT_HERE, about="interview"),
    "api:interview-plan": Row(READ, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, about="interview"),
    "api:event-detail": Row(READ, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, about="event"),
    "api:event-retract": Row(NO_READ, WRITE, NOT_HERE, NOT_HERE, NOT_HERE, about="event"),
    "api:plan-list": Row(READ, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE),
    # Stores nothing, so that a viewer's token may
    "api:plan-preview": Row(NO_READ, READ, NO_READ, NO_READ, NO_READ),
    "api:docs": Row(ALL, NONE, NONE, NONE, NONE),
    "api:schema": Row(ALL, NONE, NONE, NONE, NONE),
}

PORTAL = {
    "home": Row(SIGNED_IN, NONE),
    "health": Row(ALL, NONE),
    "health_mail": Row(ALL, NONE),
    "set_language": Row(NONE, ALL, data={"language": "de"}),
    "mail": Row("44444", NONE),  # there in debug alone
    "portal:notice": Row(ALL, NONE),
    "portal:plans": Row(SIGNED_IN, NONE),
    "portal:plan": Row("s+444", NONE, about="plan"),
    "portal:debrief": Row("s+444", "s+444", about="plan"),
    "portal:debrief_save": Row(NONE, "s+444", about="plan"),
    "portal:choose": Row("s+444", NONE, about="plan", fills={"menu": "reached"}),
    "portal:report": Row("s+444", "s+444", about="plan", fills={"report": "thank-you"}),
    "portal:reminders": Row(SIGNED_IN, SIGNED_IN),
    "portal:reminders_of_firm": Row(NONE, "s+444", about="candidate"),
    "portal:calendars": Row(SIGNED_IN, NONE),
    "portal:calendar_make": Row(NONE, "s+444", about="candidate"),
    "portal:calendar_revoke": Row(NONE, "s+444", about="candidate"),
    "portal:step_calendar": Row("s+444", NONE, about="plan", fills={"key": "follow_up:1"}),
    "calendar": Row("44444", NONE, fills={"secret": "nothing"}),  # a good secret is whoever has it
    "unsubscribe": Row("44444", "44444", fills={"token": "nothing"}),  # a good token is whoever has it
    "portal:what_to_say": Row("s+444", NONE, about="plan"),
    "portal:begin_letter": Row(NONE, "s+444", about="plan"),
    "portal:letter": Row("s+444", "s+444", about="letter"),
    "portal:review_letter": Row(NONE, "s+444", about="letter"),
    "portal:letter_versions": Row("s+444", NONE, about="letter"),
    "portal:comment_on_letter": Row(NONE, "s+444", about="letter"),
    "portal:letter_file": Row("s+444", NONE, about="letter"),
    "portal:undo": Row(NONE, "s4444", about="plan"),  # the recruiter's event is not the candidate's to take back
}

# allauth's own: to whom they belong, nobody else's record has a place in them. Members give their password again first
AGAIN = "s+sss"
ACCOUNTS = {
    "account_login": Row(ALL, ALL),
    "account_logout": Row(ALL, ALL),
    "account_signup": Row(ALL, ALL),  # says that it is closed
    "account_inactive": Row(ALL, NONE),
    "account_reauthenticate": Row("s3+++", "s3+++"),
    "account_email": Row(SIGNED_IN, NONE),
    "account_email_verification_sent": Row(ALL, NONE),
    "account_change_password": Row(SIGNED_IN, SIGNED_IN),
    "account_set_password": Row(SIGNED_IN, SIGNED_IN),
    "account_reset_password": Row(ALL, ALL),
    "account_reset_password_done": Row(ALL, NONE),
    "account_reset_password_from_key": Row(ALL, ALL, fills={"uidb36": "1", "key": "abc"}),
    "account_reset_password_from_key_done": Row(ALL, NONE),
    "account_confirm_email": Row(ALL, "44444", fills={"key": "abc"}),
    "account_request_login_code": Row(ALL, ALL),
    "account_confirm_login_code": Row(SIGNED_IN, SIGNED_IN),
    "mfa_index": Row(SIGNED_IN, "s5555"),
    "mfa_authenticate": Row(SIGNED_IN, SIGNED_IN),
    "mfa_reauthenticate": Row("s3sss", "s3sss"),
    "mfa_activate_totp": Row(AGAIN, AGAIN),
    "mfa_deactivate_totp": Row("s4444", "s4444"),
    "mfa_view_recovery_codes": Row("s4444", "s5555"),
    "mfa_generate_recovery_codes": Row(AGAIN, AGAIN),
    "mfa_download_recovery_codes": Row("s4444", "s4444"),
}

TABLE: dict[str, Row] = {**ADMIN, **API, **PORTAL, **ACCOUNTS}
