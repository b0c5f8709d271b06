"""What a page must not let through: another unit's people, words nobody shared, a level before it is announced.

Every role opens every page that is open to it, every filter of every list and every file; what it met is read by all
tests here. The same visits show that looking changes nothing.
"""

import re
from types import SimpleNamespace

import pytest

from cadres.models import Person
from deadlines.models import Call, DossierItem, Handover, InspectionRemark
from organizations.enums import Level
from organizations.models import Account, Contact, Notice
from ratings.models import (
    Assessment,
    Ballot,
    Consultation,
    DecisionEntry,
    EarlierAnswer,
    MemberMark,
    Rating,
    Sitting,
    SittingLine,
    Tally,
)
from reviews.models import (
    AgendaItem,
    Conference,
    Evidence,
    Guidance,
    GuidancePoint,
    Remark,
    RemedyNote,
    Revision,
    Section,
    Shortcoming,
)
from reviews.queries.writing import Writing
from reviews.services.self_reviews import content_of
from tests.authority import world as office
from tests.factories import DAY, NOON
from tests.security.forms import DOORS, ROLES, body_of, browser, path_to
from tests.security.watch import sentences, writes
from tests.web.pages_writing import REVIEW_SUBMITTED

pytestmark = pytest.mark.django_db
PEOPLE = ("Bùi Đức Khải", "Quách Đình Lự", "BÙI ĐỨC KHẢI", "QUÁCH ĐÌNH LỰ", "Bùi Đức", "Đồng Khê")
# An administrator knows whose account is whose, and the place of each role.
# The inspection follows the review of every organisation, by figures: no person is named to it.
# It is asked about a list by name, and answers. A committee's plan names the committee, and nobody under review.
OWN_DUTY = {
    ("administrator", "organizations:account_list"),
    ("inspection", "deadlines:progress"),
    ("inspection", "reviews:plan_list"),
    ("inspection", "ratings:inquiry_answer"),
}
OUTSIDE = ("sibling_clerk", "department_clerk", "other_subject", "administrator", "inspection")
SELF, UNIT = {"subject", "helper"}, {"unit_clerk", "unit_leader"}
COMMITTEE = {"organization_staff", "organization_leader"}
MEETING = UNIT | {"unit_checker"}
NOBODY: set[str] = set()
INSPECTED = UNIT | COMMITTEE | {"cell_secretary", "base_clerk", "inspection"}
FOR = {  # whom the words of each record are for, after the hand-in and before the announcement
    "VẾT-bài-viết": SELF | UNIT,
    "VẾT-minh-chứng": SELF | UNIT,
    "VẾT-khuyết-điểm": SELF | UNIT,
    "VẾT-khắc-phục": UNIT,
    "VẾT-trả-lời": SELF | UNIT,
    "VẾT-gợi-ý": SELF | UNIT | COMMITTEE | {"registry"},
    "VẾT-lời-dẫn": {"subject", "registry"} | UNIT | COMMITTEE,
    "VẾT-kết-luận-chung": MEETING,
    "VẾT-họp-chi-bộ": {"unit_clerk", "cell_secretary", "base_clerk"},
    "VẾT-vắng": MEETING,
    "VẾT-kết-luận-riêng": MEETING,
    "VẾT-tiếp-thu": MEETING,
    "VẾT-góp-ý": MEETING,
    "28471": MEETING | COMMITTEE | {"standing_member", "supervisor"},
    "VẾT-ý-kiến-phụ-trách": COMMITTEE | {"supervisor"},
    "VẾT-chủ-trì": COMMITTEE | {"standing_member", "office_staff"},
    "VẾT-lý-do-kết-luận": COMMITTEE,
    "VẾT-người-đề-nghị": COMMITTEE,
    "VẾT-không-đồng-ý": {"standing_member"},
    "VẾT-khác-bản-ký": COMMITTEE | {"registry"},
    "VẾT-mục-trả": UNIT | COMMITTEE,
    "VẾT-tệp": UNIT | COMMITTEE,
    "VẾT-giao-nhận": UNIT | COMMITTEE,
    "VẾT-gặp-ai": COMMITTEE,
    "VẾT-gặp-bí-thư": {"unit_clerk"} | COMMITTEE,
    "VẾT-gọi-chi-bộ": {"unit_clerk"} | COMMITTEE,
    "VẾT-đang-kiểm-tra": COMMITTEE | {"inspection", "standing_member"},
    "VẾT-từng-kiểm-tra": COMMITTEE,
    "VẾT-ý-kiến-kiểm-tra": INSPECTED,
    "VẾT-đoàn-kiểm-tra": INSPECTED,
    "VẾT-cuộc-gọi": COMMITTEE,
    "VẾT-thông-báo": {"unit_clerk"},
    "VẾT-đầu-mối": SELF | MEETING | COMMITTEE | {"cell_secretary", "base_clerk", "supervisor"},
    "VẾT-số-thẻ": UNIT | COMMITTEE | {"base_clerk", "subject"},
    "VẾT-nơi-ở": UNIT | COMMITTEE | {"base_clerk", "subject"},
    "VẾT-riêng-tư": NOBODY,
}
# Keys of forms and digests: any five digits turn up in them.
DRAWN_BY_LOT = re.compile(rb"\b[0-9a-f]{32,64}\b")
SECRETS = ("ratings_rating", "ratings_sittingline", "ratings_decisionentry")
UNTOLD = ("unit_clerk", "unit_checker", "unit_leader", "subject", "helper", "cell_secretary", "base_clerk")
FRESH = re.compile(rb"\b[0-9a-zA-Z]{32,64}\b|[0-9]{1,2}:[0-9]{2}")  # tokens, the clock
FILTERS = {
    "deadlines:board": ("loai=delegated", "muc=thieu", "muc=du", "dia-ban=toi", "trang=99"),
    "deadlines:board_excel": ("loai=delegated", "muc=thieu", "dia-ban=toi"),
    "deadlines:board_report": ("loai=delegated",),
    "deadlines:dossier_list": ("trang=99",),
    "deadlines:item_detail": ("mat=1",),
    "cadres:person_list": ("tim=Kh%E1%BA%A3i", "tinh_trang=tat-ca", "don_vi=%27%22", "trang=99"),
    "organizations:access_list": ("trang=99",),
    "organizations:notice_list": ("trang=99",),
    "ratings:rating_list": ("don_vi={own}", "don_vi=%27%22", "trang=99"),
    "reviews:conference_plan_choose": ("tim=Ban", "tim=%25"),
    "reviews:guidance_choose": ("tim=B%C3%B9i", "tim=%25"),
    "reviews:remedy_list": ("quy=2022-1", "quy=%27%22", "tinh_trang=qua-han", "trang=99"),
    "reviews:remedy_excel": ("tinh_trang=qua-han",),
    "reviews:self_review_edit": ("them=CN.ND.1",),
    "reviews:subject_list": ("tim=khai", "tinh-trang=submitted", "tinh-trang=draft", "trang=99"),
}


