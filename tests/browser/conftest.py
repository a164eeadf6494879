"""Chromium against a live server: pages on a phone or a desk, signed in, with or without scripts, in light and dark."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from recruiting.models import User
from tests.cast import NOW, PASSWORD, Cast, build_cast

# Playwright runs an event loop in the tests' own thread, which Django would take for asynchronous code
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)
# As root, without a screen, and without asking anything of the world
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}

LONG = "Þóra van der Berg-Zieliński-Featherstonehaugh"
TOO_SMALL = """[...document.querySelectorAll('a.btn, button, summary, .choice, .form-check-label, .form-control')]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"""
REFLOWS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"

OpenPage = Callable[..., Page]
SignIn = Callable[[Page, str], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here, and say that it needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.requires_part("chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Use the system's Chromium: Playwright would fetch one of its own."""
    return {"executable_path": shutil.which("chromium"), "args": CHROMIUM}


@pytest.fixture
def at_now() -> Iterator[None]:
    """Let it be the cast's moment, from which time goes on."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def live_cast(transactional_db: None) -> Cast:
    """Store the cast where the live server finds it."""
    return build_cast()


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[OpenPage]:
    """Return what opens a page of our site: `open_page(PHONE, scripts=False, color_scheme="dark")`."""
    opened: list[BrowserContext] = []

    def opens(viewport: ViewportSize = DESK, *, scripts: bool = True, **options: Any) -> Page:
        opened.append(
            browser.new_context(base_url=live_server.url, viewport=viewport, java_script_enabled=scripts, **options)
        )
        return opened[-1].new_page()

    yield opens
    for context in opened:
        context.close()


def come_in(page: Page, user: User) -> Page:
    """Sign somebody in by a session made beside the browser; whoever was signed in there is so no more."""
    client = Client()
    client.force_login(user)
    page.goto("/unsubscribe/nothing/")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": urljoin(page.url, "/")}])
    return page


@pytest.fixture
def sign_in() -> Callable[[Page, str], Page]:
    """Return what signs a member of the cast in with a password: `sign_in(page, cast.alice.user.email)`."""

    def signs_in(page: Page, email: str) -> Page:
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        return page

    return signs_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Return what fails on a page to which axe objects (WCAG 2.2 AA)."""

    def objects(page: Page) -> None:
        page.wait_for_load_state()  # a click on a link or button does not
        results = Axe().run(page, options=WCAG)
        assert results.violations_count == 0, results.generate_report()

    return objects
