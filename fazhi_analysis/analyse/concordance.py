"""Where a term stands: every occurrence with what is written before and behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from fazhi_analysis.analyse.matching import locate
from fazhi_analysis.analyse.units import chosen
from fazhi_analysis.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["concordance"]

_BREAKS = re.compile(r"\s+")


def concordance(
    corpus: Corpus,
    pattern: str | re.Pattern[str],
    width: int = 30,
    *,
    regex: bool = True,
    everything: bool = False,
) -> pd.DataFrame:
    """Show every occurrence of a pattern in the bodies of the reports: one row each.

    Parameters
    ----------
    corpus : Corpus
        The reports with their texts.
    pattern : str or compiled pattern
        A regular expression, such as ``枫桥(?:经验|式)``; matches share no characters and are not
        empty.
    width : int, default 30
        Characters of the body to show on either side.
    regex : bool, default True
        Take `pattern` as a regular expression; False takes its very characters.
    everything : bool, default False
        Search duplicates and texts of kind ``other``, too.

    Returns
    -------
    DataFrame
        Sorted by report and place:

        - report_id, section
        - start, end: of the match, in the report's text
        - left, match, right: line breaks shown as one blank each
        - role, heading: of the section

    Raises
    ------
    FazhiError
        `pattern` is empty or no regular expression, or `width` is negative.
    """
    if width < 0:
        raise FazhiError(f"width is {width}; give 0 or more characters.")
    search = _compiled(pattern, regex=regex)
    corpus = chosen(corpus, "concordance", everything=everything)
    texts = corpus.texts.sort_values("report_id", kind="stable")
    rows = []
    for report_id, text, first, last in zip(
        texts["report_id"], texts["text"], texts["body_start"], texts["body_end"], strict=True
    ):
        low, high = int(first), int(last)
        for match in search.finditer(text, low, high):
            start, end = match.span()
            if start == end:
                continue
            left, right = text[max(low, start - width) : start], text[end : min(high, end + width)]
            rows.append((report_id, start, end, *map(_one_line, (left, match[0], right))))
    columns = ["report_id", "start", "end", "left", "match", "right"]
    out = pd.DataFrame(rows, columns=columns).astype({"start": "Int64", "end": "Int64"})
    out["section"] = locate(out, corpus.sections, "section")
    out = out.merge(
        corpus.sections[["report_id", "section", "role", "heading"]],
        on=["report_id", "section"],
        how="left",
    )
    dtypes = {
        "report_id": "str", "section": "Int64", "start": "Int64", "left": "str", "match": "str",
        "right": "str", "end": "Int64", "role": "str", "heading": "str",
    }  # fmt: skip
    return out[list(dtypes)].astype(dtypes)


def _compiled(pattern: str | re.Pattern[str], *, regex: bool) -> re.Pattern[str]:
    if isinstance(pattern, re.Pattern):
        return pattern
    if not pattern:
        raise FazhiError("the pattern is empty; give a term or a regular expression.")
    try:
        return re.compile(pattern if regex else re.escape(pattern))
    except re.error as error:
        raise FazhiError(
            f"the pattern {pattern!r} is no regular expression ({error}); "
            "with regex=False its very characters are searched for."
        ) from error


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text)