def tell(world):
    """Every record of the unit says something that can be found again wherever it turns up."""
    review, unit_clerk = world.review, world.accounts["unit_clerk"]
    REVIEW_SUBMITTED(world)
    Section.objects.create(review=review, code="CN.ND.1", text="VẾT-bài-viết", return_note="VẾT-đề-nghị-mục")
    Revision.objects.create(
        review=review,
        number=1,
        content=content_of(Writing(review)),
        content_hash="3" * 64,
        submitted_at=NOON,
        submitted_by=world.accounts["subject"],
    )
    Shortcoming.objects.create(person=world.person, year=2020, position=1, text="VẾT-khuyết-điểm")
    RemedyNote.objects.create(
        shortcoming=world.shortcoming,
        noted_on=DAY,
        state="doing",
        text="VẾT-khắc-phục",
        entered_by=unit_clerk,
        entered_at=NOON,
    )
    Evidence.objects.update(name="VẾT-minh-chứng.pdf")
    Guidance.objects.update(opening="VẾT-lời-dẫn")
    GuidancePoint.objects.update(issue="VẾT-gợi-ý", answer="VẾT-trả-lời")
    Conference.objects.update(conclusion="VẾT-kết-luận-chung", absent_note="VẾT-vắng: ốm")
    Conference.objects.filter(cell=world.cell).update(conclusion="VẾT-họp-chi-bộ", absent_note="")
    AgendaItem.objects.filter(subject=world.subject).update(
        conclusion="VẾT-kết-luận-riêng", reply="VẾT-tiếp-thu"
    )
    item = AgendaItem.objects.get(subject=world.subject)
    Remark.objects.create(item=item, speaker="Ông Góp", text="VẾT-góp-ý", position=1)
    Tally.objects.update(good_count=28471)
    counted = dict.fromkeys(("convened", "present", "issued", "returned", "valid"), 28471)
    Ballot.objects.update(
        state="counted",
        entered_by=unit_clerk,
        entered_at=NOON,
        checked_by=world.accounts["unit_checker"],
        checked_at=NOON,
        **{f"{name}_count": value for name, value in counted.items()},
    )
    Assessment.objects.update(text="VẾT-ý-kiến-phụ-trách")
    Sitting.objects.update(chair="VẾT-chủ-trì")
    Consultation.objects.update(text="VẾT-đang-kiểm-tra")
    EarlierAnswer.objects.create(
        consultation=Consultation.objects.get(), answer="pending", text="VẾT-từng-kiểm-tra",
        answered_on=DAY, entered_by=world.accounts["inspection"], entered_at=NOON,
    )  # fmt: skip
    SittingLine.objects.update(reason="VẾT-lý-do-kết-luận", asked_by="VẾT-người-đề-nghị")
    MemberMark.objects.create(
        line=world.line,
        account=world.accounts["standing_member"],
        mark="object",
        note="VẾT-không-đồng-ý",
        marked_at=NOON,
    )
    DecisionEntry.objects.update(compare_note="VẾT-khác-bản-ký")
    DossierItem.objects.filter(pk=world.item.pk).update(file_name="VẾT-tệp.pdf", return_note="VẾT-mục-trả")
    Handover.objects.update(note="VẾT-giao-nhận")
    Call.objects.create(
        unit=world.own,
        campaign=world.campaign,
        called_at=NOON,
        spoke_with="VẾT-gặp-ai",
        note="VẾT-cuộc-gọi",
        by=world.accounts["organization_staff"],
    )
    Call.objects.create(
        organization=world.cell,
        campaign=world.campaign,
        called_at=NOON,
        spoke_with="VẾT-gặp-bí-thư",
        note="VẾT-gọi-chi-bộ",
        by=unit_clerk,
    )
    InspectionRemark.objects.update(text="VẾT-ý-kiến-kiểm-tra", inspector="VẾT-đoàn-kiểm-tra")
    Contact.objects.filter(unit=world.own).update(mobile="VẾT-đầu-mối")
    Person.objects.filter(pk=world.person.pk).update(card_number="VẾT-số-thẻ", residence="VẾT-nơi-ở")
    Notice.objects.create(recipient=unit_clerk, title="VẾT-thông-báo", created_at=NOON)
    Account.objects.filter(pk=world.accounts["subject"].pk).update(phone="VẾT-riêng-tư")


