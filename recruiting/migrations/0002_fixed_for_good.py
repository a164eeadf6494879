"""Published policy versions and calendar snapshots never change; the database says so too."""

from django.db import migrations

from recruiting.models.immutability import Guard

VERSION = Guard(
    name="policy_version_fixed",
    table="recruiting_policyversion",
    # Jumping from published to retired is the one change left; an erased user leaves no name behind
    forbidden=(
        "OLD.state <> 'draft' AND (NEW.rules DIFFERS FROM OLD.rules OR NEW.number <> OLD.number"
        " OR NEW.policy_id <> OLD.policy_id OR NEW.published_at DIFFERS FROM OLD.published_at"
        " OR NOT (NEW.state = OLD.state OR (OLD.state = 'published' AND NEW.state = 'retired'))"
        " OR (NEW.published_by_id IS NOT NULL AND NEW.published_by_id DIFFERS FROM OLD.published_by_id))"
    ),
    message="a published policy version cannot be changed",
)
SNAPSHOT = Guard(
    name="calendar_snapshot_fixed",
    table="recruiting_calendarsnapshot",
    forbidden="NEW.content DIFFERS FROM OLD.content OR NEW.digest <> OLD.digest",
    message="a calendar snapshot cannot be changed",
)


class Migration(migrations.Migration):
    dependencies = [("recruiting", "0001_initial")]
    operations = [VERSION.operation(), SNAPSHOT.operation()]
