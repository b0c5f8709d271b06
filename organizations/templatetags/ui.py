"""What templates draw with: icons, states, levels, dates and keys, the same on every page."""

import re
import secrets
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django import template
from django.apps import apps
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.rules import month_number, padded, short_date
from organizations.enums import Grade, Level, Role
from organizations.forms import AtBox
from organizations.models import Assignment
from organizations.permissions import POLICIES, Gate
from organizations.rules.actions import ACTIONS

register = template.Library()

# Said of a box that nobody sees: its name would tell the reader nothing.
STALE_PAGE = "Trang này đã cũ hoặc gửi lên không đủ. Đề nghị mở lại trang, so lại nội dung rồi ghi lần nữa."
NEAR_LIMIT = 0.9

NBSP = "\N{NO-BREAK SPACE}"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

# Six shapes carry every state of the product; a state not listed here is drawn as not yet begun.
SHAPES = {
    **{one: one for one in ("todo", "doing", "wait", "back", "done", "late")},
    **dict.fromkeys(
        (
            "draft",
            "editing",
            "completing",
            "running",
            "waiting",
            "prepared",
            "preparing",
            "counting",
            "checking",
        ),
        "doing",
    ),
    **dict.fromkeys(
        (
            "sent",
            "proposed",
            "admitted",
            "appraised",
            "queued",
            "paused",
            "presented",
            "entered",
            "typed",
            "writing",
            "undoing",
        ),
        "wait",
    ),
    **dict.fromkeys(("returned", "recalled", "refused", "undone"), "back"),
    **dict.fromkeys(
        (
            "paper",
            "ready",
            "submitted",
            "received",
            "accepted",
            "archived",
            "answered",
            "counted",
            "compared",
        ),
        "done",
    ),
    **dict.fromkeys(
        ("concluded", "completed", "decided", "announced", "signed", "closed", "confirmed"), "done"
    ),
    **dict.fromkeys(("failed", "overdue"), "late"),
}

# Words of two syllables that must not be torn apart at the end of a line.
PAIRS = (
    "bản kiểm", "ban thường", "ban tổ", "bí thư", "cán bộ", "cấp ủy", "chi bộ", "chi ủy", "chính thức", "chính trị",
    "công tác", "cơ sở", "đảng bộ", "đảng ủy", "đảng viên", "đề nghị", "đề xuất", "đồng chí", "đơn vị", "gợi ý",
    "hạn chế", "hoàn thành", "hoàn thiện", "hội nghị", "huyện ủy", "khuyết điểm", "kiểm điểm", "kiểm tra",
    "kế hoạch", "kết luận", "kết quả", "lãnh đạo", "nhiệm vụ", "phó bí", "quản lý", "quyết định", "tập thể",
    "thẩm định", "thành ủy", "thường trực", "thường vụ", "tiếp nhận", "tỉnh ủy", "tổ chức", "trách nhiệm",
    "tự soi", "ủy viên", "xuất sắc", "xếp loại", "ý kiến",
)  # fmt: skip
JOIN = re.compile(
    r"\b(?:" + "|".join(one.replace(" ", r"(?: )") for one in PAIRS) + r")\b"
    r"|\b[nN]gày \d|\d (?:ngày|đồng chí|phiếu|mục|trang|%|kB|MB)",
    re.IGNORECASE,
)


@register.simple_tag
def form_key() -> SafeString:
    """The hidden key by which a form posted twice is recognised as one act."""
    return format_html('<input type="hidden" name="form_key" value="{}">', secrets.token_hex(16))


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, css: str = "") -> SafeString:
    """One shape of the sprite, silent to screen readers: a word always stands beside it."""
    return format_html(
        '<svg class="ic{}{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        " " if css else "",
        css,
        static("sprite.svg"),
        name,
    )


@register.simple_tag
def state_tag(state: str, label: str) -> SafeString:
    """A state as shape, word and tint; the state is one of the six shapes or a state of a record."""
    shape = SHAPES.get(str(state), "todo")
    return format_html('<span class="st st-{}">{}{}</span>', shape, icon(shape), label)


