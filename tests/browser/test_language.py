"""The portal in German on a narrow phone: nothing wider than the screen, and another language by one tap."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from candidates.models import Plan
from tests.browser.conftest import REFLOWS, TOO_SMALL
from tests.browser.test_portal import phone, plan, sign_in

__all__ = ["phone", "plan"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def switch_to(page: Page, language: str) -> None:
    page.get_by_role("contentinfo").get_by_role("button", name=language).click()


def test_a_tap_changes_the_language_without_scripts(phone: Callable[..., Page], plan: Plan) -> None:
    page = phone(locale="de-DE")
    page.goto("/accounts/login/code/")
    expect(page.get_by_role("heading", name="Mit einem Code anmelden")).to_be_visible()
    switch_to(page, "English")
    sign_in(page)
    switch_to(page, "Deutsch")
    expect(page.get_by_role("heading", name="Meine nächsten Schritte")).to_be_visible()
    page.get_by_role("button", name="Ich habe sie verschickt").click()
    expect(page.get_by_role("status")).to_contain_text("Eingetragen. Anruf am")


def test_german_pages_fit_a_narrow_phone(phone: Callable[..., Page], plan: Plan) -> None:
    page = phone(viewport={"width": 320, "height": 800})
    sign_in(page)
    switch_to(page, "Deutsch")
    own = [
        "",
        "debrief/",
        "what-happened/reached/",
        "what-happened/decision/",
        "report/called-undecided/",
        "report/thank-you/",
    ]
    pages = ["/portal/", "/portal/reminders/", "/portal/your-data/", "/accounts/2fa/", "/accounts/login/code/"]
    for address in (*pages, *(f"/portal/plans/{plan.pk}/{part}" for part in own)):
        page.goto(address)
        assert page.evaluate(REFLOWS), address
        assert page.evaluate(TOO_SMALL) == [], address
        assert page.locator("html").get_attribute("lang") == "de"
