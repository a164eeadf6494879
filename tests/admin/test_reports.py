"""Reports in the admin: chosen, looked at on the page, taken along as a file, saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, ReportExport, SavedReport
from candidates.plans.services import Author
from candidates.reports import exports, preview
from candidates.reports.register import REPORTS
from tests.cast import CANARY, ENDED, NOW, Cast
from tests.factories import ApplicationFactory, CandidateFactory

SCHEDULE = "/admin/reports/schedule/"
FOR_MEMBERS = [slug for slug, report in REPORTS.items() if report.for_members]


def page(client: Client, address: str, **filters: str) -> str:
    answer = client.get(address, filters)
    assert answer.status_code == 200
    return str(answer.content.decode())


def interviewed(cast: Cast, name: str) -> None:
    """Store one more interview at our company."""
    candidate = CandidateFactory.create(organization=cast.ours.organization, name=name)
    application = ApplicationFactory.create(recruiter=cast.bob, job=cast.ours.job, candidate=candidate)
    new = NewInterview(application=application, ended_at=ENDED, lead=cast.ours.contact)
    record_interview(new=new, author=Author(Actor.RECRUITER, cast.bob.user), now=NOW)


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_all_reports_stand_side_by_side_with_what_they_are_for(bob: Client) -> None:
    html = page(bob, "/admin/reports/")
    for slug in FOR_MEMBERS:
        assert f'href="/admin/reports/{slug}/"' in html


@pytest.mark.parametrize("slug", FOR_MEMBERS)
def test_each_report_shows_the_firms_own_and_costs_the_same_for_more(bob: Client, cast: Cast, slug: str) -> None:
    needed = {"company": cast.ours.company.name, "candidate": cast.ours.candidate.email}
    asked = {"span": "last_30_days", **{name: needed[name] for name in REPORTS[slug].needs}}
    assert CANARY not in page(bob, f"/admin/reports/{slug}/", **asked).casefold()
    interviewed(cast, "Ada Ito")
    before = cost(bob, slug, asked)
    for number in range(4):
        interviewed(cast, f"Ada Ito {number}")
    assert cost(bob, slug, asked) == before


def cost(client: Client, slug: str, asked: dict[str, str]) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, f"/admin/reports/{slug}/", **asked)
    return len(queries)


def test_the_page_says_what_the_file_would_say_of_itself(bob: Client, cast: Cast) -> None:
    html = page(bob, SCHEDULE, span="this_week", company=cast.ours.company.name)
    assert "Schedule, Northgate Search" in html
    assert "Filters: from: Mon 30 Nov 2026; to: Sun 6 Dec 2026; company: Northgate Mirror Ltd." in html
    assert "Made on Wed 2 Dec 2026 at 10:00 (London) by Bob Northgate" in html
    assert "Northgate Nwosu" in html


def test_at_first_it_shows_what_the_report_begins_with(bob: Client) -> None:
    assert "Filters: from: Mon 30 Nov 2026; to: Sun 6 Dec 2026." in page(bob, SCHEDULE)


def test_whom_a_link_names_by_number_stands_in_the_form_by_name(bob: Client, cast: Cast) -> None:
    html = page(bob, SCHEDULE, candidate=f"#{cast.ours.candidate.pk}")
    assert f'value="{cast.ours.candidate.email}" list="of-candidate"' in html


def test_a_page_holds_fifty_rows_and_says_that_there_are_more(bob: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "of about" not in page(bob, SCHEDULE, span="last_30_days")
    monkeypatch.setattr(preview, "SHOWN", 1)
    assert "The first 1 of about 3." in page(bob, SCHEDULE, span="last_30_days")


def test_without_rows_it_says_what_to_do(bob: Client) -> None:
    html = page(bob, SCHEDULE, **{"from": "2031-01-01"})
    assert str(REPORTS["schedule"].nothing) in html


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_shown(bob: Client, cast: Cast) -> None:
    html = page(bob, SCHEDULE, company=cast.others.company.name, **{"from": "soon"})
    assert 'id="wrong-company">No company here is called' in html
    assert 'id="wrong-from">“soon” is no date.' in html
    assert 'id="wrong-to"' not in html
    assert "Schedule, Northgate Search" not in html


@pytest.mark.parametrize(
    "asked",
    [
        {"candidate": "a\0b", "company": "\0", "policy": "\0", "role_family": "\0", "recruiter": "\0"},
        {"candidate": "#999999999999999999", "company": "#0", "recruiter": "#-1", "policy": "#1e3"},
        {"span": "<script>alert(1)</script>", "status": "' OR 1=1", "from": "2026-02-30", "to": "٢٠٢٦-١٢-٠١"},
        {"from": "0001-01-01", "to": "9999-12-31"},
        {"from": "9999-12-31", "to": "0001-01-01"},
        {"company": "x" * 32_000},
        {"candidate": "‮gpj.exe", "company": "=HYPERLINK(1)", "saved": ""},
    ],
)
def test_whatever_is_asked_the_page_stays_whole(bob: Client, asked: dict[str, str]) -> None:
    for slug in FOR_MEMBERS:
        html = page(bob, f"/admin/reports/{slug}/", **asked)
        assert "<script>alert" not in html


def test_texts_of_people_are_text(bob: Client, cast: Cast) -> None:
    interviewed(cast, "<img src=x onerror=alert(1)>")
    html = page(bob, SCHEDULE, span="last_30_days")
    assert "&lt;img src=x" in html
    assert "<img src=x" not in html


def test_a_small_file_is_sent_at_once_and_stands_beside_the_reports(bob: Client, cast: Cast) -> None:
    made = bob.post(f"{SCHEDULE}make/", {"format": "csv", "span": "this_week"})
    file = bob.get(made["Location"])
    assert file["Content-Disposition"] == 'attachment; filename="schedule-2026-12-02-1000.csv"'
    assert bytes_of(file).decode().startswith('"# Schedule, Northgate Search"\r\n')
    export = ReportExport.objects.latest("pk")
    assert (export.membership, export.via, export.filters) == (cast.bob, "page", {"span": "this_week"})
    assert made["Location"] in page(bob, "/admin/reports/")


def test_after_a_day_the_file_is_gone_and_its_page_says_so(bob: Client) -> None:
    made = bob.post(f"{SCHEDULE}make/", {"format": "csv"})
    with time_machine.travel(NOW + timedelta(hours=24), tick=False):
        late = bob.get(made["Location"])
        assert late.status_code == 410
        assert "files are kept for a day" in late.content.decode()
        assert "gone" in page(bob, "/admin/reports/")


def test_a_viewer_takes_reports_along_but_saves_none(vera: Client) -> None:
    assert vera.post(f"{SCHEDULE}make/", {"format": "csv"}).status_code == 302
    assert "Save this report" not in page(vera, SCHEDULE)
    assert vera.post(f"{SCHEDULE}save/", {"name": "Mondays", "format": "pdf", "paper": "a4"}).status_code == 403


def test_a_large_file_has_a_page_that_follows_it(bob: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    made = bob.post(f"{SCHEDULE}make/", {"format": "csv"}, follow=True)
    html = made.content.decode()
    assert "It is being made" in html
    assert 'http-equiv="refresh"' in html


def test_a_format_that_cannot_be_is_refused_above_the_page(bob: Client) -> None:
    answer = bob.post(f"{SCHEDULE}make/", {"format": "exe", "paper": "a0", "span": "this_week"})
    assert answer.status_code == 400
    assert "“exe” is no format of this report." in answer.content.decode()
    assert not ReportExport.objects.filter(format="exe").exists()


def kept(cast: Cast) -> dict[str, Any]:
    return {
        "name": "Monday meeting",
        "format": "pdf",
        "paper": "letter",
        "weekdays": ["monday"],
        "at_hour": "07:30",
        "recipients": [cast.alice.pk, cast.bob.pk],
        "span": "next_week",
        "company": cast.ours.company.name,
    }


def test_a_report_is_saved_with_its_filters_days_and_people(bob: Client, cast: Cast) -> None:
    assert bob.post(f"{SCHEDULE}save/", kept(cast)).status_code == 302
    saved = SavedReport.objects.get(name="Monday meeting")
    assert (saved.membership, saved.weekdays, set(saved.recipients.all())) == (
        cast.bob,
        ["monday"],
        {cast.alice, cast.bob},
    )
    assert saved.filters == {"span": "next_week", "company": f"#{cast.ours.company.pk}"}
    html = page(bob, "/admin/reports/")
    assert "Monday meeting" in html
    opened = page(bob, f"{SCHEDULE}?saved={saved.pk}")
    assert "Filters: from: Mon 7 Dec 2026; to: Sun 13 Dec 2026; company: Northgate Mirror Ltd." in opened


def test_other_filters_can_be_saved_under_the_same_name(bob: Client, cast: Cast) -> None:
    bob.post(f"{SCHEDULE}save/", kept(cast))
    saved = SavedReport.objects.get(name="Monday meeting")
    bob.post(f"{SCHEDULE}save/", {**kept(cast), "company": "", "saved": saved.pk})
    saved.refresh_from_db()
    assert saved.filters == {"span": "next_week"}


def test_what_cannot_be_saved_is_said_beside_its_field(bob: Client, cast: Cast) -> None:
    answer = bob.post(f"{SCHEDULE}save/", {**kept(cast), "name": "", "recipients": [cast.charlie.pk]})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert '<details class="ft-card ft-keep" open>' in html
    assert html.count("ft-error") >= 2
    assert not SavedReport.objects.filter(recipients=cast.charlie).exists()


def test_somebody_elses_saved_report_does_not_exist(bob: Client, cast: Cast, sign_in: Any) -> None:
    bob.post(f"{SCHEDULE}save/", kept(cast))
    saved = SavedReport.objects.get(name="Monday meeting")
    charlie = sign_in(cast.charlie)
    assert charlie.get(f"{SCHEDULE}?saved={saved.pk}").status_code == 404
    assert charlie.post(reverse("admin:report_make_saved", args=[saved.pk])).status_code == 404
    assert bob.get(f"{SCHEDULE}?saved=x").status_code == 404


def test_a_saved_report_is_made_at_once_for_who_asks(bob: Client, cast: Cast) -> None:
    bob.post(f"{SCHEDULE}save/", {**kept(cast), "format": "csv"})
    saved = SavedReport.objects.get(name="Monday meeting")
    made = bob.post(reverse("admin:report_make_saved", args=[saved.pk]))
    assert b"Mon 7 Dec 2026" in bytes_of(bob.get(made["Location"]))
    assert ReportExport.objects.latest("pk").saved == saved


def test_a_report_that_is_none_does_not_exist(bob: Client) -> None:
    assert bob.get("/admin/reports/nothing/").status_code == 404
    assert bob.post("/admin/reports/nothing/make/").status_code == 404


def test_reports_are_where_one_looks_for_them(bob: Client, cast: Cast) -> None:
    company, candidate = cast.ours.company.pk, cast.ours.candidate.pk
    assert "/admin/reports/run-sheet/" in page(bob, "/admin/")
    assert f"/admin/reports/company/?company=%23{company}" in page(
        bob, reverse("admin:recruiting_company_change", args=[company])
    )
    of_candidate = page(bob, reverse("admin:candidates_candidate_change", args=[candidate]))
    assert f"/admin/reports/plan/?candidate=%23{candidate}" in of_candidate
    assert f"/admin/reports/proof/?candidate=%23{candidate}" in of_candidate
