"""Drafts of before follow the version that holds now, as they were meant to; apart, for PostgreSQL's pending triggers."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def follow(apps, schema_editor):
    versions = apps.get_model("recruiting", "PolicyVersion").objects
    published = versions.filter(policy_id=OuterRef("policy_id"), state="published")
    versions.filter(state="draft", based_on=None).update(based_on=Subquery(published.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("recruiting", "0004_register")]
    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
