"""What analyses leave out: stop words in layers, numbers, names of places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from fazhi_analysis.errors import FazhiError, ResourceError
from fazhi_analysis.resources.tables import read_table

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["LAYERS", "Keep", "is_number", "kept_words", "place_words", "stop_words"]

Keep = Literal["keep", "drop"]
LAYERS = ("function", "boilerplate")

_NUMBER = re.compile(
    r"[0-9０-９]+(?:[.,:/+-][0-9０-９]+)*[%％‰]?"
    r"|第?[零〇一二三四五六七八九十百千万亿两]+|[0-9]+[万亿千百]+|[①-⑳⒈-⒛㈠-㈩Ⅰ-Ⅻ]"
)
# 安吉县 is also written 安吉; names of two characters (泾县) have no shorter form.
_PLACE = re.compile(
    r"(?P<name>..+?)"
    r"(?:特别行政区|(?:[^省市]{1,3}族|维吾尔|哈萨克|柯尔克孜|塔吉克|蒙古|锡伯){0,4}自治[区州县旗]"
    r"|省|市|地区|盟|林区|县|区|旗|街道|镇|乡)"
)
_PLACES = ("province", "prefecture", "county", "township")
_BODY = re.compile(r"(?P<place>..+?(?:省|市|县|区|旗|街道|镇|乡))")


@cache
def _layers() -> dict[str, frozenset[str]]:
    layers: dict[str, set[str]] = {layer: set() for layer in LAYERS}
    for row in read_table("stopwords.csv", ["word", "layer"]):
        word, layer = row["word"], row["layer"]
        if layer not in layers:
            raise ResourceError(f"stopwords.csv: {word!r} has the layer {layer!r}; use {LAYERS}.")
        if not word or any(word in words for words in layers.values()):
            raise ResourceError(f"stopwords.csv: {word!r} is empty or stands twice; keep one row.")
        layers[layer].add(word)
    return {layer: frozenset(words) for layer, words in layers.items()}


def stop_words(layers: Iterable[str] = LAYERS) -> frozenset[str]:
    """Return the stop words of some layers.

    Parameters
    ----------
    layers : iterable of {'function', 'boilerplate'}
        ``function``: particles, prepositions, pronouns, measure words. ``boilerplate``: what
        official prose says of any work at all (进一步, 扎实推进).

    Raises
    ------
    FazhiError
        There is no such layer.

    Examples
    --------
    >>> "的" in stop_words(["function"]), "进一步" in stop_words(["function"])
    (True, False)
    """
    found: set[str] = set()
    for layer in [layers] if isinstance(layers, str) else layers:
        if layer not in LAYERS:
            raise FazhiError(f"there is no layer of stop words {layer!r}; the layers are {LAYERS}.")
        found |= _layers()[layer]
    return frozenset(found)


def is_number(word: str) -> bool:
    """Tell whether a word is a number: 2023, 87.23%, 三, 第十, 3万.

    >>> [word for word in ["2023", "87.23%", "三十", "一些", "三项制度"] if is_number(word)]
    ['2023', '87.23%', '三十']
    """
    return _NUMBER.fullmatch(word) is not None


def place_words(reports: pd.DataFrame) -> frozenset[str]:
    """Return the names of places that the reports bear, in full and without 省, 市, 县 ….

    Read from the columns province, prefecture, county, township, region_candidates and issuer, so
    that what sets a report apart is not its own name.

    Examples
    --------
    >>> import pandas as pd
    >>> sorted(place_words(pd.DataFrame({"county": ["海曙区"], "issuer": ["江厦街道办事处"]})))
    ['江厦', '江厦街道', '海曙', '海曙区']
    """
    names: set[str] = set()
    for column in _PLACES:
        if column in reports.columns:
            names |= set(reports[column].dropna())
    for paths in _column(reports, "region_candidates"):
        names |= {name for path in paths for name in path.split("/")}
    for issuer in _column(reports, "issuer"):
        names |= {match["place"] for match in _BODY.finditer(issuer)}
    shorter = {match["name"] for name in names if (match := _PLACE.fullmatch(name))}
    return frozenset(names | shorter) - {""}


def _column(reports: pd.DataFrame, name: str) -> list[Any]:
    return list(reports[name].dropna()) if name in reports.columns else []


def kept_words(
    words: Iterable[str],
    corpus: Corpus,
    *,
    stopwords: Iterable[str] = LAYERS,
    numbers: Keep = "drop",
    places: Keep = "keep",
    min_chars: int = 1,
) -> list[bool]:
    """Tell for each word whether an analysis with these options keeps it.

    Raises
    ------
    FazhiError
        An option has a value that it does not know.
    """
    for option, value in (("numbers", numbers), ("places", places)):
        if value not in ("keep", "drop"):
            raise FazhiError(f"{option} is {value!r}; use 'keep' or 'drop'.")
    out = set(stop_words(stopwords))
    if places == "drop":
        out |= place_words(corpus.reports)
    drop_numbers = numbers == "drop"
    return [
        len(word) >= min_chars and word not in out and not (drop_numbers and is_number(word))
        for word in words
    ]
