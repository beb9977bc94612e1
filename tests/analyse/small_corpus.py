"""Corpora small enough to be counted by hand."""

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.schema import conform
from fazhi_analysis.tidy.records import Section
from fazhi_analysis.tidy.segmentation import Segmenter
from fazhi_analysis.tidy.words import count_words


def corpus_of(*reports: dict, lexicon=()) -> Corpus:
    """Build a corpus from reports with `parts`: (role, heading, text), one paragraph each.

    The text is the parts, one a line, behind a head of page furniture. A sentence ends at 。.
    """
    segmenter = Segmenter(lexicon)
    rows = {name: [] for name in ("reports", "texts", "sections", "sentences", "words")}
    for number, report in enumerate(reports):
        fields = {key: value for key, value in report.items() if key != "parts"}
        name = fields.setdefault("report_id", f"r{number}")
        text = "页眉:法治\n"
        start = len(text)
        sections = []
        for index, (role, heading, words) in enumerate(report["parts"]):
            begin = len(text)
            text += words + "\n"
            sections.append(
                Section(index, None, int(index > 0), None, heading, role, begin, len(text))
            )
        end = len(text)
        text += "页脚:法治\n"
        rows["reports"].append(
            {"path": f"{name}.txt", "sha256": "0", "format": "txt", "kind": "annual_report",
             "chars": end - start, **fields}
        )  # fmt: skip
        rows["texts"].append(
            {"report_id": name, "text": text, "body_start": start, "body_end": end}
        )
        rows["sections"] += [{"report_id": name, **section._asdict()} for section in sections]
        sentence = 0
        for section in sections:
            at = section.start
            for piece in text[section.start : section.end - 1].split("。"):
                if piece:
                    rows["sentences"].append(
                        {"report_id": name, "sentence": sentence, "section": section.section,
                         "start": at, "end": at + len(piece), "text": piece}
                    )  # fmt: skip
                    sentence += 1
                at += len(piece) + 1
        rows["words"] += [
            {"report_id": name, "section": s, "word": w, "count": n}
            for s, w, n in count_words(text, sections, segmenter)
        ]
    return Corpus(**{name: conform(name, data) for name, data in rows.items()})


def two_reports(**first) -> Corpus:
    """Two reports: 20 and 10 characters of body (line ends counted), two parts each."""
    return corpus_of(
        {
            "report_id": "a",
            "year": 2022,
            "province": "浙江省",
            "parts": [
                ("progress", None, "法治政府的法治,调解。"),  # 法治 政府 的 法治 调解
                ("problems", "问题", "进一步调解3件"),  # 进一步 调解 3 件
            ],
            **first,
        },
        {
            "report_id": "b",
            "year": 2023,
            "parts": [
                ("progress", None, "法治企业"),  # 法治 企业
                ("plan", "安排", "企业。"),  # 企业
            ],
        },
    )


def counted(**reports: dict[str, int]) -> Corpus:
    """Build a corpus from the words of each report alone: ``counted(a={"法治": 3})``."""
    rows = [
        {"report_id": name, "section": 0, "word": word, "count": count}
        for name, words in reports.items()
        for word, count in words.items()
    ]
    named = [
        {"report_id": name, "path": name, "sha256": "0", "format": "txt", "chars": 100,
         "kind": "annual_report"}
        for name in reports
    ]  # fmt: skip
    return Corpus(reports=conform("reports", named), words=conform("words", rows))
