"""One or more sentences of our own for every indicator, and numbers that none covers."""

from __future__ import annotations

SENTENCES: list[tuple[str, list[tuple[str, float]]]] = [
    # leadership
    (
        "街道党工委全年组织会前学法十一次,专题学习习近平法治思想4次。",
        [("study_sessions", 11), ("study_sessions", 4)],
    ),
    ("县政府常务会议会前学法共6期。", [("study_sessions", 6)]),
    ("镇党委召开会议研究部署法治建设工作5次。", [("leadership_meetings", 5)]),
    ("召开2次全面依法治县委员会会议,审议年度要点。", [("leadership_meetings", 2)]),
    (
        "12名乡镇党政主要负责人现场述法,其余46个单位书面述法。",
        [("duty_reports", 12), ("duty_reports", 46)],
    ),
    # decision
    ("公布年度重大行政决策事项目录7项。", [("major_decisions", 7)]),
    (
        "全年审查各类合同132份、党委文件18件。",
        [("legality_reviews", 132), ("legality_reviews", 18)],
    ),
    ("对56件政府文件进行了合法性审查。", [("legality_reviews", 56)]),
    ("法律顾问出具法律意见书43份。", [("review_opinions", 43)]),
    ("全县共聘请村(社区)法律顾问187名。", [("legal_advisers", 187)]),
    ("选聘3家律师事务所担任政府法律顾问。", [("legal_advisers", 3)]),
    ("完成公平竞争审查文件29件。", [("fair_competition_reviews", 29)]),
    # rulemaking
    ("区政府印发行政规范性文件6件。", [("normative_documents_issued", 6)]),
    (
        "清理规范性文件210件,其中废止31件,宣布失效12件。",
        [
            ("normative_documents_cleaned", 210),
            ("normative_documents_cleaned", 31),
            ("normative_documents_cleaned", 12),
        ],
    ),
    ("向市政府报送备案规范性文件8件。", [("normative_documents_filed", 8)]),
    (
        "基层立法联系点就条例草案征集修改意见64条,被采纳9条。",
        [("legislative_suggestions", 64), ("legislative_suggestions", 9)],
    ),
    ("召开立法座谈会5场。", [("legislative_consultations", 5)]),
    (
        "提请市人大常委会审议地方性法规草案3件,制定政府规章2件。",
        [("legislation_drafted", 3), ("legislation_drafted", 2)],
    ),
    # enforcement
    (
        "全局43人持有行政执法证,持证率为91.5%。",
        [("enforcement_officers", 43), ("officer_certification_rate", 91.5)],
    ),
    (
        "组织19人参加行政执法资格考试,通过率89.5%。",
        [("officer_exam_candidates", 19), ("officer_exam_pass_rate", 89.5)],
    ),
    (
        "开展双随机抽查86次,检查市场主体1,204家。",
        [("enforcement_inspections", 86), ("enforcement_inspections", 1204)],
    ),
    ("开展跨部门联合执法检查14次。", [("enforcement_inspections", 14)]),
    (
        "全年立案查处违法案件318起,罚没款406.7万元。",
        [("administrative_penalties", 318), ("penalty_amount", 4067000)],
    ),
    ("对轻微违法行为不予行政处罚52件。", [("administrative_penalties", 52)]),
    ("政务服务大厅办理行政许可办件3.2万件。", [("administrative_approvals", 32000)]),
    (
        "抽取行政处罚案卷60卷、行政许可案卷20卷进行评查。",
        [("case_file_reviews", 60), ("case_file_reviews", 20)],
    ),
    # disputes
    (
        "全年排查矛盾纠纷138件,调解成功136件,调解成功率98.6%。",
        [("disputes_detected", 138), ("disputes_mediated", 136), ("mediation_success_rate", 98.6)],
    ),
    (
        "各级调委会调解纠纷七百二十余件,涉案金额2,300多万元。",
        [("disputes_mediated", 720), ("mediation_amount", 23000000)],
    ),
    ("纠纷受理率100%,调解成功率97%。", [("mediation_rate", 100), ("mediation_success_rate", 97)]),
    ("组织矛盾纠纷排查24次。", [("dispute_screenings", 24)]),
    ("领导干部接访下访52次,办理信访事项311件。", [("petitions_handled", 311)]),
    (
        "全镇有人民调解员96名,设立品牌调解室4个。",
        [("mediators", 96), ("mediation_organisations", 4)],
    ),
    # litigation
    (
        "收到行政复议申请75件,受理68件,审结61件,其中维持40件、撤销5件。",
        [("reconsideration_cases", v) for v in (75, 68, 61, 40, 5)],
    ),
    (
        "办理行政诉讼案件37件,败诉率为5.4%。",
        [("litigation_cases", 37), ("litigation_loss_rate", 5.4)],
    ),
    (
        "行政机关负责人出庭应诉率100%,负责人出庭应诉26人次。",
        [("head_appearance_rate", 100), ("head_appearances", 26)],
    ),
    (
        "组织领导干部旁听庭审3场次,160余人参加旁听。",
        [("court_hearings_attended", 3), ("court_hearings_attended", 160)],
    ),
    ("全年未发生行政复议、行政诉讼案件。", [("reconsideration_cases", 0), ("litigation_cases", 0)]),
    ("行政诉讼零败诉。", [("litigation_loss_rate", 0)]),
    # oversight
    (
        "主动公开政府信息1,862条,其中财政信息97条。",
        [("information_disclosures", 1862), ("information_disclosures", 97)],
    ),
    ("收到依申请公开14件,均按期答复。", [("disclosure_requests", 14)]),
    (
        "办理人大代表建议33件、政协提案41件,满意率100%。",
        [("proposals_handled", 33), ("proposals_handled", 41), ("satisfaction_rate", 100)],
    ),
    (
        "受理12345热线工单9,420件,群众满意率96.8%。",
        [("hotline_cases", 9420), ("satisfaction_rate", 96.8)],
    ),
    ("梳理公布权责清单事项2,116项。", [("power_list_items", 2116)]),
    (
        "进驻大厅政务服务事项864项,网上可办率98%。",
        [("service_items", 864), ("online_service_rate", 98)],
    ),
    ("开展法治督察3次,发现问题47个。", [("supervision_rounds", 3), ("supervision_problems", 47)]),
    # business
    (
        "组建律师团走访企业126家,开展“法治体检”58次,提出法律建议74条。",
        [
            ("enterprises_visited", 126),
            ("enterprise_checkups", 58),
            ("enterprise_legal_advice", 74),
        ],
    ),
    # publicity
    (
        "开展法治宣传活动68场次,发放宣传资料1.3万份,受教育群众2万余人次。",
        [("publicity_events", 68), ("publicity_materials", 13000), ("publicity_audience", 20000)],
    ),
    ("举办民法典讲座12场,听众达900人次。", [("legal_lectures", 12), ("publicity_audience", 900)]),
    (
        "通过公众号推送普法信息240条,阅读量15.6万次。",
        [("publicity_posts", 240), ("online_views", 156000)],
    ),
    (
        "新建法治文化广场2个、法治文化长廊5处,覆盖率达100%。",
        [("legal_culture_sites", 2), ("legal_culture_sites", 5), ("legal_culture_coverage", 100)],
    ),
    ("新培养“法律明白人”132名。", [("law_literate_persons", 132)]),
    (
        "建成省级民主法治示范村(社区)6个,市级19个。",
        [("democratic_villages", 6), ("democratic_villages", 19)],
    ),
    # services
    (
        "受理法律援助案件205件,为农民工追回欠薪318万元。",
        [("legal_aid_cases", 205), ("losses_recovered", 3180000)],
    ),
    (
        "公证处办理公证事项2,411件,减免公证费6.8万元。",
        [("notary_cases", 2411), ("notary_fees", 68000)],
    ),
    ("为群众提供法律咨询4,300余人次。", [("legal_consultations", 4300)]),
    (
        "村法律顾问坐诊186次,累计服务时长742小时。",
        [("adviser_sessions", 186), ("adviser_hours", 742)],
    ),
    ("建成公共法律服务站点57个。", [("legal_service_stations", 57)]),
    ("组织律师志愿者38名参与公共法律服务。", [("legal_service_staff", 38)]),
    # corrections
    (
        "在册社区矫正对象86人,训诫4人次、警告2人次,信息化核查率100%。",
        [
            ("correction_subjects", 86),
            ("correction_sanctions", 4),
            ("correction_sanctions", 2),
            ("correction_check_rate", 100),
        ],
    ),
    ("安置帮教对象214人。", [("resettlement_subjects", 214)]),
    # capacity
    ("举办执法人员业务培训9期,培训620人次。", [("trainings", 9), ("training_participants", 620)]),
    (
        "组织1,150名国家工作人员参加学法用法考试,参考率、合格率均达100%。",
        [
            ("staff_exam_candidates", 1150),
            ("staff_exam_pass_rate", 100),
            ("staff_exam_pass_rate", 100),
        ],
    ),
]

NOTHING = [
    "辖区总人口5.3万人,下辖12个村、3个社区。",
    "街道现有企业2,410家。",
    "排查整治消防安全隐患96处。",
    "新建口袋公园4个,完成投资3,200万元。",
    "认真落实五项重点工作,做到“三个到位”。",
    "全年召开民主恳谈会16次。",
    "共有党员480名、人大代表65名。",
    "执法人员出动1,200人次、车辆300台次。",
    "第12次会议审议通过《某某市条例》第8条。",
    "拨打110或12348,24小时受理。",
    "文件已于2023年3月15日以〔2023〕27号文印发。",
    "培育一批法律明白人,建设一支高素质队伍,打造一个平台。",
    "办理时限由20个工作日压缩至7个工作日。",
    "农村公路里程达到860公里。",
]
