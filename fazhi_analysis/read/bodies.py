"""Tell names of public bodies from other words, such as 某某镇人民政府 and 某区司法局."""

from __future__ import annotations

import re
from functools import cache

from fazhi_analysis.read.vocabulary import alternatives, word_list

__all__ = ["is_body_name", "is_site_name"]


@cache
def _body() -> re.Pattern[str]:
    offices = alternatives(word_list("names.toml", "body", "offices"))
    ends = "".join(word_list("names.toml", "body", "division_ends"))
    return re.compile(
        rf"[一-鿿（）()·、—\-]{{1,40}}?(?:{offices}|(?<=[一-鿿])[{ends}])(?:[（(][一-鿿]{{2,20}}[)）])?"
    )


@cache
def _site() -> re.Pattern[str]:
    return re.compile(alternatives(word_list("names.toml", "body", "sites")) + "$")


def is_body_name(text: str) -> bool:
    """Return whether the whole of `text` can be the name of a public body.

    Examples
    --------
    >>> [is_body_name(t) for t in ("横街镇", "武进区司法局", "中国政府网", "共调解纠纷40起")]
    [True, True, False, False]
    """
    return bool(_body().fullmatch(text)) and not is_site_name(text)


def is_site_name(text: str) -> bool:
    """Return whether `text` names a web site or a medium and no body."""
    return bool(_site().search(text)) and len(text) <= 40
