"""The outgoing mail in a browser: a letter held and released, an address written to again; and axe looks on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import F
from playwright.sync_api import Page, ViewportSize, expect

from candidates.models import OutgoingMail, Suppression
from tests.browser.conftest import DESK, PHONE, REFLOWS, OpenPage, SignIn
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_now")]
LIST = "/admin/candidates/outgoingmail/"
LONG = "Þóra van der Berg-Zieliński"


@pytest.fixture
def mail(open_page: OpenPage, live_cast: Cast, sign_in: SignIn) -> Callable[..., Page]:
    """Return what opens the outgoing mail as our firm's owner, and fails for anything the browser complains of."""
    candidate = live_cast.ours.candidate
    candidate.name = LONG
    candidate.save()

    def opens(viewport: ViewportSize = DESK, **options: str) -> Page:
        page = sign_in(open_page(viewport, **options), live_cast.alice.user.email)
        page.on("console", lambda message: _no_complaint(message.type, message.text))
        page.goto(LIST)
        return page

    return opens


def _no_complaint(kind: str, text: str) -> None:
    assert kind not in {"error", "warning"}, text


def test_a_held_letter_is_released_and_goes(mail: Callable[..., Page], live_cast: Cast) -> None:
    page = mail()
    page.get_by_role("link", name="invitation").last.click()
    expect(page.locator("pre")).to_have_text("Northgate words")
    page.get_by_role("button", name="Release it").click()
    expect(page.get_by_text("It is on its way.")).to_be_visible()
    expect(page.locator(".ft-state")).to_have_text("sent")


def test_an_owner_holds_all_mail_and_releases_it(mail: Callable[..., Page]) -> None:
    page = mail()
    page.get_by_role("button", name="Hold all mail").click()
    expect(page.get_by_text("all mail is held")).to_be_visible()
    page.get_by_role("button", name="Release all mail").click()
    expect(page.get_by_text("all mail is held")).not_to_be_visible()


def test_an_address_is_written_to_again_only_after_one_has_read_what_that_means(
    mail: Callable[..., Page], live_cast: Cast
) -> None:
    page = mail()
    page.goto(f"/admin/candidates/suppression/{live_cast.ours.suppression.pk}/change/")
    sure = page.get_by_role("button", name="Yes, write to gone@people.northgate.example again")
    expect(sure).not_to_be_visible()
    page.locator("summary", has_text="Write to this address again").click()
    sure.click()
    expect(page.get_by_text("gone@people.northgate.example is written to again.")).to_be_visible()
    assert not Suppression.objects.filter(pk=live_cast.ours.suppression.pk).exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_objects_to_nothing_and_nothing_is_wider_than_the_screen(
    mail: Callable[..., Page], live_cast: Cast, axe: Callable[[Page], None], viewport: ViewportSize, scheme: str
) -> None:
    OutgoingMail.objects.filter(pk=live_cast.ours.outgoing_mail.pk).update(state="failed", finished_at=F("due_at"))
    page = mail(viewport, color_scheme=scheme)
    expect(page.get_by_text(LONG).first).to_be_visible()
    assert page.evaluate(REFLOWS)
    letter, address = live_cast.ours.outgoing_mail.pk, live_cast.ours.suppression.pk
    for own in (f"{LIST}{letter}/change/", f"{LIST}mine/", f"/admin/candidates/suppression/{address}/change/"):
        page.goto(own)
        page.locator("#main summary").evaluate_all("all => all.forEach(each => { each.parentElement.open = true })")
        axe(page)
        assert page.evaluate(REFLOWS), own
