"""A notebook that was run, as the body of a page."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from fazhi_analysis.show import clean, escape, html_tables
from fazhi_analysis.show.evidence import Sources
from fazhi_analysis.show.labels import label

__all__ = ["body", "title"]


def title(notebook: Any, fallback: str, lang: str) -> str:
    """Return the notebook's first heading as plain text."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found = re.search(r"^#\s+(.+)$", _source(cell, lang), re.MULTILINE)
            if found:
                return re.sub(r"[*_`]", "", found.group(1)).strip()
    return fallback


def body(
    notebook: Any, *, sources: Sources | None, lang: str, code: bool, fallback: str = ""
) -> str:
    """Return the cells as safe HTML.

    Text cells come in `lang` where the cell holds that language; code is folded away or left out;
    of each output the richest form is taken.
    """
    parts = []
    heading = title(notebook, fallback, lang)
    if not any(re.search(r"^#\s", _source(c, lang), re.M)
               for c in notebook.cells if c.cell_type == "markdown"):  # fmt: skip
        parts.append(f"<h1>{escape.text(heading)}</h1>")
    near = heading
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            source = _source(cell, lang)
            near = (re.findall(r"^#{1,4}\s+(.+)$", source, re.M) or [near])[-1]
            parts.append(f'<div class="prose">{_markdown(source)}</div>')
        elif cell.cell_type == "code":
            if code and str(cell.source).strip():
                parts.append(_code(str(cell.source), lang))
            parts += [_output(out, sources, lang, near) for out in cell.outputs]
    return _one_h1("\n".join(part for part in parts if part))


def _source(cell: Any, lang: str) -> str:
    """Return the cell's text; its Chinese stands in the cell's metadata."""
    if lang == "zh" and cell.metadata.get("zh"):
        return str(cell.metadata["zh"])
    return str(cell.source)


def _one_h1(markup: str) -> str:
    """Keep the first h1 and lower further ones: a page has one."""
    first = markup.find("</h1>")
    if first < 0:
        return markup
    rest = markup[first + 5 :]
    return markup[: first + 5] + re.sub(r"(</?)h1\b", r"\1h2", rest)


def _markdown(source: str) -> str:
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    element = clean.clean(clean.fragments(markdown2html_mistune(source)))
    for anchor in element.xpath('.//a[@class="anchor-link"]'):
        anchor.getparent().remove(anchor)
    return clean.inner(element)


def _code(source: str, lang: str) -> str:
    summary = escape.text(label("code", lang))
    return (
        f'<details class="code"><summary>{summary}</summary>'
        f'<pre tabindex="0"><code>{escape.text(source)}</code></pre></details>'
    )


def _output(output: Any, sources: Sources | None, lang: str, near: str) -> str:
    kind = output.output_type
    if kind == "stream":
        # Warnings of libraries are for those who run the notebook, not for those who read it.
        return "" if output.name == "stderr" else _pre(output.text)
    if kind == "error":
        return _pre("\n".join(output.traceback))
    data = output.data
    if "text/html" in data:
        return _html(_joined(data["text/html"]), sources, lang, near)
    if "image/png" in data:
        return _picture(_joined(data["image/png"]), near, lang)
    if "text/markdown" in data:
        return f'<div class="prose">{_markdown(_joined(data["text/markdown"]))}</div>'
    return _pre(_joined(data.get("text/plain", "")))


def _joined(value: Any) -> str:
    return value if isinstance(value, str) else "".join(value)


def _pre(source: Any) -> str:
    shown = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", _joined(source)).rstrip()
    return f'<pre tabindex="0">{escape.text(shown)}</pre>' if shown else ""


def _html(source: str, sources: Sources | None, lang: str, near: str) -> str:
    element = clean.clean(clean.fragments(source))
    # pandas repeats the frame's size below the table.
    for paragraph in element.xpath(".//p"):
        size = re.fullmatch(r"(\d+) rows × (\d+) columns", str(paragraph.text_content()).strip())
        if size:
            paragraph.text = label("rows_columns", lang, rows=size[1], columns=size[2])
            paragraph.set("class", "soft")
    return html_tables.dress(element, sources, lang, near)


def _picture(encoded: str, near: str, lang: str) -> str:
    data = re.sub(r"\s+", "", encoded)
    if not re.fullmatch(r"[A-Za-z0-9+/=]+", data):
        return ""
    width, described = _described(data)
    alt = described or label("figure_about", lang, what=near)
    size = f' width="{width}"' if width else ""
    return (
        f'<figure><img src="data:image/png;base64,{data}" alt="{escape.text(alt)}"{size}></figure>'
    )


def _described(data: str) -> tuple[int, str]:
    """Return the picture's width in CSS pixels and the description that it carries."""
    from PIL import Image

    try:
        with Image.open(BytesIO(base64.b64decode(data))) as picture:
            picture.load()
            told = getattr(picture, "text", {}).get("Description", "")
            dots = picture.info.get("dpi", (100, 100))[0] or 100
            return round(picture.width * 100 / dots), str(told)
    except (OSError, ValueError):
        return 0, ""


def texts(notebook: Any, lang: str) -> Iterator[str]:
    """Yield the text cells in `lang`."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield _source(cell, lang)
