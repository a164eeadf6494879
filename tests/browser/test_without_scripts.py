"""Every action of the portal once on a phone without scripts, and by keyboard alone; the call on one sheet of paper."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from candidates.models import CalendarFeed, EventType, LetterComment, Plan
from candidates.portal.reports import CHECK_IN, MENUS, THANK_YOU, Report
from tests.browser.conftest import PHONE, OpenPage, come_in
from tests.browser.scenes import JOB, candidate_of, full_debrief, record, to_call, to_write
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_now")]
FIELDS = {"When will they decide?": "2026-12-10", "On which day shall you call?": "2026-12-04"}
FIELDS |= {"On which day are they back?": "2026-12-14"}
FOCUSED = """() => { const each = document.activeElement, box = each.getBoundingClientRect();
  const seen = getComputedStyle(each).outlineStyle !== 'none' && box.width > 0 && box.left >= 0;
  return {words: each.innerText, seen}; }"""


@pytest.fixture
def page(open_page: OpenPage, live_cast: Cast) -> Page:
    """Return a phone without scripts in which our candidate is signed in."""
    cache.clear()
    return come_in(open_page(PHONE, scripts=False), candidate_of(live_cast))


def test_everything_that_can_happen_is_reported_and_taken_back(page: Page, live_cast: Cast) -> None:
    plan = to_write(live_cast)
    page.goto(here(plan))
    page.get_by_role("button", name=f"✓ {THANK_YOU.label}").click()
    expect(page.get_by_role("status")).to_contain_text("Done. Call on")
    for slug, menu in MENUS.items():
        for each in menu.reports:
            page.goto(f"{here(plan)}what-happened/{slug}/")
            report(page, each)
            page.get_by_role("button", name="Undo").click()
            expect(page.get_by_role("status")).to_contain_text("Taken back.")
    record(live_cast, plan, EventType.CALL_MADE, outcome="do_not_call")
    page.goto(here(plan))
    page.get_by_role("button", name=f"✓ {CHECK_IN.label}").click()
    expect(page.get_by_role("status")).to_contain_text("Done.")


def here(plan: Plan) -> str:
    return f"/portal/plans/{plan.pk}/"


def report(page: Page, each: Report) -> None:
    """Tap a report on the page of its menu, and answer what it asks."""
    if each.one_tap:
        page.get_by_role("button", name=str(each.label)).click()
    else:
        page.get_by_role("link", name=str(each.label)).click()
        for label in each.asks.values():
            if str(label) in FIELDS:
                page.get_by_label(str(label)).fill(FIELDS[str(label)])
        page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("status")).to_contain_text("Done.")


def test_what_moved_meanwhile_is_shown_and_recorded_with_one_tap(page: Page, live_cast: Cast) -> None:
    plan = to_call(live_cast)
    page.goto(f"{here(plan)}report/called-undecided/")
    record(live_cast, plan, EventType.REPLY_RECEIVED, answer="undecided", date="2026-12-11")
    page.get_by_label("When will they decide?").fill("2026-12-16")
    page.get_by_role("button", name="Record it").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("They replied: not decided; they decide by Fri 11 Dec")
    expect(alert).to_contain_text("by Bob Northgate")
    expect(page.get_by_label("When will they decide?")).to_have_value("2026-12-16")
    page.get_by_role("button", name="Record it all the same").click()
    expect(page.get_by_role("status")).to_contain_text("Done. Call on Thu 17 Dec")


def test_a_letter_is_drafted_anew_compared_discussed_and_shown_first(page: Page, live_cast: Cast) -> None:
    firm = live_cast.ours.organization
    firm.letters_need_approval = True
    firm.save()
    page.goto(f"/portal/letters/{live_cast.ours.letter.pk}/")
    page.get_by_role("button", name="Draft it in German").click()
    expect(page.get_by_role("status")).to_contain_text("Here is a new draft.")
    page.get_by_role("link", name="2 versions, and what changed").click()
    page.get_by_role("link", name="Version 1").click()
    expect(page.get_by_text("Northgate thanks you")).to_be_visible()
    page.go_back()
    page.go_back()
    page.get_by_label("Say or ask something").fill("Is the tone right?")
    page.get_by_role("button", name="Tell them").click()
    expect(page.get_by_role("status")).to_contain_text("Your recruiter sees this")
    assert LetterComment.objects.filter(text="Is the tone right?").exists()
    with page.expect_download() as file:
        page.get_by_role("link", name="As a file").click()
    assert file.value.suggested_filename.endswith(".eml")
    page.get_by_role("button", name="Ask your recruiter to look at it").click()
    expect(page.get_by_text("Your recruiter is looking at it.")).to_be_visible()


def test_calendar_step_and_signing_out(page: Page, live_cast: Cast) -> None:
    page.goto("/portal/")
    with page.expect_download() as file:
        page.get_by_role("link", name="Add to my calendar").click()
    assert file.value.suggested_filename.endswith(".ics")
    page.get_by_role("link", name="Reminders").click()
    page.get_by_role("link", name="See your steps in your own calendar").click()
    for button in ("Make an address", "Make another address"):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_text("it is shown this once")).to_be_visible()
    page.get_by_role("button", name="End the address").click()
    expect(page.get_by_role("status")).to_contain_text("opens nothing any more")
    assert not CalendarFeed.objects.filter(candidate=live_cast.ours.candidate).exists()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/portal/")
    expect(page.get_by_role("heading", name="Sign in with a code")).to_be_visible()


def test_by_keyboard_alone_and_with_the_focus_always_in_sight(page: Page, live_cast: Cast) -> None:
    plan = to_call(live_cast)
    page.goto(here(plan))
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == {"words": "To the content", "seen": True}
    page.keyboard.press("Enter")
    tab_to(page, "Why then?")
    page.keyboard.press("Enter")
    expect(page.locator("details[open] li").first).to_be_visible()
    tab_to(page, "Nobody answered")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What happened?")).to_be_visible()
    tab_to(page, "I left a voicemail")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Done. Call on")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has these words has the focus."""
    for _press in range(25):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["seen"], focused
        if str(focused["words"]).startswith(words):
            return
    pytest.fail(f"no Tab leads to {words}")


def test_read_by_its_headings_alone_it_says_what_to_do(page: Page, live_cast: Cast) -> None:
    to_call(live_cast)
    page.goto("/portal/")
    read = page.get_by_role("heading").evaluate_all("all => all.map(each => each.tagName + ' ' + each.innerText)")
    assert read[:3] == ["H1 My follow-ups", "H2 Northgate engineer", "H3 Call Northgate Petrov"]
    assert f"H3 {JOB}" in read[read.index("H2 Your other interviews") :]


def test_a_call_with_all_its_words_is_one_sheet(open_page: OpenPage, live_cast: Cast) -> None:
    plan = to_call(live_cast)
    full_debrief(live_cast, plan)
    page = come_in(open_page(), candidate_of(live_cast))
    page.goto(f"{here(plan)}what-to-say/")
    expect(page.get_by_role("button", name="Print it on one sheet")).to_be_visible()
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1, paper
