"""The cast: Alice, Bob and Vera of one firm, Charlie of another, their candidates, and all that a firm can hold.

Every text of Charlie's firm holds the canary: wherever it is seen by somebody of Alice's, a wall is down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from candidates.calendars.services import issue_feed, read_feed
from candidates.interviews.services import NewInterview, record_interview
from candidates.models import (
    Actor,
    Application,
    BackgroundJob,
    Candidate,
    DigestSchedule,
    Event,
    EventType,
    Interview,
    Letter,
    LetterComment,
    LetterVersion,
    MailHold,
    MailStream,
    OutgoingMail,
    Plan,
    PlanImpact,
    Qualification,
    Reminder,
    ReportExport,
    RulesChange,
    SavedReport,
    SendingAttempt,
    Suppression,
)
from candidates.people.services import invite_candidate
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting.accounts.services import IssuedToken, add_member, create_firm, issue_token
from recruiting.companies.changes import columns_of
from recruiting.models import ApiToken, Company, CompanyDay, Contact, Job, Membership, Organization, Policy, Role
from recruiting.policies.services import draft_version
from tests.factories import (
    ApplicationFactory,
    CandidateFactory,
    CompanyDayFactory,
    CompanyFactory,
    ContactFactory,
    JobFactory,
    QualificationFactory,
)

NOW = datetime(2026, 12, 2, 10, tzinfo=UTC)
ENDED = NOW - timedelta(days=2)
PASSWORD = "correct-horse-battery-9"
CANARY = "zzcanary"


@dataclass(frozen=True)
class Firm:
    """A firm with its members and one of everything."""

    organization: Organization
    owner: Membership
    recruiter: Membership
    viewer: Membership
    tokens: dict[str, IssuedToken]
    company: Company
    company_day: CompanyDay
    contact: Contact
    job: Job
    candidate: Candidate
    qualification: Qualification
    application: Application
    interview: Interview
    plan: Plan
    event: Event
    policy: Policy
    background_job: BackgroundJob
    outgoing_mail: OutgoingMail
    suppression: Suppression
    rules_change: RulesChange
    letter: Letter
    saved_report: SavedReport
    report_export: ReportExport

    @property
    def api_token(self) -> ApiToken:
        """Return the owner's token."""
        return self.tokens[Role.OWNER].token

    def membership(self, role: str) -> Membership:
        """Return who has this role here."""
        found = {each.role: each for each in (self.owner, self.recruiter, self.viewer)}
        return found[role]


@dataclass(frozen=True)
class Cast:
    """Both firms."""

    ours: Firm
    others: Firm

    @property
    def alice(self) -> Membership:
        """Return the owner of our firm."""
        return self.ours.owner

    @property
    def bob(self) -> Membership:
        """Return the recruiter of our firm."""
        return self.ours.recruiter

    @property
    def vera(self) -> Membership:
        """Return the viewer of our firm."""
        return self.ours.viewer

    @property
    def charlie(self) -> Membership:
        """Return the owner of the other firm."""
        return self.others.owner


def build_cast() -> Cast:
    """Store both firms as of NOW."""
    return Cast(ours=_firm("Northgate", ("Alice", "Bob", "Vera")), others=_firm(CANARY, ("Charlie", "Carol", "Clive")))


def _firm(word: str, names: tuple[str, str, str]) -> Firm:
    """Store a firm whose every text holds `word`."""
    address = f"{{}}@{word.lower()}.example".format
    organization = create_firm(name=f"{word} Search", owner_email=address(names[0].lower()), at=NOW, password=PASSWORD)
    members = {
        role: add_member(
            organization=organization,
            email=address(name.lower()),
            role=role,
            name=f"{name} {word}",
            time_zone="Europe/London",
            password=PASSWORD,
        )
        for role, name in zip((Role.OWNER, Role.RECRUITER, Role.VIEWER), names, strict=True)
    }
    tokens = {
        str(role): issue_token(membership=member, name=f"{word} script of the {role}", at=NOW)
        for role, member in members.items()
    }
    owner, recruiter, viewer = members.values()
    follow_up = _follow_up(recruiter, word)
    _asleep(follow_up["plan"], viewer, owner, word)
    read_feed(issue_feed(holder=recruiter, at=NOW).feed, at=NOW)
    saved_report = _saved_report(recruiter, viewer, word)
    return Firm(
        organization=organization,
        owner=owner,
        recruiter=recruiter,
        viewer=viewer,
        tokens=tokens,
        policy=_policy(organization, word),
        background_job=_background_job(recruiter, word),
        outgoing_mail=_outgoing_mail(recruiter, follow_up["candidate"], word),
        suppression=_suppression(organization, word),
        letter=_letter(follow_up["plan"], recruiter, word),
        rules_change=_rules_change(follow_up["company"], follow_up["plan"], recruiter, word),
        saved_report=saved_report,
        report_export=_report_export(saved_report, word),
        **follow_up,
    )


