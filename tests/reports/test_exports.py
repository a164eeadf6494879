"""Files of reports: made at once or by a worker, for who asked, with what every export says of itself; never half."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models.functions import Now

from candidates.jobs import services as jobs
from candidates.models import BackgroundJob, OutgoingMail, ReportExport
from candidates.reports import documents, exports, schedule, streams
from candidates.reports.documents import Document
from candidates.reports.exports import Order, again, cancel, order
from candidates.reports.files import settle
from candidates.reports.formats import FORMATS
from candidates.reports.jobs import run_report
from candidates.reports.report import Viewer
from candidates.tasks import run_job
from recruiting.accounts.services import remove_member
from recruiting.models import Membership, Organization, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "firm")]
NOW = datetime(2026, 12, 2, 10, tzinfo=UTC)
State, Ended = ReportExport.State, BackgroundJob.State
WANTED = Order("schedule", "csv", {"span": "this_week"})


def ordered(member: Membership, wanted: Order = WANTED) -> ReportExport:
    return order(Viewer.member(member), wanted, via=ReportExport.Via.PAGE, at=NOW)


def text_of(export: ReportExport) -> list[str]:
    return [*export.file.read().decode().splitlines()]


def files(stored: Path) -> list[Path]:
    return list(stored.glob("*")) if stored.exists() else []


def expire(job: BackgroundJob) -> None:
    """Let a worker's lease run out."""
    BackgroundJob.objects.filter(pk=job.pk).update(leased_until=Now() - timedelta(seconds=1))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three rows be too many to be made at once, and each be reported."""
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    monkeypatch.setattr(documents, "EVERY", 1)


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what lets CSV do something after the first half of a file, and something when it is whole."""

    def half_way(then: Callable[[], object] = object, at_end: Callable[[], object] = object) -> None:
        def write(document: Document, out: BinaryIO) -> None:
            out.write(b"half a file")
            then()
            out.writelines(b"a row\r\n" for _row in document.rows())
            at_end()

        monkeypatch.setitem(FORMATS, "csv", replace(FORMATS["csv"], write=write))

    return half_way


def fail() -> None:
    raise RuntimeError("the format is broken")


def test_a_small_report_is_made_at_once_and_says_what_it_is(alice: Membership) -> None:
    filters = {"span": "this_week", "company": "harrow & pine", "status": "open"}
    export = ordered(alice, replace(WANTED, filters=filters))
    lines = text_of(export)
    assert lines[:4] == [
        '"# Schedule, Northgate Search"',
        "# Times are in UTC unless a column says otherwise.",
        f"# Made on Wed 2 Dec 2026 at 10:00 (UTC) by {alice.user} <alice@northgate.example>.",
        "# Filters: from: Mon 30 Nov 2026; to: Sun 6 Dec 2026; company: Harrow & Pine; state: to do.",
    ]
    assert (export.state, export.rows, len(lines)) == (State.READY, 1, 6)
    assert (export.size, export.made_by) == (export.file.size, f"{alice.user} <alice@northgate.example>")
    assert not OutgoingMail.objects.exists()


def test_what_is_asked_wrongly_is_named_and_leaves_no_line(alice: Membership) -> None:
    for wanted, field in (
        (replace(WANTED, format="doc"), "format"),
        (replace(WANTED, paper="a3"), "paper"),
        (replace(WANTED, filters={"company": "Nobody"}), "company"),
    ):
        with pytest.raises(ValidationError) as caught:
            ordered(alice, wanted)
        assert list(caught.value.message_dict) == [field]
    with pytest.raises(LookupError):
        ordered(alice, replace(WANTED, report="salaries"))
    assert not ReportExport.objects.exists()


def test_a_format_that_breaks_leaves_a_line_that_says_so_and_no_file(
    alice: Membership, stored: Path, breaks: Callable[..., None]
) -> None:
    breaks(fail)
    export = ordered(alice)
    export.refresh_from_db()
    assert (export.state, export.rows, export.size, bool(export.file)) == (State.FAILED, None, None, False)
    assert export.error == "Something went wrong on our side; it is in the log."
    assert files(stored) == []


def test_a_row_that_cannot_be_stored_leaves_no_file(
    alice: Membership, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReportExport, "save", lambda _export: fail())
    with pytest.raises(RuntimeError):
        ordered(alice)
    assert files(stored) == []


def test_a_large_report_is_left_to_a_worker_who_tells_when_it_is_done(alice: Membership, large: None) -> None:
    export = ordered(alice)
    assert (export.state, bool(export.file)) == (State.MAKING, False)
    assert export.job
    run_job(export.job.pk)
    export.refresh_from_db()
    export.job.refresh_from_db()
    assert (export.state, export.rows, len(text_of(export))) == (State.READY, 3, 8)
    assert (export.job.state, export.job.done, export.job.total) == (Ended.DONE, 3, 3)
    letter = OutgoingMail.objects.get()
    assert (letter.kind, letter.to, letter.useful_until) == ("report", alice.user.email, export.expires_at)
    assert letter.subject == "Your file is ready: Schedule, 3 rows"


def test_a_worker_makes_it_for_who_they_are_by_then(alice: Membership, large: None) -> None:
    export = ordered(alice)
    User.objects.filter(pk=alice.user_id).update(time_zone="Asia/Tokyo")
    assert export.job
    run_job(export.job.pk)
    export.refresh_from_db()
    assert text_of(export)[1] == "# Times are in Asia/Tokyo unless a column says otherwise."
    assert (export.zone, export.name) == ("Asia/Tokyo", "schedule-2026-12-02-1900.csv")


