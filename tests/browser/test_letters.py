"""A letter on a phone: written, judged while one types, and sent; without scripts too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from candidates.models import Letter, OutgoingMail, Plan
from tests.browser.test_portal import phone, plan, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPhone = Callable[..., Page]
__all__ = ["phone", "plan"]


def begun(page: Page, plan: Plan) -> None:
    page.goto(f"/portal/plans/{plan.pk}/")
    page.get_by_role("button", name=re.compile("^Write")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank")


def test_without_scripts_a_letter_is_begun_checked_and_sent(phone: OpenPhone, plan: Plan) -> None:
    page = phone()
    sign_in(page)
    begun(page, plan)
    words = page.get_by_label("Letter", exact=True)
    draft = words.input_value()
    words.fill(draft + "\n\n[add something]")
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("is a gap that was to be filled in")).to_be_visible()
    page.get_by_label("Letter", exact=True).fill(draft)
    page.get_by_role("button", name=re.compile("^Send to")).click()
    expect(page.get_by_text("It is on its way. You get a copy")).to_be_visible()
    assert OutgoingMail.objects.get(kind=OutgoingMail.Kind.THANK_YOU).to == "thora@harrow.example"


def test_while_one_types_the_review_follows(phone: OpenPhone, plan: Plan) -> None:
    page = phone(java_script_enabled=True)
    sign_in(page)
    begun(page, plan)
    expect(page.get_by_text("Nothing has to be mended")).to_be_visible()
    words = page.get_by_label("Letter", exact=True)
    words.fill(words.input_value() + "\n\n[add something]")
    expect(page.get_by_text("is a gap that was to be filled in")).to_be_visible()
    page.locator("#review [data-start]").first.click()
    assert "[add something]" in page.evaluate(
        "window.getSelection().toString() || document.activeElement.value.slice("
        "document.activeElement.selectionStart, document.activeElement.selectionEnd)"
    )
    assert Letter.objects.get().versions.count() == 1
