"""The list as a workbook: exactly what the list shows; a long one by a worker, for who asked and still may."""

import io
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from cadres.services.exports import EXPORT
from cadres.views import people
from jobs import runner
from jobs.models import Job
from jobs.registry import KINDS
from organizations.enums import OrganizationKind, Role
from organizations.models import Assignment, AuditEntry
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db
EXCEL = "/dang-vien/excel/"
HEAD = 5  # what stands above the rows


@pytest.fixture(autouse=True)
def _clock(settings, tmp_path):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.FILES_DIR, settings.TMP_DIR = tmp_path, tmp_path / "tmp"
    settings.TMP_DIR.mkdir()
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def cell(district):
    found = make.make_organization(district, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")
    for name in ("Bùi Đức Khải", "Hà Văn An", "=Lò Văn Inh"):
        make.make_membership(make.make_person(name), found)
    make.make_membership(make.make_person("Vi Văn Khác"), make.make_organization())
    return found


@pytest.fixture
def clerk(district, cell, client):
    account = make.make_account(Role.UNIT_CLERK, district, full_name="Hà Thu Trang")
    client.force_login(account)
    return account


def rows(content):
    page = load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in page.iter_rows()]


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_workbook_holds_what_the_list_shows(client, clerk):
    path = f"{EXCEL}?tim=&tinh_trang=chinh-thuc"
    assert "Tải tệp Excel" in client.get(path).content.decode()
    assert not AuditEntry.objects.exists()

    answer = client.post(path, {"form_key": "a" * 32})

    assert answer["Content-Disposition"] == 'attachment; filename="danh-sach-dang-vien-can-bo.xlsx"'
    title, narrowed, made, _, head, *people_rows = rows(answer.content)
    assert title[0] == "Danh sách đảng viên, cán bộ"
    assert narrowed[0] == "Tình trạng: Đảng viên chính thức"
    assert made[0] == "Lập lúc 12:00 ngày 14/12/2021, người lập: Hà Thu Trang"
    assert head[:4] == ["STT", "Họ và tên", "Giới tính", "Ngày sinh"]
    shown = client.get("/dang-vien/", {"tinh_trang": "chinh-thuc"}).context["lines"]
    assert [row[1].removeprefix("'") for row in people_rows] == [one.person.full_name for one in shown]
    assert len(people_rows) == 3
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.after, entry.note) == (
        "export_people", clerk, "3", "Tình trạng: Đảng viên chính thức",
    )  # fmt: skip


def test_nobody_found_is_a_sheet_that_says_so(client, clerk):
    found = rows(client.post(f"{EXCEL}?tim=khong+co+ai", {"form_key": "a" * 32}).content)
    assert found[HEAD][0] == "Không có ai theo các điều kiện ghi ở trên."


def test_a_wrong_filter_leads_back_to_the_list(client, clerk):
    answer = client.get(EXCEL, {"tim": "31/2/1975"})
    assert answer.url == "/dang-vien/?tim=31%2F2%2F1975"


@pytest.fixture
def long_list(monkeypatch, client, clerk):
    """What the clerk's list holds is too long for now: she asks, and a worker makes it."""
    monkeypatch.setattr(people, "AT_ONCE", 2)
    monkeypatch.setitem(KINDS, EXPORT, KINDS[EXPORT].__class__(**_light(KINDS[EXPORT])))
    assert "Lập tệp Excel" in client.get(EXCEL).content.decode()
    answer = client.post(f"{EXCEL}?tinh_trang=tat-ca", {"form_key": "a" * 32})
    job = Job.objects.get()
    assert answer.url == reverse("organizations:job_detail", args=[job.key])
    return job


def _light(kind):
    return {name: getattr(kind, name) for name in ("name", "run", "may_see", "tell")} | {"heavy": False}


def test_a_long_list_is_made_by_a_worker_and_fetched_by_who_asked(client, clerk, long_list):
    runner.run(long_list.pk)

    job = Job.objects.get()
    assert (job.state, job.result["path"]) == ("done", f"/dang-vien/tep/{job.key}/")
    assert f'href="/dang-vien/tep/{job.key}/"' in client.get(f"/viec-nen/{job.key}/").content.decode()
    found = rows(body(client.get(job.result["path"])))
    assert [row[1] for row in found[HEAD:]] == ["Hà Văn An", "'=Lò Văn Inh", "Bùi Đức Khải"]
    assert AuditEntry.objects.get().after == "3"


