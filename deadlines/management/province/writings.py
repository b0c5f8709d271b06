"""Self-reviews of the story: some handed in here, most on paper, one still being written."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from deadlines.management.province.draw import Draw
from deadlines.management.province.opening import moment, subject_of
from deadlines.management.province.texts import text
from organizations import audit
from organizations.enums import Grade, Level
from organizations.models import Account
from organizations.rules.keys import keys_drawn_by
from reviews.enums import RemedyState, ReviewForm, ReviewState
from reviews.models import Campaign, SelfReview, Shortcoming
from reviews.queries.boxes import Keeps, Kind
from reviews.queries.writing import Writing
from reviews.services.notebooks import note_evidence, promise
from reviews.services.self_reviews import submit_self_review
from reviews.services.writing import save_writing

DONG_KHE = "Huyện ủy Đồng Khê"
ONLINE = frozenset({"Bùi Đức Khải", "Quách Đình Lự", "Đinh Thị Quyên", "Quách Văn Thường"})
PAPER_FROM, PAPER_TO = date(2021, 11, 26), date(2021, 12, 4)
SELF_LEVELS = ((Level.EXCELLENT, 22), (Level.GOOD, 72), (Level.FAIR, 6))

NOTEBOOK = 2103  # where the keys of the notebook begin
WEAK = "weak"  # what one names as a shortcoming is a record, not the text of a section

LEADER = {
    "CN.ND.1": "Kiên định mục tiêu, đường lối của Đảng; chấp hành sự phân công của tổ chức. Bản thân và gia đình chấp "
    "hành quy định phòng, chống dịch. Không có biểu hiện suy thoái qua tự soi và góp ý của chi bộ.",
    "CN.ND.2": "Đã hoàn thành các nhiệm vụ được giao trong chương trình công tác năm; kết quả ở bảng kèm theo.",
    "CN.ND.3": "Thực hiện đủ 05/05 nội dung đã cam kết tu dưỡng, rèn luyện từ đầu năm.",
    "CN.ND.L1": "Đã chỉ đạo các đơn vị được phân công phụ trách hoàn thành kế hoạch năm; nội bộ đoàn kết.",
    "CN.ND.L2": "Chủ động xử lý việc khó phát sinh do dịch bệnh; chịu trách nhiệm về việc mình quyết định.",
    "CN.ND.L3": "Kê khai tài sản đúng quy định; gia đình không vi phạm pháp luật.",
    WEAK: "Chưa thường xuyên kiểm tra lại việc đã giao.",
    "CN.ND.4": "Chưa sắp xếp hợp lý thời gian giữa các việc được phân công.",
    "CN.ND.7": "Cùng chịu trách nhiệm với tập thể về các hạn chế đã nêu trong báo cáo kiểm điểm tập thể.",
    "CN.ND.8": "Kiểm tra lại việc đã giao mỗi tháng một lần, từ tháng 01/2022.",
}
MEMBER = {
    "CN.ND.1": "Chấp hành chủ trương của Đảng, pháp luật của Nhà nước và quy định phòng, chống dịch.",
    "CN.ND.2": "Hoàn thành nhiệm vụ chi bộ phân công.",
    "CN.ND.3": "Đã thực hiện các nội dung cam kết từ đầu năm.",
    WEAK: "Còn ít phát biểu trong sinh hoạt chi bộ.",
    "CN.ND.4": "Chưa chủ động chuẩn bị ý kiến trước khi họp.",
    "CN.ND.8": "Mạnh dạn phát biểu, góp ý trong sinh hoạt chi bộ.",
}
COLLECTIVE = {
    "TT.ND.1": "Ban Thường vụ đã họp 24 phiên theo quy chế làm việc; các quyết định về cán bộ đều biểu quyết.",
    "TT.ND.2": "16/18 chỉ tiêu kinh tế – xã hội đạt và vượt; hai chỉ tiêu không đạt là giải phóng mặt bằng và thu tiền "
    "sử dụng đất.",
    "TT.ND.3": "Kết nạp 143 đảng viên; kiểm tra, giám sát theo chương trình đạt 10/13 cuộc.",
    "TT.ND.4": "Đã lãnh đạo phòng, chống dịch Covid-19, giữ vững sản xuất và trật tự trên địa bàn.",
    "TT.ND.8": "Trách nhiệm trước hết thuộc về tập thể Thường trực Huyện ủy và đồng chí được phân công phụ trách.",
    "TT.ND.9": "Hoàn thành bàn giao mặt bằng 22 hộ còn lại trước ngày 31/3/2022; mỗi quý kiểm tra đất đai một lần.",
}


def write_reviews(campaign: Campaign, draw: Draw) -> None:
    """The named ones through their own accounts, everybody else's as paper received."""
    _khai(campaign)
    _submitted(campaign, "lu", "Quách Đình Lự", LEADER, date(2021, 12, 2))
    quyen = LEADER | {"CN.ND.7": text("committee_member_responsibility")}
    _submitted(campaign, "quyen", "Đinh Thị Quyên", quyen, date(2021, 12, 1))
    work, weak = text("director_work").split(" Hạn chế: ", 1)
    weak, causes = weak.split(" Nguyên nhân khách quan là ", 1)
    outer, inner = causes.split("; nguyên nhân chủ quan, ", 1)
    thuong = LEADER | {WEAK: _sentence(weak), "CN.ND.2": work}
    thuong |= {"CN.ND.4": _sentence(inner), "CN.ND.4.kq": f"{_sentence(outer)}."}
    _submitted(campaign, "thuong", "Quách Văn Thường", thuong, date(2021, 12, 3))
    _submitted(campaign, "dac", "Hà Văn Đắc", MEMBER | {"CN.ND.2": text("retired_whole")}, date(2021, 12, 9))
    young = MEMBER | {"CN.ND.2": text("probationary_work")}
    _submitted(campaign, "maianh", "Lường Thị Mai Anh", young, date(2021, 12, 10))
    _teacher(campaign)
    with keys_drawn_by(Draw(NOTEBOOK).pick):  # drawn apart: everything that comes after is drawn as it was
        _notebook(campaign)
    _collective(campaign)
    _on_paper(campaign, draw)


