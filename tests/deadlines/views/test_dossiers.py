"""The dossier's pages: scope, what is shown, the whole way through."""

import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from deadlines.models import Dossier, Handover, Submission
from deadlines.services.counter import take_paper
from jobs.models import Job
from organizations.models import AccessEntry, PartyOrganization
from tests.deadlines.conftest import fill, hand_in, make_sending_unit
from tests.factories import DAY, NOON, make_account, make_organization


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


def url(name, key):
    return reverse(f"deadlines:{name}", args=[key])


def key_in(response):
    return re.search(r'name="form_key" value="(\w+)"', response.content.decode()).group(1)


def photo(color):
    stream = io.BytesIO()
    Image.new("RGB", (300, 400), color).save(stream, "JPEG")
    return stream.getvalue()


PAGES = ("dossier_detail", "dossier_check", "dossier_reopen")


@pytest.mark.parametrize("name", PAGES)
def test_a_dossier_of_another_unit_is_not_found(client, district, department, name):
    client.force_login(department.clerk)
    assert client.get(url(name, district.dossier.key)).status_code == 404
    assert client.get(url(name, department.dossier.key)).status_code == 200


def test_the_clerk_of_the_bloc_does_not_see_a_departments_dossier(client, department):
    bloc = PartyOrganization.objects.get_parent(department.unit.organization)
    clerk = make_account("unit_clerk", bloc)
    client.force_login(clerk)
    assert client.get(url("dossier_detail", department.dossier.key)).status_code == 404
    item = department.dossier.items.first()
    assert client.get(url("item_detail", item.key)).status_code == 404
    assert client.get(url("item_file", item.key)).status_code == 404


def test_the_page_warns_of_classified_papers_and_names_what_is_missing(client, district):
    client.force_login(district.clerk)
    page = client.get(url("dossier_detail", district.dossier.key)).content.decode()
    assert "Không tải lên tài liệu có độ mật" in page
    assert "Kiểm tra trước khi gửi" in page
    assert "Ban Tổ chức chưa nhận bản giấy" in page


def test_a_look_by_staff_is_written_down_and_the_units_own_is_not(client, district, staff):
    client.force_login(district.clerk)
    client.get(url("dossier_detail", district.dossier.key))
    assert not AccessEntry.objects.exists()
    client.force_login(staff)
    client.get(url("dossier_detail", district.dossier.key))
    assert AccessEntry.objects.get().target_key == district.dossier.key


def test_sending_with_promises_leads_to_the_receipt(client, district):
    fill(district.dossier)
    item = district.dossier.items.get(code="CBCCVC")
    item.paper_received_on = item.paper_sheets = None
    item.save()
    client.force_login(district.clerk)
    page = client.get(url("dossier_check", district.dossier.key))
    refused = client.post(
        url("dossier_check", district.dossier.key),
        {"form_key": key_in(page), f"before-{item.key}": "20/12/2021", f"reason-{item.key}": ""},
    )
    assert "20/12/2021" in refused.content.decode()  # nothing typed is lost
    assert not Submission.objects.exists()

    sent = client.post(
        url("dossier_check", district.dossier.key),
        {"form_key": key_in(refused), f"before-{item.key}": "20/12/2021", f"reason-{item.key}": "Chưa có"},
        follow=True,
    )
    text = sent.content.decode()
    assert Submission.objects.get().was_on_time
    assert f"{district.dossier.code}-1" in text
    assert "12:00 ngày\xa014/12/2021" in text
    assert "đúng hạn" in text
    assert "Lương Thế Kiên" in text
    assert "0200 3 855 020" in text
    assert "Chưa có (trước ngày 20/12/2021)" in text


def test_the_same_form_sent_again_goes_to_the_same_receipt(client, district):
    fill(district.dossier)
    client.force_login(district.clerk)
    key = key_in(client.get(url("dossier_check", district.dossier.key)))
    first = client.post(url("dossier_check", district.dossier.key), {"form_key": key})
    again = client.post(url("dossier_check", district.dossier.key), {"form_key": key})
    assert first["Location"] == again["Location"]
    assert Submission.objects.count() == 1


def test_the_check_of_a_sent_dossier_says_so_and_leads_to_its_receipt(client, district):
    fill(district.dossier)
    client.force_login(district.clerk)
    key = key_in(client.get(url("dossier_check", district.dossier.key)))
    receipt = client.post(url("dossier_check", district.dossier.key), {"form_key": key})["Location"]

    back = client.get(url("dossier_check", district.dossier.key), follow=True)

    assert back.redirect_chain == [(receipt, 302)]
    assert f"Hồ sơ {district.dossier.code} không còn chờ gửi: đã gửi." in back.content.decode()


