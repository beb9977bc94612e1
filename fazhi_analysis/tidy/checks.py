"""Test a report's statements by its own numbers: totals, shares, growth, repeats, counts.

Every check compares intervals: what rounding, 余, 近 and 万 allow is no contradiction. ``holds``
says that the figures agree, ``fails`` that no values which the words allow agree, ``cannot`` that
the report does not tell enough (another period, figures too vague). The work is linear in the
number of quantities: each looks at a bounded number of neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_analysis.tidy.checks_counts import find_counts
from fazhi_analysis.tidy.checks_growth import find_growth
from fazhi_analysis.tidy.checks_products import find_products
from fazhi_analysis.tidy.checks_rates import find_rates
from fazhi_analysis.tidy.checks_repeats import find_repeats
from fazhi_analysis.tidy.checks_sums import find_sums
from fazhi_analysis.tidy.facts import Facts
from fazhi_analysis.tidy.records import Check, Quantity, Section, Sentence

__all__ = ["check_report"]


def check_report(
    text: str,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    quantities: Sequence[Quantity],
) -> list[Check]:
    """Test what a report says about its own numbers.

    Parameters
    ----------
    text : str
        The report's clean text.
    sections, sentences, quantities : sequence
        What the earlier steps found in it.

    Returns
    -------
    list of Check
        In the order of the text, numbered from 0. ``kind`` is sum, share (a rate or a part of a
        whole, in percent), ratio (growth in its own unit, or a product), repeat or count;
        ``stated`` the value that is tested, ``low`` and ``high`` what the others allow (None: no
        limit); ``quantities`` the numbers of the quantities, the tested one first.
    """
    facts = Facts(text, sections, sentences, quantities)
    sums = find_sums(facts)
    drafts = [
        *sums,
        *find_rates(facts, sums),
        *find_growth(facts),
        *find_products(facts),
        *find_repeats(facts),
        *find_counts(facts),
    ]
    drafts.sort(key=lambda draft: draft.key())
    return [draft.numbered(number, text) for number, draft in enumerate(drafts)]
