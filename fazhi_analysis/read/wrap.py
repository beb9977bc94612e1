"""Lines broken in mid-sentence put together again, by their width and indentation."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["join_pieces", "unwrap", "width"]

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
    >>> lines = ["    " + "推进" * 18] + ["法治" * 20] * 3 + ["建设。"]
    >>> unwrap(chr(10).join(lines)).count(chr(10))
    0
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    widths = [width(line.rstrip()) for line in lines]
    filled = [w for w, line in zip(widths, lines, strict=True) if line.strip()]
    if len(filled) < 5:
        return text
    full = sorted(filled)[int(len(filled) * 0.9)]
    if not 40 <= full <= 160:
        return text
    near = [i for i, w in enumerate(widths) if full - 4 <= w <= full + 4]
    broken = [i for i in near if not lines[i].rstrip().endswith(_ENDS)]
    if len(near) < 0.4 * len(filled) or len(broken) < 0.6 * len(near):
        return text
    joined: list[str] = []
    open_paragraph = False
    for line, w in zip(lines, widths, strict=True):
        indented = len(line) - len(line.lstrip()) >= 1
        starts = not line.strip() or indented or bool(_HEADING.match(line.strip()))
        if open_paragraph and not starts:
            joined[-1] = join_pieces(joined[-1], line)
        else:
            joined.append(line)
        open_paragraph = bool(line.strip()) and full - 4 <= w
    return "\n".join(joined)
