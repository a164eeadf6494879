"""Candidates and companies: what their pages take, and say."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from candidates.models import Candidate, OutgoingMail
from recruiting.models import Company
from tests.cast import Cast

NO_ROWS = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}


def _inlines(*prefixes: str) -> dict[str, str]:
    return {f"{prefix}-{name}": value for prefix in prefixes for name, value in NO_ROWS.items()}


def _candidate(**fields: str) -> dict[str, str]:
    return (
        {"name": "Dora Ito", "email": "Dora@Example.org", "time_zone": "Asia/Tokyo"}
        | _inlines("qualifications")
        | fields
    )


def _company(**fields: Any) -> dict[str, Any]:
    kept = {"name": "Grünwald", "time_zone": "Europe/Berlin", "country": "de", "working_week": ["monday", "tuesday"]}
    return kept | _inlines("contacts", "days") | fields


def test_a_candidate_is_added_to_ones_own_firm(bob: Client, cast: Cast) -> None:
    bob.post(reverse("admin:candidates_candidate_add"), _candidate())
    made = Candidate.objects.get(email="dora@example.org")
    assert made.organization == cast.ours.organization


def test_an_email_that_is_there_is_refused_beside_its_field(bob: Client, cast: Cast) -> None:
    taken = cast.ours.candidate.email.upper()
    answer = bob.post(reverse("admin:candidates_candidate_add"), _candidate(email=taken))
    assert answer.context["adminform"].form.errors["email"] == ["There is a candidate with this email already."]


def test_another_firms_candidate_does_not_stand_in_the_way(bob: Client, cast: Cast) -> None:
    bob.post(reverse("admin:candidates_candidate_add"), _candidate(email=cast.others.candidate.email))
    assert Candidate.objects.filter(email=cast.others.candidate.email).count() == 2


def test_a_candidates_page_says_what_is_next(bob: Client, cast: Cast) -> None:
    html = bob.get(reverse("admin:candidates_candidate_change", args=[cast.ours.candidate.pk])).content.decode()
    assert "Call Northgate Petrov, Thu 3 Dec, 10:00 London" in html


def test_a_candidate_is_invited(bob: Client, cast: Cast) -> None:
    candidate = cast.ours.candidate
    OutgoingMail.objects.filter(candidate=candidate, kind=OutgoingMail.Kind.INVITATION).delete()
    answer = bob.post(reverse("admin:candidates_candidate_invite", args=[candidate.pk]), follow=True)
    assert "how to sign in" in answer.content.decode()
    letter = OutgoingMail.objects.get(candidate=candidate, kind=OutgoingMail.Kind.INVITATION)
    assert (letter.to, letter.state) == (candidate.email, OutgoingMail.State.WAITING)


def test_a_viewer_invites_nobody(vera: Client, cast: Cast) -> None:
    before = OutgoingMail.objects.count()
    invite = reverse("admin:candidates_candidate_invite", args=[cast.ours.candidate.pk])
    assert vera.post(invite).status_code == 403
    assert OutgoingMail.objects.count() == before


def test_another_email_ends_the_old_ones_sign_in(bob: Client, cast: Cast) -> None:
    candidate = cast.ours.candidate
    change = reverse("admin:candidates_candidate_change", args=[candidate.pk])
    answer = bob.post(change, _candidate(email="new@example.org"), follow=True)
    assert "invite Dora Ito again" in answer.content.decode()
    candidate.refresh_from_db()
    assert candidate.user is None


def test_a_candidates_schedule_is_a_file_with_a_safe_name(bob: Client, cast: Cast) -> None:
    candidate = cast.ours.candidate
    candidate.name = 'Ev"il\r\n../Þóra'
    candidate.save()
    answer = bob.get(reverse("admin:candidates_candidate_schedule", args=[candidate.pk]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="schedule-evil-ora.csv"'
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("candidate,candidate_email,company")


def test_a_company_is_added_with_its_week(bob: Client, cast: Cast) -> None:
    bob.post(reverse("admin:recruiting_company_add"), _company())
    made = Company.objects.get(name="Grünwald")
    assert (made.country, made.working_week) == ("DE", ["monday", "tuesday"])
    assert made.organization == cast.ours.organization


def test_a_companys_name_counts_whatever_its_case_and_spacing(bob: Client, cast: Cast) -> None:
    answer = bob.post(reverse("admin:recruiting_company_add"), _company(name=" northgate  MIRROR ltd "))
    assert answer.context["adminform"].form.errors["name"] == ["There is one of that name already."]


def test_a_new_company_is_offered_the_days_on_which_many_are_closed(bob: Client) -> None:
    html = bob.get(reverse("admin:recruiting_company_add")).content.decode()
    assert 'value="2026-12-24"' in html
    assert 'value="2026-12-31"' in html


def test_the_suggested_days_are_saved_unless_taken_away(bob: Client) -> None:
    days = {
        "days-TOTAL_FORMS": "1",
        "days-0-date": "2026-12-24",
        "days-0-kind": "closed",
        "days-0-note": "suggested",
    }
    bob.post(reverse("admin:recruiting_company_add"), _company(**days))
    assert Company.objects.get(name="Grünwald").days.get().note == "suggested"


def test_a_working_week_without_a_day_is_refused(bob: Client) -> None:
    answer = bob.post(reverse("admin:recruiting_company_add"), _company(working_week=[]))
    assert "working_week" in answer.context["adminform"].form.errors
