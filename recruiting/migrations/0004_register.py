"""Provenance of policies; a draft knows its author and what it is based on; an undone change lets a version hold again."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from recruiting.models.immutability import Guard

FIXED = import_module("recruiting.migrations.0002_fixed_for_good").VERSION
FIXED_IN_CONTENT = Guard(
    name="policy_version_fixed_in_content",
    table="recruiting_policyversion",
    # Between published and retired it may go both ways, never back to a draft; an erased user leaves no name behind
    forbidden=(
        "OLD.state <> 'draft' AND (NEW.rules DIFFERS FROM OLD.rules OR NEW.number <> OLD.number"
        " OR NEW.policy_id <> OLD.policy_id OR NEW.published_at DIFFERS FROM OLD.published_at"
        " OR NEW.based_on_id DIFFERS FROM OLD.based_on_id OR NEW.state = 'draft'"
        " OR (NEW.drafted_by_id IS NOT NULL AND NEW.drafted_by_id DIFFERS FROM OLD.drafted_by_id)"
        " OR (NEW.published_by_id IS NOT NULL AND NEW.published_by_id DIFFERS FROM OLD.published_by_id))"
    ),
    message="a published policy version cannot be changed",
)


def provenance(model_name):
    fields = {
        "told_by": models.CharField(
            blank=True,
            default="",
            help_text="The person there who said so, or who of us knows it.",
            max_length=200,
            verbose_name="who told us",
        ),
        "told_on": models.DateField(blank=True, null=True, verbose_name="told on"),
        "review_by": models.DateField(
            blank=True, help_text="Ask again by then: it is listed until somebody did.", null=True, verbose_name="review by"
        ),
    }
    for name, field in fields.items():
        yield migrations.AddField(model_name, name, field, preserve_default=name != "told_by")
    note = models.TextField(blank=True, help_text="What they said.", verbose_name="note")
    yield migrations.AlterField(model_name, "note", note)


class Migration(migrations.Migration):
    dependencies = [("recruiting", "0003_outbox"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        FIXED.removal(),
        *provenance("policy"),
        *provenance("historicalpolicy"),
        migrations.AddField(
            "policyversion",
            "based_on",
            models.ForeignKey(
                blank=True,
                help_text="The published version that its author saw: publishing is refused once another holds",
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="recruiting.policyversion",
            ),
        ),
        migrations.AddField(
            "policyversion",
            "drafted_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            "policyversion",
            models.UniqueConstraint(
                fields=("policy", "drafted_by"), condition=Q(state="draft"), name="policy_one_draft_per_author"
            ),
        ),
        FIXED_IN_CONTENT.operation(),
    ]
