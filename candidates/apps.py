"""The candidate's side as a Django application."""

from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    """Candidates, their interviews and their follow-up plans."""

    name = "candidates"
    verbose_name = "Candidates"
    default_auto_field = "django.db.models.BigAutoField"
