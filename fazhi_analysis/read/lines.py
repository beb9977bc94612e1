"""Tell what one line of a saved page is: furniture, metadata, a date, running text …."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.read.bodies import is_body_name
from fazhi_analysis.read.labels import is_label_line

__all__ = ["classify", "is_date_line", "tail_kind"]

_EDGES = " []【】()（）〔〕<>《》|•·●◆■▪-—*#_→:：、,，.。\"'“”"


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    path = resources.files("fazhi_analysis.resources") / "furniture.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(lists) != {"exact", "starts", "tail", "tail_words", "contains"}:
        raise ResourceError(
            "furniture.toml: the lists are exact, starts, tail, tail_words and contains."
        )
    for name, entries in lists.items():
        if not all(isinstance(entry, str) and entry for entry in entries):
            raise ResourceError(f"furniture.toml: {name} holds something that is no text.")
    return {name: tuple(dict.fromkeys(entries)) for name, entries in lists.items()}


@cache
def _exact() -> frozenset[str]:
    return frozenset(_bare(entry) for entry in _lists()["exact"])


def _bare(line: str) -> str:
    return line.replace(" ", "").strip(_EDGES)


_CN = "一二三四五六七八九十百零〇○"
_CLOCK = r"(?: ?T?\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2}秒?)?分?)?"
_DATE = (
    r"(?:19|20)\d\d ?[-年./／] ?\d{1,2} ?[-月./／] ?\d{1,2} ?日?"
    rf"|二[〇○零O0ОoΟ一二三四五六七八九十]{{3}}年[{_CN}]{{1,2}}月[{_CN}]{{1,3}}日"
)
_DATE_LINE = re.compile(
    rf"[(（\[【]?(?:今天是|现在是|发布于|发布)?[:： ]?(?:{_DATE}){_CLOCK}"
    r"(?: ?星期[一二三四五六日天])?(?: ?[上下]午)?[)）\]】]?"
)
# What is left of a page's scripts and styles: no Chinese, and signs that only code has.
_CODE = re.compile(r"(?=.{0,200}[{};=$])[^一-鿿\n]{1,400}")
_FILE_NAME = re.compile(r".{1,150}\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|jpg|png)\b.{0,20}", re.I)
_SIGNED = re.compile(rf"([一-鿿（）()、 ]{{3,40}}?) ?(?:{_DATE})")
_HEADING = re.compile(
    rf"第[{_CN}]{{1,3}}[部章节]分?|[{_CN}]{{1,3}}[、.．,，]|[（(]?[{_CN}]{{1,3}}[)）]"
    r"|\d{1,2}(?:[、]|[.．](?!\d))|[（(]\d{1,2}[)）]|[①-⑳]"
)
_RULE = re.compile(r"[\s|:+=\-—_*#~·•.…]+")
_CRUMB = re.compile(r"[^>»›→≫]{1,40}(?:>{1,2}|»|›|→|≫)")
_SALUTATION = re.compile(
    r"[^。；!！?？]{1,60}(?:政府|委|委员会|人大|常委会|厅|局|办|办公室|领导|代表|委员|单位|部门|同志|同志们|公司|处|会|司|院)"
    r"[)）]?[:：]"
)
_FULL_STOPS = ("。", "；", "！", "？", "。”", "。)", "。）")


def classify(line: str) -> str:
    """Return what `line` (of clean text) is.

    Returns
    -------
    str
        ``meta``, ``furniture``, ``date``, ``heading``, ``salutation`` or ``paragraph``; ``rule`` is
        a line of dashes, ``body`` the name of a public body alone on its line, ``signature`` such a
        name with a date, ``row`` a table row, ``short`` anything short that no grammar knows: a
        title, a link, a caption.

    Examples
    --------
    >>> [classify(x) for x in ("一、主要成效", "县委、县政府：", "横街镇人民政府", "首页 > 公开")]
    ['heading', 'salutation', 'body', 'furniture']
    """
    # Short lines come again and again on the pages of a site; long ones would fill the memory.
    return _short_class(line) if len(line) <= 200 else _class(line)


@lru_cache(maxsize=4096)
def _short_class(line: str) -> str:
    return _class(line)


def _class(line: str) -> str:
    if _RULE.fullmatch(line):
        return "rule"
    bare = _bare(line)
    if bare in _exact() or _CODE.fullmatch(line):
        return "furniture"
    if is_date_line(line):
        return "date"
    signed = _SIGNED.fullmatch(line)
    if signed and is_body_name(signed.group(1).replace(" ", "")):
        return "signature"
    prose = _is_prose(line)
    if (len(line) <= 400 and is_label_line(line)) or is_label_line(line[:60]):
        return "meta"
    if not prose and _is_furniture(line, bare):
        return "furniture"
    if _SALUTATION.fullmatch(line) and not _HEADING.match(line):
        return "salutation"
    if _HEADING.match(line):
        return "heading"
    if prose:
        return "paragraph"
    if "|" in line:
        return "row"
    if is_body_name(bare):
        return "body"
    return "short"


def is_date_line(line: str) -> bool:
    """Return whether `line` holds a date and nothing else.

    Examples
    --------
    >>> [is_date_line(x) for x in ("2019年12月3日星期二", "二〇二四年一月十日", "2023年工作")]
    [True, True, False]
    """
    return bool(_DATE_LINE.fullmatch(line.strip()))


def _is_prose(line: str) -> bool:
    if len(line) < 12:
        return False
    if line.endswith(_FULL_STOPS):
        return True
    marks = sum(line.count(mark) for mark in "，,。；、")
    if line.endswith((":", "：")):
        return len(line) >= 30 and marks >= 1
    return (len(line) >= 60 and marks >= 2) or ("。" in line and len(line) >= 30)


def _is_furniture(line: str, bare: str) -> bool:
    squeezed = line.replace(" ", "")
    lists = _lists()
    if len(squeezed) <= 120 and bare.startswith(_bared("starts")):
        return True
    if len(squeezed) <= 120 and squeezed.startswith(lists["starts"]):
        return True
    if len(squeezed) <= 160 and any(
        phrase.replace(" ", "") in squeezed for phrase in lists["contains"]
    ):
        return True
    return len(squeezed) <= 160 and bool(_CRUMB.match(squeezed)) and not squeezed.endswith("。")


@cache
def _bared(name: str) -> tuple[str, ...]:
    # An entry with a colon or a bracket counts only with it: 编辑: ends a page, 编辑部 does not.
    return tuple(entry for entry in _lists()[name] if _bare(entry) == entry and len(entry) >= 2)


def tail_kind(line: str) -> str | None:
    """Return how `line` begins what stands behind a report on its page, None where it does not.

    Returns
    -------
    {'strong', 'weak', 'attachment'} or None
        ``weak`` words can also be a heading of the report; ``attachment`` lists may stand between
        the text and its signature.

    Examples
    --------
    >>> [tail_kind(x) for x in ("上一篇：某镇动态", "政务公开", "附件：1.统计表", "二、存在问题")]
    ['strong', 'weak', 'attachment', None]
    """
    squeezed = line.replace(" ", "")
    if len(squeezed) > 160 or squeezed.startswith(("下一步", "下一阶段", "下一年")):
        return None
    if _is_prose(line) and len(line) > 60:
        return None
    bare = _bare(line)
    if _ATTACHMENT.match(bare) or _FILE_NAME.fullmatch(squeezed):
        return "attachment"
    if _CODE.fullmatch(line):
        return "strong"
    if squeezed.startswith(_lists()["tail"]) or bare.startswith(_bared("tail")):
        return "strong"
    if _tail_word().match(bare):
        return "weak" if bare in _lists()["tail_words"] else "strong"
    if not _is_prose(line) and any(
        phrase.replace(" ", "") in squeezed for phrase in _lists()["contains"]
    ):
        return "strong"
    return "weak" if bare in _exact() else None


_ATTACHMENT = re.compile(
    r"附(?:件|表|录)?(?:[一二三四五六七八九十\d]{0,2})[:：]|附件(?:[一二三四五六七八九十\d]{1,2}|下载|列表)"
)


@cache
def _tail_word() -> re.Pattern[str]:
    words = "|".join(
        re.escape(w) for w in sorted(_lists()["tail_words"], key=lambda w: (-len(w), w))
    )
    return re.compile(rf"(?:{words})(?:$|[:：|\[【(（0-9一二三]|(?:下载|关闭|打印|收藏|分享)$)")
