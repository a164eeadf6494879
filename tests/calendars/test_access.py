"""Who has the address may read, nobody else; it is shown once, stored as a hash, replaced, ended, and never logged."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from logging.config import dictConfig

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from candidates.calendars.services import feed_by_secret, issue_feed, revoke_feed
from candidates.models import CalendarFeed, Candidate
from candidates.portal.views import calendars as views
from recruiting.accounts.services import create_firm
from recruiting.logs import logging_of
from recruiting.models import Membership, User
from tests.calendars.conftest import Read
from tests.cast import NOW as CAST_NOW
from tests.cast import PASSWORD, Cast
from tests.portal.conftest import NOW, said

pytestmark = pytest.mark.django_db
PAGE = "/portal/calendar/"


def status(secret: str) -> int:
    return Client().get(f"/calendar/{secret}.ics").status_code


def address_in(page: bytes) -> str:
    """Return the secret of the address that a page shows; nothing where it shows none."""
    return page.decode().partition("/calendar/")[2].partition(".ics")[0] if b".ics" in page else ""


def test_the_secret_is_stored_as_a_hash_alone(candidate: Candidate) -> None:
    issued = issue_feed(holder=candidate, at=NOW)
    (row,) = CalendarFeed.objects.values()
    assert issued.secret not in str(row)
    assert len(row["digest"]) == 64
    assert len(issued.secret) == 40


def test_a_wrong_a_replaced_and_an_ended_address_are_the_same_nothing(candidate: Candidate) -> None:
    old = issue_feed(holder=candidate, at=NOW).secret
    new = issue_feed(holder=candidate, at=NOW).secret
    assert (status(old), status(new), CalendarFeed.objects.count()) == (404, 200, 1)
    revoke_feed(holder=candidate)
    secrets = (old, new, "nothing", "0", "a" * 5000)
    answers = [(Client().get(f"/calendar/{secret}.ics"), f"/calendar/{secret}.ics") for secret in secrets]
    assert {answer.status_code for answer, _asked in answers} == {404}
    # But for the address asked for, to which the choice of a language leads back, and its form's token
    assert len({re.sub(rb'value="[^"]*"', b"", answer.content) for answer, _asked in answers}) == 1


def test_who_may_no_longer_sign_in_has_no_calendar(candidate: Candidate, amara: User, alice: Membership) -> None:
    hers, alices = (issue_feed(holder=holder, at=NOW).secret for holder in (candidate, alice))
    User.objects.filter(pk__in=[amara.pk, alice.user.pk]).update(is_active=False)
    assert (status(hers), status(alices)) == (404, 404)


def test_a_candidate_whose_user_is_gone_has_none(candidate: Candidate, amara: User) -> None:
    secret = issue_feed(holder=candidate, at=NOW).secret
    amara.delete()
    assert feed_by_secret(secret) is None


def test_a_feed_has_one_holder_of_its_own_firm(candidate: Candidate, alice: Membership) -> None:
    both = {"candidate": candidate, "membership": alice, "digest": "0", "organization": candidate.organization}
    for held in (both, {**both, "candidate": None, "membership": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CalendarFeed.objects.create(**held)
    other = create_firm(name="Quillfeather Search", owner_email="charlie@quill.example", at=NOW)
    with pytest.raises(ValidationError):
        CalendarFeed.objects.create(candidate=candidate, organization=other, digest="0")


def test_an_answer_is_private_short_lived_and_leaks_no_address(candidate: Candidate) -> None:
    path = f"/calendar/{issue_feed(holder=candidate, at=NOW).secret}.ics"
    answer, head = Client().get(path), Client().head(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, max-age=300"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", answer["ETag"])
    assert Client().post(path).status_code == 405


def test_what_has_not_changed_is_not_sent_again(candidate: Candidate, called_for: object) -> None:
    path = f"/calendar/{issue_feed(holder=candidate, at=NOW).secret}.ics"
    etag = {"if-none-match": Client().get(path)["ETag"]}
    again = Client().get(path, headers=etag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag["if-none-match"])
    called_for.interview.lead.__class__.objects.update(name="Grace Okafor")  # type: ignore[attr-defined]
    assert Client().get(path, headers=etag).status_code == 200


def test_a_read_is_noted_once_an_hour(hers: Read) -> None:
    moments = []
    for minutes in (0, 59, 60, 61):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            hers()
        moments.append(CalendarFeed.objects.get().last_read_at)
    hour = NOW + timedelta(hours=1)
    assert moments == [NOW, NOW, hour, hour]


def test_a_candidate_makes_an_address_replaces_it_and_ends_it(portal: Client, candidate: Candidate) -> None:
    assert "There is no address yet." in said(portal.get(PAGE))
    made = portal.post(f"{PAGE}{candidate.pk}/make/")
    first = address_in(made.content)
    assert status(first) == 200
    assert "no-store" in made["Cache-Control"]
    later = portal.get(PAGE)
    assert "A calendar program last read it on 30 Nov, 11:00." in said(later)
    assert address_in(later.content) == ""
    second = address_in(portal.post(f"{PAGE}{candidate.pk}/make/").content)
    assert (status(first), status(second)) == (404, 200)
    ended = portal.post(f"{PAGE}{candidate.pk}/revoke/", follow=True)
    assert "The address of your steps at Northgate Search opens nothing any more." in said(ended)
    assert status(second) == 404


def test_the_page_says_how_to_add_it_in_each_program(portal: Client, candidate: Candidate) -> None:
    words = said(portal.get(PAGE))
    for program in ("Google Calendar", "Apple Calendar", "Outlook"):
        assert program in words
    assert f'href="{PAGE}"' in portal.get("/portal/reminders/").content.decode()


def test_another_candidate_makes_and_ends_nothing(stranger: Client, hers: Read, candidate: Candidate) -> None:
    assert stranger.post(f"{PAGE}{candidate.pk}/make/").status_code == 404
    assert stranger.post(f"{PAGE}{candidate.pk}/revoke/").status_code == 404
    assert hers()


def test_a_forged_post_from_another_site_makes_nothing(amara: User, candidate: Candidate) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(amara)
    assert browser.post(f"{PAGE}{candidate.pk}/make/").status_code == 403
    assert not CalendarFeed.objects.exists()


def test_a_member_makes_an_address_and_ends_it(client: Client, cast: Cast) -> None:
    with time_machine.travel(CAST_NOW, tick=False):
        client.post(reverse("account_login"), {"login": cast.bob.user.email, "password": PASSWORD})
        revoke_feed(holder=cast.bob)
        assert "There is no address yet." in said(client.get("/admin/my-calendar/"))
        secret = address_in(client.post("/admin/my-calendar/make/").content)
        assert status(secret) == 200
        assert "A calendar program last read it" in said(client.get("/admin/my-calendar/"))
        assert "opens nothing any more" in said(client.post("/admin/my-calendar/revoke/", follow=True))
        assert status(secret) == 404


@pytest.fixture(params=[True, False], ids=["debug", "production"])
def logged(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Log as the product does, and return what reads that."""
    handlers, level = logging.root.handlers[:], logging.root.level
    dictConfig(logging_of(debug=request.param, level="DEBUG"))
    yield lambda: capsys.readouterr().err
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    logging.getLogger("candidates").setLevel(logging.NOTSET)


def test_no_secret_is_logged_whatever_comes_of_it(
    logged: Callable[[], str], candidate: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, secret = Client(raise_request_exception=False), issue_feed(holder=candidate, at=NOW).secret
    path = f"/calendar/{secret}.ics"
    logged()
    assert browser.get(path).status_code == 200
    assert browser.post(path).status_code == 405
    monkeypatch.setattr(views, "read_feed", lambda *_args, **_facts: 1 / 0)
    assert browser.get(path).status_code == 500
    revoke_feed(holder=candidate)
    assert browser.get(path).status_code == 404
    logging.getLogger("django.server").info('"%s" %s %s', f"GET {path} HTTP/1.1", "404", "9", extra={"server_time": ""})
    lines = logged()
    assert secret not in lines
    assert "Not Found: /calendar/….ics" in lines
    assert "Internal Server Error: /calendar/….ics" in lines
    assert "GET /calendar/….ics HTTP/1.1" in lines
