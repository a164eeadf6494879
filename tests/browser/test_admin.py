"""The recruiter's day in a browser: Today, a call recorded in place, the timeline after it; and axe looks on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESK, PHONE, REFLOWS, OpenPage, SignIn
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
# The cast's call is due on Thu 3 Dec at 10:00 in London
DUE = datetime(2026, 12, 3, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_due() -> Iterator[None]:
    """Let it be half an hour after the call is due."""
    with time_machine.travel(DUE, tick=True):
        yield


@pytest.fixture
def today(open_page: OpenPage, live_cast: Cast, sign_in: SignIn) -> Callable[..., Page]:
    """Return what opens Today as our firm's recruiter, and fails for anything that the browser complains of."""

    def opens(viewport: ViewportSize = DESK, **options: str) -> Page:
        page = sign_in(open_page(viewport, **options), live_cast.bob.user.email)
        page.on("console", lambda message: _no_complaint(message.type, message.text))
        page.goto("/admin/")
        return page

    return opens


def _no_complaint(kind: str, text: str) -> None:
    assert kind not in {"error", "warning"}, text


def test_a_call_is_recorded_in_its_row_which_answers_with_the_next_date(today: Callable[..., Page]) -> None:
    page = today()
    expect(page.get_by_role("link", name="+44 20 7946 0018")).to_have_attribute("href", "tel:+44-20-7946-0018")
    page.get_by_text("called").first.click()
    page.get_by_role("button", name="Voicemail").click()
    answer = page.get_by_role("status")
    expect(answer).to_contain_text("Called: voicemail")
    expect(answer).to_contain_text("Next: Call Northgate Petrov, Mon 7 Dec, 10:00 London.")
    answer.get_by_role("button", name="Undo").click()
    expect(answer).to_contain_text("Next: Call Northgate Petrov, Thu 3 Dec, 10:00 London.")


def test_a_call_back_without_a_date_asks_for_it_and_keeps_the_rest(today: Callable[..., Page]) -> None:
    page = today()
    page.get_by_text("called").first.click()
    page.get_by_text("Call back", exact=True).click()
    page.get_by_label("On", exact=True).fill("2026-12-01")
    page.get_by_role("button", name="Record: call back").click()
    expect(page.get_by_text("had passed when this happened")).to_be_visible()
    page.get_by_label("They decide by").fill("2026-12-08")
    page.get_by_role("button", name="Record: Called").click()
    expect(page.get_by_role("status")).to_contain_text("Tue 8 Dec")


def test_the_timeline_changes_with_what_is_recorded(today: Callable[..., Page]) -> None:
    page = today()
    page.get_by_role("link", name="Northgate Nwosu").click()
    expect(page.get_by_role("heading", name="Call Northgate Petrov")).to_be_visible()
    page.locator("summary", has_text="They wrote").click()
    form = page.locator("form[action$='/record/reply/']")
    form.get_by_label("What did they say?").select_option("next_round")
    form.get_by_role("button", name="Record: They wrote").click()
    expect(page.get_by_role("heading", name="Next round")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Call Northgate Petrov")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_objects_to_nothing_and_nothing_is_wider_than_the_screen(
    today: Callable[..., Page], live_cast: Cast, axe: Callable[[Page], None], viewport: ViewportSize, scheme: str
) -> None:
    page = today(viewport, color_scheme=scheme)
    page.locator("summary").evaluate_all("all => all.forEach(each => { each.parentElement.open = true })")
    axe(page)
    assert page.evaluate(REFLOWS)
    page.goto(f"/admin/candidates/interview/{live_cast.ours.interview.pk}/change/")
    page.locator("#main summary").evaluate_all("all => all.forEach(each => { each.parentElement.open = true })")
    axe(page)
    assert page.evaluate(REFLOWS)
