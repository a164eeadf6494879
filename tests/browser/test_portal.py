"""A follow-up on a phone, from the first code to the end, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Application, Candidate, Plan
from candidates.people.services import invite_candidate
from candidates.plans.services import Author
from recruiting import clock
from recruiting.accounts.services import create_firm
from recruiting.models import Company, Contact, Job, Membership
from tests.browser.conftest import LONG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def plan(at_now: None, transactional_db: None) -> Plan:
    """Return the plan of an interview that ended an hour ago; its candidate is invited."""
    cache.clear()
    now = clock.now()
    firm = create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=now)
    alice = Membership.objects.get(organization=firm)
    company = Company.objects.create(organization=firm, name="Harrow & Pine", time_zone="Europe/London", country="GB")
    lead = Contact.objects.create(
        organization=firm, company=company, name=LONG, phone="+442079460018", email="thora@harrow.example"
    )
    job = Job.objects.create(organization=firm, company=company, title="Principal Reliability Engineering Manager")
    candidate = Candidate.objects.create(
        organization=firm, name="Amara Nwosu", email="amara@example.org", time_zone="America/New_York"
    )
    application = Application.objects.create(organization=firm, candidate=candidate, job=job, recruiter=alice)
    invite_candidate(candidate=candidate, by=alice, at=now)
    new = NewInterview(application=application, ended_at=now - timedelta(hours=1), lead=lead)
    return record_interview(new=new, author=Author(Actor.RECRUITER), now=now)


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Return what opens a phone's browser on our site, without scripts unless one asks for them."""
    opened: list[BrowserContext] = []

    def open_phone(**options: Any) -> Page:
        options = {"viewport": PHONE, "java_script_enabled": False, "base_url": live_server.url, **options}
        opened.append(browser.new_context(**options))
        return opened[-1].new_page()

    yield open_phone
    for context in opened:
        context.close()


def sign_in(page: Page) -> Page:
    """Sign in by a code, as a candidate does."""
    page.goto("/accounts/login/code/")
    page.get_by_label("Email").fill("amara@example.org")
    page.get_by_role("button", name="Email me a code").click()
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    page.get_by_label("Code").fill(found[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My follow-ups")).to_be_visible()
    return page


def test_a_whole_follow_up_without_scripts(phone: Callable[..., Page], plan: Plan) -> None:
    page = sign_in(phone())
    status = page.get_by_role("status")

    page.get_by_role("button", name="I sent it").click()
    expect(status).to_contain_text("Done. Call on")
    expect(page.get_by_role("heading", name=f"Call {LONG}")).to_be_visible()
    expect(page.get_by_role("link", name="Call +44 20 7946 0018")).to_have_attribute("href", "tel:+44-20-7946-0018")

    page.get_by_role("link", name="Nobody answered").click()
    page.get_by_role("button", name="I left a voicemail").click()
    expect(status).to_contain_text("Done. Call on")

    page.get_by_role("link", name="I reached them").click()
    page.get_by_role("link", name="Not decided yet").click()
    page.get_by_label("When will they decide?").fill("2001-01-01")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("had passed when this happened")).to_be_visible()
    page.get_by_label("When will they decide?").fill((clock.now() + timedelta(days=14)).date().isoformat())
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Record it").click()
    expect(status).to_contain_text("they named")

    page.get_by_role("button", name="Undo").click()
    expect(status).to_contain_text("Taken back.")

    page.get_by_role("link", name="They wrote to me").click()
    page.get_by_role("button", name="I got the job").click()
    expect(status).to_contain_text("You got the job. Congratulations!")


def test_what_rarely_happens_is_folded_away_and_opens_without_scripts(phone: Callable[..., Page], plan: Plan) -> None:
    page = sign_in(phone())
    expect(page.get_by_role("link", name="I sent it earlier")).to_be_hidden()
    page.get_by_text("Something else happened").click()
    page.get_by_role("link", name="I sent it earlier").click()
    page.get_by_label("A note for your recruiter").fill("By post")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("status")).to_contain_text("Done.")


def test_something_that_was_earlier_asks_when(phone: Callable[..., Page], plan: Plan) -> None:
    page = sign_in(phone())
    page.get_by_text("Something else happened").click()
    page.get_by_role("link", name="Nobody answered").click()
    page.get_by_role("link", name="It was earlier").click()
    page.get_by_role("link", name="It rang, nobody answered").click()
    expect(page.get_by_label("When was it?")).to_be_visible()


def test_why_then_opens_by_keyboard(phone: Callable[..., Page], plan: Plan) -> None:
    page = sign_in(phone())
    why = page.get_by_text("Why then?").first
    why.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details[open] li").first).to_be_visible()
