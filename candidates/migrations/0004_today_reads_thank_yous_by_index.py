
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('candidates', '0003_events_only_appended'),
        ('recruiting', '0002_fixed_for_good'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('key', 'thank_you'), ('status', 'open')), fields=['organization', 'due', 'id'], name='today_open_thank_yous'),
        ),
    ]
