"""The domain lexicon: words that jieba's dictionary does not hold as one, as data with a check.

A lexicon is a list of words with an optional frequency, as jieba's user dictionaries are. The
package's own (``resources/lexicon.csv``) holds policy terms, bodies, statutes and campaigns
at the grain in which people count them: 法治政府 is one word, 法治政府建设 is two. Longer terms
belong to :func:`fazhi_analysis.term_frequency`, which needs no segmentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table

__all__ = ["Entry", "domain_lexicon", "read_lexicon", "to_entries"]

# What jieba can ever cut as one word: its block pattern. Anything else in a word would be silently
# without effect, so it is refused. Two characters at least: single ones are cut anyway.
_CUTTABLE = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%-]{2,40}")
# jieba's own line format: word, frequency, tag.
_LINE = re.compile(r"(\S+)(?:[ \t]+([0-9]{1,9}))?(?:[ \t]+([a-z]{1,8}))?")


class Entry(NamedTuple):
    """One word of a lexicon; ``freq`` None lets jieba's rule set a frequency that cuts it out."""

    word: str
    freq: int | None = None


def _checked(word: str, freq: int | None, where: str) -> Entry:
    if not _CUTTABLE.fullmatch(word):
        raise ResourceError(
            f"{where}: {word!r} can never be cut as one word; use 2 to 40 Chinese characters, "
            "letters, digits or + # & . _ % - without spaces or quotes."
        )
    if freq is not None and freq < 1:
        raise ResourceError(
            f"{where}: the frequency of {word!r} is {freq}; leave it out or make it 1 or more."
        )
    return Entry(word, freq)


def _unique(entries: Iterable[tuple[Entry, str]]) -> tuple[Entry, ...]:
    seen: dict[str, str] = {}
    kept = []
    for entry, where in entries:
        if entry.word in seen:
            raise ResourceError(
                f"{where}: {entry.word!r} stands already in {seen[entry.word]}; keep one of them."
            )
        seen[entry.word] = where
        kept.append(entry)
    return tuple(kept)


def read_lexicon(path: str | Path) -> tuple[Entry, ...]:
    """Read a user's own lexicon: a text file, one word a line, as for jieba.

    Parameters
    ----------
    path : str or Path
        UTF-8 text. A line holds a word, then after a space its frequency where one is wanted, then
        a tag (read and ignored). Empty lines and lines that begin with ``#`` are skipped.

    Returns
    -------
    tuple of Entry
        In the order of the file.

    Raises
    ------
    ResourceError
        The file cannot be read, or a line holds no word that jieba could cut; names file and line.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(
            f"{path}: the lexicon cannot be read ({error}); give a text file in UTF-8."
        ) from error
    found = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        where = f"{path}, line {number}"
        match = _LINE.fullmatch(line)
        if match is None:
            raise ResourceError(
                f"{where}: {line!r} is no word with an optional frequency; write one word a line."
            )
        freq = match[2]
        found.append((_checked(match[1], int(freq) if freq else None, where), where))
    return _unique(found)


def to_entries(words: Iterable[str | Entry]) -> tuple[Entry, ...]:
    """Check bare words or entries and make them a lexicon; duplicates are refused.

    Raises
    ------
    ResourceError
        A word could never be cut as one, or stands twice.
    """
    if isinstance(words, str):
        raise ResourceError(
            f"the lexicon is one string, {words!r}; give a list of words, or a Path to a file."
        )
    found = []
    for number, word in enumerate(words, 1):
        entry = word if isinstance(word, Entry) else Entry(word)
        where = f"lexicon word {number}"
        found.append((_checked(entry.word, entry.freq, where), where))
    return _unique(found)


@cache
def _packaged() -> tuple[Entry, ...]:
    rows = [
        (_checked(row["word"], None, "lexicon.csv"), f"lexicon.csv ({row['kind']})")
        for row in read_table("lexicon.csv", ["word", "kind"])
    ]
    return _unique(rows)


def domain_lexicon(extra: str | Path | Iterable[str | Entry] = ()) -> tuple[Entry, ...]:
    """Return the package's lexicon, with a user's words after it.

    Parameters
    ----------
    extra : path or iterable of str or Entry, optional
        A file for :func:`read_lexicon`, or words. A word that the package holds already takes the
        user's frequency.

    Returns
    -------
    tuple of Entry
        The package's words in the order of its file, then the user's.

    Examples
    --------
    >>> from fazhi_analysis.tidy.lexicon import domain_lexicon
    >>> domain_lexicon(["共享法庭"])[-1].word
    '共享法庭'
    """
    added = read_lexicon(extra) if isinstance(extra, str | Path) else to_entries(extra)
    names = {entry.word for entry in added}
    return (*(entry for entry in _packaged() if entry.word not in names), *added)
