"""One page: a file that needs nothing from elsewhere.

Style, script and the glyphs that the page uses stand in the page itself; a policy in its head
forbids the browser to load anything from a network.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

from fazhi_analysis.show import escape, fonts
from fazhi_analysis.show.labels import label

__all__ = ["Link", "asset", "font_face", "page", "style_sheet", "write"]

_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline' file: 'self'; "
    "script-src 'unsafe-inline' file: 'self'; base-uri 'none'; form-action 'self' file:"
)


@dataclass(frozen=True)
class Link:
    """A page in the navigation: its address from the report folder, and its name."""

    href: str
    name: str


def asset(name: str) -> str:
    """Return one of the package's own styles or scripts."""
    return files("fazhi_analysis.resources").joinpath(name).read_text(encoding="utf-8")


def font_face(texts: Iterable[str]) -> str:
    """Return the CSS rule with the glyphs of `texts` in it."""
    data = base64.b64encode(fonts.woff2(texts)).decode("ascii")
    return (
        '@font-face { font-family: "Fazhi CJK"; font-display: block; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )


def style_sheet(texts: Iterable[str]) -> str:
    """Return the pages' style with the glyphs of `texts`."""
    return font_face(texts) + asset("pages.css")


def page(
    title: str,
    body: str,
    *,
    nav: Sequence[Link],
    current: str,
    lang: str,
    root: str = "",
    sheet: str | None = None,
    script: str = "",
    glyphs: str = "",
) -> str:
    """Return a whole page.

    Parameters
    ----------
    title : str
        Plain text.
    body : str
        Safe HTML; its first heading is the h1.
    nav : sequence of Link
        The pages that the head links.
    current : str
        Address of this page from the report folder.
    lang : {'en', 'zh'}
        Language of the page's own words.
    root : str
        The way up to the report folder ('' or '../').
    sheet : str, optional
        Address of a style sheet to link instead of holding the style in the page: many pages
        can share one.
    script : str
        The page's own JavaScript.
    glyphs : str
        Further characters that the page's font has to hold.
    """
    items = "".join(
        f'<li><a href="{escape.text(root + link.href)}"'
        + (' aria-current="page"' if link.href == current else "")
        + f">{escape.text(link.name)}</a></li>"
        for link in nav
    )
    words = {key: escape.text(label(key, lang)) for key in ("skip", "nav", "footer")}
    inner = (
        f'<a class="skip" href="#main">{words["skip"]}</a>\n'
        f'<header class="site"><nav aria-label="{words["nav"]}"><ul>{items}</ul></nav></header>\n'
        f'<main id="main" tabindex="-1">\n{body}\n</main>\n'
        f'<footer class="site"><p>{words["footer"]}</p></footer>\n'
    )
    if sheet is None:
        style = f"<style>\n{style_sheet([_shown(inner), title, glyphs])}</style>"
    else:
        style = f'<link rel="stylesheet" href="{escape.text(root + sheet)}">'
    # An empty data address: the browser must not look for an icon either.
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<title>{escape.text(title)}</title>\n<link rel="icon" href="data:,">\n'
        f"{style}\n</head>\n<body>\n{inner}"
        f"<script>\n{asset('pages.js')}{script}</script>\n</body>\n</html>\n"
    )


def _shown(markup: str) -> str:
    """Return the characters that the markup shows (pictures and addresses left out)."""
    without = re.sub(r'(?:src|href)="[^"]*"', "", markup)
    return unescape(without)


def write(path: Path, text: str | bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8") if isinstance(text, str) else text
    with NamedTemporaryFile(dir=path.parent, prefix=".writing-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
