"""Saved reports' screens: a recruiter's own, an owner's all; days and people are changed, what stopped is said."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.test import Client

from candidates.models import SavedReport
from candidates.reports.exports import Order
from candidates.reports.saved import Wish, save
from recruiting.accounts.services import remove_member
from recruiting.models import Membership
from tests.cast import NOW, Cast

LIST = "/admin/candidates/savedreport/"
ORDER = Order("schedule", "csv", {"span": "next_week", "company": "Northgate Mirror Ltd"})
FORM = {"name": "Fridays", "weekdays": ["friday"], "at_hour": "16:30", "format": "csv", "paper": "a4"}


def kept(by: Membership, *recipients: Membership, name: str = "Mondays") -> SavedReport:
    return save(by=by, wish=Wish(name, ORDER, ["monday"], time(7), recipients or [by]), at=NOW)


def page(saved: SavedReport, what: str = "change") -> str:
    return f"{LIST}{saved.pk}/{what}/"


def listed(client: Client) -> set[str]:
    return {saved.name for saved in client.get(LIST).context["cl"].result_list}


def test_a_recruiter_sees_their_own_and_an_owner_the_firms(alice: Client, bob: Client, cast: Cast) -> None:
    SavedReport.objects.all().delete()
    hers, his = kept(cast.alice, name="Hers"), kept(cast.bob, name="His")
    assert (listed(alice), listed(bob)) == ({"Hers", "His"}, {"His"})
    assert (bob.get(page(hers)).status_code, alice.get(page(his)).status_code) == (404, 200)
    html = alice.get(LIST).content.decode()
    assert "Monday, 07:00" in html
    assert "Mon 7 Dec, 07:00 London" in html


def test_its_page_says_what_is_in_it_and_who_does_not_get_it(bob: Client, cast: Cast) -> None:
    saved = kept(cast.bob, cast.bob, cast.vera)
    remove_member(membership=cast.vera)
    html = " ".join(bob.get(page(saved)).content.decode().split())
    assert 'when: <span class="ft-strong">next week</span>' in html
    assert 'company: <span class="ft-strong">Northgate Mirror Ltd</span>' in html
    assert "Not sent to: Vera Northgate &lt;vera@northgate.example&gt;." in html


def test_days_hour_and_people_are_changed_and_its_filters_stay(alice: Client, cast: Cast) -> None:
    saved = kept(cast.bob)
    answer = alice.post(page(saved), FORM | {"recipients": [cast.alice.pk, cast.vera.pk]})
    assert answer.status_code == 302
    changed = SavedReport.objects.get(pk=saved.pk)
    assert (changed.name, changed.membership, changed.filters) == ("Fridays", cast.bob, saved.filters)
    assert (changed.weekdays, changed.at_hour) == (["friday"], time(16, 30))
    assert set(changed.recipients.all()) == {cast.alice, cast.vera}
    assert f"{changed.next_at:%a %H:%M}" == "Fri 16:30"
    assert "Fridays" in alice.get(page(saved, "history")).content.decode()


def test_what_is_wrong_is_said_beside_its_field(bob: Client, cast: Cast) -> None:
    saved = kept(cast.bob)
    for wrong, sentence in (
        ({"weekdays": ["monday"]}, "Choose who gets it on these days."),
        ({"name": "Northgate Mondays", "weekdays": []}, "There is a saved report “Northgate Mondays” already."),
        ({"recipients": [cast.charlie.pk]}, "is not one of the available choices"),
    ):
        answer: Any = bob.post(page(saved), FORM | wrong)
        assert answer.status_code == 200
        assert sentence in answer.content.decode(), wrong
    assert SavedReport.objects.get(pk=saved.pk).name == "Mondays"


def test_what_stopped_says_why_and_is_not_saved_until_it_is_mended(bob: Client, cast: Cast) -> None:
    saved = kept(cast.bob)
    stopped = {"filters": {"company": "#0"}, "named": {"company": "Gone & Sons"}}
    SavedReport.objects.filter(pk=saved.pk).update(**stopped, problem="Company “Gone & Sons” is not here any more.")
    assert "Company “Gone &amp; Sons” is not here any more." in bob.get(page(saved)).content.decode()
    answer = bob.post(page(saved), FORM | {"recipients": [cast.bob.pk]}).content.decode()
    assert "No company here is called “#0”." in answer
    assert SavedReport.objects.get(pk=saved.pk).problem


def test_whoever_may_change_it_may_remove_it(bob: Client, vera: Client, cast: Cast) -> None:
    saved = kept(cast.bob)
    assert vera.post(page(saved, "delete"), {"post": "yes"}).status_code == 403
    bob.post(page(saved, "delete"), {"post": "yes"})
    assert not SavedReport.objects.filter(pk=saved.pk).exists()
