"""An event never changes but for being retracted, once; the database says so too."""

from django.db import migrations

from recruiting.models.immutability import Guard

EVENT = Guard(
    name="event_only_retracted",
    table="candidates_event",
    forbidden=(
        "NEW.plan_id <> OLD.plan_id OR NEW.number <> OLD.number OR NEW.type <> OLD.type"
        " OR NEW.at DIFFERS FROM OLD.at OR NEW.payload DIFFERS FROM OLD.payload OR NEW.actor <> OLD.actor"
        " OR NEW.recorded_at DIFFERS FROM OLD.recorded_at"
        " OR (NEW.user_id IS NOT NULL AND NEW.user_id DIFFERS FROM OLD.user_id)"
        " OR (OLD.retracted_at IS NOT NULL AND NEW.retracted_at DIFFERS FROM OLD.retracted_at)"
    ),
    message="an event cannot be changed, only retracted",
)


class Migration(migrations.Migration):
    dependencies = [("candidates", "0002_initial")]
    operations = [EVENT.operation()]
