"""Why a backup is not made or not restored."""

from __future__ import annotations


class BackupFailed(Exception):
    """The text is one sentence for whoever asked; the database is as it was."""
