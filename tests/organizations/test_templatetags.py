from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

from organizations.enums import Certainty, Level
from organizations.forms import CountField, FigureField, OfficialDateField, RadioRows
from organizations.templatetags import ui

NBSP = "\N{NO-BREAK SPACE}"


def drawn(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def test_every_form_key_is_another():
    assert drawn("{% form_key %}") != drawn("{% form_key %}")
    assert 'name="form_key"' in drawn("{% form_key %}")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2018, 3, 8), "08/3/2018"),
        (date(2021, 12, 9), "09/12/2021"),
        (date(2022, 1, 15), "15/01/2022"),
        (date(2022, 2, 20), "20/02/2022"),
        (date(2022, 3, 15), "15/3/2022"),
        (None, ""),
    ],
)
def test_a_date_is_written_as_on_official_papers(day, written):
    assert ui.vn_date(day) == written


def test_a_moment_is_told_by_the_clock_of_the_office():
    late_evening = datetime(2021, 12, 14, 17, 5, tzinfo=UTC)
    assert ui.vn_moment(late_evening) == f"00:05 ngày{NBSP}15/12/2021"
    assert ui.vn_weekday(late_evening) == "thứ Tư"
    assert ui.vn_day(late_evening) == f"ngày{NBSP}15 tháng{NBSP}12 năm{NBSP}2021"


@pytest.mark.parametrize(
    ("figure", "places", "written"),
    [
        (4740, None, "4.740"),
        (Decimal("12.5"), None, "12,5"),
        (Fraction(181, 1000) * 100, 1, "18,1"),
        (None, None, ""),
    ],
)
def test_figures_are_written_the_vietnamese_way(figure, places, written):
    assert ui.vn_number(figure, places) == written


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, f"0{NBSP}kB"),
        (1, f"1{NBSP}kB"),
        (214_000, f"214{NBSP}kB"),
        (1_240_000, f"1,2{NBSP}MB"),
        (None, ""),
    ],
)
def test_the_size_of_a_file_is_told_in_words(count, written):
    assert ui.vn_size(count) == written


def test_a_state_is_a_shape_a_word_and_a_tint():
    tag = drawn('{% state_tag "returned" "Đề nghị bổ sung" %}')
    assert "st-back" in tag
    assert "#back" in tag
    assert "Đề nghị bổ sung" in tag


def test_a_state_nobody_listed_is_drawn_as_not_begun():
    assert "st-todo" in drawn('{% state_tag "unheard_of" "Chưa rõ" %}')


def test_a_level_has_dots_and_words_and_no_colour():
    tag = drawn("{% level value %}", value=Level.GOOD)
    assert "●●●○" in tag
    assert f"Hoàn{NBSP}thành tốt nhiệm{NBSP}vụ" in tag
    assert "st-" not in tag


def test_a_missing_level_says_so():
    assert "Chưa có" in drawn("{% level value %}", value="")


def test_an_invented_level_is_refused():
    with pytest.raises(ValueError, match="superb"):
        ui.level("superb")


def test_two_syllable_words_and_units_stay_on_one_line():
    assert ui.joined("Đồng chí gửi hồ sơ trước ngày 15/12/2021, còn 3 ngày") == (
        f"Đồng{NBSP}chí gửi hồ sơ trước ngày{NBSP}15/12/2021, còn 3{NBSP}ngày"
    )


def test_what_a_person_typed_is_never_markup():
    assert "<img" not in drawn(
        "{% state_tag 'done' text %}{{ text|joined }}", text="<img src=x onerror=alert(1)>"
    )


def test_the_ceiling_shows_places_taken_free_and_over():
    tag = drawn("{% slots 7 6 %}")
    assert tag.count('class="on"') == 6
    assert tag.count('class="over"') == 1
    assert "<progress" in drawn("{% slots 12 62 %}")


class Sample(forms.Form):
    day = OfficialDateField(label="Khắc phục xong trước ngày")
    count = CountField(label="Số phiếu")
    share = FigureField(label="Tỷ lệ", max_digits=6, decimal_places=2)
    level = forms.ChoiceField(
        label="Mức",
        choices=[("good", "Tốt"), ("fair", "Hoàn thành")],
        widget=RadioRows(refused={"good": "cao hơn tập thể"}, notes={"fair": "Ban Tổ chức đề nghị"}),
    )


def test_all_errors_are_told_at_once_in_the_words_beside_the_field():
    form = Sample({"day": "cuối quý 1", "count": "mười bốn", "share": "x"})
    summary = drawn("{% error_summary form %}", form=form)
    assert "còn 4 chỗ cần sửa" in summary
    for name in ("day", "count", "share"):
        assert f'href="#id_{name}"' in summary
    assert 'href="#id_level_0"' in summary
    assert "Đồng chí đã ghi “cuối quý 1”." in summary
    page = drawn("{{ form }}", form=form)
    assert "Ghi ngày, tháng, năm, ví dụ 31/3/2022. Đồng chí đã ghi “cuối quý 1”." in page
    assert 'value="mười bốn"' in page


