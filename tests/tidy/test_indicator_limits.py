"""The last noun decides: what a clause names is not always what its number counts."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.quantities import find_quantities


def named(text: str) -> list[tuple[str, float]]:
    frame = find_quantities(text, period="2023")
    frame = frame[frame["indicator"].notna()]
    return list(zip(frame["indicator"], frame["value"].astype(float), strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another noun is counted
        ("常委会研究行政执法改革等法治议题31个。", []),
        ("公开行政执法数据8万余个。", []),
        ("专题研究重大行政决策后评估等5项法治重点工作。", []),
        ("集体讨论重大事项64件,法治机构负责人列席。", []),
        ("组建法律服务团队9个。", []),
        ("向监察机关移送问题线索17个。", []),
        ("涉法律师函、合同等3类材料。", []),
        # a noun that only narrows the next one
        ("行政复议申请中,行政处罚类案件41宗。", [("reconsideration_cases", 41)]),
        ("办理行政应诉案件32件,其中土地类14件、信息公开类3件。",
         [("litigation_cases", 32), ("litigation_cases", 14), ("litigation_cases", 3)]),
        ("顾问专家参与重大事项决策、重大合同的法律咨询论证共计36件次。", [("review_opinions", 36)]),
        # honours
        ("两部普法视频被评为全省优秀作品。", []),
        ("办结的4起处罚案件被评为典型案件。", []),
        ("1篇普法案例入选全国案例库。", []),
        ("3个村被评为省级民主法治示范村。", [("democratic_villages", 3)]),
        ("表彰优秀人民调解员20名。", []),
        # people who work in a field, titles, lists of another whole
        ("招录社区矫正协理员10名。", []),
        ("审议通过《重大行政决策程序规定》等文件6件。", []),
        ("纠正不当执法行为86件,退还违规罚款12万元。", []),
        ("办理政府法律事务126件,其中合同审查86件、代理行政诉讼案件8件。",
         [("legality_reviews", 86), ("litigation_cases", 8)]),
        ("行使行政权力事项325项,其中行政许可事项103项。",
         [("power_list_items", 325), ("power_list_items", 103)]),
        ("市人大常委会来我市开展执法检查3次。", []),
        # for whom, and how often
        ("为45名未成年人提供法律援助解答咨询120次。", [("legal_consultations", 120)]),
        ("13个主题全年办件260件。", [("administrative_approvals", 260)]),
        # the whole is of another theme than the part that names it
        ("中心组理论学习8次,其中法治专题2次。", [("study_sessions", 2)]),
        # a date, quotation marks and a bracket inside the phrase
        ("举办2期2023年度依法行政专题培训班。", [("trainings", 2)]),
        ("开展学习习近平法治思想“十一个坚持”共6次。", [("study_sessions", 6)]),
    ],
)  # fmt: skip
def test_the_last_noun_decides(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政复议案件4件,撤销1件;行政诉讼案件3件,维持2件,另1件尚未作出判决。",
         [("reconsideration_cases", 4), ("reconsideration_cases", 1), ("litigation_cases", 3),
          ("litigation_cases", 2), ("litigation_cases", 1)]),
        ("以乡镇为被申请人的案件共62宗。", [("reconsideration_cases", 62)]),
        ("复议机关以调解方式实质性化解行政争议38件。", [("reconsideration_cases", 38)]),
        ("全市法院受理各类行政案件52件,审结47件。",
         [("litigation_cases", 52), ("litigation_cases", 47)]),
        ("区政府作为被告的诉讼案件共25件,其中一审15件、二审8件、再审2件。",
         [("litigation_cases", v) for v in (25, 15, 8, 2)]),
        ("治安大队受理行政案件320起,查处298起。",
         [("administrative_penalties", 320), ("administrative_penalties", 298)]),
        ("行政复议、行政诉讼案件均为0件。",
         [("litigation_cases", 0), ("reconsideration_cases", 0)]),
        ("案后未发生诉讼的占91%。", []),
        ("劳动争议仲裁机构受理案件56件。", []),
        ("仲裁委员会受理案件60件,标的额2亿元。", []),
        ("全年旁听庭审2次,参与人数85人次。",
         [("court_hearings_attended", 2), ("court_hearings_attended", 85)]),
        ("2023年行政机关负责人100%出庭应诉。", [("head_appearance_rate", 100)]),
    ],
)  # fmt: skip
def test_cases_of_reviews_and_of_courts(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("86名干部职工完成线上学法考法,通过率达100%。",
         [("staff_exam_candidates", 86), ("staff_exam_pass_rate", 100)]),
        ("应参加考试对象为40人,实际参加学法考试人数为39人。", [("staff_exam_candidates", 39)]),
        ("组织在编干部100%完成普法在线考试。", [("staff_exam_pass_rate", 100)]),
        ("3名执法人员全部取得行政执法证,法律知识在线考试通过率100%。",
         [("enforcement_officers", 3), ("staff_exam_pass_rate", 100)]),
        ("执法人员16人,均持有行政执法证。", [("enforcement_officers", 16)]),
        ("法律顾问参与街道重大事项讨论12次。", [("adviser_sessions", 12)]),
        ("聘请法律顾问26名,其中外聘律师18名、公职律师8名。",
         [("legal_advisers", 26), ("legal_advisers", 18), ("legal_advisers", 8)]),
        ("梳理基本履职事项清单97项、配合履职事项清单61项。",
         [("power_list_items", 97), ("power_list_items", 61)]),
        ("现有21项行政审批业务,其中18项行政许可、3项行政确认。",
         [("service_items", 21), ("service_items", 18), ("service_items", 3)]),
        ("2100项政务服务事项中,2050项进驻大厅。", [("service_items", 2100), ("service_items", 2050)]),
        ("开展“一窗通办”服务1.2万件。", [("administrative_approvals", 12000)]),
        ("日均办件量260件。", []),
        ("对30余件涉企案件进行了评查。", [("case_file_reviews", 30)]),
        ("公布重大行政决策6项,已出台1项,其余5项正在推进。",
         [("major_decisions", 6), ("major_decisions", 1), ("major_decisions", 5)]),
        ("以每月1次频次开展法治学习5次。", [("study_sessions", 5)]),
        ("村调委会配备1名以上专职调解员。", []),
        ("审核合同19份、征求意见59件。", [("legality_reviews", 19), ("legality_reviews", 59)]),
        ("法律顾问提供现场服务2万人次。", [("legal_consultations", 20000)]),
        ("律师参与120人次,服务企业8600人次。", []),
        ("教师师德师风培训12场,参训教师160人次。", []),
        ("掌办率、网办率达到100%。", [("online_service_rate", 100), ("online_service_rate", 100)]),
    ],
)  # fmt: skip
def test_people_items_and_services(text, expected):
    assert named(text) == expected
