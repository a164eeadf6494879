"""Every page of the portal before axe (WCAG 2.2 AA): phone and desk, light and dark, all that is folded opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Page, expect

from candidates.interviews.debriefing import save_debrief, shown_now
from candidates.letters import services
from candidates.models import EventType, MailStream, OutgoingMail
from candidates.outbox.suppressions import unsubscribe_token
from candidates.people.services import invite_candidate
from recruiting.models import Membership
from tests.browser.conftest import DESK, LONG, PHONE, REFLOWS, TOO_SMALL, WCAG, OpenPage, come_in
from tests.browser.scenes import candidate_of, full_debrief, over, record, to_ask, to_call, to_write
from tests.cast import NOW, Cast
from tests.factories import CandidateFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_now")]
OPENED = "document.querySelectorAll('details').forEach(each => each.open = true)"
OBJECTIONS = """options => axe.run(options).then(found => found.violations.map(
  each => each.id + ': ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join('; ')))"""
Look = Callable[..., None]


@pytest.fixture
def page(open_page: OpenPage, live_cast: Cast) -> Page:
    """Return a browser's page with nobody signed in."""
    cache.clear()
    return open_page(PHONE)


@pytest.fixture
def mine(page: Page, live_cast: Cast) -> Page:
    """Return the page with our candidate signed in."""
    return come_in(page, candidate_of(live_cast))


@pytest.fixture
def look(page: Page) -> Look:
    """Return what opens an address, or takes the page as it is, and fails for anything wrong with how it looks."""

    def looks(address: str = "") -> None:
        if address:
            page.goto(address)
        page.wait_for_load_state()
        page.evaluate(OPENED)
        page.evaluate(Axe().axe_script)
        for viewport in (PHONE, DESK):
            page.set_viewport_size(viewport)
            assert page.evaluate(REFLOWS), page.url
            assert page.evaluate(TOO_SMALL) == [], page.url
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour half-way
                assert page.evaluate(OBJECTIONS, WCAG) == [], (page.url, viewport, scheme)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate(REFLOWS), page.url

    return looks


def test_on_the_way_in(page: Page, look: Look, live_cast: Cast) -> None:
    for address in ("login/", "password/reset/", "signup/", "login/code/"):
        look(f"/accounts/{address}")
    page.get_by_label("Email").fill(live_cast.ours.candidate.email)
    page.get_by_role("button", name="Email me a code").click()
    expect(page.get_by_role("heading", name="Type the code")).to_be_visible()
    look()
    page.get_by_label("Code").fill("BBBB-BBBB")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("That is not the code")).to_be_visible()
    look()
    look("/mail/")


def test_unsubscribing(page: Page, look: Look, live_cast: Cast) -> None:
    ours = live_cast.ours
    letter = OutgoingMail(organization=ours.organization, to=ours.candidate.email, stream=MailStream.REMINDERS)
    look("/unsubscribe/nothing/")
    look(f"/unsubscribe/{unsubscribe_token(letter)}/")
    page.get_by_role("button", name="Send me no more").click()
    expect(page.get_by_role("status")).to_contain_text("No more reminders")
    look()


def test_my_follow_ups_with_one_several_and_none(page: Page, look: Look, live_cast: Cast) -> None:
    come_in(page, live_cast.vera.user)
    look("/portal/")
    other = CandidateFactory.create(organization=live_cast.ours.organization)
    invited = invite_candidate(candidate=other, by=live_cast.bob, at=NOW)
    assert invited.user is not None
    come_in(page, invited.user)
    look("/portal/")
    come_in(page, candidate_of(live_cast))
    look("/portal/")
    for scene in (to_write, to_call, to_ask, over):
        scene(live_cast)
    look("/portal/")
    expect(page.get_by_role("heading", name="Your other interviews")).to_be_visible()
    Membership.objects.create(organization=live_cast.ours.organization, user=invited.user)
    come_in(page, invited.user)
    look("/")


def test_a_follow_up_and_what_can_be_reported_of_it(mine: Page, look: Look, live_cast: Cast) -> None:
    for scene in (to_write, to_call, to_ask, over):
        look(f"/portal/plans/{scene(live_cast).pk}/")
    here = f"/portal/plans/{to_call(live_cast).pk}"
    look(f"{here}/what-happened/reached/")
    look(f"{here}/report/thank-you/")
    look(f"{here}/report/called-undecided/")
    mine.get_by_label("When will they decide?").fill("2001-01-01")
    mine.get_by_role("button", name="Record it").click()
    expect(mine.get_by_text("had passed when this happened")).to_be_visible()
    look()


def test_a_report_on_what_moved_meanwhile(mine: Page, look: Look, live_cast: Cast) -> None:
    plan = to_call(live_cast)
    mine.goto(f"/portal/plans/{plan.pk}/report/called-undecided/")
    record(live_cast, plan, EventType.CALL_MADE, outcome="no_answer")
    mine.get_by_role("button", name="Record it").click()
    expect(mine.get_by_role("alert")).to_contain_text("Not recorded yet")
    look()


def test_words(mine: Page, look: Look, live_cast: Cast) -> None:
    call, ask = to_call(live_cast), to_ask(live_cast)
    full_debrief(live_cast, call)
    look(f"/portal/plans/{call.pk}/what-to-say/")
    look(f"/portal/plans/{ask.pk}/what-to-say/")
    letter = f"/portal/letters/{live_cast.ours.letter.pk}/"
    look(letter)
    look(f"{letter}versions/")
    services.compose(letter=live_cast.ours.letter, plan=live_cast.ours.plan, at=NOW)
    look(f"{letter}versions/")
    mine.goto(letter)
    mine.get_by_role("button", name="Send to").click()
    expect(mine.get_by_role("status")).to_contain_text("It is on its way.")
    look()


def test_the_debrief(mine: Page, look: Look, live_cast: Cast) -> None:
    plan = live_cast.ours.plan
    mine.goto(f"/portal/plans/{plan.pk}/debrief/")
    topic = mine.get_by_role("group", name="Topic 1", exact=True).get_by_label("The topic")
    topic.fill(f"pricing in the south, with {LONG}")
    debrief = plan.interview.debrief
    facts = {"topics": [{"topic": "pricing in the north", "help": ""}]}
    save_debrief(interview=plan.interview, facts=facts, by=live_cast.bob.user, at=NOW, shown=shown_now(debrief))
    expect(mine.locator("#save-meanwhile")).to_be_visible()
    mine.reload()
    mine.get_by_role("group", name="Challenge 1", exact=True).get_by_label("The challenge").fill("")
    expect(mine.locator("#save-status")).to_contain_text("Not saved")
    mine.evaluate("document.getElementById('draft').hidden = false")
    mine.evaluate("document.getElementById('draft-words').innerHTML = '<li>pricing</li>'")
    look()


def test_calendar_reminders_and_what_is_kept(mine: Page, look: Look, live_cast: Cast) -> None:
    look("/portal/calendar/")
    mine.get_by_role("button", name="Make an address").click()
    expect(mine.get_by_text("it is shown this once")).to_be_visible()
    look()
    look("/portal/calendar/")
    look("/portal/reminders/")
    mine.get_by_role("switch").click()
    expect(mine.get_by_role("status")).to_contain_text("no more reminders")
    mine.get_by_label("Quiet from").fill("")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("This field is required.")).to_be_visible()
    look()
    for address in ("/portal/your-data/", "/accounts/email/", "/accounts/logout/"):
        look(address)
