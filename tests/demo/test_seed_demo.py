"""The demonstration shows every state on any day, bypasses nothing, and keeps its two firms apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from candidates.demo.accounts import FIRM, OTHER_FIRM, SIGN_INS
from candidates.demo.other_firm import CANARIES
from candidates.demo.seeding import seed
from candidates.letters.sending import judge
from candidates.letters.services import Words, begin
from candidates.models import (
    Application,
    Candidate,
    Event,
    EventNote,
    Interview,
    Letter,
    LetterComment,
    Plan,
    Reminder,
    Step,
)
from candidates.plans.projection import rebuild_all
from candidates.reminders.materialise import materialise
from recruiting import clock
from recruiting.models import Company, Contact, Job, Membership, Organization, Policy, User
from recruiting.models.tenancy import TenantModel

LONDON = ZoneInfo("Europe/London")
MONDAY_MORNING = datetime(2026, 11, 30, 8, 5, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 11, tzinfo=UTC)
SMALL_HOURS = datetime(2026, 11, 25, 2, 40, tzinfo=UTC)
NEW_YEARS_EVE = datetime(2026, 12, 31, 14, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "now", [MONDAY_MORNING, SATURDAY, SMALL_HOURS, NEW_YEARS_EVE], ids=lambda now: f"{now:%a-%d-%b}"
)
def test_every_state_is_there_and_a_rebuild_changes_nothing(now: datetime) -> None:
    seed(now=now)
    organization = Organization.objects.get(name=FIRM)

    assert set(states(organization, now)) >= {
        "interview ahead",
        "thank-you to write",
        "thank-you overdue",
        "provisional",
        "call due today",
        "email due today",
        "overdue",
        "recruiter's own",
        "exhausted",
        *("promised_date", "promised_time", "after_promised_date", "no_date_given", "no_answer"),
        *("out_of_office", "reply_without_date", "undecided_without_date", "do_not_call", "rescheduled"),
        *("hired", "rejected", "next_round", "withdrawn", "job_closed"),
    }
    assert not list(rebuild_all(check=True, at=clock.now()))
    assert not Event.objects.filter(recorded_at__gt=now).exists()
    check_the_coach_is_alive(organization, now)
    assert reminded_within(now, timedelta(minutes=1))


def check_the_coach_is_alive(organization: Organization, now: datetime) -> None:
    """Check that letters stand in every state, and that one is to be written of which enough is noted to begin."""
    letters = Letter.objects.for_organization(organization)
    assert set(letters.values_list("state", flat=True)) == {"writing", "asked", "approved", "sent"}
    assert all(letter.versions.filter(composed=False).exists() for letter in letters)
    assert set(LetterComment.objects.values_list("actor", flat=True)) == {"candidate", "recruiter"}
    thank_yous = Step.objects.for_organization(organization).filter(key="thank_you", status=Step.Status.OPEN)
    (step,) = thank_yous.filter(plan__interview__letters__state="asked")
    letter = begin(plan=step.plan, contact=step.plan.interview.lead, step_key=step.key, at=now)
    version = letter.versions.get()
    assert judge(letter=letter, plan=step.plan, words=Words(version.subject, version.body), at=now).musts == []
    assert step.plan.interview.debrief.authors["topics"][0]["by"] == "candidate"


def reminded_within(now: datetime, span: timedelta) -> bool:
    """Say whether the candidate's reminder is made at some moment from `now` on."""
    materialise(at=now)
    before = Reminder.objects.count()
    while materialise(at=now + span):
        pass
    return Reminder.objects.count() > before


def states(organization: Organization, now: datetime) -> Iterator[str]:
    """Yield a word for each state that some plan of a firm is in."""
    for plan in Plan.objects.for_organization(organization).select_related("interview"):
        if plan.interview.ended_at > now:
            yield "interview ahead"
        yield plan.outcome or plan.status
    for step in Step.objects.for_organization(organization).filter(status=Step.Status.OPEN).exclude(kind="question"):
        days = (step.due.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days
        if step.key == "thank_you":
            yield "thank-you to write" if step.due > now else "thank-you overdue"
            continue
        yield step.reason
        yield "provisional" if step.provisional else "certain"
        if step.owner == "recruiter":
            yield "recruiter's own"
        if days == 0:
            yield f"{step.kind} due today"
        if days < 0:
            yield "overdue"


def test_a_second_run_finds_it_there_and_the_second_firm_stays_out_of_sight(settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    first, second = StringIO(), StringIO()
    call_command("seed_demo", at=MONDAY_MORNING, stdout=first)
    plans = Plan.objects.count()
    call_command("seed_demo", at=SATURDAY, stdout=second)

    assert Plan.objects.count() == plans
    assert "there already" in second.getvalue()
    for sign_in in SIGN_INS:
        assert sign_in.email in first.getvalue()
        assert sign_in.email in second.getvalue()
    check_members_can_sign_in()
    check_sizes(Organization.objects.get(name=FIRM))
    check_canaries()


def check_members_can_sign_in() -> None:
    for sign_in in SIGN_INS:
        user = User.objects.get(email=sign_in.email)
        assert user.has_usable_password() == (sign_in.password is not None)
        assert sign_in.password is None or user.check_password(sign_in.password)
        assert list(Membership.objects.filter(user=user).values_list("role", "organization__name")) == (
            [(sign_in.role, sign_in.firm)] if sign_in.role else []
        )


def check_sizes(organization: Organization) -> None:
    assert Candidate.objects.for_organization(organization).count() == 40
    assert Company.objects.for_organization(organization).count() == 12
    zones = Company.objects.for_organization(organization).values_list("time_zone", flat=True).distinct()
    assert len(zones) >= 6
    assert Candidate.objects.for_organization(organization).filter(user__isnull=False).count() == 1
    assert not Application.objects.filter(candidate__applications=None).exists()


def check_canaries() -> None:
    mine, other = Organization.objects.get(name=FIRM), Organization.objects.get(name=OTHER_FIRM)
    for word in CANARIES:
        assert word not in everything(mine)
        assert word in everything(other) + other.name


def everything(organization: Organization) -> str:
    """Return all that a firm's rows say, as one text."""
    models: list[type[TenantModel]] = [Application, Candidate, Company, Contact, EventNote, Interview, Job, Policy]
    rows: list[Model] = [row for model in models for row in model.objects.for_organization(organization)]
    return " ".join(str(value) for row in rows for value in vars(row).values())


def test_without_debug_it_refuses_for_its_passwords_are_public(settings: object) -> None:
    settings.DEBUG = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="passwords are public"):
        call_command("seed_demo")
    assert not Organization.objects.exists()


def test_passwords_pass_the_validators() -> None:
    from django.contrib.auth.password_validation import validate_password

    for sign_in in SIGN_INS:
        if sign_in.password:
            validate_password(sign_in.password, User(email=sign_in.email, name=sign_in.name))
