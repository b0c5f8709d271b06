from django.db import migrations


class Migration(migrations.Migration):
    """What was asked until now was asked by the committee whose round it is."""

    dependencies = [
        ('ratings', '0008_inquiry'),
        ('reviews', '0016_conference_of_a_cell'),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE ratings_consultationrequest SET asker_id = (SELECT c.organization_id FROM reviews_campaign c "
            "WHERE c.id = ratings_consultationrequest.campaign_id)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "UPDATE ratings_consultation SET asker_id = (SELECT c.organization_id FROM reviews_campaign c "
            "JOIN reviews_subject s ON s.campaign_id = c.id JOIN ratings_rating r ON r.subject_id = s.id "
            "WHERE r.id = ratings_consultation.rating_id)",
            migrations.RunSQL.noop,
        ),
    ]
