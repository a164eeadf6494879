"""The outgoing mail's screens: how the queue stands, a letter with its tries, what holds, releases and tries again."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates.models import DigestSchedule, MailHold, MailPreferences, MailStream, OutgoingMail, Pulse, Suppression
from candidates.outbox.queue import message_id
from recruiting import clock
from tests.cast import NOW, Cast

LIST = "/admin/candidates/outgoingmail/"
MINE = f"{LIST}mine/"
ADDRESSES = "/admin/candidates/suppression/"
State, Kind = OutgoingMail.State, OutgoingMail.Kind


@pytest.fixture(autouse=True)
def at_the_databases_now(at_now: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database's clock show the cast's moment too."""
    monkeypatch.setattr(clock, "database_now", lambda: NOW)


def letter(cast: Cast, name: str = "letter", **fields: Any) -> OutgoingMail:
    """Store a reminder of Bob's candidate, due 12 minutes ago."""
    due = NOW - timedelta(minutes=12)
    given: dict[str, Any] = {
        "key": name,
        "candidate": cast.ours.candidate,
        "membership": cast.bob,
        "kind": Kind.DUE,
        "stream": MailStream.REMINDERS,
        "to": cast.ours.candidate.email,
        "subject": "Call today",
        "text": "It is time to call.",
        "html": "<p>It is time to call.</p>",
        "message_id": message_id(name),
        "dated": due,
        "due_at": due,
        "next_at": due,
        "created_at": due,
    }
    return OutgoingMail.objects.create(organization=cast.ours.organization, **(given | fields))


def failed(cast: Cast, name: str = "failed", **fields: Any) -> OutgoingMail:
    """Store a letter that failed."""
    given = {"state": State.FAILED, "error": "550 No such user", "finished_at": NOW, "tries": 1}
    return letter(cast, name, **(given | fields))


def text_of(client: Client, address: str) -> str:
    """Return a page's words as they stand beside one another."""
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def page_of(mail: OutgoingMail) -> str:
    return reverse("admin:candidates_outgoingmail_change", args=[mail.pk])


def press(client: Client, what: str, mail: OutgoingMail) -> str:
    """Press one of a letter's buttons and return the page that answers."""
    answer = client.post(reverse(f"admin:candidates_outgoingmail_{what}", args=[mail.pk]), follow=True)
    assert answer.status_code == 200
    mail.refresh_from_db()
    return " ".join(answer.content.decode().split())


# The list, and what stands above it


def test_an_empty_queue_says_how_it_fills(vera: Client, cast: Cast) -> None:
    OutgoingMail.objects.all().delete()
    html = text_of(vera, LIST)
    assert "No letter yet. Reminders are queued by themselves" in html
    assert "No results" not in html


def test_each_letter_is_listed_with_whom_it_goes_to_and_when_on_the_readers_clock(vera: Client, cast: Cast) -> None:
    letter(cast)
    html = text_of(vera, LIST)
    assert "reminder: now" in html
    assert "<b>Northgate Nwosu</b> nwosu@people.northgate.example" in html
    assert "Wed 2 Dec, 09:48 London" in html


@pytest.mark.parametrize(
    ("state", "look"), [("waiting", "waiting"), ("sent", "done"), ("failed", "overdue"), ("held", "theirs")]
)
def test_a_state_is_a_word_and_a_colour(vera: Client, cast: Cast, state: str, look: str) -> None:
    mail = letter(cast, state=state)
    assert f'<span class="ft-state ft-state-{look}">{mail.get_state_display()}</span>' in text_of(vera, LIST)


def test_a_letter_that_waits_for_another_try_says_when_and_why(vera: Client, cast: Cast) -> None:
    letter(cast, tries=1, next_at=NOW + timedelta(minutes=5), error="451 Greylisted")
    assert "Next try Wed 2 Dec, 10:05 London. 451 Greylisted" in text_of(vera, LIST)


