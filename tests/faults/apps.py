"""The faults, as Django knows them: an app of the installations under test."""

import sys

from django.apps import AppConfig

from tests.faults.death import die_as_planned


class FaultsConfig(AppConfig):
    """Makes the process of a heavy job mortal."""

    name = "tests.faults"

    def ready(self):
        """`manage.py run_job PK TOKEN` may have been chosen to die."""
        if sys.argv[1:2] == ["run_job"]:
            die_as_planned(sys.argv[2])
