"""`manage.py makemessages`: Django's, for what candidates and people who sign in read; the rest stays English."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import makemessages

# Read by members and programs alone: not gathered. All that is gathered has its translation (tests/wording).
NOT_TRANSLATED = (
    "tests",
    "*/admin/*",
    "*/management/*",
    "*/migrations/*",
    "candidates/api/*",
    "candidates/backups/*",
    "candidates/changes/*",
    "candidates/demo/*",
    "candidates/imports/*",
    "candidates/interviews/services.py",
    "candidates/jobs/*",
    "candidates/outbox/*",
    "candidates/people/*",
    *(f"candidates/reports/{name}.py" for name in ("answer_times", "company_brief", "per_day")),
    *(f"candidates/reports/{name}.py" for name in ("run_sheet", "schedule", "survival", "tallies")),
    *(f"candidates/reports/{name}.py" for name in ("jobs", "letters", "rounds", "saved")),
    "candidates/plans/amend.py",
    "candidates/plans/preview.py",
    "candidates/plans/start.py",
    "candidates/reminders/compose.py",
    "candidates/reminders/digests.py",
    *(
        f"candidates/models/{name}.py"
        for name in ("changes", "interviews", "jobs", "mail", "people", "plans", "reports")
    ),
    "recruiting/models/*",
    "recruiting/policies/*",
    "recruiting/accounts/services.py",
    *(f"recruiting/wording/{name}.py" for name in ("policy_differences", "policy_warnings", "rules_changes")),
    *(f"recruiting/wording/{name}.py" for name in ("shifts", "standings")),
    "templates/unfold/*",
    *(
        f"templates/emails/{name}/*"
        for name in ("digest", "mail_failed", "plan_exhausted", "report_failed", "report_ready", "report_stopped")
    ),
)


class Command(makemessages.Command):
    """Gathers the texts of the portal, the sign-in pages and their letters."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(add_location="file", no_obsolete=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Gather, leaving out what is not translated."""
        options["ignore_patterns"] = [*options["ignore_patterns"], *NOT_TRANSLATED]
        super().handle(*args, **options)