@register.simple_tag
def level(value: str | None, short: bool = False, empty: str = "Chưa có") -> SafeString:
    """A quality level: four dots and words, never a colour; the short form only in tables with a note."""
    if not value:
        return format_html('<span class="dim">{}</span>', empty)
    one = Level(value)
    words = one.short if short else joined(one.label)
    return format_html(
        '<span class="lv"><i aria-hidden="true">{}</i>{}</span>', "●" * (4 - one.rank) + "○" * one.rank, words
    )


@register.simple_tag
def grade(value: str | None, empty: str = "Chưa chọn") -> SafeString:
    """A grade of one criterion, in words."""
    if not value:
        return format_html('<span class="dim">{}</span>', empty)
    return format_html("{}", joined(Grade(value).label))


@register.simple_tag
def slots(taken: int, most: int) -> SafeString:
    """The ceiling as squares, one a place; those over it are red. Beyond 20 places a bar."""
    label = f"{taken} trên tối đa {most}"
    if max(taken, most) > 20:
        return format_html(
            '<progress value="{}" max="{}" aria-label="{}"></progress>', min(taken, most), max(most, 1), label
        )
    kinds = ["on"] * min(taken, most) + [""] * (most - taken) + ["over"] * (taken - most)
    squares = format_html_join("", '<i class="{}"></i>', ((kind,) for kind in kinds))
    return format_html('<span class="slots" role="img" aria-label="{}">{}</span>', label, squares)


@register.simple_tag
def room_left(value: Any, longest: int | None) -> str:
    """How much more a box takes, said only near its limit and by the server: no script counts along."""
    count = len(str(value or "").replace("\r\n", "\n"))
    if not longest or count < longest * NEAR_LIMIT:
        return ""
    left = f"còn {vn_number(longest - count)}" if count <= longest else f"thừa {vn_number(count - longest)}"
    return f"Tối đa {vn_number(longest)} ký tự, {left}."


@register.filter
def source(row: Any) -> str:
    """By which clause a row of the regulation stands, and how sure that is."""
    return str(row.certainty.beside(row.clause))


@register.filter
def joined(text: Any) -> str:
    """The text with its two-syllable words, and figures with their units, kept on one line."""
    return _joined(str(text))


@lru_cache(maxsize=2048)  # labels and headings stand on every page, dozens of times
def _joined(text: str) -> str:
    return JOIN.sub(lambda found: found.group().replace(" ", NBSP), text)


@register.filter
def vn_date(value: date | datetime | None) -> str:
    """A date as official papers write it: a day below 10 and months 1 and 2 take a zero (08/3/2018)."""
    if not value:
        return ""
    return short_date(_local(value))


@register.filter
def vn_day(value: date | datetime | None) -> str:
    """A date in full, as a heading of an official paper writes it: ngày 09 tháng 12 năm 2021."""
    if not value:
        return ""
    day = _local(value)
    return f"ngày{NBSP}{padded(day.day)} tháng{NBSP}{month_number(day.month)} năm{NBSP}{day.year}"


@register.filter
def vn_time(value: datetime | None) -> str:
    """The hour of the act: 14:05."""
    return f"{_local(value):%H:%M}" if value else ""


@register.filter
def vn_moment(value: datetime | None) -> str:
    """The moment of an act: 14:05 ngày 09/12/2021."""
    return f"{vn_time(value)} ngày{NBSP}{vn_date(value)}" if value else ""


@register.filter
def vn_weekday(value: date | datetime | None) -> str:
    """The day of the week: thứ Bảy."""
    return WEEKDAYS[_local(value).weekday()] if value else ""


@register.filter
def vn_number(value: float | Decimal | Fraction | None, places: int | None = None) -> str:
    """A figure the Vietnamese way: 4.740 and 12,5."""
    if value is None or value == "":
        return ""
    exact = (
        Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    )
    text = f"{exact:,.{places}f}" if places is not None else f"{exact:,f}"
    return text.translate(str.maketrans(",.", ".,"))


@register.filter
def vn_size(count: int | None) -> str:
    """The size of a file in words: 214 kB, 1,2 MB."""
    if count is None:
        return ""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000)) if count else 0}{NBSP}kB"
    return f"{vn_number(Decimal(count) / 1_000_000, 1)}{NBSP}MB"