def test_the_error_is_tied_to_its_box():
    page = drawn("{{ form }}", form=Sample({"count": "x"}))
    assert 'aria-describedby="id_count_error"' in page
    assert 'id="id_count_error"' in page
    assert 'aria-invalid="true"' in page


def test_figures_are_read_with_a_decimal_comma():
    form = Sample({"day": "31/3/2022", "count": "15", "share": "4.740,5", "level": "fair"})
    assert form.is_valid()
    assert form.cleaned_data["share"] == Decimal("4740.5")
    assert form.cleaned_data["day"] == date(2022, 3, 31)


@pytest.mark.parametrize(
    "typed", ["12.5", "1.5", "0.5", "12.50", "0.500", "1.2500", "1.250.5", "1.250,5.0", "12,5.000"]
)
def test_a_point_that_does_not_part_groups_of_three_is_asked_about(typed):
    form = Sample({"share": typed})
    assert form.errors["share"] == [
        "Phần lẻ ghi sau dấu phẩy, ví dụ 12,5; dấu chấm chỉ tách từng nhóm ba chữ số, ví dụ 1.250. "
        f"Đồng chí đã ghi “{typed}”."
    ]


@pytest.mark.parametrize(
    ("typed", "figure"), [("1.000", "1000"), (" 12,50 ", "12.5"), ("0,5", "0.5"), ("1.250,75", "1250.75")]
)
def test_groups_of_three_and_a_comma_are_read(typed, figure):
    form = Sample({"share": typed})
    assert "share" not in form.errors
    assert form.cleaned_data["share"] == Decimal(figure)


@pytest.mark.parametrize(("typed", "count"), [("1.000", 1000), (" 12 ", 12), ("0", 0)])
def test_a_count_is_read_in_groups_of_three(typed, count):
    form = Sample({"count": typed})
    assert "count" not in form.errors
    assert form.cleaned_data["count"] == count


@pytest.mark.parametrize("typed", ["15.0", "1.5", "1.00", "0.000", "15,0"])
def test_a_count_with_a_part_is_no_count(typed):
    assert Sample({"count": typed}).errors["count"] == [
        f"Ghi số nguyên bằng chữ số, ví dụ 15. Đồng chí đã ghi “{typed}”."
    ]


@pytest.mark.parametrize("typed", ["12/31/2021", "30/2/2022", "2021"])
def test_a_date_that_is_not_one_is_refused(typed):
    assert "day" in Sample({"day": typed}).errors


def test_a_level_that_may_not_be_chosen_stays_visible_with_the_reason():
    page = drawn("{{ form }}", form=Sample())
    assert "Không chọn được: cao hơn tập thể" in page
    assert "Ban Tổ chức đề nghị" in page
    assert page.count("disabled") == 1


def test_no_example_is_written_inside_the_box():
    class Hinted(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Tên"}))

    assert "placeholder" not in drawn("{{ form }}", form=Hinted())


class Unseen(forms.Form):
    """A form with two boxes that nobody sees."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kept = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label="Ghi chú", max_length=1000, widget=forms.Textarea, required=False)


@pytest.mark.parametrize("typed", ["", "ba", "1.5"])
def test_a_box_that_nobody_sees_is_not_named_in_the_summary(typed):
    page = drawn("{% error_summary form %}", form=Unseen({"version": typed, "kept": typed, "note": "a"}))

    assert page.count(ui.STALE_PAGE) == 1
    assert "còn 1 chỗ cần sửa" in page
    assert "Version" not in page


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (899, ""),
        (900, "Tối đa 1.000 ký tự, còn 100."),
        (1000, "Tối đa 1.000 ký tự, còn 0."),
        (1010, "Tối đa 1.000 ký tự, thừa 10."),
    ],
)
def test_the_room_left_is_said_only_near_the_limit(count, said):
    page = drawn("{{ form }}", form=Unseen({"version": "1", "kept": "1", "note": "ạ" * count}))

    assert "maxlength" not in page  # a browser would cut a long paste and say nothing
    assert ("ký tự" in page) is bool(said)
    assert f'<p class="hint">{said}</p>' in page or not said


@pytest.mark.parametrize(
    ("certainty", "said"),
    [
        ("stated", "Điểm 4, Mục II · Quy định nêu rõ"),
        ("inferred", "Điểm 4, Mục II · Suy ra từ quy định"),
        ("default", "Quy định không nêu; theo mặc định của hệ thống"),
    ],
)
def test_a_source_says_how_sure_it_is_and_a_default_only_that(certainty, said):
    row = SimpleNamespace(clause="Điểm 4, Mục II", certainty=Certainty(certainty))
    assert ui.source(row) == said
