"""The evening of a cell as its clerk types it: one address, everything kept, one act."""

import pytest

from reviews.models import Conference, Subject
from tests.reviews.office import url
from tests.reviews.services.test_cells import HELD, Village

pytestmark = pytest.mark.django_db


def words(answer):
    """The page, its joined words apart again."""
    return answer.content.decode().replace("\xa0", " ")


@pytest.fixture
def village():
    return Village()


@pytest.fixture
def address(client, village):
    client.force_login(village.clerk)
    return url("cell_meeting", village.cell.key)


def typed(village, **changes):
    """The page as the clerk fills it in: three papers, one away."""
    boxes = {
        "held_on": "12/12/2021", "place": "Nhà văn hóa xóm", "chair": "Hà Thị Đào", "secretary": "Lò Văn Bưởi",
        "convened_count": "4", "present_count": "3", "minutes_mode": "typed",
    }  # fmt: skip
    for one in village.subjects:
        boxes |= {f"{one.key}-reviewed": "1", f"{one.key}-sheets": "2", f"{one.key}-level": "good"}
    away = village.subjects[3].key
    boxes |= {f"{away}-reviewed": "0", f"{away}-sheets": "", f"{away}-level": ""}
    boxes[f"{away}-absent_reason"] = "Đi làm ăn xa"
    return boxes | changes


def test_who_is_away_is_shown_so_and_nobody_s_level_is_preset(client, address, village):
    text = words(client.get(address))

    assert text.count('value="Đi làm ăn xa"') == 1
    assert '<option value="good" selected>' not in text
    assert text.index("Hà Thị Đào") < text.index("Lò Văn Bưởi")  # the secretary first


def test_one_press_writes_papers_and_conference(client, address, village):
    answer = client.post(address, typed(village))

    conference = Conference.objects.get()
    assert answer["Location"] == url("conference_detail", conference.key)
    assert (conference.held_on, conference.absent_note) == (HELD, "Quách Thị Xa: Đi làm ăn xa")
    states = Subject.objects.filter(places__organization=village.cell).order_by("label")
    assert list(states.values_list("self_review__state", flat=True)) == ["paper", "paper", "draft", "paper"]
    assert "Chi bộ xóm Bưởi" in client.get(answer["Location"]).content.decode()


def test_everything_wrong_is_said_at_once_and_kept(client, address, village):
    first, second, _third, away = village.subjects
    boxes = typed(
        village,
        **{
            "held_on": "15/12/2021",
            "minutes_mode": "paper_only",
            "minutes_number": "Quyển 3",
            f"{first.key}-sheets": "",
            f"{first.key}-level": "",
            f"{second.key}-sheets": "nhiều",
            f"{away.key}-absent_reason": "",
        },
    )
    answer = client.post(address, boxes)

    text = words(answer)
    assert answer.status_code == 422
    for sentence in (
        "Ngày họp 15/12/2021 chưa đến",
        "ghi ngày biên bản",
        "ghi nơi lưu",
        "Chưa có bản kiểm điểm: ghi số tờ",
        "Ghi lý do chưa kiểm điểm.",
    ):
        assert sentence in text
    assert 'value="Quyển 3"' in text
    assert 'value="nhiều"' in text
    assert not Conference.objects.exists()
    assert not Subject.objects.filter(self_review__state="paper").exists()


def test_papers_that_came_after_the_meeting_were_not_reviewed_at_it(client, address, village):
    answer = client.post(address, typed(village, received_on="13/12/2021"))

    assert answer.status_code == 422
    assert "Bản giấy nhận sau ngày họp" in words(answer)
    assert not Conference.objects.exists()


def test_the_second_session_shows_only_who_was_absent(client, address, village):
    client.post(address, typed(village))
    text = words(client.get(address))

    assert "Hội nghị bổ sung." in text
    assert "03 đối tượng đã kiểm điểm" in text
    assert f"{village.subjects[0].key}-reviewed" not in text
    away = village.subjects[3].key
    answer = client.post(
        address,
        {
            "held_on": "14/12/2021", "place": "Nhà văn hóa xóm", "chair": "Hà Thị Đào", "present_count": "3",
            "secretary": "Lò Văn Bưởi", "convened_count": "3", "minutes_mode": "typed",
            f"{away}-reviewed": "1", f"{away}-sheets": "1", f"{away}-level": "",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert "bổ sung ngày 14/12/2021" in client.get(answer["Location"]).content.decode()
    assert "Chi bộ đã kiểm điểm xong" in words(client.get(address))


def test_an_evening_is_put_right_and_its_version_guards_it(client, address, village):
    client.post(address, typed(village))
    conference = Conference.objects.get()
    edit = url("cell_meeting_edit", conference.key)
    ill = village.subjects[2]
    boxes = typed(village, version="1", **{f"{ill.key}-reviewed": "0", f"{ill.key}-absent_reason": "Ốm"})
    assert client.get(url("conference_edit", conference.key))["Location"] == edit
    assert client.post(edit, boxes).status_code == 302
    assert ill.places.get().concluded_on is None

    stale = client.post(edit, boxes)
    assert stale.status_code == 422
    assert "vừa được sửa ở nơi khác" in words(stale)


def test_another_commune_s_clerk_finds_no_such_page(client, village):
    client.force_login(village.office.author)
    assert client.get(url("cell_meeting", village.cell.key)).status_code == 403
    client.force_login(village.secretary)
    assert client.get(url("cell_meeting", village.office.cell.key)).status_code == 404


def test_a_clerk_of_cells_goes_straight_to_them(client, village):
    client.force_login(village.clerk)
    assert client.get(url("conference_choose"))["Location"] == url("cell_list")
    assert "Chi bộ xóm Bưởi" in words(client.get(url("cell_list") + "?tim=buoi"))
    assert "Không có chi bộ nào tên như vậy" in words(client.get(url("cell_list") + "?tim=tre"))
