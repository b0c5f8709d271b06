"""Death at a chosen step: SIGKILL, from inside, so that a test knows exactly how far the process had come.

A step is a row written (INSERT, UPDATE or DELETE), counted from one; `rename` is the moment before a file that is
whole takes its name; `end` is after everything is kept and before anybody has heard of it. `row120` is in the middle
of rows that are written together: the 120th that is handed to the database is the last. To `stand` is not to die but
to wait in the middle of a job until the test takes the mark `standing` away.
"""

import atexit
import os
import signal
import sys
import time
from contextlib import suppress

import psycopg
from django.conf import settings
from django.db import connection

HEADER = "Die-At"
END, RENAME, STAND, ROW = "end", "rename", "stand", "row"


def die(*, with_parent=False):
    """At once, as a machine that loses its power."""
    if with_parent:
        os.kill(os.getppid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


class AtStep:
    """Goes along with every statement and ends the process after the n-th that writes."""

    def __init__(self, number, **how):
        self.left, self.how = number, how

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.left -= sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))
        if self.left == 0:
            die(**self.how)
        return result


class AtRow:
    """Goes along with every row that is written among many and ends the process after the n-th."""

    def __init__(self, number, **how):
        self.left, self.how = number, how

    def __call__(self, execute, sql, params, many, context):
        return execute(sql, self.counted(params) if many else params, many, context)

    def counted(self, rows):
        for row in rows:
            self.count()
            yield row

    def count(self):
        if self.left == 0:
            die(**self.how)
        self.left -= 1

    def watch(self):
        """Both ways in which many rows go: one statement for all of them, and PostgreSQL's COPY."""
        connection.execute_wrappers.append(self)
        write = psycopg.Copy.write_row

        def write_row(copy, row):
            self.count()
            return write(copy, row)

        psycopg.Copy.write_row = write_row


class DeathMiddleware:
    """The web process dies at the step that the request itself names."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        step = request.headers.get(HEADER, "")
        if not step.isdigit():
            response = self.get_response(request)
            return die() if step == END else response
        with connection.execute_wrapper(AtStep(int(step))):
            return self.get_response(request)


def plans():
    """The folder in which each planned death is a file, `[number] <step> <child|worker|try>`, until it is taken."""
    return settings.DATA_DIR / "deaths"


def die_as_planned(job):
    """Every job takes one of the planned deaths, at its first attempt, while there are any; `try`: every attempt."""
    taken = plans() / f"taken by {job}"
    for plan in sorted(plans().glob("* try"))[:1]:
        plan.unlink()
        obey(*plan.name.split()[-2:])
    for plan in sorted(plans().glob("* child")) + sorted(plans().glob("* worker")):
        if not taken.exists():
            with suppress(FileNotFoundError):  # another job was quicker
                plan.rename(taken)
                obey(*plan.name.split()[-2:])


def obey(step, victim):
    """Prepare this process to die."""
    how = {"with_parent": victim == "worker"}
    if step == STAND:
        stand(plans() / "standing")
    elif step.startswith(ROW):
        AtRow(int(step.removeprefix(ROW)), **how).watch()
    elif step == END:
        atexit.register(die, **how)
    elif step == RENAME:
        kept = str(settings.FILES_DIR)
        sys.addaudithook(
            lambda event, args: event == "os.rename" and str(args[1]).startswith(kept) and die(**how)
        )
    else:
        connection.execute_wrappers.append(AtStep(int(step), **how))


def stand(mark):
    """In the middle of a job, its worker waiting for us."""
    mark.touch()
    while mark.exists():
        time.sleep(0.05)
