"""Text from files made safe for a terminal."""

from __future__ import annotations

import re

__all__ = ["one_line", "plain"]

# Control characters (escape sequences among them), line and paragraph separators, and the
# characters that turn the reading direction: in a terminal they could hide or fake output.
_HOSTILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    r"""Return `text` with every control character shown instead of sent to the terminal.

    Line feeds and tabs stay.

    Examples
    --------
    >>> plain("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return _HOSTILE.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def one_line(text: str) -> str:
    r"""Return `text` as :func:`plain` does, with line feeds and tabs shown too: for file names.

    Examples
    --------
    >>> one_line("a\nok: b.txt")
    'a\\nok: b.txt'
    """
    return plain(text).replace("\n", "\\n").replace("\t", "\\t")