def reachable(role):
    """Every address behind a gate that lets the role pass; whether it finds the record there is the question."""
    return [row["url"] for row in DOORS if row["method"] == "GET" and row[role] not in ("403", "405")]


def asked_for(name):
    """The address with each filter its list knows."""
    return [name, *(f"{name}?{query}" for query in FILTERS.get(name, ()))]


def visit(world, client, asked):
    """One page, one file, one list with its filter; nothing stays of the visit."""
    name, _mark, query = asked.partition("?")
    path = path_to(world, name) + (f"?{query.format(own=world.own.key)}" if query else "")
    with office.undone(), sentences() as said:
        response = client.get(path)
        body = DRAWN_BY_LOT.sub(b"", body_of(response))
    headers = " ".join(response.get(one, "") for one in ("Location", "Content-Disposition"))
    return SimpleNamespace(status=response.status_code, body=headers.encode() + body, said=said)


def browsers(world, roles):
    return {role: browser(world, role, raise_request_exception=False) for role in roles}


@pytest.fixture(scope="module")
def told(world):
    """What every role met in an office in which every record says something: {(role, page): answer}."""
    with office.undone():
        tell(world)
        return {
            (role, asked): visit(world, client, asked)
            for role, client in browsers(world, ROLES).items()
            for name in reachable(role)
            for asked in asked_for(name)
        }


def test_words_reach_those_they_are_for_and_nobody_else(told):
    met = {mark: set() for mark in FOR}
    for (role, _asked), shown in told.items():
        for mark in FOR:
            if mark.encode() in shown.body or (mark == "28471" and b"28.471" in shown.body):
                met[mark].add(role)
    assert met == FOR


def test_no_page_names_people_of_a_unit_out_of_reach(told):
    assert [
        f"{role} at {asked}: {one}"
        for (role, asked), shown in told.items()
        for one in PEOPLE
        if role in OUTSIDE and one.encode() in shown.body and (role, asked) not in OWN_DUTY
    ] == []


def test_looking_changes_nothing(told):
    """Only the session and the note that somebody looked are written by opening a page."""
    assert {
        f"{role} at {asked}": written
        for (role, asked), shown in told.items()
        if (written := writes(shown.said))
    } == {}


def test_every_page_is_answered(told):
    assert {
        f"{role} at {asked}: {shown.status}"
        for (role, asked), shown in told.items()
        if shown.status >= 500 and asked != "readyz"
    } == set()


@pytest.mark.parametrize("state", ["decided", "concluded"])
def test_nothing_a_unit_reads_depends_on_the_level_before_it_is_announced(state, world, told):
    """Two offices, alike but for the level behind the doors: each page that asks for it is the same to the letter."""
    pages = [
        (role, asked)
        for (role, asked), shown in told.items()
        if role in UNTOLD and any(table in sql for sql, _values in shown.said for table in SECRETS)
    ]
    assert {role for role, _asked in pages} == set(UNTOLD)
    clients, seen = browsers(world, UNTOLD), []
    for level in (Level.EXCELLENT, Level.FAILED):
        with office.undone():
            Rating.objects.filter(pk=world.rating.pk).update(
                state=state,
                appraised_level=level,
                concluded_level=level,
                decided_level=level if state == "decided" else "",
            )
            SittingLine.objects.update(submitted_level=level, concluded_level=level)
            DecisionEntry.objects.update(level=level)
            seen.append([FRESH.sub(b"", visit(world, clients[role], asked).body) for role, asked in pages])
    assert [one for one, first, second in zip(pages, *seen, strict=True) if first != second] == []
