"""Files that were made: had by who asked for them alone, for a day; what broke off is said, what is left is swept."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db.models import Max

from candidates.models import Application, Candidate, ReportExport
from candidates.reports.exports import Order, order
from candidates.reports.files import Gone, answer, expire, own_export, settle, sweep, viewer_of
from candidates.reports.register import REPORTS
from candidates.reports.report import Viewer
from candidates.tasks import clear_reports
from recruiting.accounts.services import remove_member, user_for_email
from recruiting.models import Membership, Organization, Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("firm")]
NOW = datetime(2026, 12, 2, 10, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
State = ReportExport.State


def made_for(viewer: Viewer) -> ReportExport:
    with time_machine.travel(NOW, tick=False):
        return order(viewer, Order("schedule", "csv", {}), via=ReportExport.Via.PAGE, at=NOW)


@pytest.fixture
def made(bob: Membership, stored: Path) -> ReportExport:
    """Return a file that Bob asked for, ready at NOW."""
    return made_for(Viewer.member(bob))


def test_it_is_sent_to_be_saved_and_so_that_a_broken_download_is_noticed(made: ReportExport, stored: Path) -> None:
    response = answer(made, at=NOW + DAY - MINUTE)
    body = response.getvalue()
    assert body == next(stored.iterdir()).read_bytes()
    assert body.startswith(b'"# Schedule, Northgate Search"')
    headers = response.headers
    assert headers["Content-Disposition"] == 'attachment; filename="schedule-2026-12-02-0500.csv"'
    assert headers["Content-Length"] == str(len(body)) == str(made.size)
    assert headers["ETag"] == answer(made, at=NOW).headers["ETag"] == f'"{Path(str(made.file.name)).name}"'
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("text/csv; charset=utf-8", "nosniff")
    assert headers["Cache-Control"] == "private, no-store"
    made.refresh_from_db()
    assert made.fetched_at == NOW


def test_nobody_has_it_but_who_asked(made: ReportExport, bob: Membership, alice: Membership) -> None:
    assert own_export(Viewer.member(bob), made.pk) == made
    Membership.objects.filter(pk=alice.pk).update(role=Role.OWNER)
    with pytest.raises(ReportExport.DoesNotExist):
        own_export(Viewer.member(alice), made.pk)


def test_another_firms_member_finds_nothing_though_it_is_the_same_person(
    made: ReportExport, bob: Membership, other_firm: Organization
) -> None:
    there = Membership.objects.create(organization=other_firm, user=bob.user, role=Role.OWNER)
    with pytest.raises(ReportExport.DoesNotExist):
        own_export(Viewer.member(there), made.pk)


def test_a_candidate_has_their_own_and_no_other(
    stored: Path, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(REPORTS["schedule"]), "for_candidates", True)
    candidate = application.candidate
    candidate.user = user_for_email(candidate.email)
    candidate.save()
    mine = made_for(Viewer.of_candidate(candidate, language="de"))
    assert own_export(Viewer.of_candidate(candidate, language="en"), mine.pk) == mine
    assert (mine.user, mine.membership, viewer_of(mine)) == (
        candidate.user,
        None,
        Viewer.of_candidate(candidate, language="de"),
    )
    other = Candidate.objects.create(organization=candidate.organization, name="Bea", email="bea@example.org")
    with pytest.raises(ReportExport.DoesNotExist):
        own_export(Viewer.of_candidate(other, language="en"), mine.pk)
    User.objects.update(is_active=False)
    mine.refresh_from_db()
    assert viewer_of(mine) is None


def test_after_a_day_it_is_gone_though_nobody_has_cleared_it_away(made: ReportExport) -> None:
    with pytest.raises(Gone):
        answer(made, at=NOW + DAY)


def test_what_is_a_day_old_is_deleted_and_its_line_stays(made: ReportExport, stored: Path) -> None:
    assert expire(at=NOW + DAY - MINUTE) == 0
    assert expire(at=NOW + DAY) == 1
    assert (list(stored.iterdir()), expire(at=NOW + DAY)) == ([], 0)
    made.refresh_from_db()
    assert (made.state, made.file.name, made.rows, made.made_by) == (
        State.GONE,
        "",
        3,
        "Bob Moss <bob@northgate.example>",
    )
    with pytest.raises(Gone):
        answer(made, at=NOW)


def test_the_file_of_who_left_the_firm_goes_at_once(made: ReportExport, bob: Membership, stored: Path) -> None:
    remove_member(membership=bob)
    assert expire(at=NOW) == 1
    assert list(stored.iterdir()) == []


def test_a_file_that_is_missing_is_gone(made: ReportExport, stored: Path) -> None:
    next(stored.iterdir()).unlink()
    with pytest.raises(Gone):
        answer(made, at=NOW)
    made.refresh_from_db()
    assert made.state == State.GONE


def test_what_a_killed_process_left_is_swept_and_what_is_young_is_left_alone(made: ReportExport, stored: Path) -> None:
    (kept,) = stored.iterdir()
    left, young = stored / "left", stored / "young"
    for path, age in ((left, 26), (young, 1), (kept, 24)):
        path.touch()
        os.utime(path, ((NOW - timedelta(hours=age)).timestamp(),) * 2)
    assert sweep(at=NOW) == 1
    assert {path.name for path in stored.iterdir()} == {"young", kept.name}


def test_what_broke_off_says_so_after_an_hour(made: ReportExport) -> None:
    ReportExport.objects.update(state=State.MAKING)
    settle(at=NOW + timedelta(minutes=59))
    assert ReportExport.objects.get().state == State.MAKING
    settle(at=NOW + timedelta(hours=1))
    assert (ReportExport.objects.get().state, ReportExport.objects.get().error) == (State.FAILED, "It broke off.")


def test_the_beat_clears_away_however_much_there_is(bob: Membership, stored: Path, made: ReportExport) -> None:
    rows = ReportExport.objects.values().get()
    many = [ReportExport(**{**rows, "id": None, "file": f"reports/{number}"}) for number in range(501)]
    ReportExport.objects.bulk_create(many)
    with time_machine.travel(NOW + DAY, tick=False):
        clear_reports()
    assert ReportExport.objects.exclude(state=State.GONE).count() == 0
    assert ReportExport.objects.aggregate(last=Max("file")) == {"last": ""}
