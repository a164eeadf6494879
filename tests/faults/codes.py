"""What a mail server may say or do, and what becomes of the letter: its state, its next try, its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.test.utils import override_settings

from candidates.models import OutgoingMail, SendingAttempt, Suppression
from candidates.outbox import sending
from candidates.outbox.queue import Envelope, queue
from candidates.outbox.smtp import Answer, answer_of
from recruiting import clock
from recruiting.accounts.letters import letter
from recruiting.accounts.services import add_member, create_firm
from recruiting.models import Membership, Role
from tests.faults.scene import Stage
from tests.faults.servers import free_port
from tests.faults.verdicts import Verdict, control

WAITING, SENT, FAILED = OutgoingMail.State.WAITING, OutgoingMail.State.SENT, OutgoingMail.State.FAILED
PATIENCE = 2
LAYOUT = "  {:<46} {:<8} {:>9} {:<11} {}"


@dataclass(frozen=True)
class Case:
    """Something a server does, by the recipient's address or by how we come to it, and what is to become of it."""

    what: str
    state: str
    minutes: int | None = None  # until the next try
    to: str = "fine"
    suppressed: bool = False
    taken: int = 0  # how often the server wrote it down
    settings: dict[str, Any] = field(default_factory=dict)
    port: str = "port"  # of the mail server


SIGNS_IN = {"EMAIL_HOST_USER": "us", "EMAIL_HOST_PASSWORD": "wrong"}
CASES = [
    Case("250", SENT, taken=1),
    Case("421 when we connect", WAITING, 1, port="busy_port"),
    Case("450 busy", WAITING, 1, "code-450"),
    Case("451 4.7.1 come again (greylisted)", WAITING, 1, "code-451-4.7.1"),
    Case("452 4.2.2 full", WAITING, 60, "code-452-4.2.2"),
    Case("454 4.7.0 for now", WAITING, 1, "code-454-4.7.1"),
    Case("535 our sign-in is refused", WAITING, 60, settings=SIGNS_IN),
    Case("550 5.1.1 no such address", FAILED, None, "code-550-5.1.1", suppressed=True),
    Case("550 5.7.1 not from us", FAILED, None, "code-550-5.7.1"),
    Case("552 5.2.2 full", WAITING, 60, "code-552-5.2.2"),
    Case("553 a name it does not allow", FAILED, None, "code-553-5.1.3"),
    Case("554 not with these words", FAILED, None, "refuse-data"),
    Case("connection refused", WAITING, 1, port="nobody"),
    Case("silent after RCPT", WAITING, 1, "hang-rcpt"),
    Case("hangs up after RCPT", WAITING, 1, "drop-rcpt"),
    Case("takes it, hangs up before it says so", WAITING, 1, "drop-data", taken=1),
    Case("hangs up after DATA and takes nothing", WAITING, 1, "dropped-data"),
    Case("hangs up when we connect", WAITING, 1, port="dropping_port"),
    Case("550 with a NUL in its words", FAILED, None, "nul-550", suppressed=True),
    Case("offers no encryption, which we ask for", WAITING, 60, settings={"EMAIL_USE_TLS": True}),
]


def codes(stage: Stage) -> Iterator[Verdict]:
    """Let each happen to one letter; print what became of it."""
    print(LAYOUT.format("the mail server", "state", "next try", "suppressed", "as expected"))
    good = 0
    for case, line, is_good in _tried(stage):
        good += is_good
        print(LAYOUT.format(case.what, *line, "yes" if is_good else f"NO: {case}"), flush=True)
    yield Verdict(f"{len(CASES)} codes and faults", f"{good} expected states", good == len(CASES))
    if stage.controls:
        with patch.object(sending, "answer_of", _all_for_good):
            wrong = sum(not is_good for _case, _line, is_good in _tried(stage))
        yield control("every error is for good", f"{wrong} other states", seen=wrong > 0)


def _all_for_good(error: Exception) -> Answer:
    return Answer(SendingAttempt.Outcome.NEVER, words=answer_of(error).words or "refused")


def _tried(stage: Stage) -> Iterator[tuple[Case, tuple[str, str, str], bool]]:
    """Yield each case with state, next try and suppression as they came, and whether that was expected."""
    stage.clear()
    now = clock.database_now()
    firm = create_firm(name="Northgate", owner_email="alice@northgate.example", at=now)
    bob = add_member(organization=firm, email="bob@northgate.example", role=Role.RECRUITER)
    ports = {"nobody": free_port()}
    for number, case in enumerate(CASES):
        mail = _queued(bob, f"{case.to}+{number}@people.example")
        port = ports.get(case.port) or getattr(stage.mail, case.port)
        with override_settings(EMAIL_PORT=port, EMAIL_TIMEOUT=PATIENCE, **case.settings):
            sending.deliver(now=clock.database_now)
        mail.refresh_from_db()
        minutes = _minutes_until_next(mail)
        suppressed = Suppression.objects.filter(address=mail.to).exists()
        taken = sum(each.to == mail.to for each in stage.mail.accepted())
        found = (mail.state, minutes, suppressed, taken, bool(mail.error))
        expected = (case.state, case.minutes, case.suppressed, case.taken, case.state != SENT)
        wait = f"{minutes} min" if minutes is not None else ""
        yield case, (mail.state, wait, "yes" if suppressed else ""), found == expected
        sending.deliver(now=clock.database_now)  # what tells the recruiter of it


def _minutes_until_next(mail: OutgoingMail) -> int | None:
    if mail.state != WAITING:
        return None
    tried = mail.attempts.latest("started_at").ended_at
    return round((mail.next_at - tried).total_seconds() / 60) if tried else -1


def _queued(bob: Membership, to: str) -> OutgoingMail:
    facts = {"candidate": {"name": "Amara"}, "firm": bob.organization, "recruiter": bob.user}
    envelope = Envelope(
        organization=bob.organization,
        key=f"codes:{to}",
        kind=OutgoingMail.Kind.INVITATION,
        to=to,
        at=clock.database_now(),
        membership=bob,
    )
    return queue(envelope, letter("invitation", to=to, facts=facts))
