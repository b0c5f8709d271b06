"""./run as a person meets it: what it says, and that it leaves nothing half done."""

import os
import re
import socket
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.instances import ROOT, manage, run, wait_until


def programs(tmp_path, **fakes):
    """A PATH with the machine's programs and these scripts in front of them."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, script in fakes.items():
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def test_help_says_everything_it_can_do():
    said = run("--help")

    assert said.returncode == 0
    words = [
        "serve",
        "--port",
        "--data",
        "--no-demo",
        "test",
        "--faults",
        "check",
        "fmt",
        "manage",
        "bench",
        "setup",
    ]
    assert [word for word in words if word not in said.stdout] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "web"], "run: The port must be a number: web"),
        (["--port", "70000"], "run: The port must lie between 1 and 65535: 70000"),
        (["--port"], "run: --port needs a number."),
        (["--data"], "run: --data needs a folder."),
        (["--colour"], "run: unknown argument --colour (./run --help lists them)."),
        (["start"], "run: unknown command start (./run --help lists them)."),
        (["--data", "/proc/nowhere"], "run: The folder /proc/nowhere cannot be made."),
    ],
)
def test_a_slip_is_one_sentence(arguments, sentence):
    said = run(*arguments)

    assert (said.returncode, said.stderr.strip(), said.stdout) == (2, sentence, "")


def test_a_port_in_use_is_one_sentence_and_nothing_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = run("--port", port, "--data", tmp_path / "data")

    assert said.returncode == 2
    assert said.stderr.strip() == f"run: Port {port} is in use; choose another:  ./run --port {port + 1}"
    assert not (tmp_path / "data").exists()


def test_a_wrong_python_is_one_sentence(tmp_path):
    old = 'case "$*" in *version_info*) exit 1 ;; *) echo 3.9.2 ;; esac'
    path = programs(tmp_path, **{f"python3{minor}": old for minor in ("", ".11", ".12", ".13")})

    said = run("--data", tmp_path / "data", PATH=path)

    assert said.returncode == 2
    assert said.stderr.strip() == "run: Python 3.11 or newer is needed; this machine has Python 3.9.2."
    assert not (tmp_path / "data").exists()


def test_a_full_disk_is_one_sentence(tmp_path):
    table = "Filesystem 1024-blocks Used Available Capacity Mounted\\n/dev/x 1000000 979520 20480 98% /"
    path = programs(tmp_path, df=f"printf '{table}\\n'")

    said = run("--data", tmp_path / "data", PATH=path)

    assert said.returncode == 2
    data = tmp_path / "data"
    assert (
        said.stderr.strip()
        == f"run: Not enough room on the disk: 200 MB are needed in {data}, 20 MB are free."
    )
    assert list(data.iterdir()) == []
    assert stat.S_IMODE(data.stat().st_mode) == 0o750


def test_without_the_right_to_install_the_exact_line_is_printed(tmp_path):
    path = programs(
        tmp_path, id="echo 1000", sudo="exit 1", **{"apt-get": "echo must not be called >&2; exit 1"}
    )

    said = run("debs", "libpango-1.0-0", "fontconfig", PATH=path)

    assert said.returncode == 2
    line = "apt-get install --no-install-recommends libpango-1.0-0 fontconfig"
    assert said.stderr.strip() == f"run: Ask an administrator to run:  {line}"


def content(one):
    """Everything in an installation's database."""
    with closing(sqlite3.connect(one.data / "db.sqlite3")) as database:
        return list(database.iterdump())


def test_a_database_of_a_newer_version_is_left_alone(instance):
    one = instance()
    with closing(sqlite3.connect(one.data / "db.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('reviews', '9999_later', '2030-01-01')"
        )
    before = content(one)

    said = run("--port", one.port, "--data", one.data, "--no-demo")

    assert said.returncode == 2
    assert (
        "was written by a newer version of this program (reviews.9999_later is not known here)" in said.stderr
    )
    assert len(said.stderr.strip().splitlines()) == 1
    assert content(one) == before


def test_a_folder_that_is_no_demo_stays_none_and_two_cannot_share_it(instance):
    one = instance()
    one.start()

    said = run("--port", one.port + 1, "--data", one.data)

    assert said.returncode == 2
    assert said.stderr.strip() == (
        f"serve: Another instance already runs on {one.data}: stop it, or choose another --data."
    )


def test_two_installations_run_side_by_side_though_a_start_was_interrupted(instance):
    first, second = instance("first", fresh=True), instance("second", fresh=True)
    second.data.mkdir()
    (second.data / "db.sqlite3.unfinished").write_bytes(b"half a database")
    first.start()
    second.start()

    for one in (first, second):
        assert one.status("/dang-nhap/") == 200
        assert {"db.sqlite3", "files", "queue", "logs", "mail", "tmp", "secret.key"} <= {
            file.name for file in one.data.iterdir()
        }
        assert stat.S_IMODE((one.data / "secret.key").stat().st_mode) == 0o600
        assert not (one.data / "db.sqlite3.unfinished").exists()
    assert (first.data / "secret.key").read_text() != (second.data / "secret.key").read_text()


def test_the_demo_starts_signs_in_and_starts_again_in_seconds(instance):
    one = instance(
        "demo", demo=True, TUSOI_DEMO="0"
    )  # the folder is what it was first started as, whatever is set
    one.start(seconds=240)
    status, page = one.get("/dang-nhap/")
    assert (status, "Lương Thế Kiên" in page) == (200, True)
    wait_until(lambda: f"http://127.0.0.1:{one.port}/" in one.terminal(), seconds=10, what=one.terminal)
    people = "from cadres.models import Person; print(Person.objects.count())"
    assert int(manage(one.data, "shell", "-v", "0", "-c", people, **one.environment)) > 300
    one.stop()

    assert one.start() < 20
    assert one.status("/dang-nhap/") == 200


def test_the_sources_say_where_nothing_of_this_machine_is():
    ours = re.compile(r"(?<![\w.}])/(work|root|home)/[a-z]")
    left_out = {".git", ".venv", ".tools", ".hypothesis", "var", "node_modules"}
    texts = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".json", ".csv", ".example", ".po", ""}
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [one for one in folders if one not in left_out and "cache" not in one]
        for name in (one for one in files if not one.startswith(".coverage")):
            file = Path(folder) / name
            if (
                file.suffix in texts
                and file != Path(__file__)
                and ours.search(file.read_text(errors="replace"))
            ):
                found.append(str(file.relative_to(ROOT)))

    assert found == []
