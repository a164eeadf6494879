"""Puts our admin site in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class RecruiterAdminConfig(AdminConfig):
    """Django's admin, with a site that knows firms and roles."""

    default_site = "recruiting.admin.site.RecruiterAdminSite"
