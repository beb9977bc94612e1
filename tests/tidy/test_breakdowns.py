"""What narrows a figure: pairs of a sentence and its breakdowns, and what must never happen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.tidy import breakdown_words
from fazhi_analysis.tidy.breakdown_phrases import find_parts, find_phrases
from fazhi_analysis.tidy.breakdown_words import CLASSES, cut_words, kind_of, word_classes
from fazhi_analysis.tidy.breakdowns import label_breakdown
from fazhi_analysis.tidy.quantities import find_quantities


def _breakdowns(text: str, indicator: str) -> list[str | None]:
    rows = find_quantities(text, period="2023")
    rows = rows[rows["indicator"] == indicator]
    return [None if value != value or value is None else value for value in rows["breakdown"]]


# One figure each: text, indicator, breakdown (None: the whole).
KINDS = [
    ("审查行政机关合同15件。", "legality_reviews", "行政机关合同"),
    ("全年调解劳资纠纷26起。", "disputes_mediated", "劳资"),
    ("全年调解各类矛盾纠纷126起。", "disputes_mediated", None),
    ("我局共办理行政复议案件8件。", "reconsideration_cases", None),
    ("全镇累计开展集体学法9次。", "study_sessions", None),
    ("主动公开政府信息320条。", "information_disclosures", None),
    ("创建省级民主法治示范村3个。", "democratic_villages", "省级"),
    ("现有村(居)法律顾问12名。", "legal_advisers", "村(居)"),
    ("建成法治文化公园2个。", "legal_culture_sites", "法治文化公园"),
    ("为群众挽回经济损失30万元。", "losses_recovered", None),
    ("为农民工追回拖欠款30万元。", "losses_recovered", "农民工"),
    ("以区政府为被告的行政诉讼案件9件。", "litigation_cases", "以区政府为被告"),
    ("发放宣传资料400余份。", "publicity_materials", None),
    ("覆盖群众1200余人次的普法讲座。", "publicity_audience", None),
    ("涉案金额50万元以上纠纷调解3起。", "disputes_mediated", "涉案金额50万元以上"),
]

# Outcomes, channels, themes, bodies.
MANNERS = [
    ("举办禁毒普法讲座4场。", "legal_lectures", ["禁毒"]),
    ("协助西郊法庭成功调解8起物业合同纠纷。", "disputes_mediated", ["物业合同;成功调解;西郊法庭"]),
    ("在政府网站主动公开信息402条。", "information_disclosures", ["政府网站"]),
    ("开展“法治进社区”宣传活动12场。", "publicity_events", ["法治进社区"]),
    ("“双语”普法队开展普法宣传28场次。", "publicity_events", ["“双语”普法队"]),
    ("4月15日前后组织线下法治宣传活动8场。", "publicity_events", ["线下"]),
    ("县司法局开展合法性审查312件。", "legality_reviews", [None]),
    ("各级行政复议机构新收行政复议案件58件。", "reconsideration_cases", [None]),
    ("各村居调委会共调解矛盾纠纷40起。", "disputes_mediated", [None]),
    ("组织“美好生活民法典相伴”主题宣传活动,发放宣传资料2000余份。", "publicity_materials",
     ["美好生活民法典相伴"]),
    ("5名主要负责人现场述法。", "duty_reports", ["现场"]),
]  # fmt: skip

# Lists: what each row takes over from its total or from the row before.
LISTS = [
    ("调处矛盾纠纷617起,其中街道调委会调处纠纷23起,涉案金额243.91万元;社区调处纠纷255起,调处成功254件。",
     "disputes_mediated", [None, "街道调委会", "社区", "调处成功;社区"]),
    ("其中街道调委会调处纠纷23起,涉案金额243.91万元。", "mediation_amount", ["街道调委会"]),
    ("调解纠纷100起,成功率98%,涉案金额20万元。", "mediation_amount", [None]),
    ("清理规范性文件120件,继续有效90件,修改20件,废止10件。", "normative_documents_cleaned",
     [None, "继续有效", "修改", "废止"]),
    ("收到行政复议申请96件,受理83件,审结75件。", "reconsideration_cases", [None, "受理", "审结"]),
    ("全年受理行政复议案件96件。", "reconsideration_cases", [None]),
    ("一审行政诉讼案件62件,败诉4件。", "litigation_cases", ["一审", "败诉;一审"]),
    ("行政诉讼案件43件,其中一审30件、二审13件。", "litigation_cases", [None, "一审", "二审"]),
    ("调解纠纷178件,居前三位的是物业、邻里、婚姻家庭纠纷,分别为85件、62件、31件。",
     "disputes_mediated", [None, "物业", "邻里", "婚姻家庭"]),
    ("现有行政职权286项,其中行政许可61项、其他权力27项。", "power_list_items",
     [None, "行政许可", "其他权力"]),
    ("接待来访47批112人次。", "petitions_handled", ["来访", "来访"]),
    ("20个乡镇和31个县直部门主要负责人述法。", "duty_reports", ["乡镇", "县直部门"]),
    ("举办反诈宣传活动2场,覆盖人群5000人。", "publicity_audience", ["反诈"]),
    ("党组中心组学法6次,局务会学法12次。", "study_sessions", ["党组中心组", "局务会"]),
    ("中心组学法6次。", "study_sessions", [None]),
    ("学法考试合格率97%,参考率100%。", "staff_exam_pass_rate", [None, "参考率"]),
    ("办理行政诉讼案件16件,生效的9件中败诉2件。", "litigation_cases", [None, "生效", "败诉;生效"]),
    ("查处违法案件71起(其中渔政42起、农资16起)。", "administrative_penalties", [None, "渔政", "农资"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "indicator", "expected"), KINDS)
def test_the_noun_phrase_narrows_beyond_the_indicators_own_noun(text, indicator, expected):
    assert _breakdowns(text, indicator) == [expected]


@pytest.mark.parametrize(("text", "indicator", "expected"), MANNERS)
def test_outcomes_bodies_channels_and_themes_narrow(text, indicator, expected):
    assert _breakdowns(text, indicator) == expected


@pytest.mark.parametrize(("text", "indicator", "expected"), LISTS)
def test_lists_share_what_narrows_their_total(text, indicator, expected):
    assert _breakdowns(text, indicator) == expected


@pytest.mark.parametrize(
    ("label", "code", "expected"),
    [
        ("行政复议案件（件）2021年", "reconsideration_cases", None),
        ("一审行政诉讼案件(件)", "litigation_cases", "一审"),
        ("劳资纠纷（起）", "disputes_mediated", "劳资"),
    ],
)
def test_a_table_cell_is_narrowed_by_its_label(label, code, expected):
    assert label_breakdown(label, code) == expected


def test_words_are_cut_at_word_edges_only():
    pieces = cut_words("公共法律服务工作站", 0, 9, "legal_service_stations")
    assert [piece.kind for piece in pieces] == ["own"]
    text = "其他权利事项"
    phrases = find_phrases(cut_words(text, 0, len(text), "administrative_approvals"))
    assert [part.words for part in find_parts(text, phrases[0], "administrative_approvals")] == [
        text
    ]


def test_an_open_bracket_and_an_open_quote_end_a_phrase():
    for text in ("村(居", "人登台”活动", "“人人登台"):
        for phrase in find_phrases(cut_words(text, 0, len(text), "publicity_events")):
            for part in find_parts(text, phrase, "publicity_events"):
                assert not set(part.words) & set("()“”")


def test_a_word_is_of_the_strongest_class_for_its_indicator():
    assert kind_of("reconsideration_cases", "维持") == "outcome"
    assert kind_of("reconsideration_cases", "行政复议") == "own"
    assert kind_of("publicity_events", "共") == "cut"
    assert kind_of("publicity_events", "云南") == ""


def test_every_class_and_code_of_the_table_is_known():
    from fazhi_analysis.codebooks import load

    classes, lengths = word_classes()
    assert set(classes.values()) <= set(CLASSES)
    assert {code for code, _ in classes if code} <= set(load().indicators)
    assert all(sizes == tuple(sorted(sizes, reverse=True)) for sizes in lengths.values())


def test_an_unknown_class_is_refused(monkeypatch):
    rows = [{"class": "verbs", "codes": "", "words": "开展"}]
    monkeypatch.setattr(breakdown_words, "read_table", lambda *_: rows)
    word_classes.cache_clear()
    try:
        with pytest.raises(ResourceError, match="'verbs' is no class; use one of outcome"):
            word_classes()
    finally:
        word_classes.cache_clear()


_SCRAPS = st.sampled_from(
    ["调解", "矛盾纠纷", "其中", "街道", "调委会", "23起", "5件", ",", "、", "；", "。", "(", ")", "（", "）",
     "“", "”", "《", "》", "审查", "合同", "行政复议案件", "普法宣传活动", "3场", "覆盖", "500人次", "等", "的",
     "受理", "审结", "一审", "败诉", "分别为", "成功率98%", "涉案金额", "20万元", "\n", "禁毒", "线上", "为", "各"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_SCRAPS, min_size=1, max_size=30).map("".join))
def test_parts_stand_in_the_text_whole_and_closed(text):
    rows = find_quantities(text, period="2023")
    for breakdown in rows["breakdown"].dropna():
        parts = breakdown.split(";")
        assert len(parts) == len(set(parts))
        for part in parts:
            assert part
            assert part == part.strip()
            assert part in text
            for opening, closing in ("()", "（）", "“”", "《》"):
                assert part.count(opening) == part.count(closing)
