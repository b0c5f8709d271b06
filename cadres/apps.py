from django.apps import AppConfig

from organizations.rules.ties import Tie, bind


class CadresConfig(AppConfig):
    name = "cadres"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        bind(
            Tie(
                model="cadres.Membership",
                account="person__account",
                organization="organization",
                until="to_on",
            ),
            Tie(
                model="cadres.Post",
                account="person__account",
                organization="collective__scope",
                until="to_on",
            ),
        )
