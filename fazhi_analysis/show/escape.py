"""Text from reports made safe: for HTML, for Markdown, for spreadsheets, for file names.

Everything that stands in a report is hostile until it went through one of these.
"""

from __future__ import annotations

import html
import json
import re
from hashlib import sha256
from typing import Any

__all__ = ["cell", "file_name", "markdown", "script_json", "text", "visible"]

# Control characters, line separators, and the marks that turn the reading direction: shown by
# their number, for unseen they could hide or reorder what stands around them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_FORMULA = re.compile("[\\s\u3000]*[=+\\-@|%\uff1d\uff0b\uff0d\uff20\uff05\uff5c]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def visible(value: str) -> str:
    r"""Return `value` with unseen characters shown by their number.

    Examples
    --------
    >>> visible("a\u202eb")
    'a[U+202E]b'
    """
    value = _SURROGATE.sub("\ufffd", value)
    return _UNSEEN.sub(lambda match: f"[U+{ord(match.group()):04X}]", value)


def text(value: object) -> str:
    """Return `value` as HTML text, fit for an element and for a quoted attribute.

    Examples
    --------
    >>> text("<script>alert('x')</script>")
    '&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;'
    """
    return html.escape(visible(str(value)), quote=True)


def markdown(value: object) -> str:
    r"""Return `value` as Markdown that shows it letter by letter.

    Examples
    --------
    >>> markdown("*[a](javascript:b)*")
    '\\*\\[a\\]\\(javascript\\:b\\)\\*'
    """
    plain = visible(str(value)).replace("\n", " ").replace("\t", " ")
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]()#+.!|~:$^=\-])", r"\\\1", plain)


def cell(value: Any) -> Any:
    """Return `value` for a spreadsheet; a text that it would run as a formula gets a quote before.

    Examples
    --------
    >>> [cell("=cmd|' /C calc'!A0"), cell("横街镇"), cell(-3)]
    ["'=cmd|' /C calc'!A0", '横街镇', -3]
    """
    if not isinstance(value, str):
        return value
    shown = visible(value)
    # Spreadsheets skip blanks before they look for the sign, and know its full-width forms.
    return "'" + shown if _FORMULA.match(shown) else shown


def script_json(value: Any) -> str:
    r"""Return `value` as JSON that cannot end the script element it stands in.

    Examples
    --------
    >>> script_json({"a": "</script>]]>"})
    '{"a":"\\u003c/script\\u003e]]\\u003e"}'
    """
    dumped = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    dumped = _SURROGATE.sub("\ufffd", dumped)
    for char in "<>&\u2028\u2029":
        dumped = dumped.replace(char, f"\\u{ord(char):04x}")
    return dumped


def file_name(report_id: str) -> str:
    """Return a file name for a report's page, one for each id, whatever stands in it.

    Examples
    --------
    >>> file_name("hengjie-2024")
    'hengjie-2024.html'
    >>> file_name("浙江/a b").startswith("浙江-a-b-")
    True
    """
    safe = re.sub(r"[^\w.-]+", "-", report_id).strip("-.")[:60]
    if safe != report_id or safe != safe.lower() or not safe:
        # Two ids must not share a page, not even where case does not count in file names.
        safe = f"{safe}-{sha256(report_id.encode('utf-8', 'replace')).hexdigest()[:8]}".lstrip("-")
    return f"{safe}.html"
