"""`manage.py serve`: the first run and every later one; web, worker and beat together until Ctrl-C."""

from __future__ import annotations

import os
import shlex
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from honcho import manager as honcho

from candidates.demo.seeding import is_seeded
from recruiting.models import Organization

HOST = "127.0.0.1"
WEB = (
    "gunicorn recruiting.wsgi --bind {host}:{port} --threads 8 --graceful-timeout 3 --log-level warning"
    " --no-control-socket"
)
# One worker alone: the folder that is the default broker has no second reader, and beat must not run twice
WORKER = (
    "celery --quiet --app recruiting.celery worker --beat --pool threads --concurrency 2 --loglevel warning"
    " --without-gossip --without-mingle --queues mail,jobs,exports"
)

# Celery tells root in six lines not to be root; who runs it so has no other user (a container, say)
QUIET = {"PYTHONWARNINGS": "ignore:You're running the worker"}
# The worker looks up every two seconds while it waits for work, and twice before it goes
honcho.KILL_WAIT = 10


class Command(BaseCommand):
    """Prepares what is missing, then runs the site."""

    help = "Migrate, seed an empty database in debug, and run web, worker and beat until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"), help="the port; also PORT")

    def handle(self, *args: Any, port: str, **options: Any) -> None:
        number = free_port(port)
        try:
            self.prepare()
        except KeyboardInterrupt:
            self.stdout.write("Stopped before it was ready; the next start goes on from here.")
            return
        self.stdout.write(f"Followthrough is at http://{HOST}:{number}/; Ctrl-C stops it.")
        self.stdout.flush()
        connections.close_all()
        if failed := run_until_stopped(number):
            raise CommandError(f"A part ended by itself, with exit code {failed}: its last lines above say why.")
        self.stdout.write("Stopped.")

    def prepare(self) -> None:
        """Make the data folder, bring the database up to date, collect static files, seed an empty database."""
        for folder in (settings.DATA_DIR, settings.STATIC_ROOT, settings.MAIL_DIR):
            Path(folder).mkdir(parents=True, exist_ok=True)
        database = connections["default"]
        self.stdout.write(f"Migrating {database.display_name}")
        call_command("migrate", interactive=False, verbosity=0)
        if not settings.DEBUG:
            self.stdout.write("Collecting static files")
            call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEBUG and (is_seeded() or not Organization.objects.exists()):
            call_command("seed_demo", stdout=self.stdout)
        elif not Organization.objects.exists():
            self.stdout.write("There is no firm yet: make one with manage.py create_firm.")


def free_port(text: str) -> int:
    """Return the port, or raise CommandError in a sentence if it is no port or is taken."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise CommandError(f"PORT must be a number from 1 to 65535, not “{text}”.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            raise CommandError(
                f"Port {text} of {HOST} cannot be had ({error.strerror}): choose another with PORT."
            ) from error
    return int(text)


def run_until_stopped(port: int) -> int:
    """Run web and worker until a signal (then return 0) or until one of them ends (then return its exit code)."""
    manager = honcho.Manager()
    for name, command in {"web": WEB.format(host=HOST, port=port), "worker": WORKER}.items():
        manager.add_process(
            name, f"exec {shlex.quote(sys.executable)} -m {command}", env=os.environ | QUIET, cwd=str(settings.BASE_DIR)
        )
    manager.loop()
    stopped_by_signal = {signal["rc"] for signal in honcho.SIGNALS.values()}
    return 0 if manager.returncode in stopped_by_signal else int(manager.returncode or 0)
