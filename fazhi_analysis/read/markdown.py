"""Markdown to plain lines: marks go, tables and text stay."""

from __future__ import annotations

import re

__all__ = ["read_markdown"]

_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,200})\]\([^)\n]{0,500}\)")
_LINE_START = re.compile(r"^[ \t]{0,8}(?:#{1,6}[ \t]+|>[ \t]?)", re.M)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400})(?<=\S)\1")
_FENCE = re.compile(r"^[ \t]{0,3}(?:```|~~~).{0,40}$", re.M)
_FRONT = re.compile(r"\A---\n(?:[^\n]{0,500}\n){0,40}?---\n")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def read_markdown(text: str) -> str:
    r"""Return `text` without Markdown's marks.

    Examples
    --------
    >>> read_markdown("# 年度报告\n\n**一、成效**\n见[附件](a.pdf)。1\\. 项")
    '年度报告\n\n一、成效\n见附件。1. 项'
    """
    text = text.replace("\r\n", "\n")
    text = _FRONT.sub(lambda m: m.group().replace("---\n", ""), text)
    text = _FENCE.sub("", text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _LINE_START.sub("", text)
    text = _STRONG.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text)
