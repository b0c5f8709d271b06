"""A cell is read in one way or refused with what to do; nothing is guessed."""

import contextlib
import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.rules.cells import (
    CellError,
    card_number_of,
    choice_of,
    date_of,
    flag_of,
    is_blank,
    number_of,
    phone_of,
    short_text_of,
    text_of,
    year_or_date_of,
)
from organizations.rules.names import fold

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
LEVELS = (
    ("excellent", "Hoàn thành xuất sắc nhiệm vụ", "HTXSNV"),
    ("good", "Hoàn thành tốt nhiệm vụ", "HTTNV"),
    ("fair", "Hoàn thành nhiệm vụ", "HTNV"),
    ("failed", "Không hoàn thành nhiệm vụ", "KHTNV"),
)


def refusal(read, *given_):
    with pytest.raises(CellError) as caught:
        read(*given_)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("value", [None, "", "  ", "\u200b", "\xa0\n"])
def test_a_blank_cell_says_nothing(value):
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, 0.0, False, "x", date(2021, 1, 1)])
def test_a_nought_is_not_blank(value):
    assert not is_blank(value)


@pytest.mark.parametrize(
    ("_case", "value", "expected"),
    [
        ("composed, single spaces", unicodedata.normalize("NFD", " Lò  Văn\nHặc\u200b "), "Lò Văn Hặc"),
        ("a whole number without its tail", 12.0, "12"),
        ("an integer", 7, "7"),
        ("a figure", 12.5, "12.5"),
        ("yes", True, "Có"),
        ("a day", datetime(2021, 12, 9), "09/12/2021"),
        ("nothing", None, ""),
        ("a day with its hour", datetime(2021, 12, 9, 8, 30), "09/12/2021"),
    ],
)
def test_text(_case, value, expected):
    assert text_of(value) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("#REF!", "Công thức trong ô báo lỗi #REF!. Ghi thẳng giá trị vào ô."),
        ("#n/a", "Công thức trong ô báo lỗi #N/A. Ghi thẳng giá trị vào ô."),
        ("NguyÔn V¨n An", "Chữ gõ bằng bảng mã TCVN3 (ABC), không đọc được."),
        ("Nguyeãn Vaên An", "Chữ gõ bằng bảng mã VNI, không đọc được."),
        ("Nguy\ufffdn", "Ô có chữ bị hỏng khi chuyển mã. Ghi lại ô này."),
        ("###", "Ô chỉ có dấu #. Mở tệp, ghi lại giá trị."),
        (timedelta(hours=2), "Ô này là giờ phút, không phải chữ."),
    ],
)
def test_text_that_is_none(value, words):
    assert refusal(text_of, value).startswith(words)


def test_a_text_keeps_within_its_column():
    assert short_text_of(3)("Lan") == "Lan"
    assert refusal(short_text_of(3), "Lành") == "Dài 4 ký tự, chỉ ghi được 3. Rút gọn lại."


@given(DAYS)
def test_a_day_is_read_however_it_is_written(day):
    written = [
        day,
        datetime(day.year, day.month, day.day, 8, 30),
        f"{day.day}/{day.month}/{day.year:04}",
        f"{day:%d/%m/%Y}",
        f" {day.day} - {day.month} - {day.year:04} ",
        f"{day.day}.{day.month}.{day.year:04}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m-%d} 00:00:00",
        f"NGÀY {day:%d} tháng {day:%m} năm {day:%Y}",
    ]
    assert {date_of(one) for one in written} == {day}
    assert year_or_date_of(f"{day:%d/%m/%Y}") == (day.year, day)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999), st.sampled_from("/.-"))
