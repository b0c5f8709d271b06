from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0004_organization_change"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="code_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="mã dùng được đến"),
        ),
    ]
