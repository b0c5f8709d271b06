from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0017_committee_plan'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='refinement',
            name='refinement_plan_day_has_a_number',
        ),
        migrations.RemoveField(
            model_name='refinement',
            name='note',
        ),
        migrations.RemoveField(
            model_name='refinement',
            name='plan_number',
        ),
        migrations.RemoveField(
            model_name='refinement',
            name='plan_on',
        ),
    ]
