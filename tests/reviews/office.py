"""A district with its people under the real rulebook: what the tests of the review start from."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from organizations.enums import OrganizationKind, Role
from organizations.models import Account
from reviews.models import Guidance, GuidancePoint, Regulation, Section, Shortcoming, Subject
from reviews.queries.boxes import Kind
from reviews.queries.writing import Writing
from reviews.rules.regulation import content_hash
from reviews.services.campaigns import register_subjects
from reviews.services.writing import save_writing
from tests.factories import (
    make_account,
    make_campaign,
    make_collective,
    make_membership,
    make_organization,
    make_person,
    make_post,
    make_province,
    make_unit,
)

NOON = datetime(2021, 12, 14, 5, 0, tzinfo=UTC)
RULEBOOK = Path(__file__).parents[2] / "fixtures" / "regulations" / "qd132-hd21.json"


def make_rulebook():
    """The regulation the product is delivered with."""
    content = json.loads(RULEBOOK.read_text(encoding="utf-8"))
    return Regulation.objects.create(
        code="qd132-hd21",
        title=content["title"],
        content=content,
        content_hash=content_hash(content),
        state="published",
        published_at=NOON,
    )


class Office:
    """Huyện ủy Đồng Khê: a standing committee, its head, a deputy, a member; their clerk; the province's staff."""

    def __init__(self):
        self.province = make_province()
        self.campaign = make_campaign(regulation=make_rulebook())
        self.standing = make_collective(
            self.province, type="province_standing", name="Ban Thường vụ Tỉnh ủy", symbol="TU"
        )
        self.district = make_organization(name="Đảng bộ huyện Đồng Khê")
        self.collective = make_collective(self.district, name="Ban Thường vụ Huyện ủy Đồng Khê")
        self.unit = make_unit(self.collective, name="Huyện ủy Đồng Khê")
        base = make_organization(self.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ cơ quan")
        self.cell = make_organization(base, OrganizationKind.CELL, name="Chi bộ Văn phòng")
        self.head = self._leader("Quách Đình Lự", "Bí thư Huyện ủy", 1, is_head=True)
        self.deputy = self._leader("Bùi Đức Khải", "Phó Bí thư Huyện ủy", 2)
        self.author = make_account(full_name="Bùi Đức Khải", person=self.deputy)
        self.clerk = make_account(Role.UNIT_CLERK, self.district, full_name="Hà Thị Lan")
        self.staff = make_account(Role.ORGANIZATION_STAFF, self.province, full_name="Lò Văn Inh")
        register_subjects(self.campaign, [self.collective, self.head, self.deputy], actor=self.staff, at=NOON)
        self.subject = Subject.objects.get(person=self.deputy)
        self.head_subject = Subject.objects.get(person=self.head)
        self.body = Subject.objects.get(collective=self.collective)

    def _leader(self, name, title, position, **fields):
        person = make_person(name)
        make_membership(person, self.cell)
        make_post(person, self.collective, title=title, position=position, **fields)
        return person

    @property
    def review(self):
        """The deputy's self-review."""
        return self.subject.self_review

    def past(self, **fields):
        """A shortcoming of last year that the deputy must answer."""
        values = {"person": self.deputy, "year": 2020, "text": "Chậm kiện toàn chi ủy tại 3 chi bộ."}
        return Shortcoming.objects.create(**(values | fields))

    def letter(self, state="sent", **fields):
        """A letter with two points to the deputy."""
        values = {
            "subject": self.subject,
            "issuer": self.standing,
            "state": state,
            "drafted_by": self.staff,
            "number": "812-CV/TU",
            "dated_on": date(2021, 11, 22),
        }
        letter = Guidance.objects.create(**(values | fields))
        for position, issue in enumerate(("Xây nhà trên đất trồng lúa.", "Quy chế làm việc."), 1):
            GuidancePoint.objects.create(guidance=letter, position=position, issue=issue)
        return letter


def sibling():
    """A clerk of another district, who must see nothing of the first."""
    other = make_organization(name="Đảng bộ huyện Yên Lạng")
    make_unit(make_collective(other, name="Ban Thường vụ Huyện ủy Yên Lạng"), name="Huyện ủy Yên Lạng")
    return make_account(Role.UNIT_CLERK, other, full_name="Lý A Páo")


def complete(review, words="Đã làm xong 08/14 việc."):
    """Everything the form asks for, as a browser would send it."""
    writing = Writing(review)
    typed = {}
    for part in writing.parts:
        typed[part.stamp_name] = part.stamp
        for box in part.boxes:
            typed[box.name] = _answer(box, words)
    return typed


def _answer(box, words):
    if box.kind == Kind.CHOICE:
        return box.choices[1][0]
    if box.target.field == "responsible":
        return "Đồng chí Bùi Đức Khải"
    return {Kind.PROSE: words, Kind.DAY: "31/3/2022"}.get(box.kind, box.value)


def stamp(review, code):
    """The stamp of one section, as the page shows it now."""
    part = next(one for one in Writing(review).parts if one.code == code)
    return {part.stamp_name: part.stamp}


def account_named(name):
    """An account by the name people see."""
    return Account.objects.get(full_name=name)


def url(name, *args):
    """The address of a page of the review."""
    return reverse(f"reviews:{name}", args=args)


def text_of(office, code="CN.ND.1"):
    """What stands in a section of the deputy's."""
    return Section.objects.get(review=office.review, code=code).text


def photo(name="anh.jpg", kind="JPEG"):
    """A small picture as a phone sends it."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(stream, kind)
    return SimpleUploadedFile(name, stream.getvalue())


def write_all(office):
    """The deputy has written everything."""
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)
