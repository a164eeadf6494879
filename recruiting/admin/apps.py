"""Puts our admin site in the place of Django's, with the screens of the recruiter's side."""

from django.contrib.admin.apps import AdminConfig


class RecruiterAdminConfig(AdminConfig):
    """Django's admin, with a site that knows firms and roles."""

    default_site = "recruiting.admin.site.RecruiterAdminSite"

    def ready(self) -> None:
        """Register the screens; here, because this package is loaded before there are models."""
        super().ready()
        from recruiting.admin import companies, contacts, jobs, members, policies, settings, tokens  # noqa: F401