def _sentence(words: str) -> str:
    """What stood inside a sentence, standing on its own."""
    return words[:1].upper() + words[1:]


def review_of(campaign: Campaign, name: str) -> SelfReview:
    return SelfReview.objects.for_form().get(subject=subject_of(campaign, name))


def typed(
    review: SelfReview,
    words: Mapping[str, str],
    *,
    remedied: Mapping[str, tuple[str, str]] | None = None,
    explained: Sequence[str] = (),
) -> dict[str, str]:
    """What the page would send: each section's words, a grade for each criterion, last year's and guidance answered."""
    answers, points = dict(remedied or {}), iter(explained)
    found: dict[str, str] = {}
    for part in Writing(review).parts:
        for group in part.groups:
            for box in group.boxes:
                if box.target.keeps == Keeps.SECTION and box.kind == Kind.PROSE:
                    found[box.name] = words.get(box.target.which, "")
                elif box.target.keeps == Keeps.SECTION:
                    found[box.name] = Grade.GOOD.value
                elif box.target.keeps == Keeps.PAST:
                    state, progress = answers.get(group.text, (RemedyState.DONE.value, ""))
                    found[box.name] = state if box.target.field == "state" else progress
                elif box.target.keeps == Keeps.POINT and box.target.field == "answer":
                    found[box.name] = next(points, "")
    return found


def _submitted(campaign: Campaign, sign_in: str, name: str, words: Mapping[str, str], day: date) -> None:
    account, at = Account.objects.get(sign_in_name=sign_in), moment(day, 20, 15)
    review = review_of(campaign, name)
    page = typed(review, words) | {"muc": Level.GOOD.value, "muc-cb": Level.GOOD.value}
    save_writing(review, page, actor=account, at=at)
    _name_shortcomings(review, [words[WEAK]], actor=account, at=at)
    submit_self_review(review_of(campaign, name), actor=account, at=at)


def _name_shortcomings(review: SelfReview, weak: Sequence[str], *, actor: Account, at: datetime) -> None:
    """Each in a row of its own, as the page adds them."""
    for place, one in enumerate(weak, 1):
        row = {"text": one, "due_before": "31/3/2022"}
        if review.subject.person_id is None:
            row["responsible"] = "Các đồng chí Thường trực Huyện ủy"
        save_writing(review, {f"h-{place}-{box}": words for box, words in row.items()}, actor=actor, at=at)


def _khai(campaign: Campaign) -> None:
    """Still writing on the 14th: the first sections stand, the guidance is not answered yet."""
    review, account = review_of(campaign, "Bùi Đức Khải"), Account.objects.get(sign_in_name="khai")
    words = {code: LEADER[code] for code in ("CN.ND.1", "CN.ND.2", "CN.ND.3", "CN.ND.L1")}
    page = {name: value for name, value in typed(review, words).items() if name.startswith("s-") and value}
    save_writing(review, page, actor=account, at=moment(date(2021, 12, 13), 21, 40))
    SelfReview.objects.filter(pk=review.pk).update(helper=Account.objects.get(sign_in_name="giup"))
    _shortcoming(review)


def _shortcoming(review: SelfReview) -> None:
    """What he names himself, as a record: cause, remedy, who answers, by when (P100)."""
    weak, rest = text("shortcoming").removeprefix("Hạn chế: ").split(" Nguyên nhân ", 1)
    causes, rest = rest.split(" Biện pháp: ", 1)
    inner, outer = causes.removeprefix("chủ quan: ").split("; khách quan: ", 1)
    remedy, rest = rest.split(" Người chịu trách nhiệm: ", 1)
    responsible, rest = rest.split(". Thời hạn: ", 1)
    Shortcoming.objects.create(
        person=review.subject.person,
        year=2021,
        text=weak,
        cause=_sentence(f"{inner}."),
        objective_cause=outer,
        remedy=remedy,
        responsible=responsible,
        due_before=date(2022, 3, 31),
        state=RemedyState.DOING,
        progress=rest.split("Tình trạng: ", 1)[1],
    )


