"""The candidate's side of the web admin; importing it registers its screens."""

from candidates.admin import (
    applications,
    calendars,
    candidates,
    exports,
    interviews,
    mail,
    mail_suppressions,
    roster,
    rules_changes,
    saved_reports,
)

__all__ = [
    "applications",
    "calendars",
    "candidates",
    "exports",
    "interviews",
    "mail",
    "mail_suppressions",
    "roster",
    "rules_changes",
    "saved_reports",
]
