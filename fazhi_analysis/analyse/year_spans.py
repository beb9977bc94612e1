"""Figures for several years together (五年来, 自2019年以来), which are no year's own."""

from __future__ import annotations

import re

__all__ = ["several_years"]

_NUMERAL = "[二两三四五六七八九十]"
_SPAN = re.compile(
    rf"(?<![第十]){_NUMERAL}年(?:多?来|间|以来|期间)"
    r"|(?P<since>20\d\d)年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|至今|起|开始)"
    r"|(?P<first>20\d\d)年?\s?[至到—–~-]{1,2}\s?(?P<last>20\d\d)年"
    r"|十[一二三四五]五[”\"]?(?:以来|期间|时期)|[五六七八九]五[”\"]?普法(?:以来|期间|工作以来)"
    r"|(?:本届政府|换届|机构改革)以来"
)
# A newer word for the time: what follows is for that year again.
_ANEW = re.compile(r"今年|本年|全年|当年|20\d\d年|上半年|[一二三四]季度|截[至止]|目前|现有")
# A sentence is hardly longer, and a pattern need not look further.
_REACH = 200


def several_years(text: str, begin: int, at: int, year: int | None = None) -> bool:
    """Tell whether the number at `at` is for several years together.

    Parameters
    ----------
    text : str
        The report's text.
    begin, at : int
        Where the number's sentence and where the number begins.
    year : int, optional
        The year that the figure would stand for: 2023年以来 in a report on 2023 is one year.

    Examples
    --------
    >>> several_years("五年来累计调解纠纷4500件", 0, 11)
    True
    >>> several_years("今年以来调解纠纷40件", 0, 8)
    False
    """
    spans = list(_SPAN.finditer(text, max(begin, at - _REACH), at))
    if not spans or _ANEW.search(text, spans[-1].end(), at):
        return False
    found = spans[-1]
    if found["since"]:
        return year is None or int(found["since"]) < year
    return not found["first"] or found["first"] != found["last"]
