"""The console of an office, which stays open: a new one for every word costs a second each."""

import contextlib
import io
import json
import subprocess
import sys
import traceback

from tests.instances import ROOT, plain_environment, start_bound

OPEN = "from tests.console import answer; answer()"


class Console:
    """`manage.py shell` on an installation's folder: what is typed is done before the next word is typed."""

    def __init__(self, data, **environment):
        self.process = start_bound(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", OPEN],
            cwd=ROOT,
            env=plain_environment(TUSOI_DATA=data, TUSOI_DEMO="1", **environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code):
        """Some lines of Python; what they printed."""
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        assert said["error"] is None, said["error"]
        return said["printed"]

    def ask(self, python):
        """What an expression comes to."""
        return json.loads(self.run(f"import json; print(json.dumps({python}, default=str))"))

    def command(self, name, **options):
        """A command of manage.py."""
        return self.run(
            f"from django.core.management import call_command; call_command({name!r}, **{options!r})"
        )

    def close(self):
        """Leave, and wait until it is gone."""
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


def answer():
    """The other end: do what each line says, tell what it printed or why it could not be done."""
    for line in sys.stdin:
        printed, error = io.StringIO(), None
        try:
            with contextlib.redirect_stdout(printed):
                exec(json.loads(line), {})  # noqa: S102 - typed by the story itself
        except Exception:  # whatever it was, whoever asked is told of it
            error = traceback.format_exc()
        sys.stdout.write(json.dumps({"printed": printed.getvalue(), "error": error}) + "\n")
        sys.stdout.flush()
