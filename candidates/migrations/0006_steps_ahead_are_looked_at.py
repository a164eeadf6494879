"""Steps that were there before reminders were get their first look too; those long past do not."""

from datetime import timedelta

from django.db import migrations
from django.db.models import F
from django.db.models.functions import Now


def look_at_open_steps(apps, schema_editor):
    steps = apps.get_model("candidates", "Step").objects.filter(status="open", owner="candidate", provisional=False)
    steps.filter(due__gt=Now() - timedelta(days=4)).update(remind_at=F("due") - timedelta(days=3))


class Migration(migrations.Migration):

    dependencies = [("candidates", "0005_outbox")]

    operations = [migrations.RunPython(look_at_open_steps, migrations.RunPython.noop)]
