"""What written numbers are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.tidy.numerals import chinese_value, digits_value, scale_value

_DIGITS = "零一二三四五六七八九"


def written(value: int) -> str:
    """Write a number below 100,000,000 in Chinese, the long way."""
    if value >= 10_000:
        rest = value % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return f"{written(value // 10_000)}万{gap}{written(rest) if rest else ''}"
    parts, zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale
        value %= scale
        if digit:
            parts += ("零" if zero and parts else "") + _DIGITS[digit] + name
        zero = zero if not parts else digit == 0
    return parts


@given(st.integers(1, 99_999_999))
def test_numerals_are_read_back(value):
    assert chinese_value(written(value)) == (value, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", (10, 10)), ("十二", (12, 12)), ("两百", (200, 200)), ("一百零五", (105, 105)),
        ("三百五", (350, 350)), ("两万三", (23000, 23000)), ("二〇二三", (2023, 2023)),
        ("三四百", (300, 400)), ("七八十", (70, 80)), ("十七八", (17, 18)), ("一万亿", (10**12, 10**12)),
        ("一百二十三点五", (123.5, 123.5)),
    ],
)  # fmt: skip
def test_spoken_forms(text, value):
    assert chinese_value(text) == value


@pytest.mark.parametrize("text", ["", "三五百", "十百", "点五三"])
def test_what_is_no_numeral(text):
    assert chinese_value(text) is None


def test_digits_in_any_width():
    assert digits_value("１,２３４．５") == 1234.5
    assert scale_value("百万") == 1_000_000