@register.inclusion_tag("components/error_summary.html")
def error_summary(
    shown: BaseForm | list[BaseForm] | None, title: str = "Chưa lưu được", kept: bool = True, to: str = ""
) -> dict[str, Any]:
    """Every error of a page's forms at once, each a link to its field, in the words that stand beside it.

    A form that stands on the page several times says `whose` it is. `to` is where the errors of a whole form lead,
    when the page holds more than the form.
    """
    forms = shown if isinstance(shown, list) else [shown]
    links = [link for form in forms if form is not None and form.is_bound for link in _links(form, to)]
    return {"links": links, "count": len(links), "title": title, "kept": kept}


def _links(form: BaseForm, to: str) -> list[dict[str, str]]:
    whole = [
        {"href": f"#{error.anchor}" if isinstance(error, AtBox) else to, "text": str(next(iter(error)))}
        for error in form.non_field_errors().as_data()
    ]
    if any(field.errors for field in form.hidden_fields()):
        whole.append({"href": "", "text": STALE_PAGE})
    whose = f"{form.whose} – " if hasattr(form, "whose") else ""
    return whole + [
        {"href": f"#{_anchor(field)}", "text": f"{whose}{field.label}: {_lower_first(str(error))}"}
        for field in form.visible_fields()
        for error in field.errors
    ]


def _anchor(field: BoundField) -> str:
    """Where the link of an error leads: the box, or the first choice of a group; where there is none, the words."""
    if field.id_for_label:
        return field.id_for_label
    return f"{field.auto_id}_0" if len(field.subwidgets) else f"{field.auto_id}_error"


def _lower_first(text: str) -> str:
    """The same words after a colon: only an ordinary capital is lowered, a name keeps its own."""
    return text if text[:5] in {"Đồng ", "Đảng "} or text[1:2].isupper() else text[:1].lower() + text[1:]


def _local(value: Any) -> Any:
    """A moment in Vietnam's own time; a plain date as it is."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.simple_tag(takes_context=True)
def tab(context: Context, name: str, label: str, *families: str, css: str = "") -> str:
    """One tab of the header or of a part: there only for those whom the authority table lets in.

    It is the current one on its own page and on pages whose URL name begins with one of the families.
    """
    request = context["request"]
    if not may_open(request.user, name):
        return ""
    here = request.resolver_match.view_name if request.resolver_match else ""
    current = "page" if here == name else "true" if any(here.startswith(one) for one in families) else ""
    marks = (("class", css), ("aria-current", current))
    said = format_html_join("", ' {}="{}"', [mark for mark in marks if mark[1]])
    return format_html('<a href="{}"{}>{}</a>', reverse(name), said, label)


@register.simple_block_tag
def drawn(content: str) -> str:
    """What a page shows in two places, drawn once: `{% drawn as tabs %}...{% enddrawn %}`."""
    return content


@register.filter
def may_open(account: Any, name: str) -> bool:
    """Whether the authority table would let the account in at a page."""
    policy = POLICIES.get(name)
    if policy is None or not account.is_authenticated:
        return False
    if isinstance(policy, Gate):
        return policy is not Gate.DEMO or bool(settings.DEMO)
    wanted = policy if isinstance(policy, tuple) else (policy,)
    return any(account.holds(one) for one in wanted)


@register.filter
def hat_name(hat: Assignment) -> str:
    """A role with the place it is held at, said once: "Bí thư Chi bộ xóm Bưởi"."""
    place = hat.unit.name if hat.unit else hat.organization.name
    return str(hat) if place in str(hat) else f"{hat}, {place}"


@register.filter
def role_names(hats: str) -> str:
    """The roles of a journal's line, in words."""
    known = {one.value: str(one.label) for one in Role}
    return ", ".join(known.get(one.strip(), one) for one in hats.split(",")) if hats else ""


@register.filter
def action_name(action: str) -> str:
    """What a journal's line says was done, in words."""
    return ACTIONS.get(action, action)


@register.filter
def kind_name(label: str) -> str:
    """What kind of record a journal's line speaks of, in words."""
    try:
        name = str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label
    return name[:1].upper() + name[1:]
