"""A letter goes once, to whom it is meant, in the candidate's name; that it went is recorded by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail

from candidates.letters import services
from candidates.letters.errors import LetterGone, NoAddress, NotApproved, NotFit
from candidates.letters.sending import note_sent, send
from candidates.letters.services import Words
from candidates.models import Actor, EventType, Letter, OutgoingMail, Plan, Step
from candidates.outbox.sending import deliver
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event, retract_event
from recruiting.models import Contact, Membership
from tests.letters.conftest import FIT, NOW

pytestmark = pytest.mark.django_db
SENT_AT = NOW + timedelta(minutes=3)


def sent(letter: Letter, plan: Plan, by: Author, words: Words = FIT, *, despite: bool = False) -> OutgoingMail:
    version = services.write(letter=letter, words=words, author=by, seen=1, at=NOW)
    return send(letter=letter, plan=plan, author=by, seen=version.number, despite=despite, at=NOW)


def post(at: datetime = SENT_AT) -> None:
    """Let a worker send what is due, and note what was accepted."""
    deliver(now=lambda: at)
    note_sent()


def letters_on_the_wire() -> list[mail.EmailMessage]:
    return [each for each in mail.outbox if "grace@harrow.example" in each.to]


def test_it_goes_to_the_interviewer_in_the_candidates_name(letter: Letter, loaded: Plan, amara: Author) -> None:
    sent(letter, loaded, amara)
    post()
    (message,) = letters_on_the_wire()
    assert message.from_email.startswith("Amara Nwosu through Northgate Search <")
    assert (message.reply_to, message.cc) == (["amara@example.org"], ["amara@example.org"])
    assert (message.subject, message.body) == (FIT.subject, FIT.body)


def test_it_reads_as_written_by_a_person(letter: Letter, loaded: Plan, amara: Author) -> None:
    sent(letter, loaded, amara)
    post()
    wire = letters_on_the_wire()[0].message()
    assert wire.get_content_type() == "text/plain"
    assert wire["Auto-Submitted"] is None
    assert wire["List-Unsubscribe"] is None


def test_once_the_server_took_it_the_thank_you_is_recorded(letter: Letter, loaded: Plan, amara: Author) -> None:
    sent(letter, loaded, amara)
    assert not loaded.events.filter(type=EventType.THANK_YOU_SENT).exists()
    post()
    event = loaded.events.get(type=EventType.THANK_YOU_SENT)
    assert (event.at, event.actor, event.user) == (SENT_AT, Actor.CANDIDATE, amara.user)
    assert Step.objects.get(plan=loaded, key="thank_you").status == Step.Status.DONE
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at) == (Letter.State.SENT, SENT_AT)


def test_it_is_noted_once_however_often_one_looks(letter: Letter, loaded: Plan, amara: Author) -> None:
    sent(letter, loaded, amara)
    post()
    assert note_sent() == 0
    assert loaded.events.filter(type=EventType.THANK_YOU_SENT).count() == 1


def test_the_candidate_can_take_the_record_back(letter: Letter, loaded: Plan, amara: Author) -> None:
    sent(letter, loaded, amara)
    post()
    event = loaded.events.get(type=EventType.THANK_YOU_SENT)
    retract_event(event=event, author=amara, now=SENT_AT + timedelta(minutes=1))
    assert Step.objects.get(plan=loaded, key="thank_you").status == Step.Status.OPEN


def test_a_thank_you_to_another_interviewer_moves_no_step(loaded: Plan, amara: Author) -> None:
    company = loaded.interview.lead.company
    tom = Contact.objects.create(
        organization=loaded.organization, company=company, name="Tom O'Rourke", email="grace@harrow.example"
    )
    loaded.interview.others.add(tom)
    letter = services.begin(plan=loaded, contact=tom, step_key="thank_you", at=NOW)
    sent(letter, loaded, amara, Words(FIT.subject, FIT.body.replace("Grace Petrov", "Tom O'Rourke")))
    post()
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert not loaded.events.filter(type=EventType.THANK_YOU_SENT).exists()


def test_a_plan_that_takes_the_record_no_more_does_not_stop_the_note(
    letter: Letter, loaded: Plan, amara: Author
) -> None:
    sent(letter, loaded, amara)
    closing = Happening(EventType.CLOSED, NOW, {"outcome": "withdrawn"})
    record_event(plan=loaded, happening=closing, author=amara, now=NOW)
    post()
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_what_is_on_its_way_is_not_sent_again_nor_written_on(letter: Letter, loaded: Plan, amara: Author) -> None:
    sent(letter, loaded, amara)
    with pytest.raises(LetterGone):
        send(letter=letter, plan=loaded, author=amara, seen=2, despite=True, at=NOW)
    with pytest.raises(LetterGone):
        services.write(letter=letter, words=Words("Other", "words"), author=amara, seen=2, at=NOW)
    post()
    assert len(letters_on_the_wire()) == 1


def test_one_that_came_to_nothing_can_be_sent_again(letter: Letter, loaded: Plan, amara: Author) -> None:
    first = sent(letter, loaded, amara)
    OutgoingMail.objects.filter(pk=first.pk).update(state=OutgoingMail.State.FAILED)
    second = send(letter=letter, plan=loaded, author=amara, seen=2, despite=False, at=NOW + timedelta(minutes=5))
    assert second.pk != first.pk
    post(NOW + timedelta(minutes=6))
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_without_an_address_nothing_is_queued(letter: Letter, loaded: Plan, amara: Author) -> None:
    Contact.objects.filter(pk=letter.contact_id).update(email="")
    with pytest.raises(NoAddress):
        sent(letter, loaded, amara)
    assert not OutgoingMail.objects.filter(kind=OutgoingMail.Kind.THANK_YOU).exists()


def test_a_letter_to_the_wrong_person_goes_only_if_one_says_so(letter: Letter, loaded: Plan, amara: Author) -> None:
    wrong = Words(FIT.subject, FIT.body.replace("Grace Petrov", "Henry Adams"))
    with pytest.raises(NotFit) as refused:
        sent(letter, loaded, amara, wrong)
    assert [finding.code for finding in refused.value.findings] == ["interviewer_not_named"]
    assert send(letter=letter, plan=loaded, author=amara, seen=2, despite=True, at=NOW).to == letter.contact.email


@pytest.mark.parametrize(
    "words",
    [
        Words(FIT.subject, FIT.body.replace("on Monday", "on [day]")),
        Words("", FIT.body),
        Words(FIT.subject, FIT.body.replace("Kind regards", "Quillfeather would suit me too.\n\nKind regards")),
    ],
    ids=["a placeholder", "no subject", "another company"],
)
def test_with_the_worst_slips_it_goes_on_no_account(
    letter: Letter, loaded: Plan, amara: Author, other_application: None, words: Words
) -> None:
    with pytest.raises(NotFit):
        sent(letter, loaded, amara, words, despite=True)
    assert not OutgoingMail.objects.filter(kind=OutgoingMail.Kind.THANK_YOU).exists()


def test_where_the_firm_wants_to_see_it_first_it_waits_for_approval(
    letter: Letter, loaded: Plan, amara: Author, alice: Membership
) -> None:
    loaded.organization.letters_need_approval = True
    loaded.organization.save()
    with pytest.raises(NotApproved):
        sent(letter, loaded, amara)
    services.approve(letter=letter, seen=2)
    assert send(letter=letter, plan=loaded, author=amara, seen=2, despite=False, at=NOW).to == letter.contact.email
