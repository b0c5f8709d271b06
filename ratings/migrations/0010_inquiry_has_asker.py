import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ratings', '0009_inquiry_fill_asker'),
    ]

    operations = [
        migrations.AlterField(
            model_name='consultation',
            name='asker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.partyorganization'),
        ),
        migrations.AlterField(
            model_name='consultationrequest',
            name='asker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultation_requests', to='organizations.partyorganization'),
        ),
    ]
