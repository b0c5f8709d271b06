import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("organizations", "0005_code_until"),
    ]

    operations = [
        migrations.AlterField(
            model_name="import",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.file",
                verbose_name="tệp",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("file__isnull", False), ("state", "cancelled"), _connector="OR"),
                name="import_keeps_its_file",
            ),
        ),
    ]