@pytest.mark.parametrize("gone", ["member", "user"])
def test_who_left_the_firm_gets_no_file(bob: Membership, stored: Path, large: None, gone: str) -> None:
    export = ordered(bob)
    if gone == "member":
        remove_member(membership=bob)
    else:
        User.objects.filter(pk=bob.user_id).update(is_active=False)
    assert export.job
    run_job(export.job.pk)
    export.refresh_from_db()
    assert (export.state, export.error) == (State.FAILED, "Whoever asked for it is no longer with the firm.")
    assert (files(stored), OutgoingMail.objects.count()) == ([], 0)


def test_a_killed_workers_job_is_taken_over_and_there_is_one_file_and_one_letter(
    alice: Membership, stored: Path, large: None, breaks: Callable[..., None]
) -> None:
    export = ordered(alice)
    job = export.job
    assert job

    def another_takes_over() -> None:
        breaks()
        expire(job)
        jobs.claim(job.pk)

    breaks(at_end=another_takes_over)
    run_job(job.pk)  # the slow one, who comes too late
    export.refresh_from_db()
    assert (export.state, files(stored), OutgoingMail.objects.count()) == (State.MAKING, [], 0)
    expire(job)
    run_job(job.pk)
    export.refresh_from_db()
    assert (export.state, len(files(stored)), OutgoingMail.objects.count()) == (State.READY, 1, 1)
    assert files(stored)[0].name in str(export.file.name)


def test_a_worker_killed_before_it_could_say_so_leaves_a_job_that_is_done(alice: Membership, large: None) -> None:
    export = ordered(alice)
    assert export.job
    held = jobs.claim(export.job.pk)
    assert held
    run_report(held)
    expire(export.job)
    run_job(export.job.pk)
    export.job.refresh_from_db()
    assert (export.job.state, export.job.result, OutgoingMail.objects.count()) == (Ended.DONE, {"rows": 3}, 1)


def test_a_format_that_breaks_for_a_worker_says_so(
    alice: Membership, stored: Path, large: None, breaks: Callable[..., None]
) -> None:
    export = ordered(alice)
    breaks(fail)
    assert export.job
    run_job(export.job.pk)
    export.refresh_from_db()
    assert (export.state, export.error) == (State.FAILED, "Something went wrong on our side; it is in the log.")
    assert files(stored) == []
    told = OutgoingMail.objects.get()
    assert (told.to, told.subject) == (alice.user.email, "Your file was not made: Schedule")
    assert export.error in told.text
    assert f"/admin/candidates/reportexport/{export.pk}/" in told.text


def test_what_waits_is_cancelled_at_once(alice: Membership, large: None) -> None:
    export = ordered(alice)
    cancel(export, at=NOW)
    assert export.job
    run_job(export.job.pk)
    export.refresh_from_db()
    assert (export.state, bool(export.file)) == (State.CANCELLED, False)


def test_a_cancelled_line_is_not_brought_back_by_who_was_at_it(alice: Membership, stored: Path, large: None) -> None:
    export = ordered(alice)
    assert export.job
    held = jobs.claim(export.job.pk)
    assert held
    ReportExport.objects.update(state=State.CANCELLED)
    with pytest.raises(jobs.Failed):
        run_report(held)
    assert files(stored) == []


@pytest.mark.django_db(transaction=True)
def test_what_runs_is_cancelled_though_the_worker_is_reading(
    alice: Membership, stored: Path, large: None, breaks: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "CHUNK", 1)  # so that the rows are being read all the while
    monkeypatch.setattr(exports, "wake_after_commit", lambda *_ids: None)
    export = ordered(alice)
    rows = schedule.schedule_rows

    def cancelled_after_one(*args: Any, **options: Any) -> Iterator[Any]:
        for row in rows(*args, **options):
            yield row
            thread = Thread(target=ask_to_stop)
            thread.start()
            thread.join()

    def ask_to_stop() -> None:
        cancel(export, at=NOW)
        connection.close()

    monkeypatch.setattr(schedule, "schedule_rows", cancelled_after_one)
    assert export.job
    run_job(export.job.pk)
    export.refresh_from_db()
    export.job.refresh_from_db()
    assert (export.job.state, export.state, export.error, files(stored)) == (Ended.CANCELLED, State.CANCELLED, "", [])


def test_a_worker_that_is_given_up_leaves_a_line_that_says_so(alice: Membership, large: None) -> None:
    export = ordered(alice)
    job = export.job
    assert job
    for _time in range(jobs.MOST_CLAIMS):
        jobs.claim(job.pk)
        expire(job)
    run_job(job.pk)
    settle(at=NOW)
    export.refresh_from_db()
    assert export.state == State.FAILED
    assert "5 times" in export.error
    assert "5 times" in OutgoingMail.objects.get().text
    settle(at=NOW)
    assert OutgoingMail.objects.count() == 1


def test_who_cannot_sign_in_any_more_is_not_written_to(alice: Membership, large: None) -> None:
    export = ordered(alice)
    BackgroundJob.objects.update(state=Ended.FAILED)
    User.objects.update(is_active=False)
    settle(at=NOW)
    export.refresh_from_db()
    assert export.state == State.FAILED
    assert not OutgoingMail.objects.exists()


def test_made_anew_it_is_about_today_and_the_firm_as_it_is_now(alice: Membership, firm: Organization) -> None:
    before = ordered(alice)
    after = again(Viewer.member(alice), before, via=ReportExport.Via.PAGE, at=NOW + timedelta(days=7))
    assert (before.pk != after.pk, before.rows, after.rows) == (True, 3, 0)
    assert "from: Mon 7 Dec 2026" in after.filter_words
