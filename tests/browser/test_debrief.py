"""The guided debrief on a phone: saved as one types, kept while there is no network, whole without scripts."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Locator, Page, expect

from candidates.interviews.debriefing import save_debrief, shown_now
from candidates.models import Debrief, Plan
from tests.browser.conftest import PHONE, OpenPage
from tests.cast import NOW, Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_now")]
SAVED = re.compile(r"^Saved \d\d:\d\d$")
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('debrief')).length"


@pytest.fixture
def plan(live_cast: Cast) -> Plan:
    """Return our candidate's plan, its debrief still empty."""
    cache.clear()
    plan = live_cast.ours.plan
    Debrief.objects.filter(interview=plan.interview).update(
        topics=[], challenges=[], strengths=[], people=[], authors={}
    )
    return plan


def opened(page: Page, plan: Plan) -> Page:
    """Sign in by a code, as a candidate does, and open the debrief."""
    page.goto("/accounts/login/code/")
    page.get_by_label("Email").fill(plan.interview.application.candidate.email)
    page.get_by_role("button", name="Email me a code").click()
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    page.get_by_label("Code").fill(found[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My follow-ups")).to_be_visible()
    page.goto(address(plan))
    return page


def address(plan: Plan) -> str:
    return f"/portal/plans/{plan.pk}/debrief/"


def entry(page: Page, legend: str) -> Locator:
    return page.get_by_role("group", name=legend, exact=True)


def status(page: Page) -> Locator:
    return page.locator("#save-status")


def topics(plan: Plan) -> list[str]:
    return [entry["topic"] for entry in Debrief.objects.get(interview=plan.interview).topics]


def context_of(page: Page) -> BrowserContext:
    return page.context


def test_it_is_saved_as_one_types_and_rows_are_added_in_place(open_page: OpenPage, plan: Plan) -> None:
    page = open_page(PHONE)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    opened(page, plan)
    entry(page, "Topic 1").get_by_label("The topic").press_sequentially("pricing", delay=20)
    expect(status(page)).to_have_text(SAVED)
    assert topics(plan) == ["pricing"]
    expect(page.get_by_text("How can you help with “pricing”?")).to_be_visible()
    page.get_by_role("button", name="One more topic").click()
    second = entry(page, "Topic 2").get_by_label("The topic")
    expect(second).to_be_focused()
    second.fill("hiring")
    expect(page.get_by_text("How can you help with “hiring”?")).to_be_visible()
    assert topics(plan) == ["pricing", "hiring"]
    assert page.evaluate(KEPT) == 0
    page.reload()
    expect(entry(page, "Topic 2").get_by_label("The topic")).to_have_value("hiring")
    expect(page.locator("#draft")).to_be_hidden()
    assert problems == []


def test_without_network_words_are_kept_and_sent_once_it_is_back(open_page: OpenPage, plan: Plan) -> None:
    page = opened(open_page(PHONE), plan)
    context_of(page).set_offline(True)
    entry(page, "Topic 1").get_by_label("The topic").fill("pricing")
    expect(status(page)).to_contain_text("Not saved: no connection.")
    assert topics(plan) == []
    context_of(page).set_offline(False)
    expect(status(page)).to_have_text(SAVED)
    assert topics(plan) == ["pricing"]
    assert page.evaluate(KEPT) == 0


def test_words_that_never_left_the_phone_are_offered_back(open_page: OpenPage, plan: Plan) -> None:
    page = opened(open_page(PHONE), plan)
    context_of(page).set_offline(True)
    entry(page, "Topic 1").get_by_label("The topic").fill("pricing")
    page.get_by_role("button", name="One more topic").click()
    entry(page, "Topic 2").get_by_label("The topic").fill("hiring")
    expect(status(page)).to_contain_text("Not saved: no connection.")
    again = context_of(page).new_page()
    page.close()
    context_of(again).set_offline(False)
    again.goto(address(plan))
    expect(again.locator("#draft-words li")).to_have_text(["pricing", "hiring"])
    again.get_by_role("button", name="Put them back").click()
    expect(again.get_by_text(re.compile(r"Saved \d\d:\d\d"))).to_be_visible()
    expect(entry(again, "Topic 2").get_by_label("The topic")).to_have_value("hiring")
    expect(again.locator("#draft")).to_be_hidden()
    assert topics(plan) == ["pricing", "hiring"]
    assert again.evaluate(KEPT) == 0


def test_words_kept_on_the_phone_can_be_thrown_away(open_page: OpenPage, plan: Plan) -> None:
    page = opened(open_page(PHONE), plan)
    page.route("**/debrief/save/", lambda route: route.abort())
    entry(page, "Topic 1").get_by_label("The topic").fill("pricing")
    expect(status(page)).to_contain_text("Not saved")
    page.goto(address(plan))
    page.get_by_role("button", name="Throw them away").click()
    expect(page.locator("#draft")).to_be_hidden()
    page.reload()
    expect(page.locator("#draft")).to_be_hidden()


def test_who_was_signed_out_is_told_and_loses_nothing(open_page: OpenPage, plan: Plan) -> None:
    page = opened(open_page(PHONE), plan)
    [session] = [each["value"] for each in context_of(page).cookies() if each["name"] == "sessionid"]
    context_of(page).clear_cookies(name="sessionid")
    entry(page, "Topic 1").get_by_label("The topic").fill("pricing")
    expect(status(page)).to_contain_text("Not saved: sign in again.")
    context_of(page).add_cookies([{"name": "sessionid", "value": session, "url": page.url}])
    page.goto(address(plan))
    expect(page.locator("#draft-words")).to_contain_text("pricing")


def test_an_error_stands_beside_its_field_until_it_is_mended(open_page: OpenPage, plan: Plan) -> None:
    page = opened(open_page(PHONE), plan)
    entry(page, "Topic 1").get_by_label("How I can help with it").fill("did it")
    topic = entry(page, "Topic 1").get_by_label("The topic")
    expect(topic).to_have_attribute("aria-invalid", "true")
    expect(topic).to_have_accessible_description(re.compile("Write the topic too"))
    expect(status(page)).to_have_text("Not saved: look at what is marked.")
    topic.fill("pricing")
    expect(status(page)).to_have_text(SAVED)
    expect(page.get_by_text("Write the topic too")).to_be_hidden()


def test_what_the_recruiter_wrote_meanwhile_is_said_and_shown(open_page: OpenPage, plan: Plan, live_cast: Cast) -> None:
    page = opened(open_page(PHONE), plan)
    entry(page, "Topic 1").get_by_label("The topic").fill("pricing")
    expect(status(page)).to_have_text(SAVED)
    recruiter_writes(plan, live_cast, "pricing in the north")
    entry(page, "Topic 1").get_by_label("The topic").fill("pricing in the south")
    expect(page.locator("#save-meanwhile")).to_contain_text("Both texts are kept.")
    entry(page, "Topic 1").get_by_label("The topic").fill("pricing in the far south")
    page.wait_for_timeout(1500)
    page.get_by_role("link", name="Show it").click()
    expect(page.locator(".pair textarea").first).to_have_value("pricing in the north")
    assert topics(plan) == ["pricing in the north", "pricing in the far south"]
    page.get_by_role("button", name="keep them as two").click()
    expect(page.locator(".pair")).to_have_count(0)


def recruiter_writes(plan: Plan, cast: Cast, topic: str) -> None:
    debrief = Debrief.objects.get(interview=plan.interview)
    facts = {"topics": [{"topic": topic, "help": ""}]}
    save_debrief(interview=plan.interview, facts=facts, by=cast.bob.user, at=NOW, shown=shown_now(debrief))


def test_the_whole_of_it_without_scripts(open_page: OpenPage, plan: Plan) -> None:
    page = opened(open_page(PHONE, scripts=False), plan)
    entry(page, "Topic 1").get_by_label("The topic").fill("pricing")
    page.get_by_role("button", name="One more topic").click()
    entry(page, "Topic 2").get_by_label("How I can help with it").fill("did it")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Write the topic too")).to_be_visible()
    entry(page, "Topic 2").get_by_label("The topic").fill("hiring")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("status").first).to_contain_text("Saved")
    assert topics(plan) == ["pricing", "hiring"]
    page.get_by_role("button", name="They told me when they decide").click()
    expect(page.get_by_role("heading", name="Did they name a date?")).to_be_visible()