def test_the_check_of_a_dossier_that_came_on_paper_leads_to_it(client, district):
    Dossier.objects.filter(pk=district.dossier.pk).update(state="received")
    client.force_login(district.clerk)

    back = client.get(url("dossier_check", district.dossier.key))

    assert back["Location"] == url("dossier_detail", district.dossier.key)


def test_many_photos_become_one_pdf(client, district):
    client.force_login(district.clerk)
    item = district.dossier.items.get(code="TO_TRINH")
    key = key_in(client.get(url("item_detail", item.key)))
    files = [SimpleUploadedFile(f"trang-{n}.jpg", photo(n * 60), "image/jpeg") for n in (1, 2, 3)]
    client.post(url("item_detail", item.key), {"form_key": key, "act": "upload", "chosen": files})
    item.refresh_from_db()
    assert (item.page_count, item.file.media_type) == (3, "application/pdf")
    response = client.get(url("item_file", item.key))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "data"),
    [("rong.pdf", b""), ("anh.svg", b"<svg onload='x'/>"), ("gia.pdf", b"<html><script>x</script>")],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_kept(client, district, name, data):
    client.force_login(district.clerk)
    item = district.dossier.items.get(code="TO_TRINH")
    key = key_in(client.get(url("item_detail", item.key)))
    page = client.post(
        url("item_detail", item.key),
        {"form_key": key, "act": "upload", "chosen": SimpleUploadedFile(name, data)},
    )
    item.refresh_from_db()
    assert page.status_code == 422
    assert item.file is None
    assert "Đề nghị" in page.content.decode()


def test_a_classified_part_has_no_upload_field_and_counts_as_present(client, district):
    client.force_login(district.clerk)
    item = district.dossier.items.get(code="BIEN_BAN")
    page = client.get(url("item_detail", item.key) + "?mat=1")
    assert 'type="file"' not in page.content.decode()
    client.post(
        url("item_detail", item.key),
        {"form_key": key_in(page), "act": "secret", "number": "12-BC/HU", "dated_on": "06/12/2021"},
    )
    item.refresh_from_db()
    assert (item.is_secret, item.secret_number) == (True, "12-BC/HU")
    text = client.get(url("dossier_detail", district.dossier.key)).content.decode()
    assert "Mật, nộp trực tiếp" in text
    assert 'type="file"' not in client.get(url("item_detail", item.key)).content.decode()


def test_paper_at_the_counter_gives_a_slip(client, district, staff):
    client.force_login(staff)
    page = client.get(url("dossier_paper", district.dossier.key))
    items = list(district.dossier.items.filter(requirement="required"))
    data = {"form_key": key_in(page), "handed_by": "Hà Thị Lan", "handed_on": "14/12/2021"}
    for item in items:
        data |= {f"item-{item.key}": "on", f"sheets-{item.key}": "8"}
    answer = client.post(url("dossier_paper", district.dossier.key), data, follow=True)
    slip = Handover.objects.get()
    assert slip.sheet_count == 8 * len(items)
    assert "Phiếu giao nhận hồ sơ số 1" in answer.content.decode()
    district.dossier.refresh_from_db()
    assert f"{district.dossier.first_received_on:%d/%m/%Y}" == "14/12/2021"
    client.force_login(district.clerk)
    assert client.get(url("handover_detail", slip.key)).status_code == 200


@pytest.mark.parametrize(("state", "error"), [("queued", ""), ("failed", "Máy in chữ không chạy.")])
def test_the_drawing_of_a_slip_says_what_for_whom_and_leads_back(client, district, staff, state, error):
    take_paper(
        district.dossier,
        sheets={district.dossier.items.first().key: 2},
        handed_by="Hà Thị Lan",
        handed_on=DAY,
        actor=staff,
        at=NOON,
    )
    slip = Handover.objects.get()
    client.force_login(staff)
    page = client.get(url("handover_detail", slip.key))
    answer = client.post(url("handover_draw", slip.key), {"form_key": key_in(page)})
    Job.objects.update(state=state, error=error, finished_at=NOON if error else None)

    page = client.get(answer["Location"]).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "<h1>Lập phiếu giao nhận hồ sơ số 1 của Huyện ủy Đồng Khê</h1>" in page
    assert page.count(f'href="{url("handover_detail", slip.key)}"') == (2 if error else 1)
    assert ("Về trang đã yêu cầu</a>" in page) is bool(error)
    assert error in page


