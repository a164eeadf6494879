"""The background tasks as Celery runs them: queues, acknowledgement, and a reminder from tick to mailbox."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.core import mail as mailbox

from candidates import tasks
from candidates.models import OutgoingMail, Step
from recruiting import clock
from tests.cast import Cast

ALL = ["clear_reports", "deliver", "make_saved_reports", "resume_jobs", "run_job", "tick"]


def test_every_task_stands_in_one_file_and_has_a_queue() -> None:
    names = [name for name in current_app.tasks if not name.startswith("celery.")]
    assert sorted(names) == [f"candidates.tasks.{name}" for name in ALL]
    queues = {name: current_app.amqp.router.route({}, f"candidates.tasks.{name}")["queue"].name for name in ALL}
    assert {name for name, queue in queues.items() if queue == "mail"} == {"deliver", "tick"}
    assert set(queues.values()) == {"mail", "jobs"}


@pytest.mark.parametrize("name", ALL)
def test_a_task_is_acknowledged_when_it_is_done_and_never_runs_for_ever(name: str) -> None:
    task = current_app.tasks[f"candidates.tasks.{name}"]
    assert task.acks_late
    assert task.reject_on_worker_lost
    assert task.time_limit or current_app.conf.task_time_limit


def test_messages_hold_ids_alone_in_json_and_one_at_a_time() -> None:
    conf = current_app.conf
    assert (conf.task_serializer, conf.accept_content, conf.worker_prefetch_multiplier) == ("json", ["json"], 1)
    assert str(conf.timezone) == "UTC"


def test_the_beat_ticks_by_interval_at_least_every_half_minute() -> None:
    ticks = [entry for entry in current_app.conf.beat_schedule.values() if entry["task"] == "candidates.tasks.tick"]
    assert [entry["schedule"] <= 30 for entry in ticks] == [True]


@pytest.mark.django_db(transaction=True)
def test_a_tick_and_what_it_wakes_bring_a_due_reminder_to_the_mailbox_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = Step.objects.get(plan=cast.ours.plan, key="follow_up:1")
    awake = call.due + timedelta(hours=4)  # for the candidate is in New York, where it was night when it fell due
    monkeypatch.setattr(clock, "database_now", lambda: awake)
    for _beat in range(3):
        tasks.tick.delay()
    reminder = OutgoingMail.objects.get(candidate=cast.ours.candidate, kind=OutgoingMail.Kind.DUE)
    assert reminder.state == OutgoingMail.State.SENT
    assert [letter.subject for letter in mailbox.outbox].count(reminder.subject) == 1


def test_a_web_process_that_has_run_no_task_yet_wakes_a_worker(tmp_path: Path) -> None:
    env = {**os.environ, "FOLLOWTHROUGH_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "recruiting.settings"}
    env.pop("BROKER_URL", None)
    program = "import recruiting.wsgi; from candidates import workers; workers.wake(workers.DELIVER)"
    subprocess.run([sys.executable, "-c", program], env=env, cwd=settings.BASE_DIR, check=True)
    assert len(list((tmp_path / "broker").glob("*.mail.msg"))) == 1


@pytest.mark.django_db
@time_machine.travel("2031-01-01T00:00:00Z")
def test_the_databases_clock_is_not_the_processes() -> None:
    moment = clock.database_now()
    assert moment.tzinfo is not None
    assert moment.year < 2031
