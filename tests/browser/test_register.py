"""The register in a browser: from what somebody told us to calls that have moved; and axe looks on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, ViewportSize, expect

from candidates.changes.services import propose_version
from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, EventType, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting.models import Policy
from recruiting.policies.services import draft_version, publish
from tests.browser.conftest import DESK, PHONE, REFLOWS, OpenPage, SignIn
from tests.cast import NOW, Cast
from tests.factories import ApplicationFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_now")]


@pytest.fixture
def monday_call(live_cast: Cast) -> Plan:
    """Return the plan of one more candidate at our company, whose call is due on Monday at ten."""
    application = ApplicationFactory.create(recruiter=live_cast.bob, job=live_cast.ours.job)
    ended = datetime(2026, 12, 2, 8, tzinfo=UTC)
    author = Author(Actor.RECRUITER, live_cast.bob.user)
    new = NewInterview(application=application, ended_at=ended, lead=live_cast.ours.contact)
    plan = record_interview(new=new, author=author, now=NOW)
    sent = Happening(EventType.THANK_YOU_SENT, ended + timedelta(hours=1))
    return record_event(plan=plan, happening=sent, author=author, now=NOW)


class Hand:
    """Counts what it clicks."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, what: Locator) -> None:
        """Click once."""
        what.click()
        self.clicks += 1


def test_never_on_monday_mornings_moves_the_calls_in_under_ten_clicks(
    open_page: OpenPage, live_cast: Cast, sign_in: SignIn, monday_call: Plan
) -> None:
    page, hand = sign_in(open_page(DESK), live_cast.bob.user.email), Hand()
    page.goto("/admin/")
    hand.click(page.get_by_role("link", name="Companies"))
    hand.click(page.get_by_role("link", name=live_cast.ours.company.name))
    hand.click(page.get_by_role("link", name="Write down what they told us"))
    page.get_by_label("Who told us").fill("Grace Petrov")
    page.get_by_label("Note").fill("Never on Monday mornings.")
    hand.click(page.get_by_role("button", name="Save", exact=True))
    page.locator("[name=avoid]").fill("Monday 09:30–12:00")
    hand.click(page.get_by_role("button", name="Save and see what it moves"))
    said = "2 open plans follow this: 1 follow-up moves later and 1 stays."
    expect(page.get_by_role("heading", name=said)).to_be_visible()
    expect(page.get_by_role("row", name=str(monday_call.interview.application.candidate.name))).to_contain_text(
        "later that day"
    )
    hand.click(page.get_by_role("button", name="Apply to all 2 plans"))
    expect(page.get_by_text("2 plans follow it.")).to_be_visible()
    assert hand.clicks < 10
    page.goto(reverse("admin:candidates_interview_change", args=[monday_call.interview_id]))
    expect(page.get_by_text("Mon 7 Dec, 12:00 London").first).to_be_visible()
    expect(page.get_by_text("Grace Petrov told us")).to_be_visible()


def _proposed(cast: Cast) -> str:
    """Work out as Bob what calling two days later would do; return the address of its page."""
    policy = Policy.objects.get(organization=cast.ours.organization, is_default=True)
    rules = {**policy.versions.get(number=1).rules, "call_after_days": [4, 5]}
    draft = draft_version(policy=policy, rules=rules, at=NOW, by=cast.bob.user)
    change = propose_version(version=draft, by=cast.bob, at=NOW)
    return reverse("admin:candidates_ruleschange_change", args=[change.pk])


def _rival(cast: Cast) -> str:
    """Let Alice publish over Bob's draft; return where he edits it."""
    policy = Policy.objects.get(organization=cast.ours.organization, is_default=True)
    rules = policy.versions.get(number=1).rules
    draft_version(policy=policy, rules={**rules, "max_attempts": 5}, at=NOW, by=cast.bob.user)
    theirs = draft_version(policy=policy, rules={**rules, "max_follow_ups": 4}, at=NOW, by=cast.alice.user)
    publish(version=theirs, by=cast.alice.user, at=NOW)
    return reverse("admin:recruiting_policy_draft", args=[policy.pk])


def _version(cast: Cast) -> str:
    _rival(cast)
    policy = Policy.objects.get(organization=cast.ours.organization, is_default=True)
    return reverse("admin:recruiting_policy_version", args=[policy.pk, 3])


def _gaps(cast: Cast) -> str:
    return reverse("admin:candidates_gaps")


PAGES = {"a change": _proposed, "rivals": _rival, "a version": _version, "gaps": _gaps}


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone", "desk"])
@pytest.mark.parametrize("which", PAGES)
def test_the_registers_pages_can_be_read_by_everybody(
    open_page: OpenPage,
    live_cast: Cast,
    sign_in: SignIn,
    axe: Callable[[Page], None],
    which: str,
    viewport: ViewportSize,
    scheme: str,
) -> None:
    page = sign_in(open_page(viewport, color_scheme=scheme), live_cast.bob.user.email)
    page.goto(PAGES[which](live_cast))
    expect(page.locator(".ft").first).to_be_visible()
    if which == "rivals":
        expect(page.locator(".ft-sample").first).to_be_visible()
    axe(page)
    assert page.evaluate(REFLOWS)
