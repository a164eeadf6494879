"""The policy's editor in a browser: the dates change as one types, on a phone as well; and axe looks on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from recruiting.models import Policy
from tests.browser.conftest import DESK, PHONE, REFLOWS, OpenPage, SignIn
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_now")]


@pytest.fixture
def editor(open_page: OpenPage, live_cast: Cast, sign_in: SignIn) -> Callable[..., Page]:
    """Return what opens the rules of our firm's default policy, and fails for what the browser complains of."""
    policy = Policy.objects.get(organization=live_cast.ours.organization, is_default=True)

    def opens(viewport: ViewportSize = DESK, **options: object) -> Page:
        page = sign_in(open_page(viewport, **options), live_cast.bob.user.email)
        page.on("console", lambda message: _no_complaint(message.type, message.text))
        page.goto(f"/admin/recruiting/policy/{policy.pk}/draft/")
        return page

    return opens


def _no_complaint(kind: str, text: str) -> None:
    assert kind not in {"error", "warning"}, text


def test_the_dates_beside_the_form_change_as_one_types(editor: Callable[..., Page]) -> None:
    page = editor()
    today = page.locator(".ft-sample").first
    expect(today).to_contain_text("An interview today")
    expect(today).to_contain_text("Tue 8 Dec, 10:00")
    page.evaluate("window.sameDocument = true")
    page.locator("[name=call_after_days_0]").fill("1")
    page.locator("[name=call_after_days_1]").fill("1")
    expect(today.get_by_text("Fri 4 Dec, 10:00")).to_be_visible()
    expect(today.get_by_text("4 days earlier").first).to_be_visible()
    expect(today.locator("td.ft-ringed").first).to_contain_text("C")
    expect(page.locator("#policy-status")).to_contain_text("differ from version 1")
    today.get_by_text("why then").nth(1).click()
    expect(today.get_by_text("one working day after")).to_be_visible()
    assert page.evaluate("window.sameDocument")


def test_what_cannot_be_is_said_and_the_last_dates_stay_until_it_can(editor: Callable[..., Page]) -> None:
    page = editor()
    today = page.locator(".ft-sample").first
    expect(today).to_contain_text("Tue 8 Dec, 10:00")
    page.locator("[name=avoid]").fill("Fridays after lunch")
    wrong = page.locator("#policy-wrong")
    expect(wrong).to_contain_text("write a day and two times")
    expect(today).to_contain_text("Tue 8 Dec, 10:00")
    page.locator("[name=avoid]").fill("Tuesday 09:30–12:00")
    expect(wrong).to_be_empty()
    expect(today).to_contain_text("Tue 8 Dec, 12:00")
    expect(page.get_by_text("calls are at 12:00 on Tuesday")).to_be_visible()


def test_a_refused_page_comes_again_with_what_was_typed_and_with_dates(editor: Callable[..., Page]) -> None:
    page = editor()
    with page.expect_response(lambda answer: answer.request.resource_type == "xhr"):  # else leaving would abort it
        page.locator("[name=call_hours_0]").fill("17:00")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator("#rule-call_hours [role=alert]")).to_be_visible()
    expect(page.locator("[name=call_hours_0]")).to_have_value("17:00")
    expect(page.get_by_text("These are the dates of the rules as last saved")).to_be_visible()
    expect(page.locator(".ft-sample").first).to_contain_text("Tue 8 Dec, 10:00")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_objects_to_nothing_and_nothing_is_wider_than_the_screen(
    editor: Callable[..., Page], axe: Callable[[Page], None], viewport: ViewportSize, scheme: str
) -> None:
    page = editor(viewport, color_scheme=scheme)
    expect(page.locator(".ft-sample").first).to_be_visible()
    page.locator("[name=call_after_days_0]").fill("1")
    page.locator("[name=call_after_days_1]").fill("1")
    page.locator("[name=avoid]").fill("Friday 15:00–17:00\nMonday 09:30–12:00")
    expect(page.get_by_text("calls are at 12:00 on Monday")).to_be_visible()
    page.locator("#main summary").evaluate_all("all => all.forEach(each => { each.parentElement.open = true })")
    axe(page)
    assert page.evaluate(REFLOWS)
