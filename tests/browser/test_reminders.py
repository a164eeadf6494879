"""How to be reminded, and how to refuse letters, on a phone without scripts."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from candidates.models import MailPreferences, MailStream, OutgoingMail, Suppression
from candidates.outbox.suppressions import unsubscribe_token
from tests.browser.conftest import PHONE, OpenPage, come_in
from tests.browser.scenes import candidate_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(live_cast: Cast) -> None:
    """Forget how often anybody has tried to sign in."""
    cache.clear()


def refusal(cast: Cast) -> str:
    """Return the address by which the cast's candidate refuses reminders."""
    letter = OutgoingMail(
        organization=cast.ours.organization, to=cast.ours.candidate.email, stream=MailStream.REMINDERS
    )
    return f"/unsubscribe/{unsubscribe_token(letter)}/"


def test_a_candidate_chooses_when_and_by_whom_without_scripts(open_page: OpenPage, live_cast: Cast) -> None:
    page = come_in(open_page(PHONE, scripts=False), candidate_of(live_cast))
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
