"""Figures: one function for each frame, each returning a matplotlib ``Axes``.

Every figure has its unit, n and source line, Chinese glyphs on any machine, colours that people
with any colour vision can tell apart, and labels in English or Chinese (``lang="en"`` or
``"zh"``). The same frame gives the same picture. A figure of several panels is one Axes, whose
``child_axes`` are the panels. ``use()`` gives figures of your own the same look.
"""

from __future__ import annotations

from fazhi_analysis.show.plots_maps import heat_map, province_map, similarity
from fazhi_analysis.show.plots_panel import panel, regions, trends
from fazhi_analysis.show.plots_terms import concordance, cooccurrence, dispersion
from fazhi_analysis.show.plots_texts import checks, coverage, shared_passages
from fazhi_analysis.show.plots_words import keyness, term_frequency, word_cloud, word_frequency
from fazhi_analysis.show.style import use

__all__ = [
    "checks",
    "concordance",
    "cooccurrence",
    "coverage",
    "dispersion",
    "heat_map",
    "keyness",
    "panel",
    "province_map",
    "regions",
    "shared_passages",
    "similarity",
    "term_frequency",
    "trends",
    "use",
    "word_cloud",
    "word_frequency",
]
