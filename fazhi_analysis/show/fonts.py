"""Chinese glyphs on any machine: one free font, for figures, word clouds and pages.

The font is Noto Sans CJK (SIL Open Font License 1.1), which the wheel ``noto-cjk-sans-otc`` brings
as one collection file; nothing is looked for on the system. Its face for simplified Chinese is the
one that is used everywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

__all__ = ["FAMILY", "font_path", "register", "single_face", "woff2"]

FAMILY = "Noto Sans CJK SC"
# Faces of the collection: 0 JP, 1 KR, 2 SC, 3 TC, 4 HK, then the monospaced ones.
_FACE = 2


def font_path() -> Path:
    """Return the path of the font collection (all faces; simplified Chinese is face 2)."""
    from noto_cjk_sans_otc import FONT_PATH

    return Path(str(FONT_PATH))


@cache
def register() -> str:
    """Make the font known to matplotlib (once) and return its family.

    Examples
    --------
    >>> register()
    'Noto Sans CJK SC'
    """
    from matplotlib import font_manager

    known = {entry.name for entry in font_manager.fontManager.ttflist}
    if FAMILY not in known:
        font_manager.fontManager.addfont(str(font_path()))
    return FAMILY


def _subset(text: str, flavor: str | None) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.flavor = flavor
    options.layout_features = ["kern", "locl", "ccmp", "mark", "mkmk"]
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]
    options.name_languages = [0x409]
    # The same page must give the same bytes.
    options.recalc_timestamp = False
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    with TTFont(font_path(), fontNumber=_FACE, lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        out = BytesIO()
        font.flavor = flavor
        font.save(out, reorderTables=False)
    return out.getvalue()


# Latin letters, digits and the punctuation that pages and figures use themselves.
_ALWAYS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "…–—−·×≥≤≈±→←↑↓↗▲▼●○■□✓✗“”‘’、。,;:!?()《》〈〉「」【】%〜"
)


def woff2(texts: Iterable[str]) -> bytes:
    """Return a WOFF2 font that holds the glyphs of `texts` and plain Latin, nothing else.

    Characters that the font does not have (other scripts, private use) are left to the reader's
    own fonts. The same characters give the same bytes.

    Examples
    --------
    >>> woff2(["法治政府"])[:4]
    b'wOF2'
    """
    return _woff2("".join(sorted(set(_ALWAYS).union(*map(set, texts)))))


@cache
def _woff2(characters: str) -> bytes:
    return _subset(characters, "woff2")


@cache
def single_face(characters: str) -> bytes:
    """Return an OpenType font of one face with `characters` alone.

    Libraries that take a font file without a face number (wordcloud) would else draw the first
    face of the collection, which has the Japanese forms.
    """
    return _subset("".join(sorted(set(characters))), None)
