"""The log of exports: searched by owners; a file is fetched, made anew or stopped by who asked for it alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from candidates.jobs.services import put
from candidates.models import BackgroundJob, ReportExport
from candidates.reports.exports import Order, order
from candidates.reports.report import Viewer
from recruiting.models import Membership
from tests.cast import NOW, Cast

LOG = "/admin/candidates/reportexport/"
State = ReportExport.State


@pytest.fixture(autouse=True)
def stored(settings: Any, tmp_path: Path) -> None:
    """Keep the files of a test to itself."""
    settings.MEDIA_ROOT = str(tmp_path)


def made_for(member: Membership, **filters: str) -> ReportExport:
    return order(Viewer.member(member), Order("schedule", "csv", filters), via=ReportExport.Via.API, at=NOW)


def page(export: ReportExport, what: str = "change") -> str:
    return reverse(f"admin:candidates_reportexport_{what}", args=[export.pk])


def rows_of(client: Client, query: str) -> int:
    return int(client.get(f"{LOG}?{query}").context["cl"].result_count)


def test_an_owner_finds_an_export_by_person_report_filter_and_file(alice: Client, cast: Cast) -> None:
    export = made_for(cast.vera, company="Northgate Mirror Ltd")
    ReportExport.objects.filter(pk=export.pk).update(name="schedule-tuesday.csv")
    for found in ("q=vera", "q=mirror+tuesday", "q=schedule-tuesday", "via=api", "state=ready&format=csv"):
        assert rows_of(alice, found) == 1, found
    for not_found in ("q=zzcanary", "q=charlie", "via=command", "format=pdf", "report=nothing"):
        assert rows_of(alice, not_found) == 0, not_found
    html = alice.get(LOG).content.decode()
    assert "Vera Northgate &lt;vera@northgate.example&gt;" in html
    assert "Filters: company: Northgate Mirror Ltd." in html
    assert "Wed 2 Dec, 10:00 UTC" in html


def test_a_list_that_is_taken_out_stands_in_the_log_with_its_filters(alice: Client, cast: Cast) -> None:
    query = f"?q=nwosu&company={cast.ours.company.pk}"
    body = alice.get(f"{reverse('admin:candidates_interview_schedule')}{query}").getvalue()
    line = ReportExport.objects.get(via=ReportExport.Via.LIST)
    assert (line.state, line.membership, line.size, line.rows) == (State.SENT, cast.alice, len(body), 3)
    assert line.filter_words == "Filters: search: nwosu; company: Northgate Mirror Ltd."
    alice.get(reverse("admin:candidates_candidate_schedule", args=[cast.ours.candidate.pk])).getvalue()
    assert ReportExport.objects.latest("pk").filter_words == "Filters: candidate: Northgate Nwosu."


def test_a_download_that_breaks_off_says_so(alice: Client) -> None:
    answer: Any = alice.get(reverse("admin:candidates_interview_schedule"))
    lines = iter(answer)
    next(lines)
    answer._iterator.close()  # as the server does when nobody reads on
    line = ReportExport.objects.get(via=ReportExport.Via.LIST)
    assert (line.state, line.error, line.rows) == (State.FAILED, "It broke off.", 0)


def test_who_asked_fetches_the_file_and_an_owner_sees_that_it_is_there(alice: Client, bob: Client, cast: Cast) -> None:
    export = made_for(cast.bob)
    assert "Download" in bob.get(page(export)).content.decode()
    fetched: Any = bob.get(page(export, "file"))
    assert fetched.getvalue().startswith(b'"# Schedule, Northgate Search"')
    seen = alice.get(page(export)).content.decode()
    assert "Only who asked for the file can fetch it." in seen
    assert "Last fetched" in seen
    assert (page(export, "file") in seen, alice.get(page(export, "file")).status_code) == (False, 404)


def test_after_a_day_one_click_makes_it_anew(bob: Client, cast: Cast) -> None:
    export = made_for(cast.bob)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        answer = bob.get(page(export, "file"), follow=True)
        assert "files are kept for a day" in answer.content.decode()
        bob.post(page(export, "again"))
    anew = ReportExport.objects.latest("pk")
    assert (anew.pk != export.pk, anew.state, anew.via) == (True, State.READY, "page")


def test_what_cannot_be_made_anew_says_why(bob: Client, cast: Cast) -> None:
    export = made_for(cast.bob)
    ReportExport.objects.filter(pk=export.pk).update(filters={"company": "#0"})
    assert "No company here is called “#0”." in bob.post(page(export, "again"), follow=True).content.decode()


def test_what_is_being_made_shows_how_far_it_is_and_is_stopped(bob: Client, cast: Cast) -> None:
    export = made_for(cast.bob)
    job = put(kind=BackgroundJob.Kind.REPORT, by=cast.bob, parameters={}, source=b"", at=NOW)
    BackgroundJob.objects.filter(pk=job.pk).update(total=300_000, done=1_500)
    ReportExport.objects.filter(pk=export.pk).update(state=State.MAKING, job=job)
    assert '<progress max="300000" value="1500">' in bob.get(page(export)).content.decode()
    bob.post(page(export, "cancel"))
    export.refresh_from_db()
    assert export.state == State.CANCELLED