def _teacher(campaign: Campaign) -> None:
    """One section written, with its grade; the rest waits for an evening."""
    review, account = review_of(campaign, "Bùi Thị Hoài Thu"), Account.objects.get(sign_in_name="thu")
    page = typed(review, {"CN.ND.2": text("teacher_work")})
    kept = {name: page[name] for name in page if name == "s-CN.ND.2"}
    graded = {name: page[name] for name in page if name.startswith("g-")}
    criteria = [
        one.code
        for item in Writing(review).items
        if item.code == "CN.ND.2"
        for one in Writing(review).criteria(item)
    ]
    kept |= {name: value for name, value in graded.items() if name.removeprefix("g-") in criteria}
    save_writing(review, kept, actor=account, at=moment(date(2021, 12, 12), 20, 5))


def _notebook(campaign: Campaign) -> None:
    """What the teacher promised in spring and noted when it came; she has not put it into her self-review."""
    person = review_of(campaign, "Bùi Thị Hoài Thu").subject.person
    account = Account.objects.get(sign_in_name="thu")
    if person is None:
        raise ValueError("a notebook is a person's")
    spring = moment(date(2021, 3, 12), 20, 30)
    for words, due in (
        ("Ôn bài cho học sinh học còn yếu của lớp 9B mỗi tuần ít nhất 02 buổi.", date(2021, 5, 31)),
        ("Dự đủ các kỳ sinh hoạt chi bộ; mỗi quý đọc và nói lại với chi bộ một chuyên đề học tập Bác.", None),
    ):
        promise(person, 2021, text=words, due_on=due, actor=account, at=spring)
    day = date(2021, 4, 16)
    result = "03 học sinh lớp 9 đạt giải môn Toán cấp huyện."
    note_evidence(person, 2021, text=result, happened_on=day, actor=account, at=moment(day, 19, 45))


def _collective(campaign: Campaign) -> None:
    """The district's report is written and waits to be handed in by its clerk."""
    review = review_of(campaign, f"Ban Thường vụ {DONG_KHE}")
    weak, cause = text("collective_shortcomings").split(" Nguyên nhân chủ quan: ", 1)
    _done, doing, not_yet = text("collective_remedied").split("; ")
    words = COLLECTIVE | {"TT.ND.5": cause}
    left = {
        "Sắp xếp trụ sở dôi dư sau sáp nhập chưa xong.": (RemedyState.DOING.value, doing),
        "Thu ngân sách từ đất không đạt kế hoạch.": (RemedyState.NOT_YET.value, not_yet),
    }
    page = typed(review, words, remedied=left) | {"muc": Level.GOOD.value}
    clerk, at = Account.objects.get(sign_in_name="dongkhe"), moment(date(2021, 12, 10), 16, 20)
    save_writing(review, page, actor=clerk, at=at)
    _name_shortcomings(review, re.split(r" ?\d\. ", weak)[1:], actor=clerk, at=at)


def paper_reviews(campaign: Campaign) -> QuerySet[SelfReview]:
    """Everybody who leads above the base, and the collectives, but for those who write here."""
    return (
        SelfReview.objects.filter(subject__campaign=campaign, subject__unit__isnull=False)
        .exclude(subject__route="lower")
        .exclude(subject__label__in=ONLINE)
        .exclude(subject__collective__name=f"Ban Thường vụ {DONG_KHE}")
        .select_related("subject")
        .order_by("pk")
    )


def _on_paper(campaign: Campaign, draw: Draw) -> None:
    """Có bản giấy: date, sheets and own level; no text is in the system (P01)."""
    rows = [*paper_reviews(campaign), *_base_papers(campaign)]
    for review in rows:
        review.form, review.state = ReviewForm.PAPER, ReviewState.PAPER
        review.paper_received_on = draw.day(PAPER_FROM, PAPER_TO)
        review.paper_sheets = draw.number(18, 26) if review.subject.collective_id else draw.number(4, 9)
        review.self_level = draw.weighted(SELF_LEVELS)
    fields = ["form", "state", "paper_received_on", "paper_sheets", "self_level"]
    SelfReview.objects.bulk_update(rows, fields, batch_size=500)
    audit.record_many(actor=None, action="record_paper", targets=list(rows))


def _base_papers(campaign: Campaign) -> list[SelfReview]:
    """About half of the villagers' papers of Nà Sọng have come in."""
    waiting = SelfReview.objects.filter(
        subject__campaign=campaign,
        subject__places__organization__name__in=("Chi bộ xóm Bưởi", "Chi bộ xóm Chiềng"),
        state=ReviewState.DRAFT,
    ).select_related("subject")
    return list(waiting.order_by("pk").distinct())[::2]
