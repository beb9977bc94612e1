"""One regular expression out of many words: a prefix tree, longest word first, linear to match.

A plain alternation of several hundred words tries each of them at each character. Folded into a
prefix tree, each position costs one look at its first character, and the longest word wins without
any sorting by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["word_pattern"]

_Node = dict[str, "_Node"]


def word_pattern(words: Iterable[str]) -> str:
    """Return the source of a pattern that matches the longest of `words` at a position.

    Parameters
    ----------
    words : iterable of str
        Literal words; none may be empty.

    Returns
    -------
    str
        Source for :func:`re.compile`, without capturing groups.

    Raises
    ------
    ValueError
        If a word is empty or there is none.

    Examples
    --------
    >>> import re
    >>> pattern = re.compile(word_pattern(["调解", "调解员", "调处"]))
    >>> pattern.findall("调解员调处纠纷")
    ['调解员', '调处']
    """
    root: _Node = {}
    for word in sorted(set(words)):
        if not word:
            raise ValueError("A word list holds an empty word; take it out.")
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    if not root:
        raise ValueError("A word list is empty; give it at least one word.")
    return _fold(root)


def _fold(node: _Node) -> str:
    """Fold one node of the tree; the key ``""`` marks the end of a word."""
    optional = "" in node
    singles: list[str] = []
    branches: list[str] = []
    for character in sorted(key for key in node if key):
        child = node[character]
        if set(child) == {""}:
            singles.append(character)
        else:
            branches.append(re.escape(character) + _fold(child))
    if singles:
        inner = "".join(re.escape(character) for character in singles)
        branches.append(inner if len(singles) == 1 else f"[{inner}]")
    if not branches:
        return ""
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if optional else "")
