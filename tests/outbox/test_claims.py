"""Claims: one worker at a time, for as long as its lease; a stale one can do no harm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from candidates.models import MailHold, OutgoingMail, SendingAttempt
from candidates.outbox import claims
from candidates.outbox.holds import hold_firm, release_firm
from candidates.outbox.smtp import ACCEPTED, Answer
from recruiting.models import Membership
from tests.outbox.conftest import Queue
from tests.plans.conftest import ENDED

State, Outcome = OutgoingMail.State, SendingAttempt.Outcome
SOON = Answer(Outcome.SOON, 451, "try again")


def test_what_is_claimed_nobody_else_gets(queued: Queue) -> None:
    mail = queued()
    assert claims.claim(most=10, at=ENDED).ids == [mail.pk]
    assert claims.claim(most=10, at=ENDED).ids == []


def test_a_claim_takes_the_longest_due_first_and_no_more_than_asked(queued: Queue) -> None:
    late = queued("late@example.org", due_at=ENDED - timedelta(minutes=1), at=ENDED - timedelta(hours=1))
    queued("soon@example.org")
    assert claims.claim(most=1, at=ENDED).ids == [late.pk]


def test_nothing_is_claimed_before_its_moment(queued: Queue) -> None:
    queued(due_at=ENDED + timedelta(seconds=1))
    assert claims.claim(most=10, at=ENDED).ids == []
    assert claims.claim(most=10, at=ENDED + timedelta(seconds=1)).ids


def test_a_dead_workers_letter_is_free_again_when_the_lease_is_over(queued: Queue) -> None:
    mail = queued()
    dead = claims.claim(most=10, at=ENDED)
    assert claims.begin(mail.pk, dead.token, at=ENDED)
    over = ENDED + claims.lease()
    assert claims.claim(most=10, at=over - timedelta(seconds=1)).ids == []
    assert claims.claim(most=10, at=over).ids == [mail.pk]


def test_the_default_lease_and_a_tick_are_less_than_six_minutes() -> None:
    assert claims.lease() + timedelta(seconds=30) < timedelta(minutes=6)


def test_a_stale_claim_cannot_begin(queued: Queue) -> None:
    mail = queued()
    stale = claims.claim(most=10, at=ENDED)
    over = ENDED + claims.lease()
    claims.claim(most=10, at=over)
    assert claims.begin(mail.pk, stale.token, at=over) is None
    assert not mail.attempts.exists()


def test_a_claim_whose_lease_is_over_cannot_begin_even_if_nobody_else_came(queued: Queue) -> None:
    mail = queued()
    slow = claims.claim(most=10, at=ENDED)
    assert claims.begin(mail.pk, slow.token, at=ENDED + claims.lease()) is None


def test_a_stale_mark_is_refused_and_the_letter_is_the_next_workers(queued: Queue) -> None:
    mail = queued()
    stale = claims.claim(most=10, at=ENDED)
    slow = claims.begin(mail.pk, stale.token, at=ENDED)
    assert slow is not None
    over = ENDED + claims.lease()
    fresh = claims.claim(most=10, at=over)
    again = claims.begin(mail.pk, fresh.token, at=over)
    assert again is not None
    assert not claims.mark(slow, stale.token, SOON, at=over)
    assert claims.mark(again, fresh.token, ACCEPTED, at=over)
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (State.SENT, 2)


def test_a_try_whose_worker_died_stays_on_record_as_unknown(queued: Queue) -> None:
    mail = queued()
    dead = claims.claim(most=10, at=ENDED)
    claims.begin(mail.pk, dead.token, at=ENDED)
    over = ENDED + claims.lease()
    fresh = claims.claim(most=10, at=over)
    again = claims.begin(mail.pk, fresh.token, at=over)
    assert again is not None
    claims.mark(again, fresh.token, ACCEPTED, at=over)
    assert list(mail.attempts.values_list("outcome", flat=True)) == [Outcome.UNKNOWN, Outcome.SENT]


def test_what_is_put_back_is_free_at_the_moment_said_and_counts_no_try(queued: Queue) -> None:
    mail = queued()
    claim = claims.claim(most=10, at=ENDED)
    claims.put_back(claim, claim.ids, at=ENDED + timedelta(minutes=1))
    assert claims.claim(most=10, at=ENDED).ids == []
    assert claims.claim(most=10, at=ENDED + timedelta(minutes=1)).ids == [mail.pk]
    mail.refresh_from_db()
    assert mail.tries == 0


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 2), (3, 5), (4, 10), (9, 60)])
def test_soon_is_later_with_each_try(queued: Queue, tries: int, minutes: int) -> None:
    mail = queued()
    OutgoingMail.objects.update(tries=tries - 1)
    claim = claims.claim(most=1, at=ENDED)
    begun = claims.begin(mail.pk, claim.token, at=ENDED)
    assert begun is not None
    claims.mark(begun, claim.token, SOON, at=ENDED)
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.WAITING, "try again")
    assert mail.next_at == ENDED + timedelta(minutes=minutes)


def test_a_letter_is_given_up_after_twelve_tries_with_the_last_words(queued: Queue) -> None:
    mail = queued()
    OutgoingMail.objects.update(tries=claims.MOST_TRIES, error="451 try again")
    claim = claims.claim(most=1, at=ENDED)
    assert claims.begin(mail.pk, claim.token, at=ENDED) is None
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.FAILED, "Tried 12 times. 451 try again")


def test_a_held_firms_letters_wait_until_they_are_released(queued: Queue, alice: Membership) -> None:
    mail = queued()
    hold_firm(organization=alice.organization, reason=MailHold.Reason.ASKED, by=alice.user, at=ENDED)
    assert claims.claim(most=10, at=ENDED).ids == []
    assert release_firm(organization=alice.organization, by=alice.user, at=ENDED)
    assert claims.claim(most=10, at=ENDED).ids == [mail.pk]


def test_a_letter_claimed_before_its_firm_was_held_is_not_sent(queued: Queue, alice: Membership) -> None:
    mail = queued()
    claim = claims.claim(most=10, at=ENDED)
    hold_firm(organization=alice.organization, reason=MailHold.Reason.ASKED, by=alice.user, at=ENDED)
    assert claims.begin(mail.pk, claim.token, at=ENDED) is None
    mail.refresh_from_db()
    assert mail.state == State.WAITING


def test_one_firms_hold_holds_no_other_firm(queued: Queue, alice: Membership) -> None:
    from recruiting.accounts.services import create_firm

    other = create_firm(name="Quillfeather", owner_email="charlie@quill.example", at=ENDED)
    mail = queued("x@example.org", organization=other)
    hold_firm(organization=alice.organization, reason=MailHold.Reason.ASKED, by=alice.user, at=ENDED)
    assert claims.claim(most=10, at=ENDED).ids == [mail.pk]


def test_a_second_hold_is_the_same_hold(alice: Membership) -> None:
    for _time in range(2):
        hold_firm(organization=alice.organization, reason=MailHold.Reason.ASKED, by=alice.user, at=ENDED)
    assert MailHold.objects.count() == 1
