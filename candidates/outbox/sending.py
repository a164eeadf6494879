"""Sends letters: claim some, begin each, hand it to the mail server outside any transaction, mark what came of it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime, formataddr, parseaddr
from time import sleep
from types import TracebackType
from typing import Self

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse
from django.utils.translation import gettext as _

from candidates.models import MailStream, OutgoingMail
from candidates.outbox import claims
from candidates.outbox.smtp import ACCEPTED, Answer, answer_of, answer_of_connecting
from candidates.outbox.suppressions import unsubscribe_token

log = logging.getLogger(__name__)

BATCH = 20
FROM_A_PERSON = {OutgoingMail.Kind.THANK_YOU, OutgoingMail.Kind.CHECK_IN}
RECONNECTING = (0.2, 1, 3)  # seconds
PAUSE = timedelta(minutes=1)  # for what was claimed when the server turned out to be away


class Courier:
    """One connection to the mail server, opened when first needed and again after it broke."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._connection.close()

    def hand_over(self, mail: OutgoingMail) -> Answer:
        """Give a letter to the server and return its answer; whatever goes wrong is an answer too."""
        try:
            self._connection.open()
        except Exception as error:  # noqa: BLE001  # whatever it is, it is no worker's end
            self._start_anew()
            return answer_of_connecting(error)
        try:
            self._connection.send_messages([message_of(mail)])
        except Exception as error:  # noqa: BLE001  # one sick letter must not stop the others
            self._start_anew()
            return answer_of(error)
        return ACCEPTED

    def _start_anew(self) -> None:
        try:
            self._connection.close()
        except OSError:
            log.debug("the connection broke while it was closed")
        self._connection = get_connection()


def deliver(*, now: Callable[[], datetime], spend: timedelta = timedelta(seconds=50)) -> Counter[str]:
    """Send what is due until nothing is, the mail server is away, or the time is spent; return how each try ended.

    `now` is the database's clock, asked anew before each step.
    """
    said: Counter[str] = Counter()
    until = now() + spend
    with Courier() as courier:
        while (at := now()) < until:
            claim = claims.claim(most=BATCH, at=at)
            if not claim.ids or not _deliver(claim, courier, now, until, said):
                break
    return said


def _deliver(
    claim: claims.Claim, courier: Courier, now: Callable[[], datetime], until: datetime, said: Counter[str]
) -> bool:
    """Send what was claimed; False where the server is away or the time is spent: then what is left is put back."""
    for place, mail_id in enumerate(claim.ids):
        at = now()
        if at >= until:
            claims.put_back(claim, claim.ids[place:], at=at)
            return False
        answer = _send(mail_id, claim, courier, now, at)
        if answer is None:
            said["not sent"] += 1
            continue
        said[str(answer.outcome)] += 1
        if answer.server_is_away:
            claims.put_back(claim, claim.ids[place + 1 :], at=now() + PAUSE)
            return False
    return True


def _send(
    mail_id: int, claim: claims.Claim, courier: Courier, now: Callable[[], datetime], at: datetime
) -> Answer | None:
    mail = _begin(mail_id, claim, at)
    if mail is None:
        return None
    answer = courier.hand_over(mail)
    marked = _mark(mail, claim, answer, now)
    facts = {
        "mail": mail.pk,
        "kind": mail.kind,
        "outcome": str(answer.outcome),
        "code": answer.code,
        "tries": mail.tries,
    }
    log.info("mail tried", extra=facts | {"marked": marked})
    return answer


def _begin(mail_id: int, claim: claims.Claim, at: datetime) -> OutgoingMail | None:
    """Begin a letter; one that cannot even be looked at fails alone, or it would stop its batch again and again."""
    try:
        return claims.begin(mail_id, claim.token, at=at)
    except (OperationalError, InterfaceError, SoftTimeLimitExceeded):
        raise
    except Exception as error:
        log.exception("a letter cannot be begun", extra={"mail": mail_id, "error": type(error).__name__})
        claims.give_up(mail_id, claim.token, error, at=at)
        return None


def _mark(mail: OutgoingMail, claim: claims.Claim, answer: Answer, now: Callable[[], datetime]) -> bool:
    """Mark a letter even if the database goes away for a moment: the server has it, and unmarked it would go again."""
    for pause in RECONNECTING:
        try:
            return claims.mark(mail, claim.token, answer, at=now())
        except (OperationalError, InterfaceError):
            connection.close()
            sleep(pause)
    return claims.mark(mail, claim.token, answer, at=now())


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Return a letter as it goes on the wire: the same however often it is sent. Raises ValidationError.

    Reminders and digests can be refused by one click in the mail program (RFC 8058). A person's own letter is in plain
    text, with a copy to them, and says nothing of being made by a machine.
    """
    validate_email(mail.to)  # or a server takes "amara at example.org" for a mailbox of its own
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=sender_of(mail),
        to=[mail.to],
        cc=[mail.copy_to] if mail.copy_to else None,
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=_headers(mail),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _headers(mail: OutgoingMail) -> dict[str, str]:
    headers = {"Message-ID": mail.message_id, "Date": format_datetime(mail.dated)}
    if mail.kind in FROM_A_PERSON:
        return headers
    headers["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    if mail.stream != MailStream.PERSONAL:
        page = settings.SITE_ADDRESS + reverse("unsubscribe", args=[unsubscribe_token(mail)])
        headers |= {"List-Unsubscribe": f"<{page}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def sender_of(mail: OutgoingMail) -> str:
    """Return our address under the firm's name; a person's own letter under theirs and the firm's."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    names = [mail.organization.name]
    if mail.kind in FROM_A_PERSON and mail.candidate is not None:
        names = [_("%(person)s through %(firm)s") % {"person": mail.candidate.name, "firm": mail.organization.name}]
    return formataddr((" ".join(" ".join(names).split()), address))
