"""What must be true of the code itself (house rules that no linter knows)."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.template import engines
from django.urls import get_resolver

from organizations.enums import Role
from organizations.permissions import HOLDERS, POLICIES, Permission
from organizations.workflow import Transition

ROOT = Path(__file__).resolve().parents[2]
OURS = ("config", "deadlines", "ratings", "reviews", "cadres", "organizations", "documents", "jobs")
ORDER = {name: place for place, name in enumerate(reversed(OURS))} | {"documents": 0, "jobs": 0}
MODULES = sorted(
    path for app in OURS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
MODELS = [model for model in apps.get_models() if model._meta.app_label in OURS]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CALLED_BY_GUNICORN = {"post_worker_init"}
CASCADES: set[str] = set()  # a foreign key that may delete; none does


def _tree(path):
    return ast.parse(path.read_text())


def _url_names(resolver=None, space=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from _url_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield f"{space}{entry.name}"


def _workflows():
    for app in OURS:
        module = apps.get_app_config(app).module if apps.is_installed(app) else None
        path = ROOT / app / "workflow.py"
        if module and path.exists() and app != "organizations":
            namespace = __import__(f"{app}.workflow", fromlist=["*"])
            for name, value in vars(namespace).items():
                if isinstance(value, tuple) and value and all(isinstance(one, Transition) for one in value):
                    yield f"{app}.{name}", value


def test_every_address_has_a_policy_and_every_policy_an_address():
    names = set(_url_names())
    assert sorted(names - set(POLICIES)) == []
    assert sorted(set(POLICIES) - names) == []


def test_no_address_carries_a_primary_key():
    found = [
        str(entry.pattern)
        for entry in _patterns()
        if re.search(r"<int:(pk|id)>|<pk>|<id>", str(entry.pattern))
    ]
    assert found == []


def _patterns(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from _patterns(entry)
        else:
            yield entry


def test_every_permission_has_a_holder():
    assert [one for one in Permission if not HOLDERS[one]] == []


def test_every_transition_asks_for_a_permission_of_the_table():
    for name, moves in _workflows():
        assert all(move.permission in Permission for move in moves), name


def test_every_state_of_a_machine_is_reached_and_only_final_ones_have_no_way_out():
    final = {"archived", "answered", "announced", "counted", "signed", "completed", "superseded"}
    for name, moves in _workflows():
        targets = {move.target for move in moves}
        sources = set().union(*(move.sources for move in moves))
        starts = sources - targets
        assert len(starts) <= 2, (name, starts)  # a machine begins in one state, or beside "not rated"
        assert targets - sources <= final, (name, targets - sources)


def _statements(path):
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.stmt) and not isinstance(
            node, (ast.FunctionDef, ast.ClassDef, ast.If, ast.With, ast.Try, ast.For)
        ):
            yield ast.unparse(node)


@pytest.mark.parametrize("app", OURS)
def test_views_take_rows_only_by_what_is_visible_to_the_caller(app):
    allowed = ("visible_to", "Once.objects", "Assignment.objects.current")
    found = [
        f"{path.relative_to(ROOT)}: {statement[:80]}"
        for path in MODULES
        if path.parts[len(ROOT.parts)] == app and ("views" in path.parts or path.name == "views.py")
        for statement in _statements(path)
        if ".objects" in statement and not any(one in statement for one in allowed)
    ]
    assert found == []


def test_the_clock_is_read_in_one_place():
    real_time = {
        "organizations/clock.py",
        "jobs/services.py",
        "config/views.py",
        "documents/tasks.py",
    }  # leases, health and the age of a file are real time
    found = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"\btimezone\.now\(|datetime\.now\(|date\.today\(", path.read_text())
    }
    assert found <= real_time


def test_foreign_keys_point_down_and_protect():
    wrong = []
    for model in MODELS:
        for field in model._meta.get_fields():
            if not isinstance(field, (models.ForeignKey, models.OneToOneField)) or field.auto_created:
                continue
            label = f"{model._meta.label}.{field.name}"
            target = field.related_model._meta.app_label
            here = model._meta.app_label
            up = ORDER.get(target, -1) > ORDER[here] and label != "jobs.Job.asked_by"
            if up:
                wrong.append(f"{label} points up")
            if field.remote_field.on_delete is not models.PROTECT and label not in CASCADES:
                wrong.append(f"{label} does not protect")
    assert wrong == []


def test_no_generic_relation_no_save_override_no_signal():
    found = []
    for path in MODULES:
        text = path.read_text()
        found += [
            f"{path.relative_to(ROOT)}: {word}"
            for word in ("GenericForeignKey", "@receiver", "post_save", "pre_save")
            if word in text
        ]
        if "models" in path.parts:
            found += [
                f"{path.relative_to(ROOT)}: overrides save"
                for node in ast.walk(_tree(path))
                if isinstance(node, ast.FunctionDef) and node.name == "save"
            ]
    assert found == []


def test_every_choice_is_held_by_the_database():
    missing = []
    for model in MODELS:
        conditions = " ".join(
            str(one.condition) for one in model._meta.constraints if isinstance(one, models.CheckConstraint)
        )
        missing += [
            f"{model._meta.label}.{field.name}"
            for field in model._meta.local_fields
            if field.choices
            and f"{field.name}__in" not in conditions
            and not all(f"('{field.name}', '{value}')" in conditions for value, _ in field.choices)
        ]
    assert missing == []


def test_every_constraint_has_a_name_of_its_own():
    names = [one.name for model in MODELS for one in model._meta.constraints]
    assert len(names) == len(set(names))
    assert [name for name in names if len(name) > 63] == []


def test_every_addressable_model_has_a_key_of_twelve_letters():
    for model in MODELS:
        fields = {field.name: field for field in model._meta.local_fields}
        if "key" in fields and model._meta.app_label != "jobs":
            assert (fields["key"].max_length, fields["key"].unique) == (12, True), model


def test_every_model_and_public_function_says_what_it_means():
    silent = []
    for path in MODULES:
        if any(part in path.parts for part in ("migrations", "management")):
            continue
        tree = _tree(path)
        if not ast.get_docstring(tree) and tree.body:
            silent += (
                [str(path.relative_to(ROOT))]
                if path.name not in ("apps.py", "__init__.py") and "models" not in path.parts
                else []
            )
        if not (
            {"models", "rules", "services"} & set(path.parts)
            or path.stem in ("queries", "workflow", "services", "papers")
        ):
            continue
        silent += [
            f"{path.relative_to(ROOT)}: {node.name}"
            for node in tree.body
            if isinstance(node, (ast.FunctionDef, ast.ClassDef))
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert silent == []


def test_no_file_is_longer_than_400_lines():
    paths = [
        *MODULES,
        *TEMPLATES,
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "tools").rglob("*.py"),
        *(ROOT / "config/static").glob("*.css"),
        *(ROOT / "config/static").glob("*.js"),
    ]
    assert [
        f"{path.relative_to(ROOT)}: {count}"
        for path in paths
        if (count := len(path.read_text().splitlines())) > 400
    ] == []


def test_no_function_is_longer_than_40_lines():
    found = [
        f"{path.relative_to(ROOT)}: {node.name} {node.end_lineno - node.lineno + 1}"
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 40
    ]
    assert found == []


def test_nothing_is_written_that_nothing_uses():
    """A rule that no page asks is a promise nobody keeps; what a framework calls is named by its decorator."""
    sources = [*MODULES, *TEMPLATES, *(ROOT / "tools").rglob("*.py")]
    words = Counter(word for path in sources for word in re.findall(r"\w+", path.read_text()))
    unused = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in MODULES
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and words[node.name] == 1
        and not (isinstance(node, ast.FunctionDef) and node.decorator_list)
        and not node.name.endswith("Config")
        and node.name not in CALLED_BY_GUNICORN
    ]
    assert unused == []


def test_modules_carry_only_the_names_of_the_house():
    banned = {"utils.py", "helpers.py", "common.py", "core.py", "mixins.py", "managers.py", "signals.py"}
    assert [str(path.relative_to(ROOT)) for path in MODULES if path.name in banned] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_every_template_compiles_and_holds_no_script_or_style(path):
    text = path.read_text()
    engines["django"].get_template(str(path.relative_to(ROOT / "templates")))
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text)
    if "papers" not in path.parts:
        assert not re.search(r"\sstyle=|<style", text)
    assert not re.search(r"\son[a-z]+=\"", text)
    assert "|safe" not in text
    assert "autoescape off" not in text


def test_the_length_of_a_list_is_written_the_vietnamese_way():
    """Lists are as long as a province: 3.401, never 3401."""
    bare = re.compile(r"\{\{ [a-z_.]*(?:paginator\.(?:count|num_pages)|total|line\.count) \}\}")
    found = [
        str(path.relative_to(ROOT))
        for path in TEMPLATES
        if "papers" not in path.parts and bare.search(path.read_text())
    ]
    assert found == []


def test_no_text_is_marked_safe_by_hand():
    allowed = {"organizations/templatetags/ui.py"}
    found = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"mark_safe\(|SafeString\(", path.read_text())
    }
    assert found <= allowed


def test_every_role_can_be_worked_under():
    assert all(role.label for role in Role)


def test_the_repository_speaks_of_the_product_alone():
    words = (
        "/work" + "/",
        "chat" + "gpt",
        "clau" + "de",
        "an" + "thropic",
        "pypi" + ".org",
        "registry." + "npmjs",
        "deb." + "debian",
    )
    kinds = {".py", ".html", ".md", ".txt", ".toml", ".css", ".js", ".json", ".sh", ""}
    skipped = {
        ".git",
        ".venv",
        "var",
        "node_modules",
        "vendor",
        ".mypy_cache",
        ".ruff_cache",
        ".tools",
        ".cache",
        ".pytest_cache",
        ".hypothesis",
        ".import_linter_cache",
    }
    found = []
    for path in ROOT.rglob("*"):
        if path.is_dir() or path.name.startswith(".coverage") or path.suffix not in kinds:
            continue
        if skipped & set(path.relative_to(ROOT).parts):
            continue
        text = path.read_text(errors="ignore").casefold()
        found += [f"{path.relative_to(ROOT)}: {word}" for word in words if word in text]
    assert found == []
