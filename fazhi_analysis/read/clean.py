"""From raw text to clean text: one paragraph a line, no invisible characters, plain digits."""

from __future__ import annotations

import html
import re
import unicodedata

__all__ = ["clean_line", "clean_text"]

_ASCII_FORMS = {0xFF10 + i: chr(0x30 + i) for i in range(10)}
_ASCII_FORMS |= {0xFF21 + i: chr(0x41 + i) for i in range(26)}
_ASCII_FORMS |= {0xFF41 + i: chr(0x61 + i) for i in range(26)}
_ASCII_FORMS |= {0xFF05: "%", 0xFE6A: "%", 0x066A: "%", 0xFF0B: "+", 0xFF5C: "|", 0x2502: "|"}

_DELETED = [
    *range(0x09),
    *range(0x0E, 0x20),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0xAD,
    0x034F,
    0x061C,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0x3164,
    *range(0xD800, 0xE000),
    *range(0xE000, 0xF900),
    *range(0xFE00, 0xFE10),
    0xFEFF,
    0xFFA0,
    *range(0xFFF0, 0xFFFC),
    0xFFFC,
    0xFFFE,
    0xFFFF,
]
_SPACES = [0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x2800]
_BREAKS = [0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029, 0x1C, 0x1D, 0x1E]
# Radicals and compatibility ideographs, which pdf fonts give in place of the characters proper.
_LOOKALIKES = [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)]

_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_DELETED),
    **_ASCII_FORMS,
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_BREAKS, "\n"),
}
_CJK_RADICALS = {0x2EA0: "民", 0x2ED1: "长", 0x2ED3: "长", 0x2EDA: "页", 0x2EE2: "马", 0x2EE5: "鱼"}
_CJK_RADICALS |= {0x2EC5: "见", 0x2EC9: "贝", 0x2ECB: "车", 0x2ED4: "门", 0x2EE9: "黄"}
_CJK_RADICALS |= {
    0x2EEC: "齐",
    0x2EEF: "龙",
    0x2EE3: "骨",
    0x2EDB: "风",
    0x2EDC: "飞",
    0x2E9D: "月",
}
for _code in _LOOKALIKES:
    _plain = _CJK_RADICALS.get(_code) or unicodedata.normalize("NFKC", chr(_code))
    if len(_plain) == 1 and _plain != chr(_code):
        _TABLE[_code] = _plain

_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")
_PLANE_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
# A full-width stop, hyphen or slash belongs to the number, code or marker that it stands in.
_BETWEEN = re.compile(r"(?<=[0-9A-Za-z])([．－／＿：])(?=[0-9A-Za-z])")
_AFTER_DIGIT = re.compile(r"(?<=[0-9])．")
_RUNS = re.compile(r" {2,}")
# Ideographic spaces at a paragraph's beginning that a wrong encoding turned into question marks.
_LOST_INDENT = re.compile(r"^ ?\?{2,4} ?(?=[一-鿿0-9（(])", re.M)
_FORMS = {"．": ".", "－": "-", "／": "/", "＿": "_", "：": ":"}


def clean_text(raw: str) -> str:
    r"""Return `raw` as clean text: one paragraph a line, without blank lines.

    Invisible and private-use characters go, every kind of space becomes one plain space, full-width
    digits, letters and the percent sign become half-width; Chinese punctuation stays as it is.

    Parameters
    ----------
    raw : str
        Decoded text with any line ends.

    Returns
    -------
    str
        Lines separated by ``"\n"``, none of them blank, none with space at its ends.

    Examples
    --------
    >>> clean_text("\ufeff　　共调解１２３．５件\u200b，\r\n\r\n  占９８％。\x0c")
    '共调解123.5件，\n占98%。'
    """
    if "&" in raw:
        raw = _ENTITY.sub(lambda m: html.unescape(m.group()), raw)
    text = raw.replace("\r\n", "\n").translate(_TABLE)
    text = _PLANE_PRIVATE.sub("", text)
    text = _BETWEEN.sub(lambda m: _FORMS[m.group(1)], text)
    text = _AFTER_DIGIT.sub(".", text)
    text = _RUNS.sub(" ", text)
    if len(_LOST_INDENT.findall(text)) >= 3:
        text = _LOST_INDENT.sub("", text)
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def clean_line(raw: str) -> str:
    """Return `raw` cleaned like the text, on one line."""
    return clean_text(raw).replace("\n", " ")
