from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0006_import_given_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="summary",
            field=models.JSONField(blank=True, default=list, verbose_name="lỗi giống nhau"),
        ),
    ]
