"""The roster's screens: bring a file in, look at what it would do, let it in, follow its progress."""

from __future__ import annotations

from django.contrib import admin

from candidates.models import BackgroundJob
from recruiting.admin.tenancy import TenantModelAdmin


@admin.register(BackgroundJob)
class BackgroundJobAdmin(TenantModelAdmin):
    """Rosters that were brought in."""
