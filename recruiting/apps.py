"""The recruiter's side as a Django application; loads Celery here so that the engine stays free of it."""

from django.apps import AppConfig


class RecruitingConfig(AppConfig):
    """Organizations, companies and call-timing policies."""

    name = "recruiting"
    verbose_name = "Recruiting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the Celery application and the system checks."""
        from recruiting import celery, checks  # noqa: F401
