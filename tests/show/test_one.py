import pytest

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show.one import describe

REPORT = """安吉县2023年法治政府建设年度报告
一、主要进展
2023年,全县共调解矛盾纠纷617件,调解成功率99%。持续推进行政执法规范化建设,不断提升依法行政水平。
二、存在的问题
基层法治力量仍需加强,干部法治思维有待提升。
三、下一步安排
继续加强法治政府建设,推进严格规范公正文明执法。
"""


def test_one_report_is_told(tmp_path):
    path = tmp_path / "anji-2023.txt"
    path.write_text(REPORT, encoding="utf-8")
    told = describe(path)
    for part in (
        "安吉县2023年法治政府建设年度报告", "一、主要进展   [progress]",
        "disputes_mediated = 617 件", "全县共调解矛盾纠纷【617件】,调解成功率99%。",
    ):  # fmt: skip
        assert part in told


def test_terminal_codes_are_shown_not_sent(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text(REPORT.replace("主要进展", "主要\x1b[2J进展\u202e"), encoding="utf-8")
    told = describe(path)
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_what_cannot_be_read_says_why(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"")
    with pytest.raises(FazhiError, match="empty"):
        describe(path)