def test_what_the_calendar_has_not_is_never_turned_into_a_day(day, month, year, mark):
    try:
        real = date(year, month, day)
    except ValueError:
        real = None
    written = f"{day}{mark}{month}{mark}{year:04}"
    if real and 1900 <= year <= 2100:
        assert date_of(written) == real
    else:
        refusal(date_of, written)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("31/02/2021", "Ngày 31/2/2021 không có trong lịch. Xem lại."),
        ("12/31/2021", "Không có tháng 31: ở đây ghi ngày trước, tháng sau. Xem lại ngày và tháng."),
        ("12/2021", "Chỉ có tháng và năm, thiếu ngày. Ghi ngày/tháng/năm, ví dụ 09/12/2021."),
        ("Tháng 12 năm 2021", "Chỉ có tháng và năm, thiếu ngày. Ghi ngày/tháng/năm, ví dụ 09/12/2021."),
        ("2021", "Chỉ có năm, thiếu ngày và tháng. Ghi ngày/tháng/năm, ví dụ 09/12/2021."),
        (2021.0, "Chỉ có năm, thiếu ngày và tháng. Ghi ngày/tháng/năm, ví dụ 09/12/2021."),
        ("9/12/21", "Năm chỉ có hai chữ số, không rõ thế kỷ nào. Ghi đủ bốn chữ số, ví dụ 09/12/2021."),
        (44539, "Ô là số đếm ngày của Excel, không phải ngày."),
        (44539.0, "Ô là số đếm ngày của Excel, không phải ngày."),
        ("44539", "Ô là số đếm ngày của Excel, không phải ngày."),
        ("9/12-2021", "Không đọc được thành ngày."),
        ("2021/12/09", "Không đọc được thành ngày."),
        ("cuối năm", "Không đọc được thành ngày."),
        ("9/12/1021", "Năm 1021 không hợp lý: chỉ nhận từ 1900 đến 2100. Xem lại."),
        (date(1815, 6, 18), "Năm 1815 không hợp lý"),
        (time(8, 30), "Ô này không phải ngày."),
        (True, "Ô này không phải ngày."),
        ("#VALUE!", "Công thức trong ô báo lỗi #VALUE!."),
    ],
)
def test_what_is_no_day(value, words):
    assert refusal(date_of, value).startswith(words)


def test_a_birth_may_be_a_year_alone():
    assert year_or_date_of("1965") == year_or_date_of(1965.0) == year_or_date_of(1965) == (1965, None)
    assert year_or_date_of("5/8/1965") == year_or_date_of(date(1965, 8, 5)) == (1965, date(1965, 8, 5))
    assert year_or_date_of("2/6/1905") == (1905, date(1905, 6, 2))
    assert year_or_date_of(date(1905, 3, 13))[0] == year_or_date_of(date(1905, 10, 1))[0] == 1905


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("8/1965", "Thiếu ngày. Ghi đủ ngày/tháng/năm, hoặc chỉ ghi năm, ví dụ 1965."),
        ("1865", "Năm 1865 không hợp lý"),
        (23961.0, "Ô là số đếm ngày của Excel"),
        ("5/8/65", "Năm chỉ có hai chữ số"),
        (False, "Ô này không phải ngày."),
        (date(1905, 3, 14), "Ô đang ở dạng ngày nên năm 1900 thành 14/03/1905."),
        (
            datetime(1905, 6, 2),
            "Ô đang ở dạng ngày nên năm 1980 thành 02/06/1905. Định dạng ô là Văn bản (Text)",
        ),
        (date(1905, 9, 30), "Ô đang ở dạng ngày nên năm 2100 thành 30/09/1905."),
    ],
)
def test_what_is_no_birth(value, words):
    assert refusal(year_or_date_of, value).startswith(words)


@pytest.mark.parametrize("value", [12, 12.0, "12", " 12 ", "+12"])
def test_a_number(value):
    assert number_of(value, 0, 100) == 12


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (12.5, "Chỉ nhận số nguyên từ 0 đến 100, không có phần lẻ."),
        ("1.000", "Ghi số liền, không dấu chấm, phẩy, cách: 1000."),
        ("12,5", "Không đọc được thành số. Ghi số nguyên từ 0 đến 100 bằng chữ số."),
        ("mười", "Không đọc được thành số. Ghi số nguyên từ 0 đến 100 bằng chữ số."),
        (101, "Số phải từ 0 đến 100."),
        ("-1", "Số phải từ 0 đến 100."),
        (True, "Ô này không phải số."),
        (date(2021, 1, 1), "Ô này không phải số."),
    ],
)
def test_what_is_no_number(value, words):
    assert refusal(number_of, value, 0, 100).startswith(words)


