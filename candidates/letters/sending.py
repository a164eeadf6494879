"""Sends letters from the firm's address, once they are fit to go, and notes what the mail server accepted."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from candidates.coaching.findings import Code, Review
from candidates.coaching.review import Sending, review, review_check_in
from candidates.letters.errors import LetterChanged, NoAddress, NotApproved, NotFit
from candidates.letters.facts import facts_to_judge_by
from candidates.letters.services import Words, latest_version, opened
from candidates.models import Actor, EventType, Letter, LetterVersion, OutgoingMail, Plan, Step
from candidates.models.letters import THANK_YOU
from candidates.outbox.queue import Envelope, queue
from candidates.plans.errors import EventRefused
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event

log = logging.getLogger(__name__)

State, MailState = Letter.State, OutgoingMail.State
# With these no letter goes, whatever its writer thinks; the other findings can be sent with, if one says so
NEVER_SENT_WITH = {Code.OTHER_COMPANY_NAMED, Code.PLACEHOLDER_LEFT, Code.NO_SUBJECT}


@transaction.atomic
def send(*, letter: Letter, plan: Plan, author: Author, seen: int, despite: bool, at: datetime) -> OutgoingMail:
    """Queue the letter: from the firm's address, answers and a copy to the candidate.

    `despite`: the writer has read what must be mended and sends it all the same. Raises NoAddress, NotApproved, NotFit,
    LetterChanged, LetterGone.
    """
    letter = opened(letter)
    version = latest_version(letter)
    assert version is not None
    if version.number != seen:
        raise LetterChanged(version)
    _refuse_early(letter, plan, author)
    findings = judge(letter=letter, plan=plan, words=Words(version.subject, version.body), at=at).musts
    if findings and (not despite or any(each.code in NEVER_SENT_WITH for each in findings)):
        raise NotFit(findings)
    letter.mail, letter.state = _queue(letter, version, plan, at), State.QUEUED
    letter.save(update_fields=["mail", "state"])
    return letter.mail


def _refuse_early(letter: Letter, plan: Plan, author: Author) -> None:
    if not letter.contact.email:
        raise NoAddress
    seen_first = plan.organization.letters_need_approval and author.actor == Actor.CANDIDATE
    if seen_first and letter.state != State.APPROVED:
        raise NotApproved


def judge(*, letter: Letter, plan: Plan, words: Words, at: datetime | None) -> Review:
    """Return the review of these words, as if they were sent at that moment."""
    facts = facts_to_judge_by(plan, language=letter.language)
    if letter.step_key != THANK_YOU:
        return review_check_in(facts, letter.contact.name, words.subject, words.body)
    step = Step.objects.filter(plan=plan, key=THANK_YOU, status=Step.Status.OPEN).first()
    sending = Sending(at, step.latest or step.due) if step and at else None
    return review(facts, letter.contact.name, words.subject, words.body, sending)


def _queue(letter: Letter, version: LetterVersion, plan: Plan, at: datetime) -> OutgoingMail:
    application = plan.interview.application
    candidate = application.candidate
    message = EmailMultiAlternatives(
        subject=" ".join(version.subject.split()),
        body=version.body,
        to=[letter.contact.email],
        cc=[candidate.email],
        reply_to=[candidate.email],
    )
    thanks = letter.step_key == THANK_YOU
    envelope = Envelope(
        organization=plan.organization,
        key=f"letter:{letter.pk}:{version.number}:{at.timestamp():.0f}",
        kind=OutgoingMail.Kind.THANK_YOU if thanks else OutgoingMail.Kind.CHECK_IN,
        to=letter.contact.email,
        at=at,
        candidate=candidate,
        membership=application.recruiter,
    )
    return queue(envelope, message)


def note_sent() -> int:
    """Note every letter that the mail server accepted since: it is sent, and so is its step if it was the lead's.

    Returns how many; whatever is wrong with one stops none of the others, and the next tick tries it again.
    """
    accepted = Letter.objects.filter(state=State.QUEUED, mail__state=MailState.SENT).order_by("pk")
    noted = 0
    for letter in accepted.select_related("mail", "interview__plan"):
        try:
            noted += _note(letter)
        except Exception as error:
            log.exception("a sent letter was not noted", extra={"letter": letter.pk, "error": type(error).__name__})
    return noted


@transaction.atomic
def _note(letter: Letter) -> int:
    assert letter.mail is not None
    sent_at = letter.mail.finished_at
    marked = Letter.objects.filter(pk=letter.pk, state=State.QUEUED).update(state=State.SENT, sent_at=sent_at)
    if marked and sent_at and letter.contact_id == letter.interview.lead_id:
        kind = EventType.THANK_YOU_SENT if letter.step_key == THANK_YOU else EventType.EMAIL_SENT
        _record(letter, kind, sent_at)
    return marked


def _record(letter: Letter, kind: EventType, at: datetime) -> None:
    """Record it as the candidate's own doing, which they can take back; what is refused changes nothing."""
    author = Author(Actor.CANDIDATE, letter.interview.application.candidate.user)
    try:
        with transaction.atomic():
            record_event(plan=letter.interview.plan, happening=Happening(kind, at), author=author, now=at)
    except EventRefused as error:
        log.info("a sent letter changes no plan", extra={"letter": letter.pk, "refused": str(error.refused.name)})
