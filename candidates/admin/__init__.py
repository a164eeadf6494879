"""The candidate's side of the web admin; importing it registers its screens."""

from candidates.admin import (
    applications,
    calendars,
    candidates,
    interviews,
    mail,
    mail_suppressions,
    reports,
    roster,
    rules_changes,
)

__all__ = [
    "applications",
    "calendars",
    "candidates",
    "interviews",
    "mail",
    "mail_suppressions",
    "reports",
    "roster",
    "rules_changes",
]
