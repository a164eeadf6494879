"""A roster in: looked at first, then let in, all or the valid rows alone."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from candidates.jobs.services import run
from candidates.models import BackgroundJob, Interview
from tests.cast import CANARY, Cast

HEADER = "candidate_name,candidate_email,company,company_time_zone,job_title,interview_ended_at,interviewer_name\n"
GOOD = "Ada Ito,ada@example.org,Grünwald,Europe/Berlin,Buyer,2026-12-01 15:00,Käthe Müller\n"
BAD = "Bo Ito,bo-at-example,Grünwald,Europe/Berlin,Buyer,2026-12-01 16:00,Käthe Müller\n"


def _look_at(client: Client, text: str) -> BackgroundJob:
    upload = SimpleUploadedFile("autumn.csv", text.encode())
    client.post(reverse("admin:candidates_backgroundjob_add"), {"file": upload})
    return BackgroundJob.objects.latest("pk")


def _page(client: Client, job: BackgroundJob) -> str:
    return client.get(reverse("admin:candidates_backgroundjob_change", args=[job.pk])).content.decode()


def _let_in(client: Client, job: BackgroundJob, rows: str) -> BackgroundJob:
    client.post(reverse("admin:candidates_roster_import", args=[job.pk]), {"rows": rows})
    return BackgroundJob.objects.latest("pk")


def _made(cast: Cast) -> int:
    return Interview.objects.filter(application__candidate__email="ada@example.org").count()


def test_a_file_is_looked_at_before_anything_is_written(bob: Client, cast: Cast) -> None:
    html = _page(bob, _look_at(bob, HEADER + GOOD))
    assert "This is what it would do." in html
    assert "new candidate: Ada Ito" in html
    assert "Tue 1 Dec, 14:00 London" in html
    assert _made(cast) == 0


def test_the_whole_file_is_let_in(bob: Client, cast: Cast) -> None:
    html = _page(bob, _let_in(bob, _look_at(bob, HEADER + GOOD), "all"))
    assert "It is in." in html
    assert _made(cast) == 1


def test_refused_rows_are_named_and_the_valid_ones_come_in_alone(bob: Client, cast: Cast) -> None:
    looked_at = _look_at(bob, HEADER + GOOD + BAD)
    html = _page(bob, looked_at)
    assert "candidate_email" in html
    assert "is no email address" in html
    assert "Import the valid row alone" in html
    _let_in(bob, looked_at, "valid")
    assert _made(cast) == 1


def test_refused_rows_are_downloaded_to_be_mended(bob: Client) -> None:
    looked_at = _look_at(bob, HEADER + GOOD + BAD)
    answer = bob.get(reverse("admin:candidates_roster_refused", args=[looked_at.pk]))
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert len(rows) == 2
    assert rows[1][-2] == "candidate_email"
    assert "roster-refused.csv" in answer.headers["Content-Disposition"]


def test_the_same_file_twice_makes_nothing_new(bob: Client, cast: Cast) -> None:
    _let_in(bob, _look_at(bob, HEADER + GOOD), "all")
    html = _page(bob, _look_at(bob, HEADER + GOOD))
    assert "There is nothing new in it." in html
    assert "Import" not in html.partition('id="content"')[2]


def test_a_file_that_is_no_roster_is_refused_in_a_sentence_beside_the_field(bob: Client) -> None:
    upload = SimpleUploadedFile("photo.csv", b"\xff\xd8\xff\xe0")
    before = BackgroundJob.objects.count()
    answer = bob.post(reverse("admin:candidates_backgroundjob_add"), {"file": upload})
    assert "file" in answer.context["form"].errors
    assert BackgroundJob.objects.count() == before


def test_a_large_file_is_left_to_a_worker_and_can_be_cancelled(
    bob: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("candidates.admin.roster.LARGE", 0)
    job = _look_at(bob, HEADER + GOOD)
    html = _page(bob, job)
    assert 'http-equiv="refresh"' in html
    assert "Waiting for a worker." in html
    bob.post(reverse("admin:candidates_roster_cancel", args=[job.pk]))
    assert "Cancelled" in _page(bob, job)
    run(job.pk, {}, lambda: job.created_at)
    job.refresh_from_db()
    assert job.state == BackgroundJob.State.CANCELLED


def test_the_sample_is_itself_a_roster(bob: Client, cast: Cast) -> None:
    sample = bob.get(reverse("admin:candidates_roster_sample")).content.decode()
    html = _page(bob, _look_at(bob, sample))
    assert "This is what it would do." in html
    assert "Refused" not in html


def test_a_viewer_brings_nothing_in(vera: Client, cast: Cast) -> None:
    job = cast.ours.background_job.pk
    assert vera.get(reverse("admin:candidates_backgroundjob_add")).status_code == 403
    assert vera.post(reverse("admin:candidates_roster_import", args=[job])).status_code == 403
    assert vera.post(reverse("admin:candidates_roster_cancel", args=[job])).status_code == 403


def test_another_firms_roster_is_no_page(alice: Client, cast: Cast) -> None:
    theirs = cast.others.background_job.pk
    assert alice.get(reverse("admin:candidates_backgroundjob_change", args=[theirs])).status_code == 404
    assert alice.get(reverse("admin:candidates_roster_refused", args=[theirs])).status_code == 404
    assert alice.post(reverse("admin:candidates_roster_import", args=[theirs])).status_code == 404
    assert alice.post(reverse("admin:candidates_roster_cancel", args=[theirs])).status_code == 404
    assert CANARY not in alice.get(reverse("admin:candidates_backgroundjob_changelist")).content.decode()
