"""Grounds for guidance are data; a bad row is named."""

import pytest

from reviews.rules.regulation import RegulationInvalid, TriggerFact, parse_regulation

NAME = "guidance_triggers"


@pytest.mark.parametrize(
    ("code", "changes", "words"),
    [
        (
            "GY_KY_LUAT",
            {"fact": "stars_align"},
            f"“fact” không có giá trị “stars_align” (có: {', '.join(TriggerFact)})",
        ),
        ("GY_DON_THU", {"clause": None}, "thiếu “clause”"),
        ("GY_DON_THU", {"certainty": "sure"}, "“certainty” không có giá trị “sure”"),
        ("GY_KY_LUAT", {"params": {}}, "căn cứ “disciplined” thiếu tham số “form”"),
        ("GY_KY_LUAT", {"params": {"form": "scolding"}}, "tham số “form” không nhận giá trị “scolding”"),
        (
            "GY_TUT_MUC",
            {"params": {"level": "fair", "x": 1}},
            "căn cứ “rated_lower” không có tham số “x”",
        ),
        ("GY_BUC_XUC", {"params": {"x": 1}}, "trường hợp do người soạn xét không có tham số “x”"),
        ("GY_DON_THU", {"capacities": []}, "“capacities” phải là danh sách"),
        ("GY_DON_THU", {"code": "GY_BUC_XUC"}, f"trùng mã với {NAME}[1]"),
    ],
)
def test_a_bad_row_is_named(regulation_data, code, changes, words):
    place, row = next((n, one) for n, one in enumerate(regulation_data[NAME]) if one["code"] == code)
    row.update(changes)

    with pytest.raises(RegulationInvalid) as refused:
        parse_regulation(regulation_data)

    assert len(refused.value.errors) == 1
    assert refused.value.errors[0].startswith(f"{NAME}[{place}] ({row['code']}): {words}")


def test_a_regulation_published_without_them_is_read_as_before(regulation_data):
    del regulation_data[NAME]

    assert parse_regulation(regulation_data).guidance_triggers == ()
