"""Reports in a browser: chosen, looked at, downloaded, on desk and phone; candidates take theirs without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from candidates.reports.register import REPORTS
from tests.browser.conftest import DESK, PHONE, REFLOWS, TOO_SMALL, OpenPage, SignIn, come_in
from tests.browser.scenes import candidate_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_now")]


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    """Click a button; return the name and the content of the file that comes."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def test_a_recruiter_chooses_looks_and_takes_the_file(open_page: OpenPage, live_cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(open_page(DESK), live_cast.bob.user.email)
    page.goto("/admin/")
    page.get_by_role("link", name="All reports").click()
    page.get_by_role("link", name="Schedule", exact=True).click()
    page.get_by_label("When").select_option("this week")
    page.get_by_role("combobox", name="Company").fill(live_cast.ours.company.name)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("region", name="Its rows").get_by_role("rowheader").first).to_have_text("Northgate Nwosu")
    name, content = downloaded(page, "CSV")
    assert name == "schedule-2026-12-02-1000.csv"
    assert "company: Northgate Mirror Ltd" in content.decode()
    name, content = downloaded(page, "PDF")
    assert name.endswith(".pdf")
    assert content.startswith(b"%PDF")


def test_what_is_wrong_stands_beside_its_field(open_page: OpenPage, live_cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(open_page(PHONE), live_cast.bob.user.email)
    page.goto("/admin/reports/schedule/")
    company = page.get_by_role("combobox", name="Company")
    company.fill("Nobody Ltd")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(company).to_have_accessible_description("⚠ No company here is called “Nobody Ltd”.")
    company.fill("")
    page.get_by_role("button", name="Show", exact=True).click()
    name, _content = downloaded(page, "Excel")
    assert name.endswith(".xlsx")


def test_a_report_is_saved_and_made_from_the_list(open_page: OpenPage, live_cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(open_page(DESK), live_cast.bob.user.email)
    page.goto("/admin/reports/schedule/?span=next_week")
    page.get_by_text("Save this report").click()
    page.get_by_label("Name").fill("Monday meeting")
    page.get_by_label("Format").select_option("CSV, for programs")
    page.get_by_role("checkbox", name="Monday").check()
    page.get_by_role("checkbox", name="Alice").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Kept as “Monday meeting”.")).to_be_visible()
    page.goto("/admin/reports/")
    saved = page.get_by_role("listitem").filter(has_text="Monday meeting")
    expect(saved).to_contain_text("Schedule, CSV · Monday, 07:00")
    name, content = downloaded(page, "Make now Monday meeting")
    assert "from: Mon 7 Dec 2026" in content.decode()
    page.reload()
    expect(page.get_by_role("link", name=f"Download {name}")).to_be_visible()


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone", "desk"])
def test_everybody_can_read_the_pages_of_reports(
    open_page: OpenPage,
    live_cast: Cast,
    sign_in: SignIn,
    axe: Callable[[Page], None],
    viewport: object,
    scheme: str,
) -> None:
    page = sign_in(open_page(viewport, color_scheme=scheme), live_cast.bob.user.email)
    company, candidate = live_cast.ours.company.pk, live_cast.ours.candidate.pk
    about = f"?span=last_30_days&company=%23{company}&candidate=%23{candidate}"
    page.goto("/admin/reports/")
    axe(page)
    for slug in REPORTS:
        page.goto(f"/admin/reports/{slug}/{about}")
        expect(page.locator(".ft-sheet")).to_be_visible()
        axe(page)
        assert page.evaluate(REFLOWS), slug
    page.get_by_text("Save this report").click()
    axe(page)


def test_a_candidate_takes_plan_and_proof_along_without_scripts(
    open_page: OpenPage, live_cast: Cast, axe: Callable[[Page], None]
) -> None:
    cache.clear()
    page = come_in(open_page(PHONE, scripts=False), candidate_of(live_cast))
    page.goto("/portal/")
    page.get_by_role("link", name="Take it along").click()
    page.get_by_role("link", name="Proof of follow-up").click()
    page.get_by_label("When").select_option("this week")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("Northgate Mirror Ltd").first).to_be_visible()
    assert page.evaluate(REFLOWS)
    assert page.evaluate(TOO_SMALL) == []
    page.get_by_label("Letter").check()
    name, content = downloaded(page, "PDF")
    assert name.startswith("proof-")
    assert content.startswith(b"%PDF")


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk"])
def test_everybody_can_read_what_one_takes_along(
    open_page: OpenPage, live_cast: Cast, axe: Callable[[Page], None], viewport: object, scheme: str
) -> None:
    cache.clear()
    page = come_in(open_page(viewport, color_scheme=scheme), candidate_of(live_cast))
    firm = f"/portal/take-along/{live_cast.ours.candidate.pk}"
    for address in ("/portal/take-along/", f"{firm}/plan/", f"{firm}/proof/?from=soon"):
        page.goto(address)
        axe(page)
        assert page.evaluate(REFLOWS), address
