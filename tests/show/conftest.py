"""Small corpora made by hand, so that pages and figures are tested apart from the reading."""

import re
from collections import Counter

import matplotlib as mpl
import pytest

from fazhi_analysis import store
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.schema import conform

mpl.use("agg")

PLAIN = {
    "甲/安吉-2023": (
        "安吉县2023年法治政府建设年度报告\n"
        "一、主要进展\n"
        "2023年,全县共调解矛盾纠纷617件。开展普法宣传29场。\n"
        "二、存在问题\n"
        "基层力量不足。\n"
        "三、下一步安排\n"
        "继续调解矛盾纠纷。\n"
    ),
    "乙-2022": (
        "德清县2022年法治政府建设年度报告\n"
        "一、主要进展\n"
        "全县共调解矛盾纠纷58件。开展普法宣传120余场。\n"
        "二、下一步安排\n"
        "推进调解。\n"
    ),
}
HOSTILE_TEXT = (
    "<script>alert('标题')</script>“]]>”<img src=x onerror=alert(1)>2023年报告\n"
    "一、<b>进展</b>&amp;[链接](javascript:alert(2))\n"
    "=cmd|'/C calc'!A0共调解<i>矛盾纠纷</i>617件。\u202e倒\u202c</script><!-- --> ${7*7} {{x}}。\n"
    "二、问题</title></style><style>*{display:none}</style>\n"
    '"><svg onload=alert(3)>开展普法宣传29场\u2028。\n'
)


def make_corpus(texts, **columns):
    """A corpus of `texts` (report_id → text); `columns` are added to the frame of reports."""
    rows = {name: [] for name in ("reports", "texts", "sections", "sentences", "quantities",
                                  "checks", "words", "evidence", "intake")}  # fmt: skip
    for number, (report_id, text) in enumerate(texts.items()):
        start = text.index("\n") + 1
        title = text[: start - 1]
        year = re.search(r"\d{4}", title)
        rows["reports"].append(
            {
                "report_id": report_id, "path": f"{report_id}.txt", "sha256": "0" * 64,
                "format": "txt", "encoding": "utf-8", "script": "simplified",
                "chars": len(text) - start, "title": title, "issuer": title[:3] + "人民政府",
                "level": "county", "province": ("浙江省", "江苏省")[number % 2],
                "county": title[:3], "period": year and year[0], "period_type": "annual",
                "year": year and int(year[0]), "kind": "annual_report",
                **{key: values[number] for key, values in columns.items()},
            }
        )  # fmt: skip
        rows["texts"].append(
            {"report_id": report_id, "text": text, "body_start": start, "body_end": len(text)}
        )
        rows["intake"].append(
            {"path": f"{report_id}.txt", "status": "ok", "message": "Read.", "report_id": report_id}
        )
        rows["evidence"].append(
            {"report_id": report_id, "field": "title", "value": title, "start": 0,
             "end": len(title), "rule": "first line"}
        )  # fmt: skip
        _parts(report_id, text, start, rows)
    return Corpus(**{name: conform(name, data) for name, data in rows.items()})


def _parts(report_id, text, start, rows):
    section, role, place = 0, "intro", start
    words = Counter()
    sections = [[0, None, None, "intro", start]]
    for line in text[start:].splitlines(keepends=True):
        found = re.match(r"([一二三]、)(.*)", line)
        if found:
            section += 1
            role = ("progress", "problems", "plan")[min(section - 1, 2)]
            sections.append([section, found[1], found[2].strip(), role, place])
        for match in re.finditer(r"[^。\n]+。?", line):
            number = sum(1 for row in rows["sentences"] if row["report_id"] == report_id)
            begin, end = place + match.start(), place + match.end()
            rows["sentences"].append(
                {"report_id": report_id, "sentence": number, "section": section, "start": begin,
                 "end": end, "text": text[begin:end]}
            )  # fmt: skip
            for each in re.finditer(r"(\d+)(余?)([件场])", match[0]):
                low = begin + each.start()
                named = "disputes_mediated" if each[3] == "件" else "publicity_events"
                rows["quantities"].append(
                    {"report_id": report_id,
                     "quantity": sum(1 for r in rows["quantities"] if r["report_id"] == report_id),
                     "sentence": number, "section": section, "start": max(begin, low - 4),
                     "end": begin + each.end(),
                     "quote": text[max(begin, low - 4):begin + each.end()],
                     "value": float(each[1]), "value_high": float(each[1]), "unit": each[3],
                     "bound": "min" if each[2] else "exact", "status": "actual",
                     "indicator": named, "period": rows["reports"][-1]["period"],
                     "number_start": low,
                     "number_end": begin + each.end(), "corrected": False}
                )  # fmt: skip
            for word in re.findall(r"调解|宣传|矛盾纠纷|推进", match[0]):
                words[(section, word)] += 1
        place += len(line)
    ends = [row[4] for row in sections[1:]] + [len(text)]
    for row, end in zip(sections, ends, strict=True):
        rows["sections"].append(
            {"report_id": report_id, "section": row[0], "parent": None,
             "depth": 1 if row[0] else 0, "marker": row[1], "heading": row[2], "role": row[3],
             "start": row[4], "end": end}
        )  # fmt: skip
    for (number, word), count in words.items():
        rows["words"].append(
            {"report_id": report_id, "section": number, "word": word, "count": count}
        )
    rows["checks"].append(
        {"report_id": report_id, "check": 0, "kind": "sum", "verdict": "fails", "stated": 617.0,
         "low": 600.0, "high": 610.0, "quantities": [0], "start": start, "end": start + 5,
         "quote": text[start : start + 5]}
    )  # fmt: skip


@pytest.fixture(scope="session")
def corpus():
    return make_corpus(PLAIN)


@pytest.fixture(scope="session")
def hostile():
    name = "=cmd|'x'!A0 <b>\"&"
    return make_corpus({name: HOSTILE_TEXT}, issuer=["<script>alert(9)</script>\u202e"],
                       source_url=["javascript:alert(4)"])  # fmt: skip


NOTEBOOK = """# Figures of <these> reports

Nothing else."""


def write_notebook(folder, *sources, name="01-first", text=NOTEBOOK):
    """A notebook with a cell of parameters, one that loads the corpus, and `sources`."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    parameters = new_code_cell('PROCESSED = "nowhere"\nLANG = "en"')
    parameters.metadata["tags"] = ["parameters"]
    load = new_code_cell("import fazhi_analysis as fz\n\ncorpus = fz.load(PROCESSED)")
    cells = [new_markdown_cell(text), parameters, load, *map(new_code_cell, sources)]
    cells[0].metadata["zh"] = "# 这些报告的数字"
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    path.write_text(nbformat.writes(new_notebook(cells=cells)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def processed(corpus, tmp_path_factory):
    return store.save(corpus, tmp_path_factory.mktemp("processed"))


@pytest.fixture(scope="session")
def hostile_processed(hostile, tmp_path_factory):
    return store.save(hostile, tmp_path_factory.mktemp("hostile"))
