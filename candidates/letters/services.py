"""Writes of letters: begin one with the coach's draft, keep its versions, let it be approved, say something of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from candidates.coaching.drafts import check_in, draft
from candidates.letters.errors import LetterChanged, LetterGone
from candidates.letters.facts import facts_of, language_for
from candidates.models import Actor, Letter, LetterComment, LetterVersion, OutgoingMail, Plan
from candidates.models.letters import THANK_YOU
from candidates.plans.services import Author
from recruiting.models import Contact

State, MailState = Letter.State, OutgoingMail.State
ONE_SITTING = timedelta(minutes=10)
STRANDED = (MailState.FAILED, MailState.REFUSED, MailState.TOO_LATE, MailState.CANCELLED)


@dataclass(frozen=True)
class Words:
    """What a letter says."""

    subject: str
    body: str


@transaction.atomic
def begin(*, plan: Plan, contact: Contact, step_key: str, at: datetime) -> Letter:
    """Return the letter to one interviewer for one step, begun with the coach's draft if there is none yet."""
    language = language_for(plan)
    letter, made = Letter.objects.get_or_create(
        interview=plan.interview,
        contact=contact,
        step_key=step_key,
        defaults={"organization": plan.organization, "language": language, "created_at": at},
    )
    if made:
        compose(letter=letter, plan=plan, at=at)
    return letter


@transaction.atomic
def compose(*, letter: Letter, plan: Plan, at: datetime, language: str = "") -> LetterVersion:
    """Write a new version from the facts as they are now, in another language if one says so. Raises LetterGone."""
    letter = opened(letter)
    if language and language != letter.language:
        letter.language = language
        letter.save(update_fields=["language"])
    facts = facts_of(plan, language=letter.language)
    words = (draft if letter.step_key == THANK_YOU else check_in)(facts, letter.contact.name)
    return _add(letter, Words(words.subject, words.body), Author(Actor.SYSTEM), at, composed=True)


@transaction.atomic
def write(*, letter: Letter, words: Words, author: Author, seen: int, at: datetime) -> LetterVersion:
    """Keep what somebody wrote; the same sitting writes on in its version, another begins a new one.

    `seen`: the version that its writer saw; raises LetterChanged if there is a later one of other words, LetterGone.
    """
    letter = opened(letter)
    latest = latest_version(letter)
    if latest and (latest.subject, latest.body) == (words.subject, words.body):
        return latest
    if latest and latest.number != seen:
        raise LetterChanged(latest)
    if letter.state != State.WRITING:  # what was approved were other words
        letter.state = State.WRITING
        letter.save(update_fields=["state"])
    if latest and _is_same_sitting(latest, author, at):
        latest.subject, latest.body, latest.changed_at = words.subject, words.body, at
        latest.save(update_fields=["subject", "body", "changed_at"])
        return latest
    return _add(letter, words, author, at)


def _is_same_sitting(version: LetterVersion, author: Author, at: datetime) -> bool:
    """Say whether somebody only goes on writing; what another has commented on stays as it was."""
    is_theirs = not version.composed and (version.actor, version.user) == (author.actor, author.user)
    commented = version.letter.comments.filter(created_at__gt=version.created_at)
    return is_theirs and at - version.created_at < ONE_SITTING and not commented.exists()


def latest_version(letter: Letter) -> LetterVersion | None:
    """Return what a letter says now."""
    return letter.versions.order_by("-number").first()


@transaction.atomic
def ask_for_approval(*, letter: Letter) -> Letter:
    """Let the recruiter see the letter before it goes. Raises LetterGone."""
    return _into(letter, State.ASKED)


@transaction.atomic
def approve(*, letter: Letter, seen: int) -> Letter:
    """Let these words go. Raises LetterChanged where the writer has written on since, LetterGone."""
    latest = latest_version(letter)
    if latest and latest.number != seen:
        raise LetterChanged(latest)
    return _into(letter, State.APPROVED)


@transaction.atomic
def send_back(*, letter: Letter) -> Letter:
    """Let the candidate write on, with what was said of it. Raises LetterGone."""
    return _into(letter, State.WRITING)


def comment(*, letter: Letter, text: str, author: Author, at: datetime) -> LetterComment:
    """Say something of a letter, to be read by candidate and recruiter."""
    return LetterComment.objects.create(
        organization_id=letter.organization_id,
        letter=letter,
        text=text.strip(),
        actor=author.actor,
        user=author.user,
        created_at=at,
    )


def opened(letter: Letter) -> Letter:
    """Return the row, locked; one whose mail came to nothing is open again. Raises LetterGone."""
    rows = Letter.objects.select_for_update(of=("self",), no_key=True).select_related("mail", "contact")
    locked = rows.get(pk=letter.pk)
    if is_gone(locked):
        raise LetterGone
    return locked


def is_gone(letter: Letter) -> bool:
    """Say whether its words stay as they are: sent, or on its way."""
    on_its_way = letter.state == State.QUEUED and (letter.mail is None or letter.mail.state not in STRANDED)
    return letter.state == State.SENT or on_its_way


def _into(letter: Letter, state: Letter.State) -> Letter:
    letter = opened(letter)
    letter.state = state
    letter.save(update_fields=["state"])
    return letter


def _add(letter: Letter, words: Words, author: Author, at: datetime, *, composed: bool = False) -> LetterVersion:
    last = letter.versions.aggregate(last=Max("number"))["last"] or 0
    return LetterVersion.objects.create(
        organization_id=letter.organization_id,
        letter=letter,
        number=last + 1,
        subject=words.subject,
        body=words.body,
        composed=composed,
        actor=author.actor,
        user=author.user,
        created_at=at,
        changed_at=at,
    )
