"""What a written number is worth: digits, Chinese numerals, 万 and 亿, ranges such as 三四百."""

from __future__ import annotations

__all__ = ["SCALES", "chinese_value", "digits_value", "scale_value"]

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}

#: What a scale character multiplies by.
SCALES = _SMALL | _BIG

_SEPARATORS = str.maketrans("．", ".", ",， \u3000")


def digits_value(text: str) -> float:
    """Return the value of a number in digits, of any width, with separators.

    Examples
    --------
    >>> digits_value("1,500")
    1500.0
    >>> digits_value("８７．２３")
    87.23
    """
    return float(text.translate(_SEPARATORS))


def scale_value(scales: str) -> int:
    """Return what a run of scale characters multiplies by: 百万 → 1,000,000, none → 1.

    Examples
    --------
    >>> scale_value("百万")
    1000000
    """
    product = 1
    for character in scales:
        product *= SCALES[character]
    return product


def chinese_value(text: str) -> tuple[float, float] | None:
    """Return the lowest and the highest value of a Chinese numeral, or None if it is none.

    Two neighbouring digits that follow each other are a range (三四百, 七八十, 十七八); three or
    more digits without a scale are read one by one (二〇二三).

    Examples
    --------
    >>> chinese_value("两万三千")
    (23000, 23000)
    >>> chinese_value("三四百")
    (300, 400)
    >>> chinese_value("一百二十三点五")
    (123.5, 123.5)
    >>> chinese_value("十百") is None
    True
    """
    whole, _, fraction = text.partition("点")
    low = _whole(whole, take=0)
    high = _whole(whole, take=1)
    if low is None or high is None:
        return None
    if fraction:
        if any(c not in _DIGITS for c in fraction):
            return None
        part = float("0." + "".join(str(_DIGITS[c]) for c in fraction))
        return low + part, high + part
    return low, high


def _whole(text: str, *, take: int) -> int | None:
    """Value of a whole numeral; of two neighbouring digits `take` chooses the first or second."""
    if not text:
        return None
    if len(text) > 2 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    scale_before = 10_000
    big_before = 10**16
    for index, character in enumerate(text):
        if character in _DIGITS:
            value = _DIGITS[character]
            if digit is not None and digit != 0:
                if index == 0 or value != digit + 1 or text[index - 1] == "零":
                    return None
                if take:
                    digit = value
                continue
            digit = value
        elif character in _SMALL:
            scale = _SMALL[character]
            if scale >= scale_before:
                return None
            section += (1 if digit is None else digit) * scale
            digit, scale_before = None, scale
        else:
            scale = _BIG[character]
            section += digit or 0
            if scale == 100_000_000 and total:
                total = (total + section) * scale  # 一万亿
            else:
                if scale >= big_before:
                    return None
                total += (section or 1) * scale
            section, digit, scale_before, big_before = 0, None, 10_000, scale
    if digit is not None:
        # 两万三 and 三百五 are spoken short forms: the digit stands one scale lower.
        previous = text[-2] if len(text) > 1 else ""
        if previous in "百千万亿" and previous and not section % 10:
            digit *= SCALES[previous] // 10
        section += digit
    return total + section
