"""Logs: JSON lines in production, with facts by number and code; no address, name or word of a letter in any."""

from __future__ import annotations

import json
import logging
import smtplib
from collections.abc import Callable
from datetime import timedelta
from logging.config import dictConfig
from typing import Any

import pytest

from candidates.jobs import services as jobs
from candidates.models import BackgroundJob, OutgoingMail, Step
from candidates.outbox.sending import deliver
from candidates.people.services import invite_candidate
from candidates.reminders import digests
from candidates.reminders.tick import tick
from recruiting.logs import JsonLines, logging_of
from tests.cast import CANARY, NOW, Cast
from tests.factories import CandidateFactory
from tests.outbox.conftest import server_says

__all__ = ["server_says"]

ADDRESS = f"nwosu@people.{CANARY}.example"
ORDINARY = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def _raised() -> Exception:
    return ValueError(f"{CANARY} Nwosu <{ADDRESS}> is not a number")


@pytest.fixture
def clean(caplog: pytest.LogCaptureFixture) -> Callable[..., list[dict[str, Any]]]:
    """Return what checks all that was logged for the canary, at least so many lines, and returns the lines."""
    caplog.set_level(logging.DEBUG)

    def check(*messages: str) -> list[dict[str, Any]]:
        records = [record for record in caplog.records if record.name.startswith(("candidates", "recruiting"))]
        lines = [JsonLines().format(record) for record in records]
        facts = [{name: each for name, each in vars(record).items() if name not in ORDINARY} for record in records]
        said = "\n".join(
            [*lines, *(f"{record.getMessage()} {fact}" for record, fact in zip(records, facts, strict=True))]
        )
        assert CANARY not in said.lower(), said
        assert "@" not in said.replace("…@…", ""), said
        assert set(messages) <= {record.getMessage() for record in records}
        return [json.loads(line) for line in lines]

    return check


def test_a_letter_refused_is_logged_by_number_alone(
    cast: Cast, clean: Callable[..., list[dict[str, Any]]], server_says: Callable[[Exception], None]
) -> None:
    candidate = CandidateFactory.create(organization=cast.others.organization, email=f"new@{CANARY}.example")
    invite_candidate(candidate=candidate, by=cast.charlie, at=NOW)
    server_says(smtplib.SMTPRecipientsRefused({ADDRESS: (550, f"5.1.1 <{ADDRESS}> is unknown".encode())}))
    deliver(now=lambda: NOW)
    tried = [line for line in clean("mail tried") if line["message"] == "mail tried"]
    mail = OutgoingMail.objects.filter(candidate=candidate).get()
    line = next(each for each in tried if each["mail"] == mail.pk)
    assert CANARY in mail.error
    assert (line["level"], line["logger"], line["outcome"], line["code"]) == (
        "INFO", "candidates.outbox.sending", "never", 550,
    )  # fmt: skip
    assert {"time", "level", "logger", "message", "mail", "kind", "outcome", "code", "tries", "marked"} == set(line)


def test_a_step_and_a_reminder_that_are_spoilt_are_logged_by_number_alone(
    cast: Cast, clean: Callable[..., list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Step.objects.get(plan=cast.others.plan, key="follow_up:1")
    Step.objects.filter(pk=step.pk).update(why={CANARY: ADDRESS})
    tick(now=lambda: step.due)
    assert OutgoingMail.objects.filter(reminder__plan=step.plan, state="failed").exists()
    monkeypatch.setattr("candidates.reminders.materialise.moments_of", _failing)
    Step.objects.filter(pk=step.pk).update(remind_at=step.due)
    tick(now=lambda: step.due + timedelta(hours=3), spend=timedelta(minutes=1))
    lines = clean("a reminder has no words", "a step has no reminder moments")
    assert {line.get("step") for line in lines} >= {step.pk}


def _failing(*_args: object, **_kwargs: object) -> None:
    raise _raised()


def test_a_morning_letter_that_fails_is_logged_with_where_and_of_which_type(
    cast: Cast, clean: Callable[..., list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(now=lambda: NOW)
    monkeypatch.setattr(digests, "_queue_letter", _failing)
    tick(now=lambda: NOW + timedelta(days=1))
    line = clean("no morning letter")[0]
    assert line["exc_info"].splitlines()[-1] == "ValueError"
    assert "_try_to_queue" in line["exc_info"]


def test_a_job_that_fails_is_logged_with_where_and_of_which_type(
    cast: Cast, clean: Callable[..., list[dict[str, Any]]]
) -> None:
    job = jobs.put(kind=BackgroundJob.Kind.ROSTER_IMPORT, by=cast.charlie, parameters={}, source=b"", at=NOW)
    jobs.run(job.pk, {BackgroundJob.Kind.ROSTER_IMPORT: _failing}, lambda: NOW)  # type: ignore[dict-item]
    line = clean(f"job {job.pk} failed")[0]
    assert line["exc_info"].splitlines()[-1] == "ValueError"


def _line(name: str, message: str, *args: object, error: Exception | None = None, **facts: object) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.ERROR, "", 0, message, args, (type(error), error, None) if error else None)
    vars(record).update(facts)
    line: dict[str, Any] = json.loads(JsonLines().format(record))
    return line


@pytest.mark.parametrize(
    "address", ["amara@example.org", "Amara.O'Neil+x@mail.example.org", "zoë@exämple.org", "AMARA@EXAMPLE.ORG"]
)
def test_an_address_is_taken_out_wherever_it_stands(address: str) -> None:
    cause = RuntimeError(f"“{address}” refused")
    line = _line("smtp", "to %s: <" + address + ">", address, error=cause, who=[{"to": {address: address}}, address])
    assert address.rpartition("@")[2].lower() not in json.dumps(line, ensure_ascii=False).lower()
    assert line["message"].startswith("to ")
    assert line["exc_info"].endswith("…@…” refused")


def test_a_row_that_the_database_quotes_is_taken_out() -> None:
    error = RuntimeError('null value in column "name"\nDETAIL:  Failing row contains (7, Amara Nwosu).')
    line = _line("celery.app.trace", "it failed", error=error)
    assert "Amara" not in line["exc_info"]
    assert "null value in column" in line["exc_info"]


def test_in_production_each_letter_tried_is_seen_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    handlers, level = logging.root.handlers[:], logging.root.level
    try:
        dictConfig(logging_of(debug=False, level="WARNING"))
        logging.getLogger("candidates.outbox.sending").info("mail tried", extra={"mail": 7})
        logging.getLogger("elsewhere").info("not seen")
    finally:
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
        logging.getLogger("candidates").setLevel(logging.NOTSET)
    line = json.loads(capsys.readouterr().err)
    assert {
        "level": "INFO",
        "logger": "candidates.outbox.sending",
        "message": "mail tried",
        "mail": 7,
    }.items() <= line.items()


def test_in_debug_lines_are_plain() -> None:
    assert "formatter" not in logging_of(debug=True, level="WARNING")["handlers"]["console"]