@pytest.mark.parametrize("who", ["another clerk", "staff", "who lost the role", "whose role has shrunk"])
def test_the_file_is_for_who_asked_and_still_may(client, clerk, district, cell, long_list, who):
    runner.run(long_list.pk)
    mine = Assignment.objects.filter(account=clerk)
    if who == "another clerk":
        client.force_login(make.make_account(Role.UNIT_CLERK, district))
    elif who == "staff":
        client.force_login(make.make_account(Role.ORGANIZATION_STAFF))
    elif who == "who lost the role":
        mine.update(to_on=make.DAY.replace(day=13))
        make.add_role(clerk, Role.UNIT_CLERK, make.make_organization())
    else:
        mine.update(organization=cell)

    assert client.get(f"/dang-vien/tep/{long_list.key}/").status_code == 404
    assert client.get(f"/viec-nen/{long_list.key}/").status_code == 404


def test_a_worker_reads_with_the_rights_of_now(client, clerk, cell, long_list):
    Assignment.objects.filter(account=clerk).update(organization=cell)
    runner.run(long_list.pk)
    assert Job.objects.get().state == "failed"


def test_the_list_comes_back_in_and_changes_nothing(client, clerk, district, cell):
    """With all its columns: cells of one name, years alone, namesakes, leaders outside the Party or the committee."""
    base = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    same = make.make_organization(base, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")
    far = make.make_organization(make.make_organization(), OrganizationKind.BASE_CELL, name="Chi bộ Sở")
    third = make.make_organization(base, OrganizationKind.CELL, name="Chi bộ Mít")
    for where in (third, same):
        make.make_membership(make.make_person("Vi Thị Đôi", birth_year=1980, birth_on=None), where)
    odd = make.make_person(
        "Hà Thị Hoa", gender="female", card_number="06000123", workplace="-", residence="=A"
    )
    make.make_membership(odd, same)
    young = make.make_person(
        "LÒ VĂN TRẺ", birth_on=date(2000, 2, 29), birth_year=2000, joined_on=date(2019, 3, 2)
    )
    make.make_membership(young, same, standing="probationary", from_on=date(2019, 3, 2))
    collective = make.make_collective(district)
    make.make_post(make.make_person("Vi Văn Ngoài", joined_on=None, official_on=None), collective)
    guest = make.make_person("Vi Văn Sở")
    make.make_membership(guest, far)
    make.make_post(guest, collective)

    content = client.post(EXCEL, {"form_key": "a" * 32}).content
    batch = books.bring_in("people", content, clerk)

    told = (batch.state, batch.faults, batch.new_count, batch.changed_count, books.told(batch, 99))
    assert told == ("ready", [], 0, 0, [])
    assert batch.unchanged_count == 9
    assert not batch.rows.filter(twin__isnull=False).exists()


def test_two_columns_of_one_birth_must_agree(clerk, cell):
    head = ["Họ và tên", "Năm sinh", "Ngày sinh", "Ngày vào Đảng", "Chi bộ"]
    rest = ["1/2/2000", "Chi bộ xóm Bưởi"]
    rows = [
        ["Lò Văn Một", 1965, "5/8/1965", *rest],
        ["Lò Văn Hai", 1966, "", *rest],
        ["Lò Văn Ba", "", "5/8/1967", *rest],
        ["Lò Văn Bốn", 1968, "5/8/1986", *rest],
        ["Lò Văn Năm", "", "", *rest],
        ["Lò Văn Sáu", 1969, "31/2/1969", *rest],
    ]
    batch = books.bring_in("people", [head, *rows], clerk)
    read = {row.number: row.values.get("birth") for row in batch.rows.all()}
    assert read == {2: "1965-08-05", 3: 1966, 4: "1967-08-05", 5: None, 6: None, 7: None}
    assert books.told(batch, 50) == [
        (5, "birth", "Ngày sinh và năm sinh không khớp nhau. Xem lại cả "),
        (6, "birth", "Chưa ghi ngày sinh."),
        (7, "birth", "Ngày 31/2/1969 không có trong lịch. Xem lại."),
    ]
    twice = books.bring_in("people", [["Họ và tên", "Ngày sinh", "Ngày sinh", "Chi bộ"], rows[0]], clerk)
    assert twice.faults == ["Cột “Ngày sinh” có hai lần (lần sau ở cột C). Đề nghị bỏ bớt một cột."]