@given(st.sampled_from(LEVELS), st.data())
def test_a_choice_is_known_with_or_without_marks_and_case(choice, data):
    value, *labels = choice
    label = data.draw(st.sampled_from(labels))
    for written in (label, label.upper(), fold(label), f"  {label} ", unicodedata.normalize("NFD", label)):
        assert choice_of(written, LEVELS) == value


def test_a_wrong_choice_lists_what_may_be_written():
    assert refusal(choice_of, "Giỏi", LEVELS) == (
        "Không có mục này. Ghi đúng một trong các mục: “Hoàn thành xuất sắc nhiệm vụ”; “Hoàn thành tốt nhiệm vụ”; "
        "“Hoàn thành nhiệm vụ”; “Không hoàn thành nhiệm vụ”."
    )


def test_a_choice_that_fits_two_is_asked_again():
    choices = [("a", "Bản"), ("b", "Bàn")]
    assert refusal(choice_of, "ban", choices).startswith("Chưa rõ là mục nào.")


def test_choices_given_as_a_list_are_read_too():
    assert choice_of("NU", [("male", "Nam"), ("female", "Nữ")]) == "female"


@pytest.mark.parametrize("value", ["x", "X", "có", "CÓ", "1", 1, 1.0, True])
def test_yes(value):
    assert flag_of(value) is True


@pytest.mark.parametrize("value", ["", None, " ", "không", "0", 0, False, "-"])
def test_no(value):
    assert flag_of(value) is False


def test_perhaps():
    assert refusal(flag_of, "chắc") == ("Chỉ ghi “x” hoặc “có”; để trống hoặc ghi “không” nếu không phải.")


@pytest.mark.parametrize("value", ["06000123", "06.000123", " 06 000 123 ", "06-000123"])
def test_a_card_number_as_text(value):
    assert card_number_of(value) == "06000123"


def test_a_telephone_number():
    assert phone_of(" 0912  345 678 ") == "0912 345 678"
    assert phone_of("(0200) 3855.014") == "(0200) 3855.014"
    assert phone_of("+84 912 345 678") == "+84 912 345 678"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (912345678, "Số điện thoại đang là số nên đã mất số 0 ở đầu."),
        (912345678.0, "Số điện thoại đang là số nên đã mất số 0 ở đầu."),
        ("gọi cơ quan", "Không đọc được thành số điện thoại."),
        ("0912 345", "Không đọc được thành số điện thoại."),
        ("091-(((-234", "Không đọc được thành số điện thoại."),
    ],
)
def test_what_is_no_telephone_number(value, words):
    assert refusal(phone_of, value).startswith(words)


def test_a_card_number_as_a_number_that_lost_nothing():
    assert card_number_of(12345678.0) == "12345678"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (6000123, "Số thẻ đang là số nên đã mất chữ số 0 ở đầu."),
        (6000123.0, "Số thẻ đang là số nên đã mất chữ số 0 ở đầu."),
        ("6000123", "Số thẻ đảng viên có 8 chữ số (mặc định của hệ thống), ví dụ 06000123. Xem lại."),
        ("06A00123", "Số thẻ đảng viên có 8 chữ số"),
        (1234567890.0, "Số thẻ đảng viên có 8 chữ số"),
        (date(2021, 1, 1), "Ô này không phải số thẻ."),
    ],
)
def test_what_is_no_card_number(value, words):
    assert refusal(card_number_of, value).startswith(words)


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(ANYTHING)
def test_whatever_a_cell_holds_it_is_read_or_refused(value):
    readers = [
        text_of,
        date_of,
        year_or_date_of,
        flag_of,
        card_number_of,
        phone_of,
        short_text_of(5),
        lambda one: number_of(one, 0, 9),
        lambda one: choice_of(one, LEVELS),
    ]
    for read in readers:
        with contextlib.suppress(CellError):
            read(value)
