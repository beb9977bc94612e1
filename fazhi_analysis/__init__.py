"""Chinese yearly reports on law-based government (法治政府建设年度报告) as tidy data.

``build`` reads a folder of reports into a :class:`Corpus` of pandas frames, every value tied to
the words it was read from; the other functions take a corpus (or one of its frames) and return a
new tidy frame. Columns are described in ``docs/data-dictionary.md``.

Examples
--------
>>> import fazhi_analysis as fz
>>> found = fz.find_quantities("全年共调解矛盾纠纷120起,调解成功率95%。")
>>> found[["indicator", "value", "unit"]].to_dict("records")  # doctest: +NORMALIZE_WHITESPACE
[{'indicator': 'disputes_mediated', 'value': 120.0, 'unit': '起'},
 {'indicator': 'mediation_success_rate', 'value': 95.0, 'unit': '%'}]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fazhi_analysis.agreement import compare_codings
    from fazhi_analysis.analyse.concordance import concordance
    from fazhi_analysis.analyse.cooccurrence import cooccurrence
    from fazhi_analysis.analyse.coverage import coverage, theme_coverage
    from fazhi_analysis.analyse.frequency import word_frequency
    from fazhi_analysis.analyse.keyness import keyness
    from fazhi_analysis.analyse.panel import panel
    from fazhi_analysis.analyse.phrases import fixed_phrases, new_terms
    from fazhi_analysis.analyse.rates import heat_table, rates
    from fazhi_analysis.analyse.regions import compare_regions
    from fazhi_analysis.analyse.reuse import shared_passages, side_by_side
    from fazhi_analysis.analyse.similarity import similarity
    from fazhi_analysis.analyse.terms import term_frequency
    from fazhi_analysis.analyse.trends import trends
    from fazhi_analysis.builder import build
    from fazhi_analysis.codebooks import codebook
    from fazhi_analysis.corpus import Corpus
    from fazhi_analysis.divisions import resolve_region
    from fazhi_analysis.errors import FazhiError
    from fazhi_analysis.evaluation import evaluate
    from fazhi_analysis.show import plots
    from fazhi_analysis.store import load
    from fazhi_analysis.tidy.quantities import find_quantities

# The names load when they are first used: importing the package stays fast, and only those who
# plot pay for the plotting libraries.
_HOME = {
    "build": "builder",
    "codebook": "codebooks",
    "compare_codings": "agreement",
    "compare_regions": "analyse.regions",
    "concordance": "analyse.concordance",
    "cooccurrence": "analyse.cooccurrence",
    "coverage": "analyse.coverage",
    "evaluate": "evaluation",
    "find_quantities": "tidy.quantities",
    "fixed_phrases": "analyse.phrases",
    "heat_table": "analyse.rates",
    "keyness": "analyse.keyness",
    "load": "store",
    "new_terms": "analyse.phrases",
    "panel": "analyse.panel",
    "plots": "show.plots",
    "rates": "analyse.rates",
    "resolve_region": "divisions",
    "shared_passages": "analyse.reuse",
    "side_by_side": "analyse.reuse",
    "similarity": "analyse.similarity",
    "term_frequency": "analyse.terms",
    "theme_coverage": "analyse.coverage",
    "trends": "analyse.trends",
    "word_frequency": "analyse.frequency",
    "Corpus": "corpus",
    "FazhiError": "errors",
}

__all__ = [
    "Corpus",
    "FazhiError",
    "build",
    "codebook",
    "compare_codings",
    "compare_regions",
    "concordance",
    "cooccurrence",
    "coverage",
    "evaluate",
    "find_quantities",
    "fixed_phrases",
    "heat_table",
    "keyness",
    "load",
    "new_terms",
    "panel",
    "plots",
    "rates",
    "resolve_region",
    "shared_passages",
    "side_by_side",
    "similarity",
    "term_frequency",
    "theme_coverage",
    "trends",
    "word_frequency",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "plots":
        value: Any = import_module("fazhi_analysis.show.plots")
    else:
        value = getattr(import_module(f"fazhi_analysis.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