def test_above_the_list_stands_how_many_wait_and_since_when(vera: Client, cast: Cast) -> None:
    OutgoingMail.objects.all().delete()
    letter(cast)
    letter(cast, "later", next_at=NOW + timedelta(hours=1))
    assert "2 wait, oldest due 12 minutes ago" in text_of(vera, LIST)


def test_above_the_list_stands_what_was_not_sent_in_the_last_7_days(vera: Client, cast: Cast) -> None:
    failed(cast)
    failed(cast, "late", state=State.TOO_LATE)
    long_ago = NOW - timedelta(days=8)
    failed(cast, "long ago", due_at=long_ago, finished_at=long_ago)
    html = text_of(vera, LIST)
    assert ">1 failed</a>" in html
    assert ">1 too late</a>" in html


def test_a_worker_that_looks_for_mail_is_said_to_be_awake(vera: Client, cast: Cast) -> None:
    Pulse.objects.create(name="tick", at=NOW - timedelta(seconds=90))
    assert "the worker is awake" in text_of(vera, LIST)


def test_a_tick_that_stays_away_is_said(vera: Client, cast: Cast) -> None:
    Pulse.objects.create(name="tick", at=NOW - timedelta(minutes=3))
    assert "no worker has looked for due mail for 3 minutes" in text_of(vera, LIST)


def test_the_list_is_narrowed_by_state_kind_and_search(vera: Client, cast: Cast) -> None:
    failed(cast, kind=Kind.OVERDUE, to="thora@example.org")
    letter(cast)
    for query in ("?state=failed", "?state=unsent", "?kind=overdue", "?q=thora"):
        html = text_of(vera, LIST + query)
        assert "1 letter" in html, query
        assert "thora@example.org" in html, query


def test_the_list_costs_the_same_with_more_letters(vera: Client, cast: Cast) -> None:
    letter(cast)
    text_of(vera, LIST)
    with CaptureQueriesContext(connection) as few:
        text_of(vera, LIST)
    for number in range(6):
        failed(cast, f"letter {number}")
    with CaptureQueriesContext(connection) as more:
        text_of(vera, LIST)
    assert len(more) == len(few)


# A letter


def test_a_letters_page_shows_its_words_and_each_try_with_the_servers_answer(vera: Client, cast: Cast) -> None:
    html = text_of(vera, page_of(cast.ours.outgoing_mail))
    assert '<pre class="ft-letter">Northgate words</pre>' in html
    assert "<b>452</b> Northgate mailbox is full" in html
    assert "&lt;Northgate@followthrough.example&gt;" in html
    assert reverse("admin:candidates_candidate_change", args=[cast.ours.candidate.pk]) in html


def test_a_letters_markup_is_shown_and_never_becomes_ours(vera: Client, cast: Cast) -> None:
    mail = letter(cast, text="<script>alert(1)</script>", html="<script>alert(2)</script>")
    html = text_of(vera, page_of(mail))
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


def test_what_keeps_an_address_from_its_mail_is_said_on_the_letter(vera: Client, cast: Cast) -> None:
    mail = failed(cast, state=State.REFUSED, to=cast.ours.suppression.address)
    html = text_of(vera, page_of(mail))
    assert "This address takes no such mail: the mail server knows no such address." in html
    assert reverse("admin:candidates_suppression_change", args=[cast.ours.suppression.pk]) in html


def test_a_letter_is_held_and_then_released(bob: Client, cast: Cast) -> None:
    mail = letter(cast)
    assert "It waits until somebody releases it." in press(bob, "hold", mail)
    assert mail.state == State.HELD
    assert "It is on its way." in press(bob, "release", mail)
    assert (mail.state, mail.next_at) == (State.WAITING, NOW)


def test_a_failed_letter_is_tried_again(bob: Client, cast: Cast) -> None:
    mail = failed(cast)
    assert "It is tried again now." in press(bob, "retry", mail)
    assert (mail.state, mail.tries, mail.next_at) == (State.WAITING, 0, NOW)


def test_a_letter_that_was_sent_is_neither_held_nor_sent_again(bob: Client, cast: Cast) -> None:
    mail = letter(cast, state=State.SENT, finished_at=NOW)
    for what in ("hold", "release", "retry"):
        press(bob, what, mail)
        assert mail.state == State.SENT


