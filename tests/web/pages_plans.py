"""Pages of a committee's own plan."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from reviews.models import ConferencePaper, Place
from tests.factories import (
    make_conference_plan,
    make_organization,
    make_own_plan,
    make_person,
    make_refinement,
    make_subject,
)
from tests.web.page import Page


def own_dates_overtaken(office: Any) -> None:
    """The district has dates of its own; the province's plan moved one of them earlier since."""
    for code, day in (("T1", 6), ("T4", 24)):
        make_refinement(office.district, code, date(2021, 12, day))
    office.campaign.deadlines.filter(code="T4").update(before_on=date(2021, 12, 20))


def another_body(office: Any) -> None:
    """The cell is a second body whose conference the clerk prepares."""
    subject = make_subject(person=make_person("Vi Thị Xuân"), organization=office.cell, places=[])
    Place.objects.create(subject=subject, organization=office.cell, label=office.cell.name)


def prepared(office: Any) -> None:
    """The conference is prepared, a letter of guidance is sent, and nobody from above is named."""
    type(office.conference_plan).objects.filter(pk=office.conference_plan.pk).update(
        planned_at=time(7, 30), place="Hội trường Huyện ủy", chair="Quách Đình Lự", lasts_days=Decimal("0.5"),
        programme="Trình bày báo cáo kiểm điểm\nKiểm điểm cá nhân: đồng chí Quách Đình Lự (người đứng đầu)",
    )  # fmt: skip
    ConferencePaper.objects.create(plan=office.conference_plan, subject=office.subject)


def plans_below(office: Any) -> None:
    """Of the communes one wrote its plan down without a date, one moved a date, one did neither; a note on ours."""
    for place, name in enumerate(("Đảng bộ xã Nà Sọng", "Đảng bộ xã Khe Lũng", "Chi bộ cơ sở Hạt Kiểm lâm")):
        commune = make_organization(
            office.district, "base_cell" if place == 2 else "base_committee", name=name
        )
        if place == 0:
            make_own_plan(
                commune, number="07-KH/ĐU", organ="Ban Thường vụ Đảng ủy xã", note="Họp tại các bản"
            )
        elif place == 1:
            make_refinement(commune, "T4", date(2021, 12, 20))


def evening_planned(office: Any) -> None:
    """The cell's evening is planned, with who comes from above; the unit's conference was held after its plan."""
    here = office.accounts["supervisor"].assignments.get()
    make_conference_plan(
        None, date(2021, 12, 13), cell=office.cell, place="Nhà văn hóa xóm", chair="Quách Đình Lự", attending=here,
        papers_sent_on=date(2021, 12, 11), papers_sent_to="Đảng viên", key="lichhopchibo",
    )  # fmt: skip
    make_conference_plan(office.own.collective, date(2021, 12, 28), planned_at=time(14, 0), attending=here)
    type(office.conference).objects.filter(pk=office.conference.pk).update(plan=office.conference_plan)


EMPTY = {"form_key": "0" * 32}
PLAN_ERRORS = [
    Page("reviews:conference_plan_create", "unit_clerk", data=EMPTY, errors=1),
    Page("reviews:cell_meeting", "unit_clerk", data=EMPTY, errors=8, picture="cell-meeting-refused"),
    Page("reviews:cell_meeting_edit", "unit_clerk", data=EMPTY, errors=8),
]
PLAN_PAGES = [
    Page("reviews:plan_edit", "unit_clerk", picture="own-plan"),
    Page("reviews:plan_edit", "unit_clerk", given=own_dates_overtaken, state="capped"),
    Page("reviews:plan_list", "organization_staff", given=plans_below, state="below", picture="own-plans"),
    Page("reviews:plan_list", "unit_clerk"),
    Page("reviews:plan_list", "unit_clerk", query="?tim=kh%C3%B4ng"),
    Page("reviews:conference_plan_list", "unit_clerk", picture="conference-plans"),
    Page("reviews:conference_plan_list", "office_staff"),
    Page(
        "reviews:conference_plan_list",
        "unit_clerk",
        given=evening_planned,
        state="one held",
        picture="conference-plans-held",
    ),
    Page(
        "reviews:cell_meeting",
        "unit_clerk",
        query="?lich=lichhopchibo",
        given=evening_planned,
        state="planned",
        picture="cell-meeting-planned",
    ),
    Page(
        "deadlines:worklist",
        "supervisor",
        given=evening_planned,
        state="attending",
        picture="worklist-supervisor",
    ),
    Page("reviews:conference_plan_detail", "supervisor", given=prepared, state="prepared"),
    Page("reviews:conference_plan_choose", "unit_clerk", given=another_body, state="two bodies"),
    Page("reviews:conference_plan_create", "unit_clerk", picture="conference-plan-create"),
    Page(
        "reviews:conference_plan_detail",
        "unit_clerk",
        given=prepared,
        state="prepared",
        picture="conference-plan",
    ),
    Page("reviews:conference_plan_detail", "unit_leader"),
    Page("reviews:cell_list", "unit_clerk", picture="cell-list"),
    Page("reviews:cell_list", "unit_clerk", query="?tim=kh%C3%B4ng"),
    Page("reviews:cell_meeting", "unit_clerk", picture="cell-meeting"),
    Page("reviews:cell_meeting_edit", "unit_clerk"),
    Page("reviews:conference_plan_edit", "unit_clerk", given=prepared, state="prepared"),
    Page("deadlines:campaign_detail", "unit_clerk", given=own_dates_overtaken, state="own dates"),
]
