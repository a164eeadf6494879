"""How to be reminded, and how to refuse letters, in a browser: a phone and a desk, light and dark, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, ViewportSize, expect

from candidates.models import MailPreferences, MailStream, OutgoingMail, Suppression
from candidates.outbox.suppressions import unsubscribe_token
from tests.browser.conftest import DESK, PHONE, REFLOWS, OpenPage
from tests.browser.test_portal import TOO_SMALL
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(live_cast: Cast) -> None:
    """Forget how often anybody has tried to sign in."""
    cache.clear()


def as_candidate(page: Page, cast: Cast) -> Page:
    """Sign the cast's candidate in by a session made beside the browser."""
    browser = Client()
    assert cast.ours.candidate.user is not None
    browser.force_login(cast.ours.candidate.user)
    page.goto("/unsubscribe/nothing/")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": browser.cookies[name].value, "url": urljoin(page.url, "/")}])
    return page


def refusal(cast: Cast) -> str:
    """Return the address by which the cast's candidate refuses reminders."""
    letter = OutgoingMail(
        organization=cast.ours.organization, to=cast.ours.candidate.email, stream=MailStream.REMINDERS
    )
    return f"/unsubscribe/{unsubscribe_token(letter)}/"


def test_a_candidate_chooses_when_and_by_whom_without_scripts(open_page: OpenPage, live_cast: Cast) -> None:
    page = as_candidate(open_page(PHONE, scripts=False), live_cast)
    status = page.get_by_role("status")
    page.goto("/portal/")
    page.get_by_role("link", name="Reminders").click()
    expect(page.get_by_role("heading", name="Reminders", exact=True)).to_be_visible()

    page.get_by_label("How long before").select_option("a day")
    page.get_by_label("Quiet from").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    expect(page.get_by_label("How long before")).to_have_value("1440")
    page.get_by_label("Quiet from").fill("22:30")
    page.get_by_role("button", name="Save").click()
    expect(status).to_contain_text("Saved. Reminders come between 08:00 and 22:30.")
    assert MailPreferences.objects.get().lead_minutes == 1440

    firm = page.get_by_role("switch", name="Reminders from Northgate Search")
    expect(firm).to_be_checked()
    firm.click()
    expect(status).to_contain_text("Northgate Search sends you no more reminders.")
    expect(firm).not_to_be_checked()
    firm.press("Enter")
    expect(status).to_contain_text("Northgate Search reminds you again.")
    expect(firm).to_be_checked()


def test_a_letters_reader_refuses_and_takes_again_without_scripts_and_without_signing_in(
    open_page: OpenPage, live_cast: Cast
) -> None:
    page = open_page(PHONE, scripts=False)
    page.goto(refusal(live_cast))
    expect(page.get_by_role("heading", name="Send no more of these?")).to_be_visible()
    unsubscribed = Suppression.objects.filter(address=live_cast.ours.candidate.email)
    assert not unsubscribed.exists()
    page.get_by_role("button", name="Send me no more").click()
    expect(page.get_by_role("status")).to_contain_text("No more reminders of your steps to nwosu@")
    assert unsubscribed.count() == 1
    page.get_by_role("button", name="Send them again").click()
    expect(page.get_by_role("status")).to_contain_text("They are sent again")
    assert not unsubscribed.exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [ViewportSize(width=320, height=800), PHONE, DESK], ids=["small", "phone", "desk"])
def test_axe_objects_to_nothing_and_nothing_is_wider_than_the_screen(
    open_page: OpenPage, live_cast: Cast, axe: Callable[[Page], None], viewport: ViewportSize, scheme: str
) -> None:
    page = as_candidate(open_page(viewport, color_scheme=scheme), live_cast)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "warning" else None)

    def look() -> None:
        axe(page)
        assert page.evaluate(REFLOWS)
        assert page.evaluate(TOO_SMALL) == []

    look()  # the address of a broken link
    page.goto(refusal(live_cast))
    look()
    page.get_by_role("button", name="Send me no more").click()
    expect(page.get_by_role("status")).to_contain_text("No more reminders")  # a click does not wait for its answer
    look()
    page.goto("/portal/reminders/")
    look()
    page.get_by_role("switch").click()
    expect(page.get_by_role("status")).to_contain_text("reminds you again")
    page.get_by_label("Quiet from").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    look()
    assert complaints == []