def _policy(organization: Organization, word: str) -> Policy:
    """Store a policy that has no published version but a draft."""
    policy = Policy.objects.create(
        organization=organization,
        name=f"{word} rules",
        role_family=f"{word} family",
        told_by=f"{word} head of hiring",
        note=f"{word} told us",
        created_at=NOW,
    )
    standard = Policy.objects.get(organization=organization, is_default=True).versions.get()
    draft_version(policy=policy, rules=standard.rules, at=NOW)
    return policy


def _rules_change(company: Company, plan: Plan, by: Membership, word: str) -> RulesChange:
    """Store an edit of the company that was worked out, and applied to no plan."""
    after = columns_of(company)
    change = RulesChange.objects.create(
        organization=company.organization,
        kind=RulesChange.Kind.COMPANY,
        state=RulesChange.State.FORESEEN,
        company=company,
        before={**after, "days": [{"date": "2026-12-31", "kind": CompanyDay.Kind.CLOSED, "note": f"{word} day"}]},
        after=after,
        created_by=by.user,
        created_at=NOW,
        foreseen_at=NOW,
    )
    PlanImpact.objects.create(
        organization=change.organization,
        change=change,
        plan=plan,
        revision=plan.revision,
        movement=PlanImpact.Movement.SAME,
        version=plan.version,
        calendar=plan.calendar,
        without_calls=False,
    )
    return change


def _letter(plan: Plan, by: Membership, word: str) -> Letter:
    """Store a thank-you to the lead in one version, with a comment."""
    letter = Letter.objects.create(
        organization=plan.organization, interview=plan.interview, contact=plan.interview.lead, created_at=NOW
    )
    LetterVersion.objects.create(
        organization=plan.organization,
        letter=letter,
        number=1,
        subject=f"{word} subject",
        body=f"{word} thanks you",
        actor=Actor.RECRUITER,
        user=by.user,
    )
    LetterComment.objects.create(
        organization=plan.organization, letter=letter, text=f"{word} likes it", actor=Actor.RECRUITER, user=by.user
    )
    return letter


def _saved_report(by: Membership, recipient: Membership, word: str) -> SavedReport:
    """Store a report that stopped: no round takes it up."""
    saved = SavedReport.objects.create(
        organization=by.organization,
        membership=by,
        name=f"{word} Mondays",
        report="schedule",
        filters={"span": "next_week", "role_family": f"{word} family of roles"},
        named={"company": f"{word} gone"},
        format="csv",
        weekdays=["monday"],
        recipient_names={str(recipient.pk): f"{word} of the past"},
        problem=f"{word} is not here any more",
        created_at=ENDED,
    )
    saved.recipients.add(recipient)
    return saved


def _report_export(saved: SavedReport, word: str) -> ReportExport:
    """Store the line of a file that is gone."""
    member = saved.membership
    return ReportExport.objects.create(
        organization=saved.organization,
        report=saved.report,
        format=saved.format,
        filters={"company": f"{word} Mirror Ltd"},
        filter_words=f"Filters: company: {word} Mirror Ltd.",
        zone="Europe/London",
        user=member.user,
        membership=member,
        made_by=f"{word} <{member.user.email}>",
        via=ReportExport.Via.PAGE,
        saved=saved,
        state=ReportExport.State.GONE,
        name=f"schedule-{word}.csv",
        rows=3,
        size=900,
        error=f"{word} went wrong",
        asked_at=ENDED,
        ready_at=ENDED,
        expires_at=ENDED + timedelta(days=1),
    )


def _background_job(by: Membership, word: str) -> BackgroundJob:
    return BackgroundJob.objects.create(
        organization=by.organization,
        kind=BackgroundJob.Kind.ROSTER_IMPORT,
        state=BackgroundJob.State.FAILED,
        parameters={"file_name": f"{word}.csv"},
        source=word.encode(),
        error=f"{word} went wrong",
        created_by=by.user,
        created_at=NOW,
        finished_at=NOW,
    )