def test_no_button_is_shown_that_could_come_to_nothing(bob: Client, cast: Cast) -> None:
    useless = failed(cast, useful_until=NOW - timedelta(minutes=1))
    assert "/retry/" not in text_of(bob, page_of(useless))
    wordless = failed(cast, "wordless", text="")
    html = text_of(bob, page_of(wordless))
    assert "/retry/" not in html
    assert "never put into words" in html


def test_a_viewer_reads_and_steers_nothing(vera: Client, cast: Cast) -> None:
    mail = letter(cast)
    html = text_of(vera, page_of(mail))
    assert "/hold/" not in html
    for what in ("hold", "release", "retry"):
        assert vera.post(reverse(f"admin:candidates_outgoingmail_{what}", args=[mail.pk])).status_code == 403


def test_another_firms_letter_is_not_there(bob: Client, cast: Cast) -> None:
    theirs = cast.others.outgoing_mail
    assert bob.get(page_of(theirs)).status_code == 404
    for what in ("hold", "release", "retry"):
        assert bob.post(reverse(f"admin:candidates_outgoingmail_{what}", args=[theirs.pk])).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == State.HELD


# All of it


def test_an_owner_holds_all_mail_and_releases_it(alice: Client, cast: Cast) -> None:
    alice.post(f"{LIST}hold-all/")
    hold = MailHold.objects.get(organization=cast.ours.organization, released_at=None)
    assert (hold.held_by, hold.held_at) == (cast.alice.user, NOW)
    assert "all mail is held</span> since Wed 2 Dec, 10:00" in text_of(alice, LIST)
    alice.post(f"{LIST}release-all/")
    hold.refresh_from_db()
    assert (hold.released_by, hold.released_at) == (cast.alice.user, NOW)


def test_a_recruiter_neither_holds_nor_releases_all_mail(bob: Client, cast: Cast) -> None:
    assert "Hold all mail" not in text_of(bob, LIST)
    assert bob.post(f"{LIST}hold-all/").status_code == 403
    assert bob.post(f"{LIST}release-all/").status_code == 403
    assert not MailHold.objects.filter(released_at=None).exists()


def test_after_a_restore_the_list_says_why_nothing_goes(vera: Client, cast: Cast) -> None:
    MailHold.objects.create(organization=cast.ours.organization, reason="restored", held_at=NOW)
    assert "the database was restored from a backup" in text_of(vera, LIST)


# Today


def test_today_tells_a_recruiter_of_letters_that_were_not_sent(bob: Client, cast: Cast) -> None:
    failed(cast)
    html = text_of(bob, "/admin/")
    assert "1 letter that concerns you was not sent in the last 7 days." in html
    assert f"{LIST}?state=unsent&amp;recruiter={cast.bob.pk}" in html


def test_today_is_quiet_about_letters_of_others_and_of_long_ago(bob: Client, cast: Cast) -> None:
    failed(cast, membership=cast.alice)
    failed(cast, "long ago", finished_at=NOW - timedelta(days=8))
    assert "not sent in the last 7 days" not in text_of(bob, "/admin/")


# Addresses without mail


def lift(client: Client, suppression: Suppression) -> int:
    return client.post(reverse("admin:candidates_suppression_lift", args=[suppression.pk])).status_code


def test_an_address_is_listed_with_the_servers_words(vera: Client, cast: Cast) -> None:
    html = text_of(vera, ADDRESSES)
    assert "gone@people.northgate.example" in html
    assert "Northgate knows no such mailbox" in html
    assert "all mail" in html


def test_an_address_that_bounced_is_written_to_again_once_a_writer_says_so(bob: Client, cast: Cast) -> None:
    suppression = cast.ours.suppression
    page = text_of(bob, reverse("admin:candidates_suppression_change", args=[suppression.pk]))
    assert "Yes, write to gone@people.northgate.example again" in page
    assert lift(bob, suppression) == 302
    assert not Suppression.objects.filter(pk=suppression.pk).exists()