def test_a_ticked_row_without_sheets_is_refused_with_everything_kept(client, district, staff):
    client.force_login(staff)
    page = client.get(url("dossier_paper", district.dossier.key))
    item = district.dossier.items.first()
    answer = client.post(
        url("dossier_paper", district.dossier.key),
        {"form_key": key_in(page), "handed_by": "=1+1", "handed_on": "14/12/2021", f"item-{item.key}": "on"},
    )
    text = answer.content.decode()
    assert "Ghi số tờ của" in text
    assert "=1+1" in text
    assert not Handover.objects.exists()


def test_the_return_page_wants_a_part_a_reason_and_a_day(client, district, staff):
    fill(district.dossier)
    client.force_login(district.clerk)
    key = key_in(client.get(url("dossier_check", district.dossier.key)))
    client.post(url("dossier_check", district.dossier.key), {"form_key": key})
    client.force_login(staff)
    page = client.get(url("dossier_return", district.dossier.key))
    refused = client.post(url("dossier_return", district.dossier.key), {"form_key": key_in(page)})
    assert "Ghi lý do đề nghị bổ sung" in refused.content.decode()
    item = district.dossier.items.get(code="BAO_CAO")
    done = client.post(
        url("dossier_return", district.dossier.key),
        {
            "form_key": key_in(refused),
            f"item-{item.key}": "on",
            "reason": "Nêu rõ trách nhiệm",
            "before": "17/12/2021",
        },
        follow=True,
    )
    history = done.content.decode().replace("\xa0", " ").split(">Lịch sử</h2>")[1].split("</section>")[0]
    for words in (
        "<b>Đề nghị bổ sung, hoàn thiện</b>, lần 1",
        "12:00 ngày 14/12/2021 · đồng chí Lương Thế Kiên, Ban Tổ chức Tỉnh ủy",
        "Nêu rõ trách nhiệm",
        "Gửi lại trước ngày 17/12/2021",
        f"<li>{item.title} – {item.subject.label}</li>",
    ):
        assert words in history
    assert history.index("lần 1") < history.index("Gửi lần 1") < history.index("Lập hồ sơ")


@pytest.mark.parametrize("people", [1, 3])
def test_the_dossier_costs_the_same_whatever_its_length(
    client, campaign, staff, django_assert_max_num_queries, people
):
    names = ("Bùi Đức Khải", "Đinh Thị Quyên", "Quách Đình Lự")[:people]
    unit = make_sending_unit(campaign, staff, people=names)
    client.force_login(unit.clerk)
    client.get(url("dossier_detail", unit.dossier.key))
    with django_assert_max_num_queries(15):
        client.get(url("dossier_detail", unit.dossier.key))
    assert make_organization() is not None


def test_a_sent_review_is_read_through_the_dossier_and_each_look_is_written_down(client, district, staff):
    review = district.subjects[1].self_review
    item = district.dossier.items.get(code="BAN_KIEM_DIEM")
    review.sections.create(code="CA_NHAN_UU", text="Không ai được đọc bản nháp")
    client.force_login(staff)
    assert client.get(url("item_content", item.key)).status_code == 404  # a draft is its authors'

    hand_in(district, "Đã làm xong 08/14 việc.")
    assert client.get(url("item_content", item.key)).status_code == 404  # nor is an unsent dossier open
    fill(district.dossier)
    client.force_login(district.clerk)
    key = key_in(client.get(url("dossier_check", district.dossier.key)))
    client.post(url("dossier_check", district.dossier.key), {"form_key": key})
    client.force_login(staff)
    page = client.get(url("item_content", item.key))

    assert page.status_code == 200
    assert "Chỉ để đọc" in page.content.decode()
    assert "<p>Đã làm xong 08/14 việc.</p>" in page.content.decode()
    assert AccessEntry.objects.filter(target_key=item.key, account=staff).count() == 1


def test_nothing_is_changed_in_a_dossier_that_was_sent(client, district):
    fill(district.dossier)
    client.force_login(district.clerk)
    item = district.dossier.items.get(code="BIEN_BAN")
    key = key_in(client.get(url("item_detail", item.key)))
    check = key_in(client.get(url("dossier_check", district.dossier.key)))
    client.post(url("dossier_check", district.dossier.key), {"form_key": check})
    page = client.post(
        url("item_detail", item.key),
        {"form_key": key, "act": "secret", "number": "1", "dated_on": "06/12/2021"},
    )
    item.refresh_from_db()
    assert "Hồ sơ đã gửi nên không thay được tài liệu" in page.content.decode()
    assert not item.is_secret
