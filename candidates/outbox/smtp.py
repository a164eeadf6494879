"""What a mail server's answer means: try again soon, later, or never. Pure."""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass

from celery.exceptions import SoftTimeLimitExceeded

from candidates.models import SendingAttempt

Outcome = SendingAttempt.Outcome

NO_SUCH_ADDRESS = {"5.1.1", "5.1.10", "5.1.6", "5.2.1"}  # unknown, no null MX, moved, disabled (RFC 3463, 7505)
OURS = {"5.7.0", "5.7.8", "5.7.9"}  # our credentials or our standing, not the recipient's address
LATER_CODES = {452, 530, 534, 535, 538, 552}  # full, or our sign-in is refused: no use to ask in a minute
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True)
class Answer:
    """A try's outcome, the reply code if there was one, the server's words, and whether the address is to blame."""

    outcome: Outcome
    code: int | None = None
    words: str = ""
    no_such_address: bool = False
    server_is_away: bool = False


ACCEPTED = Answer(Outcome.SENT)


def answer_of(error: Exception) -> Answer:
    """Classify what sending raised.

    4xx is soon (a full mailbox later), 5xx never, but for what is ours to mend (sign-in, sender), which is later.
    A connection that fails or breaks is soon: the letter may have gone, and goes again under the same Message-ID.
    """
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _of_recipients(error)
        case smtplib.SMTPSenderRefused():
            return _of_reply(error.smtp_code, error.smtp_error, ours=True)
        case smtplib.SMTPNotSupportedError():
            return Answer(Outcome.NEVER, words=_words(str(error)))
        case smtplib.SMTPAuthenticationError():
            return _of_reply(error.smtp_code, error.smtp_error, ours=True)
        case smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
            away = _of_reply(error.smtp_code, error.smtp_error, ours=True)
            return Answer(away.outcome, away.code, away.words, server_is_away=True)
        case smtplib.SMTPResponseException():
            return _of_reply(error.smtp_code, error.smtp_error)
        case ssl.SSLError():
            return Answer(Outcome.LATER, words=_words(str(error)), server_is_away=True)
        case OSError() | SoftTimeLimitExceeded():  # refused, hung up, no such host; or our own time ran out
            return Answer(Outcome.SOON, words=_words(str(error) or type(error).__name__), server_is_away=True)
    return Answer(Outcome.NEVER, words=_words(f"{type(error).__name__}: {error}"))


def answer_of_connecting(error: Exception) -> Answer:
    """Classify what connecting or signing in raised: the letter is not to blame, and no other would fare better."""
    answer = answer_of(error)
    outcome = Outcome.LATER if answer.outcome == Outcome.NEVER else answer.outcome
    return Answer(outcome, answer.code, answer.words, server_is_away=True)


def _of_recipients(error: smtplib.SMTPRecipientsRefused) -> Answer:
    code, words = next(iter(error.recipients.values()))
    return _of_reply(code, words)


def _of_reply(code: int, reply: bytes | str, *, ours: bool = False) -> Answer:
    words = _words(reply)
    found = ENHANCED.search(words)
    enhanced = ".".join(found.groups()) if found else ""
    if code == 421:
        return Answer(Outcome.SOON, code, words, server_is_away=True)
    if code in LATER_CODES or enhanced in OURS | {"4.2.2", "5.2.2"}:
        return Answer(Outcome.LATER, code, words)
    if 400 <= code < 500:
        return Answer(Outcome.SOON, code, words)
    if ours:
        return Answer(Outcome.LATER, code, words)
    unknown = enhanced in NO_SUCH_ADDRESS if enhanced else code in {550, 551, 556}
    return Answer(Outcome.NEVER, code, words, no_such_address=unknown)


def _words(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.replace("\0", "").split())[:1000]  # PostgreSQL stores no NUL, and a server may say one
