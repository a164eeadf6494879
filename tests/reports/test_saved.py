"""Saved reports: kept by number and name, refused field by field, seen by whose they are; and what no longer holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from candidates.models import Application, Interview, ReportExport, SavedReport
from candidates.reports.exports import Order
from candidates.reports.report import Viewer
from candidates.reports.saved import Wish, make_now, own_saved, problems_of, remove, save, words_of
from recruiting.models import Company, Job, Membership, Organization, Policy, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "firm")]
NOW = datetime(2026, 12, 2, 10, tzinfo=UTC)  # Wednesday
ORDER = Order("schedule", "csv", {"span": "next_week", "company": "harrow & pine", "status": "", "nonsense": "x"})
WISH = Wish("Monday meeting", ORDER)


@pytest.fixture
def kept(bob: Membership) -> SavedReport:
    """Return what Bob, in New York, saved for himself on Mondays and Thursdays at 7."""
    return save(by=bob, wish=replace(WISH, weekdays=["thursday", "monday"], recipients=[bob]), at=NOW)


def test_what_is_named_is_kept_by_number_with_its_name(kept: SavedReport, bob: Membership) -> None:
    company = Company.objects.get(name="Harrow & Pine")
    assert kept.filters == {"span": "next_week", "company": f"#{company.pk}"}
    assert (kept.named, kept.weekdays) == ({"company": "Harrow & Pine"}, ["monday", "thursday"])
    assert words_of(kept) == [("when", "next week"), ("company", "Harrow & Pine")]
    assert kept.next_at == datetime(2026, 12, 3, 12, tzinfo=UTC)  # Thursday at 7 in New York
    assert kept.recipient_names == {str(bob.pk): "Bob Moss <bob@northgate.example>"}


def test_a_company_that_is_called_otherwise_is_the_same(kept: SavedReport) -> None:
    Company.objects.filter(name="Harrow & Pine").update(name="Pine & Sons", name_key="pine & sons")
    assert problems_of(kept, at=NOW) == []


def test_a_change_begins_the_schedule_anew_and_mends(kept: SavedReport, bob: Membership) -> None:
    SavedReport.objects.update(problem="It stopped.", next_at=None)
    wish = replace(WISH, name="  Friday   list ", weekdays=["friday"], at_hour=time(16), recipients=[bob])
    changed = save(by=bob, wish=wish, at=NOW, saved=SavedReport.objects.get())
    assert changed.pk == kept.pk
    assert (changed.name, changed.problem) == ("Friday list", "")
    assert changed.next_at == datetime(2026, 12, 4, 21, tzinfo=UTC)
    assert save(by=bob, wish=WISH, at=NOW, saved=changed).next_at is None
    assert set(changed.history.values_list("name", flat=True)) == {"Monday meeting", "Friday list"}


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": "  "}, "name", "Give it a name."),
        ({"name": "x" * 101}, "name", "That is 101 characters; a name has at most 100."),
        ({"name": "Monday meeting"}, "name", "There is a saved report “Monday meeting” already."),
        ({"weekdays": ["monday"]}, "recipients", "Choose who gets it on these days."),
        ({"weekdays": ["someday"]}, "weekdays", "Choose days of monday, tuesday, wednesday"),
        ({"order": replace(ORDER, report="salaries")}, "report", "There is no report “salaries”."),
        ({"order": replace(ORDER, format="doc")}, "format", "“doc” is no format of this report."),
        ({"order": replace(ORDER, filters={"company": "Nobody"})}, "company", "No company here is called “Nobody”."),
    ],
)
def test_what_is_wrong_is_named_by_its_field(
    kept: SavedReport, bob: Membership, wrong: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        save(by=bob, wish=replace(WISH, **{"name": "Another", **wrong}), at=NOW)
    assert caught.value.message_dict[field][0].startswith(sentence)
    assert SavedReport.objects.count() == 1


def test_all_that_is_wrong_is_named_at_once(bob: Membership, other_firm: Organization) -> None:
    stranger = Membership.objects.get(organization=other_firm)
    order = replace(ORDER, filters={"company": "Canary Ltd", "status": "late"})
    with pytest.raises(ValidationError) as caught:
        save(by=bob, wish=Wish("", order, ["monday"], recipients=[stranger]), at=NOW)
    assert sorted(caught.value.message_dict) == ["company", "name", "recipients", "status"]


def test_two_members_may_use_one_name(kept: SavedReport, alice: Membership) -> None:
    save(by=alice, wish=WISH, at=NOW)
    assert SavedReport.objects.filter(name="Monday meeting").count() == 2


def test_a_recruiter_sees_their_own_an_owner_the_firms_a_viewer_none(
    kept: SavedReport, alice: Membership, bob: Membership, other_firm: Organization
) -> None:
    hers = save(by=alice, wish=WISH, at=NOW)
    assert set(own_saved(alice)) == {kept, hers}
    assert set(own_saved(bob)) == {kept}
    bob.role = Role.VIEWER
    assert set(own_saved(bob)) == set()
    assert set(own_saved(Membership.objects.get(organization=other_firm))) == set()


def test_made_now_it_is_for_who_asks(kept: SavedReport, alice: Membership) -> None:
    export = make_now(Viewer.member(alice), kept, via=ReportExport.Via.PAGE, at=NOW)
    assert (export.membership, export.saved, export.zone, export.due_at) == (alice, kept, "UTC", None)
    assert "company: Harrow & Pine" in export.filter_words
    remove(kept)
    export.refresh_from_db()
    assert (export.saved, export.state) == (None, ReportExport.State.READY)


def gone_company() -> None:
    Interview.objects.all().delete()
    Application.objects.all().delete()
    Company.objects.filter(name="Harrow & Pine").delete()


def gone_policy() -> None:
    Policy.objects.filter(name="Gone").delete()


@pytest.mark.parametrize(
    ("filters", "remove_it", "problem"),
    [
        ({"company": "Harrow & Pine"}, gone_company, "Company “Harrow & Pine” is not here any more."),
        ({"policy": "Gone"}, gone_policy, "Policy “Gone” is not here any more."),
        (
            {"role_family": "engineering"},
            lambda: Job.objects.update(role_family="sales"),
            "Role family: No job here is of the role family “engineering”.",
        ),
    ],
)
def test_what_it_names_and_is_gone_is_said_and_never_left_out(
    bob: Membership,
    filters: dict[str, str],
    remove_it: Callable[[], None],
    problem: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("candidates.reports.schedule.Schedule.asks", ("company", "policy", "role_family"))
    Policy.objects.create(organization=bob.organization, name="Gone", created_at=NOW)
    saved = save(by=bob, wish=Wish("Theirs", replace(ORDER, filters=filters)), at=NOW)
    remove_it()
    # Somebody else who is called as the number was
    number = saved.filters.get("company", "#0")
    Company.objects.create(organization=bob.organization, name=number, time_zone="UTC")
    assert problems_of(saved, at=NOW) == [problem]
    with pytest.raises(ValidationError, match=r"any more|No job"):
        make_now(Viewer.member(bob), saved, via=ReportExport.Via.PAGE, at=NOW)
    assert not ReportExport.objects.exists()
