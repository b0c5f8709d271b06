from django.apps import AppConfig

from reviews.rules.regulation import TriggerFact
from reviews.rules.sources import Answers, answers_kept


class RatingsConfig(AppConfig):
    name = "ratings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        answers_kept(
            Answers(
                model="ratings.Consultation",
                subject="rating__subject",
                answer="answer",
                grounds={
                    "inspect": TriggerFact.ANSWERED_SIGNS,
                    "pending": TriggerFact.ANSWERED_SIGNS,
                    "accused": TriggerFact.ANSWERED_ACCUSED,
                    "penalty": TriggerFact.DISCIPLINED,
                },
                organ="organ",
                number="number",
                on="answered_on",
            )
        )
