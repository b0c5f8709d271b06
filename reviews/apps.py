from django.apps import AppConfig

from organizations.rules.ties import Tie, bind


class ReviewsConfig(AppConfig):
    name = "reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        bind(
            Tie(
                model="reviews.SelfReview",
                account="helper",
                organization="subject__organization",
                places=False,
            )
        )
