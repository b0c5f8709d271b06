"""In bộ trắng và danh sách: what lies on the desk when the network is gone (P89)."""

import re
from dataclasses import replace

import pytest
import time_machine
from django.urls import reverse

from deadlines.services import readiness
from deadlines.services.readiness import READY_JOB, order_ready_set, place_for, stage_list
from documents.models import File
from documents.services.files import keep_bytes, read_file
from jobs import runner
from jobs.models import Job
from jobs.registry import KINDS
from organizations.enums import Role
from organizations.models import AuditEntry
from tests import factories as make
from tests.deadlines.views.test_dossiers import key_in
from tests.deadlines.views.test_progress import Tree, one_of_each
from tests.documents.reading import pdf_pages
from tests.factories import NOON
from tests.reviews.office import make_rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings, monkeypatch):
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setitem(KINDS, READY_JOB, replace(KINDS[READY_JOB], heavy=False))
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def tree(db):
    make.make_campaign(regulation=make_rulebook())
    return Tree()


@pytest.fixture
def secretary(tree):
    return make.make_account(Role.CELL_SECRETARY, tree.cells[0], full_name="Hà Thị Bí")


def listed(paper):
    return [(one.name, one.words) for one in paper.lines]


def test_the_list_names_everybody_of_the_cell_with_how_far_he_is(tree, secretary):
    one_of_each(tree)

    paper = stage_list(tree.cells[0], tree.campaign, actor=secretary, at=NOON)

    assert listed(paper) == [
        ("Lò Văn Chưa", "Chưa viết"),
        ("Lò Văn Viết", "Đang viết"),
        ("Lò Văn Lại", "Trả lại để hoàn thiện"),
        ("Lò Văn Giấy", "Có bản giấy"),
        ("Lò Văn Nộp", "Đã nộp"),
        ("Lò Văn Xong", "Đã kiểm điểm"),
    ]
    assert (paper.moment, paper.printed_by) == ("lúc 12:00 ngày\xa014/12/2021", "Hà Thị Bí")


@pytest.mark.parametrize(("most", "named"), [(8, True), (7, False)])
def test_a_place_of_too_many_is_listed_by_the_organisations_below(tree, monkeypatch, most, named):
    one_of_each(tree)
    monkeypatch.setattr(readiness, "MOST_LISTED", most)

    paper = stage_list(tree.commune, tree.campaign, actor=make.make_account(Role.ORGANIZATION_STAFF), at=NOON)

    assert paper.named is named
    assert len(paper.lines) == (8 if named else 2)
    if not named:
        assert listed(paper)[1] == ("Chi bộ thôn 2", "Đi làm ăn xa 1; Không thuộc diện kiểm điểm 1")


def test_a_list_costs_the_same_whatever_its_length(tree, secretary, django_assert_num_queries):
    for number in range(3):
        tree.member(f"Lò Văn Số {number}", tree.cells[0])
        secretary.forget_roles()
        with django_assert_num_queries(3):
            stage_list(tree.cells[0], tree.campaign, actor=secretary, at=NOON)


def test_the_button_draws_one_file_with_the_list_and_every_blank(client, tree, secretary):
    one_of_each(tree)
    client.force_login(secretary)
    path = reverse("deadlines:ready_set", args=[tree.cells[0].key])

    answer = client.post(path, {"form_key": key_in(client.get(path))})
    job = Job.objects.get(kind=READY_JOB)
    assert answer["Location"] == reverse("organizations:job_detail", args=[job.key])
    runner.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    got = client.get(reverse("deadlines:ready_file", args=[job.key]))
    assert got.status_code == 200
    pages = pdf_pages(b"".join(got.streaming_content))
    text = re.sub(r"\s+", " ", " ".join(pages))
    assert len(pages) % 2 == 0
    assert "Lò Văn Giấy" in pages[0]
    assert "Có bản giấy" in pages[0]
    for title in ("BẢN KIỂM ĐIỂM", "BIÊN BẢN họp chi bộ", "BẢN CAM KẾT", "PHIẾU BIỂU QUYẾT"):
        assert title in text
    assert "Lò Văn" not in " ".join(pages[2:])  # a blank names nobody
    entry = AuditEntry.objects.get(action="print_ready_set")
    assert (entry.actor, entry.target_key) == (secretary, tree.cells[0].key)


def test_the_file_is_for_whoever_asked_and_still_looks_after_the_place(client, tree, secretary):
    other = make.make_account(Role.CELL_SECRETARY, tree.cells[0])
    file = keep_bytes(b"%PDF-1.4\n%%EOF", media_type="application/pdf", at=NOON)
    job = order_ready_set(tree.cells[0], actor=secretary)
    Job.objects.filter(pk=job.pk).update(
        state="done", finished_at=NOON, result={"file": file.sha256}, result_name=readiness.NAME
    )
    path = reverse("deadlines:ready_file", args=[job.key])

    client.force_login(other)
    assert client.get(path).status_code == 404
    client.force_login(secretary)
    assert b"".join(client.get(path).streaming_content) == b"%PDF-1.4\n%%EOF"  # reading to the end closes it
    secretary.assignments.update(organization=tree.cells[1])
    client.force_login(secretary)
    assert client.get(path).status_code == 404


def test_a_right_that_is_gone_before_the_work_is_done_draws_nothing(tree, secretary):
    job = order_ready_set(tree.cells[0], actor=secretary)
    secretary.assignments.update(organization=tree.cells[1])

    runner.run(job.pk)

    job.refresh_from_db()
    assert job.state == "failed"
    assert "yêu cầu lần nữa" in job.error
    assert not File.objects.exists()


def test_a_place_is_found_as_far_as_the_status_is_seen(tree, secretary):
    department = make.make_account(Role.UNIT_CLERK, unit=tree.department)

    assert place_for(secretary, tree.cells[0].key) == tree.cells[0]
    assert place_for(secretary, tree.cells[1].key) is None
    assert place_for(department, tree.department.key) == tree.department
    assert place_for(department, tree.unit.key) is None
    assert place_for(make.make_account(Role.INSPECTION), tree.cells[0].key) is None


def test_a_unit_outside_the_trees_lines_prints_its_own(tree):
    make.make_subject(collective=tree.department.collective, unit=tree.department)
    tree.member("Lò Văn Chưa", tree.cells[0])

    paper = stage_list(
        tree.department,
        tree.campaign,
        actor=make.make_account(Role.UNIT_CLERK, unit=tree.department),
        at=NOON,
    )

    assert listed(paper) == [(tree.department.collective.name, "Chưa viết")]
    titles = [title for title, _blank in readiness.blanks_for(tree.department)]
    assert "Báo cáo kiểm điểm của tập thể" in titles
    assert "Biên bản họp chi bộ" not in titles


def test_a_committee_gets_the_forms_of_a_committee(tree):
    staff, said = make.make_account(Role.ORGANIZATION_STAFF), []

    file = readiness.draw_ready_set(
        tree.district, tree.campaign, actor=staff, at=NOON, progress=lambda *words: said.append(words)
    )

    text = re.sub(r"\s+", " ", " ".join(pdf_pages(read_file(file))))
    for title in ("BÁO CÁO", "BIÊN BẢN HỘI NGHỊ", "KẾ HOẠCH", "TỜ TRÌNH", "QUYẾT ĐỊNH"):
        assert title in text.upper()
    assert said[0] == (5, "Đang lập danh sách")
    assert said[-1] == (86, "Đã lập 9 trong 10 phần")
