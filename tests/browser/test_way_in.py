"""The way in: a member signs in with a password, at a desk and on a phone, and lands in the firm's own admin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.cast import Cast


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_member_signs_in(
    open_page: OpenPage, sign_in: Callable[[Page, str], Page], live_cast: Cast, viewport: ViewportSize
) -> None:
    page = sign_in(open_page(viewport), live_cast.alice.user.email)
    assert page.url.endswith("/admin/")
    expect(page.locator("body")).to_contain_text(live_cast.ours.organization.name)
    expect(page.locator("body")).not_to_contain_text(live_cast.others.organization.name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_against_the_sign_in_page(
    open_page: OpenPage, axe: Callable[[Page], None], transactional_db: None, scheme: str
) -> None:
    page = open_page(PHONE, color_scheme=scheme)
    page.goto("/accounts/login/")
    axe(page)