def _outgoing_mail(recruiter: Membership, candidate: Candidate, word: str) -> OutgoingMail:
    """Store a letter that was tried once, refused for now, and is held: no worker takes it up."""
    mail = OutgoingMail.objects.create(
        organization=recruiter.organization,
        key=f"{word} letter",
        candidate=candidate,
        membership=recruiter,
        kind=OutgoingMail.Kind.INVITATION,
        stream=MailStream.PERSONAL,
        to=candidate.email,
        reply_to=recruiter.user.email,
        copy_to=candidate.email,
        subject=f"{word} subject",
        text=f"{word} words",
        html=f"<p>{word} words</p>",
        message_id=f"<{word}@followthrough.example>",
        dated=ENDED,
        due_at=ENDED,
        next_at=ENDED,
        state=OutgoingMail.State.HELD,
        tries=1,
        error=f"{word} mailbox is full",
        created_at=ENDED,
    )
    SendingAttempt.objects.create(
        organization=mail.organization,
        mail=mail,
        token=UUID(int=mail.pk),
        started_at=ENDED,
        ended_at=ENDED,
        outcome=SendingAttempt.Outcome.LATER,
        code=452,
        answer=f"{word} mailbox is full",
    )
    return mail


def _asleep(plan: Plan, viewer: Membership, owner: Membership, word: str) -> None:
    """Store what workers read and no test of theirs should stumble over: each thing is over, or never comes."""
    organization, is_over = plan.organization, {"created_at": ENDED, "composed_at": ENDED, "cancelled_at": ENDED}
    Reminder.objects.create(
        organization=organization,
        plan=plan,
        step_key="long_gone",
        kind=Reminder.Kind.DUE,
        recipient=f"nwosu@people.{word.lower()}.example",
        due=ENDED,
        send_at=ENDED,
        useful_until=ENDED,
        **is_over,
    )
    never = NOW + timedelta(days=36_500)
    DigestSchedule.objects.create(organization=organization, membership=viewer, next_at=never)
    MailHold.objects.create(
        organization=organization,
        reason=MailHold.Reason.ASKED,
        held_at=ENDED,
        held_by=owner.user,
        released_at=ENDED,
        released_by=owner.user,
    )
    OutgoingMail.objects.filter(organization=organization).update(error=f"{word} mailbox is full")


def _suppression(organization: Organization, word: str) -> Suppression:
    return Suppression.objects.create(
        organization=organization,
        address=f"gone@people.{word.lower()}.example",
        reason=Suppression.Reason.BOUNCED,
        answer=f"{word} knows no such mailbox",
        created_at=ENDED,
    )


def _follow_up(recruiter: Membership, word: str) -> dict[str, Any]:
    """Store a company, its people, and an invited candidate who was interviewed there two days ago."""
    organization = recruiter.organization
    where = f"{word}.example"
    company = CompanyFactory.create(organization=organization, name=f"{word} Mirror Ltd")
    contact = ContactFactory(company=company, name=f"{word} Petrov", title=f"{word} head", email=f"petrov@{where}")
    candidate = CandidateFactory.create(organization=organization, name=f"{word} Nwosu", email=f"nwosu@people.{where}")
    job = JobFactory.create(company=company, title=f"{word} engineer", role_family=f"{word} family of roles")
    application = ApplicationFactory.create(recruiter=recruiter, candidate=candidate, job=job)
    plan = _interviewed(application, contact, word)
    return {
        "company": company,
        "company_day": CompanyDayFactory.create(company=company, note=f"{word} day"),
        "contact": contact,
        "job": job,
        "candidate": invite_candidate(candidate=candidate, by=recruiter, at=NOW),
        "qualification": QualificationFactory.create(
            candidate=candidate, claim=f"{word} claim", evidence=f"{word} proof"
        ),
        "application": application,
        "interview": plan.interview,
        "plan": plan,
        "event": plan.events.get(),
    }


def _interviewed(application: Application, lead: Contact, word: str) -> Plan:
    """Store an interview with a debrief, and that the thank-you was sent, with a note."""
    new = NewInterview(
        application=application,
        ended_at=ENDED,
        lead=lead,
        topics=[{"topic": f"{word} topic", "help": f"{word} help"}],
        challenges=[{"challenge": f"{word} challenge", "enthusiasm": f"{word} joy", "expertise": f"{word} skill"}],
        strengths=[{"strength": f"{word} strength", "mine": f"{word} mine", "goal": f"{word} goal"}],
    )
    author = Author(Actor.RECRUITER, application.recruiter.user)
    plan = record_interview(new=new, author=author, now=ENDED)
    debrief = plan.interview.debrief
    debrief.notes = f"{word} notes"
    debrief.people = [{"person": f"{word} person"}]
    debrief.save()
    sent = Happening(EventType.THANK_YOU_SENT, ENDED + timedelta(hours=3))
    return record_event(plan=plan, happening=sent, author=author, now=NOW, note=f"{word} note")