def test_what_its_owner_refused_no_firm_takes_back(alice: Client, cast: Cast) -> None:
    suppression = cast.ours.suppression
    suppression.reason, suppression.stream = Suppression.Reason.UNSUBSCRIBED, MailStream.REMINDERS
    suppression.save()
    page = text_of(alice, reverse("admin:candidates_suppression_change", args=[suppression.pk]))
    assert "only they can take that back" in page
    lift(alice, suppression)
    assert Suppression.objects.filter(pk=suppression.pk).exists()


def test_a_viewer_lifts_nothing_and_nobody_lifts_another_firms(vera: Client, bob: Client, cast: Cast) -> None:
    assert lift(vera, cast.ours.suppression) == 403
    assert lift(bob, cast.others.suppression) == 404
    assert Suppression.objects.count() == 2


# My mail

CHOSEN = {
    "time_zone": "Asia/Tokyo",
    "digest": "on",
    "digest_at": "06:45",
    "digest_at_weekends": "on",
    "notices": "on",
    "reports": "on",
}


def test_a_member_chooses_when_their_morning_letter_comes_and_the_next_tick_looks(bob: Client, cast: Cast) -> None:
    later = NOW + timedelta(hours=20)
    schedule = DigestSchedule.objects.create(organization=cast.ours.organization, membership=cast.bob, next_at=later)
    assert bob.post(MINE, CHOSEN).status_code == 302
    preferences = MailPreferences.objects.get(user=cast.bob.user)
    assert (preferences.digest_at, preferences.digest_at_weekends) == (time(6, 45), True)
    cast.bob.user.refresh_from_db()
    assert cast.bob.user.time_zone == "Asia/Tokyo"
    schedule.refresh_from_db()
    assert schedule.next_at == NOW


def test_a_member_takes_no_morning_letter_and_then_takes_it_again(bob: Client, cast: Cast) -> None:
    refused = Suppression.objects.filter(organization=cast.ours.organization, address=cast.bob.user.email)
    bob.post(MINE, {name: value for name, value in CHOSEN.items() if name != "digest"})
    assert list(refused.values_list("stream", flat=True)) == [MailStream.DIGEST]
    assert 'id="id_digest" checked' not in text_of(bob, MINE)
    bob.post(MINE, CHOSEN)
    assert not refused.exists()
    assert 'id="id_digest" checked' in text_of(bob, MINE)


def test_a_zone_that_is_none_is_refused_beside_its_field(bob: Client, cast: Cast) -> None:
    html = bob.post(MINE, CHOSEN | {"time_zone": "Europe/Atlantis"}).content.decode()
    assert 'class="ft-error"' in html
    assert not MailPreferences.objects.exists()


def test_who_is_a_candidate_too_says_when_to_be_quiet_and_their_steps_are_looked_at(bob: Client, cast: Cast) -> None:
    assert "quiet_from" not in text_of(bob, MINE)
    cast.ours.candidate.user = cast.bob.user
    cast.ours.candidate.save()
    steps = cast.ours.plan.steps.filter(status="open")
    steps.update(owner="candidate", remind_at=None)
    bob.post(MINE, CHOSEN | {"lead_minutes": "60", "quiet_from": "22:00", "quiet_until": "07:00"})
    assert MailPreferences.objects.get(user=cast.bob.user).lead_minutes == 60
    assert [step.remind_at is not None for step in steps.all()] == [True]


def test_a_viewer_is_told_that_the_morning_letter_is_not_theirs(vera: Client, cast: Cast) -> None:
    html = text_of(vera, MINE)
    assert "digest_at" not in html
    assert "owners and recruiters" in html


def test_a_member_whose_address_bounced_is_told(bob: Client, cast: Cast) -> None:
    Suppression.objects.create(
        organization=cast.ours.organization, address=cast.bob.user.email, reason="bounced", created_at=NOW
    )
    assert "The mail server refused your address, bob@northgate.example" in text_of(bob, MINE)
