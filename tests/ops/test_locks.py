"""The locks: every release by its hash, no address of any registry."""

import re
import tomllib

import pytest

from tests.instances import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt", "tools/uv.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name):
    text = (ROOT / name).read_text()

    assert "://" not in text
    assert not re.search(r"^\s*--(index|extra-index|find-links|trusted-host)", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_every_release_is_pinned_by_hash(name):
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text())

    assert [
        block.splitlines()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block
    ] == []


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = [re.split(r"[\[><=~; ]", one)[0] for one in project["project"]["dependencies"]]
    developer = [re.split(r"[\[><=~; ]", one)[0] for one in project["dependency-groups"]["dev"]]
    runtime, whole = ((ROOT / name).read_text() for name in LOCKS[:2])

    assert [name for name in names if not re.search(rf"^{name}(\[.*\])?==", runtime, re.MULTILINE)] == []
    assert [
        name for name in names + developer if not re.search(rf"^{name}(\[.*\])?==", whole, re.MULTILINE)
    ] == []


def test_the_repository_has_no_uv_lock():
    assert not (ROOT / "uv.lock").exists()
