"""Lines broken in mid-sentence put together again, by their width and indentation."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["join_pieces", "split_run_on", "unwrap", "width"]

_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．]\D|[•·●◆■]|附件?[:：\d]"
)
_ENDS = ("。", "！", "？", "；", "：", ":", "。”", "。)", "。）", "!", "?", ";")


def width(text: str) -> int:
    """Return the width of `text` in half columns: a Chinese character counts two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def join_pieces(first: str, second: str) -> str:
    """Join two parts of one sentence; a space stands only between Latin words.

    Examples
    --------
    >>> join_pieces("推进法治政", "府建设"), join_pieces("Open", "Data")
    ('推进法治政府建设', 'Open Data')
    """
    first, second = first.rstrip(), second.lstrip()
    if (
        first[-1:].isascii()
        and second[:1].isascii()
        and first[-1:].isalpha()
        and second[:1].isalpha()
    ):
        return f"{first} {second}"
    return first + second


def unwrap(text: str) -> str:
    """Rejoin the paragraphs of a text that was saved with hard line ends.

    A text counts as wrapped where most long lines have nearly the same width and most of these
    stop in mid-sentence; anything else is returned unchanged.

    Examples
    --------
    >>> lines = ["    " + "推进" * 18] + ["法治" * 20] * 4 + ["建设。"]
    >>> unwrap(chr(10).join(lines)).count(chr(10))
    0
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # Quick way out: most texts have hardly a line that stops in mid-sentence.
    if sum(len(ln) >= 18 and not ln.rstrip().endswith(_ENDS) for ln in lines) < _FEWEST:
        return text
    widths = [width(line.rstrip()) for line in lines]
    broken = sorted(
        w
        for w, line, following in zip(widths, lines, lines[1:], strict=False)
        if w >= _NARROWEST and not line.rstrip().endswith(_ENDS) and _goes_on(following)
    )
    if len(broken) < _FEWEST:
        return text
    middle = broken[len(broken) // 2]
    near = sum(0.92 * middle <= w <= 1.08 * middle for w in broken)
    longer = sum(w > 1.08 * middle for w in widths)
    if near < max(_FEWEST, 0.6 * len(broken)) or longer > max(3, 0.2 * near):
        return text
    indented = any(line[:1].isspace() and line.strip() for line in lines)
    joined: list[str] = []
    full = False
    for line, w in zip(lines, widths, strict=True):
        if full and _goes_on(line):
            joined[-1] = join_pieces(joined[-1], line)
        else:
            joined.append(line)
        # Without indentation nothing but the sentence's end tells a full last line.
        full = w >= 0.9 * middle and (indented or not line.rstrip().endswith(_ENDS))
    return "\n".join(joined)


_NARROWEST = 40
_FEWEST = 4


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and not line[:1].isspace() and not _HEADING.match(line)


_RUN_ON = 600
_TOP = "[一二三四五六七八九十]{1,2}、"
_MARK = re.compile(
    rf"(?<=[。；：:！ ]) ?(?={_TOP})|(?<=[。；：:！ ]) ?(?=[（(][一二三四五六七八九十]{{1,2}}[)）])"
)
_FIRST, _SECOND = (re.compile(rf"(?:^|[。；：:！ ]){mark}、") for mark in "一二")
_TITLE_END = re.compile(
    r"(?P<title>[^，。,；：:]{8,60}(?:年度报告|情况的?报告|情况报告|工作报告|工作总结|情况汇报))"
    r"(?=(?:19|20)\d\d ?年|今年|一年来|近年来|根据|按照|为|[一二三]、)"
)


def split_run_on(text: str) -> str:
    """Give the paragraphs back to a report that was saved as one endless line.

    Only a long line that holds two main headings (一、 and 二、) is touched: a break is put before
    each marker that follows a sentence's end or a space, and behind a title that runs into text.

    Examples
    --------
    >>> page = "某镇2023年度情况报告2023年，努力工作。一、成效" + "很好。" * 300 + "二、不足"
    >>> [line[:12] for line in split_run_on(page).split(chr(10))]
    ['某镇2023年度情况报告', '2023年，努力工作。', '一、成效很好。很好。很好', '二、不足']
    """
    if "二、" not in text:
        return text
    lines = []
    for line in text.split("\n"):
        if len(line) < _RUN_ON or not _in_a_row(line):
            lines.append(line)
            continue
        line = line.strip()
        title = _TITLE_END.match(line)
        if title:
            lines.append(title["title"])
            line = line[title.end() :]
        lines.append(_MARK.sub("\n", line))
    return "\n".join(lines)


def _in_a_row(line: str) -> bool:
    first = _FIRST.search(line)
    return first is not None and _SECOND.search(line, first.end() + 20) is not None
